// The canonical text: immutable, valid UTF-8, with its places in every unit.

import Synchronization

/// The canonical text of an article, which all offsets refer to.
///
/// It is held whole or read in windows. Everything derived from it (hash, paragraphs, sentences) is found on demand,
/// near the place that is asked about, and remembered; a document can be shared between threads.
public final class Document: Sendable {
    let store: TextStore
    let reading = ReadThrough()
    let segments = Mutex(SegmentCache())
    let sections = Mutex(SectionCache())

    /// - Parameter bytes: the canonical text; it must be valid UTF-8 (what decodes a file sees to that).
    public init(utf8 bytes: [UInt8]) { store = .whole(bytes) }

    public convenience init(_ text: String) { self.init(utf8: Array(text.utf8)) }

    /// A text that is read in windows, as it is looked at.
    ///
    /// - Parameter source: the canonical text in UTF-8; what does not decode is found when it is read through.
    public init(windowsOf source: any ByteSource) { store = .windows(TextWindows(source)) }

    /// The length in bytes.
    public var byteCount: Int { store.count }
    /// The length in code points.
    public var codePointCount: Int { reading.index(to: store.count, of: store) { $0.codePointCount } }
    /// All of it.
    public var span: Span { Span(.zero, end) }
    public var end: ByteOffset { ByteOffset(store.count) }

    /// The SHA-256 of the text in UTF-8; computed once.
    public var hash: SourceHash { reading.finish(store) }

    /// The text of a span that lies inside the document.
    public func text(_ span: Span) -> String { withBytes(span) { String(decoding: $0, as: UTF8.self) } }

    /// Lends the bytes of a span that lies inside the document. Of a long text a long span is read for this.
    public func withBytes<Result>(_ span: Span, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        try store.withBytes(span.start.value, span.end.value, body)
    }

    /// Copies the bytes of a span that lies inside the document, and keeps nothing of them: for passes over much text.
    public func copy(_ span: Span) -> [UInt8] { store.copy(span.start.value, span.end.value) }
}

// MARK: Code points

extension Document {
    /// Code points before a place.
    public func codePoint(at offset: ByteOffset) -> CodePointOffset {
        let place = min(offset.value, byteCount)
        let before = reading.index(to: place, of: store) { $0.checkpoint(atByte: place) }
        return CodePointOffset(before.codePoints + count(before.byte, place).codePoints)
    }

    /// Where the code point with this number begins, or the end of the text for its length; nil past that.
    public func byte(at offset: CodePointOffset) -> ByteOffset? {
        guard offset.value >= 0 else { return nil }
        // As many bytes at the least, mostly not many more.
        var needed = offset.value
        while true {
            let known = reading.index(to: needed, of: store) { ($0.codePointCount, $0.byteCount) }
            if known.0 > offset.value { break }
            if known.1 == byteCount { return known.0 == offset.value ? end : nil }
            needed = known.1 + max(1, offset.value - known.0)
        }
        let before = reading.index(to: 0, of: store) { $0.checkpoint(atCodePoint: offset.value) }
        var remaining = offset.value - before.codePoints
        return store.withBytes(before.byte, min(byteCount, before.byte + TextIndex.stride)) { bytes in
            for index in TextIndex.skipped(bytes, &remaining)..<bytes.count where bytes[index] & 0xC0 != 0x80 {
                if remaining == 0 { return ByteOffset(before.byte + index) }
                remaining -= 1
            }
            return end
        }
    }

    /// The same span in code points.
    public func codePoints(_ span: Span) -> CodePointSpan {
        CodePointSpan(codePoint(at: span.start), codePoint(at: span.end))
    }

    /// The same span in bytes; nil when it reaches past the end of the text.
    public func span(_ codePoints: CodePointSpan) -> Span? {
        guard let start = byte(at: codePoints.start), let end = byte(at: codePoints.end) else { return nil }
        return Span(start, end)
    }

    /// Whether a place is not inside the bytes of one code point.
    func isCodePointBoundary(_ offset: Int) -> Bool {
        offset <= 0 || offset >= byteCount || self[offset] & 0xC0 != 0x80
    }

    /// The byte at an offset inside the text.
    subscript(_ offset: Int) -> UInt8 { store.withBytes(offset, offset + 1) { $0[0] } }

    private func count(_ start: Int, _ end: Int) -> (codePoints: Int, lineFeeds: Int) {
        store.withBytes(start, end) { TextIndex.count($0, 0, $0.count) }
    }
}

// MARK: Lines

extension Document {
    /// The number of lines: one more than there are line feeds, but none after a final line feed.
    public var lineCount: Int {
        lineFeedCount + (byteCount == 0 || self[byteCount - 1] == 0x0A ? 0 : 1)
    }

    private var lineFeedCount: Int { reading.index(to: byteCount, of: store) { $0.lineFeedCount } }

    /// The line that holds a place, from 0; what follows the last line feed is a line as well.
    public func line(at offset: ByteOffset) -> Int {
        let place = min(offset.value, byteCount)
        let before = reading.index(to: place, of: store) { $0.checkpoint(atByte: place) }
        return before.lineFeeds + count(before.byte, place).lineFeeds
    }

    /// Where a line begins. A number past the last line gives the end of the text.
    public func start(ofLine line: Int) -> ByteOffset {
        guard line > 0 else { return .zero }
        var needed = 1
        while true {
            let known = reading.index(to: needed, of: store) { ($0.lineFeedCount, $0.byteCount) }
            if known.0 >= line { break }
            if known.1 == byteCount { return end }
            needed = known.1 + 1
        }
        let before = reading.index(to: 0, of: store) { $0.checkpoint(beforeLineFeed: line) }
        var remaining = line - before.lineFeeds
        var place = before.byte
        while remaining > 0, let feed = store.lineFeed(from: place, before: byteCount) {
            place = feed + 1
            remaining -= 1
        }
        return ByteOffset(place)
    }

    /// The same, without reading on: nil also where the lines have not been counted so far.
    public func knownStart(ofLine line: Int) -> ByteOffset? {
        isRead || reading.index(to: 0, of: store, { $0.lineFeedCount }) >= line ? start(ofLine: line) : nil
    }

    /// Whether a line of the source begins at a place.
    public func isLineStart(_ offset: ByteOffset) -> Bool { offset.value == 0 || self[offset.value - 1] == 0x0A }

    /// A line with its terminator (LF or CRLF).
    public func span(ofLine line: Int) -> Span {
        let start = start(ofLine: line)
        let feed = store.lineFeed(from: start.value, before: byteCount)
        return Span(start, feed.map { ByteOffset($0 + 1) } ?? end)
    }

    /// A line without its terminator.
    public func content(ofLine line: Int) -> Span {
        let whole = span(ofLine: line)
        var last = whole.end.value
        if last > whole.start.value, self[last - 1] == 0x0A {
            last -= 1
            if last > whole.start.value, self[last - 1] == 0x0D { last -= 1 }
        }
        return Span(whole.start, ByteOffset(last))
    }

    /// The code points before a place in its line: the column that `file:line:column` names, less 1.
    public func codePointsIntoLine(at offset: ByteOffset) -> Int {
        codePoint(at: offset) - codePoint(at: start(ofLine: line(at: offset)))
    }
}
