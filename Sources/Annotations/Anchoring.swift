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
        if let anchor = unchanged(target, in: document) { return anchor }
        return uniquePlace(of: target.quote, in: document).map { found($0, of: target, in: document) } ?? .orphan
    }

    /// The one place where a quote stands word for word, with most of its surroundings; nil when there is no such.
    static func knownByContext(_ target: Target, in document: Document) -> Anchor? {
        uniquePlace(of: target.quote, in: document, byItself: false).map { found($0, of: target, in: document) }
    }

    private static func found(_ span: Span, of target: Target, in document: Document) -> Anchor {
        let place = place(of: span, in: document)
        return place.codePoints == target.position ? .exact(place) : Anchor(.moved, score: 1, place: place)
    }

    /// Whether a text reads, word for word, what a quote says.
    public static func reads(_ quote: Quote, at span: Span, in document: Document) -> Bool {
        document.withBytes(span) { isSame($0, quote.exact) }
    }

    /// The anchor of a target of this very text, as long as the text reads there what it quotes.
    public static func unchanged(_ target: Target, in document: Document) -> Anchor? {
        guard target.source == document.hash, let span = document.span(target.position),
            document.withBytes(span, { isSame($0, target.quote.exact) })
        else { return nil }
        return .exact(Place(span: span, codePoints: target.position))
    }

    static func isSame(_ bytes: UnsafeBufferPointer<UInt8>, _ text: String) -> Bool {
        guard bytes.count == text.utf8.count else { return false }
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return true }
        return text.utf8.withContiguousStorageIfAvailable { memcmp($0.baseAddress!, start, $0.count) == 0 }
            ?? bytes.elementsEqual(text.utf8)
    }

    /// The one place where a quote stands with its surroundings; nil when there is none, or no one best.
    ///
    /// - Parameter byItself: whether a long quote is known without its surroundings.
    private static func uniquePlace(of quote: Quote, in document: Document, byItself: Bool = true) -> Span? {
        let exact = Array(quote.exact.utf8)
        guard !exact.isEmpty else { return nil }
        let prefix = Array(quote.prefix.utf8)
        let suffix = Array(quote.suffix.utf8)
        var best: (start: Int, agreement: Int)?
        var isTied = false
        document.forEachOccurrence(of: exact) { start in
            let agreement = agreement(prefix, suffix, around: Span(start, start + exact.count), document)
            if agreement > best?.agreement ?? -1 {
                best = (start.value, agreement)
                isTied = false
            } else if agreement == best?.agreement {
                isTied = true
            }
            return true
        }
        guard let best, !isTied else { return nil }
        let isKnownByContext = best.agreement * 2 >= prefix.count + suffix.count
        let isDistinct = byItself && quote.exact.unicodeScalars.count >= distinctLength
        guard isKnownByContext || isDistinct else { return nil }
        let span = Span(ByteOffset(best.start), ByteOffset(best.start + exact.count))
        return document.snapped(span) == span ? span : nil
    }

    /// How many bytes next to a span are those of a prefix and a suffix.
    private static func agreement(_ prefix: [UInt8], _ suffix: [UInt8], around span: Span, _ document: Document) -> Int
    {
        let before = Span(ByteOffset(max(0, span.start.value - prefix.count)), span.start)
        let after = Span(span.end, min(document.end, span.end + suffix.count))
        return document.withBytes(before) { bytes in
            zip(prefix.reversed(), bytes.reversed()).prefix { $0 == $1 }.count
        } + document.withBytes(after) { bytes in zip(suffix, bytes).prefix { $0 == $1 }.count }
    }
}
