// The stored description of a place: where it was, and what it read there.

import TextModel

/// A quotation with its surroundings (W3C Web Annotation Data Model, 4.2.4 Text Quote Selector).
public struct Quote: Equatable, Sendable {
    /// The passage itself, unchanged.
    public var exact: String
    /// Up to 64 code points before it, cut on a grapheme boundary; empty at the start of the text.
    public var prefix: String
    /// Up to 64 code points after it, cut on a grapheme boundary; empty at the end of the text.
    public var suffix: String

    public init(exact: String, prefix: String, suffix: String) {
        self.exact = exact
        self.prefix = prefix
        self.suffix = suffix
    }

    /// Scalar by scalar, because `==` on String would take NFC and NFD for one.
    public static func == (left: Quote, right: Quote) -> Bool {
        left.exact.utf8.elementsEqual(right.exact.utf8) && left.prefix.utf8.elementsEqual(right.prefix.utf8)
            && left.suffix.utf8.elementsEqual(right.suffix.utf8)
    }
}

/// What a mark points at: a text by its hash, and the place in it, described twice.
public struct Target: Equatable, Sendable {
    public var source: SourceHash
    /// Code points of the text that `source` names (4.2.5 Text Position Selector).
    public var position: CodePointSpan
    public var quote: Quote

    public init(source: SourceHash, position: CodePointSpan, quote: Quote) {
        self.source = source
        self.position = position
        self.quote = quote
    }
}
