// The resolved place of a selector in the text as it is now.

import TextModel

/// A place in one text, in both units that are needed of it.
public struct Place: Hashable, Sendable {
    /// In bytes of the document that is open.
    public var span: Span
    /// The same place in code points, as it is stored.
    public var codePoints: CodePointSpan

    public init(span: Span, codePoints: CodePointSpan) {
        self.span = span
        self.codePoints = codePoints
    }
}

/// Where a mark is in the text as it is now, and how sure that is.
public struct Anchor: Equatable, Sendable {
    public enum Status: String, Sendable, CaseIterable {
        /// Where it was, word for word.
        case exact
        /// Word for word, in another place.
        case moved
        /// Reworded; `score` says how much is left.
        case changed
        /// Not found, or found in more than one place.
        case orphan
    }

    public var status: Status
    /// From 0, nothing alike, to 1, word for word.
    public var score: Double
    /// Nil for an orphan, and only for it.
    public var place: Place?
    /// Whether the reader has said of an orphan that it is lost in the text as it is now, so that it is asked about no
    /// more. In the next text the mark is looked for, and asked about, again.
    public var isKeptLost: Bool

    public init(_ status: Status, score: Double, place: Place?, isKeptLost: Bool = false) {
        self.status = status
        self.score = score
        self.place = place
        self.isKeptLost = isKeptLost
    }

    public static let orphan = Anchor(.orphan, score: 0, place: nil)
    public static let keptLost = Anchor(.orphan, score: 0, place: nil, isKeptLost: true)
    public static func exact(_ place: Place) -> Anchor { Anchor(.exact, score: 1, place: place) }
}
