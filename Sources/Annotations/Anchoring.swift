// From a place to its selectors, and from selectors back to a place.

import Glibc
import TextModel

/// Describes places, and finds them again.
public enum Anchoring {
    /// Code points of surroundings that a quote keeps on either side.
    public static let contextLength = 64
    /// A quote of at least this many code points is told apart by itself when it stands in a text only once.
    private static let distinctLength = 24

    /// The selectors of a span.
    public static func target(for span: Span, in document: Document) -> Target {
        let place = place(of: span, in: document)
        let before = document.byte(at: CodePointOffset(max(0, place.codePoints.start.value - contextLength)))!
        let after = document.byte(
            at: CodePointOffset(min(document.codePointCount, place.codePoints.end.value + contextLength)))!
        let prefixStart =
            document.isGraphemeBoundary(before) ? before : min(document.grapheme(after: before), span.start)
        let suffixEnd = max(document.graphemeBoundary(atOrBefore: after), span.end)
        return Target(
            source: document.hash, position: place.codePoints,
            quote: Quote(
                exact: document.text(span), prefix: document.text(Span(prefixStart, span.start)),
                suffix: document.text(Span(span.end, suffixEnd))))
    }

    /// A span in both of its units.
    public static func place(of span: Span, in document: Document) -> Place {
        Place(span: span, codePoints: document.codePoints(span))
    }

    /// Where a target is in this text. A quote that stands in several places is told apart by its surroundings;
    /// where they do not decide, it is an orphan.
    public static func anchor(_ target: Target, in document: Document) -> Anchor {
        if target.source == document.hash, let span = document.span(target.position),
            document.withBytes(span, { $0.elementsEqual(target.quote.exact.utf8) })
        {
            return .exact(Place(span: span, codePoints: target.position))
        }
        guard let span = uniquePlace(of: target.quote, in: document) else { return .orphan }
        let place = place(of: span, in: document)
        return place.codePoints == target.position ? .exact(place) : Anchor(.moved, score: 1, place: place)
    }

    /// The one place where a quote stands with its surroundings; nil when there is none, or no one best.
    private static func uniquePlace(of quote: Quote, in document: Document) -> Span? {
        let exact = Array(quote.exact.utf8)
        guard !exact.isEmpty else { return nil }
        let prefix = Array(quote.prefix.utf8)
        let suffix = Array(quote.suffix.utf8)
        var best: (start: Int, agreement: Int)?
        var isTied = false
        document.withBytes(document.span) { bytes in
            var from = 0
            while let start = find(exact, in: bytes, from: from) {
                let agreement =
                    zip(prefix.reversed(), bytes[..<start].reversed()).prefix { $0 == $1 }.count
                    + zip(suffix, bytes[(start + exact.count)...]).prefix { $0 == $1 }.count
                if agreement > best?.agreement ?? -1 {
                    best = (start, agreement)
                    isTied = false
                } else if agreement == best?.agreement {
                    isTied = true
                }
                from = start + 1
            }
        }
        guard let best, !isTied else { return nil }
        let isKnownByContext = best.agreement * 2 >= prefix.count + suffix.count
        guard isKnownByContext || quote.exact.unicodeScalars.count >= distinctLength else { return nil }
        let span = Span(ByteOffset(best.start), ByteOffset(best.start + exact.count))
        return document.snapped(span) == span ? span : nil
    }

    private static func find(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var start = from
        while start + needle.count <= bytes.count {
            guard let hit = memchr(base + start, Int32(needle[0]), bytes.count - needle.count - start + 1)
            else { return nil }
            start = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
            if memcmp(hit, needle, needle.count) == 0 { return start }
            start += 1
        }
        return nil
    }
}
