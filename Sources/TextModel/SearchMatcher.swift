// Hits in a stretch of a document: which places count as hits does not depend on where the search set out.

import CPCRE2

/// Looks for one pattern, here and there in a document. Not for two threads at a time.
public final class SearchMatcher {
    /// How much may be spent on a pattern at one place of a text before it is given up.
    public enum Effort: Sendable {
        /// For what has to be done between two keys.
        case quick
        /// For what is done beside the reader: some hundredths of a second at the most.
        case full

        fileprivate var limit: UInt32 { self == .quick ? 50_000 : 5_000_000 }
    }

    /// A pattern would take very long on some text; after how much it was given up is `Effort`'s to say.
    public struct TooHard: Error, Equatable {}

    private let pattern: SearchPattern
    private let pointer: OpaquePointer?

    public init(_ pattern: SearchPattern, effort: Effort) {
        self.pattern = pattern
        pointer = gloss_matcher_make(pattern.code.pointer, effort.limit)
    }

    deinit { gloss_matcher_free(pointer) }

    /// Hands out the hits that begin in a stretch, in order, until the body says false. Returns where the search for
    /// further hits has to go on: at the end of the stretch, or after a hit that reaches beyond it.
    ///
    /// The hits of a line follow one another without overlap from its start on. A hit that goes on into the next line
    /// does not hide those of that line, so that what is a hit there can be said without looking further back.
    ///
    /// - Parameters:
    ///   - stretch: at most some megabytes; for all hits, its start must be that of a line, or a place that was
    ///     returned before.
    ///   - tail: bytes that a hit may go on after the stretch.
    @discardableResult
    public func forEachHit(
        in document: Document, within stretch: Span, tail: Int = 65536, _ body: (Span) -> Bool
    ) throws(TooHard) -> ByteOffset {
        // Some text before it, for what looks back; PCRE2 takes half a code point at an end for no text.
        let start = max(0, stretch.start.value - pattern.lookbehind - 8)
        let end = min(document.byteCount, stretch.end.value + tail)
        let window = Span(ByteOffset(start), ByteOffset(end))
        let bytes = document.copy(window)
        var failure: TooHard?
        let place = bytes.withUnsafeBufferPointer { bytes in
            var from = stretch.start.value - start
            while from < bytes.count, bytes[from] & 0xC0 == 0x80 { from += 1 }
            let limit = stretch.end.value - start
            let isCut = end < document.byteCount
            do throws(TooHard) {
                while from < limit, let hit = try next(in: bytes, from: from, before: limit, isCut: isCut) {
                    from = resumption(after: hit, in: bytes)
                    if !body(Span(window.start + hit.lowerBound, window.start + hit.upperBound)) {
                        return from
                    }
                }
            } catch {
                failure = error
            }
            return max(from, limit)
        }
        if let failure { throw failure }
        return window.start + place
    }

    /// After a hit: the next line when the hit reached into it, else its end.
    private func resumption(after hit: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        bytes[hit].firstIndex(of: 0x0A).map { $0 + 1 } ?? hit.upperBound
    }

    private func next(
        in bytes: UnsafeBufferPointer<UInt8>, from: Int, before limit: Int, isCut: Bool
    ) throws(TooHard) -> Range<Int>? {
        guard let word = pattern.word else { return try match(bytes, from: from, last: limit - 1, isCut) }
        var from = from
        while let place = word.first(in: bytes, from: from, before: limit) {
            let end = place + word.count
            // A combining mark after the word makes its last letter another one; PCRE2 knows them all.
            if word.isAll, end < bytes.count ? bytes[end] < 0xC2 : true { return place..<end }
            if let hit = try match(bytes, from: place, last: place, isCut) { return hit }
            from = place + 1
        }
        return nil
    }

    private func match(
        _ bytes: UnsafeBufferPointer<UInt8>, from: Int, last: Int, _ isCut: Bool
    ) throws(TooHard) -> Range<Int>? {
        guard let pointer else { throw TooHard() }
        var start = 0
        var end = 0
        switch gloss_matcher_find(pointer, bytes.baseAddress, bytes.count, from, last, isCut, &start, &end) {
        // The JIT compiler's code may look a little further than the last place it was told.
        case 1: return start <= last ? start..<end : nil
        case 0: return nil
        default: throw TooHard()
        }
    }
}

extension SearchPattern {
    /// The hits that begin in a span, in order, on whole graphemes. For spans up to some 100 KB: what is on screen.
    public func all(in document: Document, within span: Span) -> [Span] {
        hits(in: document, from: span.start, before: span.end).map(document.snapped)
    }

    /// The hits that share something with a span, in order, on whole graphemes; of those that began long before it,
    /// none. For spans up to some 100 KB. Where the pattern is too hard for the text, as many as were found.
    public func hits(in document: Document, touching span: Span) -> [Span] {
        hits(in: document, from: max(.zero, span.start - 1024), before: span.end)
            .map(document.snapped).filter { $0.overlaps(span) }
    }

    private func hits(in document: Document, from start: ByteOffset, before end: ByteOffset) -> [Span] {
        guard start < end else { return [] }
        var hits: [Span] = []
        let sync = document.segment(at: start).start
        _ = try? SearchMatcher(self, effort: .quick).forEachHit(in: document, within: Span(sync, end), tail: 16384) {
            hit in
            if hit.start >= start { hits.append(hit) }
            return true
        }
        return hits
    }
}
