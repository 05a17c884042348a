// All hits of a pattern in a document, up to a number that says enough: for "3 of 17" and for the list of matches.

/// The hits of a pattern from the start of a document on.
public struct SearchTally: Sendable {
    /// More hits than this are not counted.
    public static let limit = 10_000

    public let pattern: SearchPattern
    public let document: Document
    /// In order; they may begin or end inside a grapheme.
    public private(set) var hits: [Span] = []
    /// Whether there are more hits than were counted.
    public private(set) var isCapped = false
    /// Whether some text was passed over, because the pattern was too hard for it.
    public private(set) var isTooHard = false
    private var place = ByteOffset.zero
    private var isDone = false

    /// Whether these are the hits of this very pattern in this very document.
    public func isOf(_ pattern: SearchPattern, in document: Document) -> Bool {
        self.pattern === pattern && self.document === document
    }

    public init(_ pattern: SearchPattern, in document: Document) {
        self.pattern = pattern
        self.document = document
    }

    /// Whether these are all hits there are.
    public var isComplete: Bool { isDone && !isCapped && !isTooHard }

    /// How much of the text has been looked at: 0 to 1.
    public var progress: Double {
        document.byteCount == 0 ? 1 : min(1, Double(place.value) / Double(document.byteCount))
    }

    /// Looks at one more piece of the text; false when nothing is left to be done.
    public mutating func step(_ matcher: SearchMatcher) -> Bool {
        guard !isDone else { return false }
        let piece = Span(place, min(document.end, place + SearchQuery.largestPiece))
        // Taken out, so that adding to them copies nothing.
        var hits: [Span] = []
        swap(&hits, &self.hits)
        var isCapped = false
        do throws(SearchMatcher.TooHard) {
            place = try matcher.forEachHit(in: document, within: piece) { hit in
                if hits.count == SearchTally.limit {
                    isCapped = true
                } else {
                    hits.append(hit)
                }
                return !isCapped
            }
        } catch {
            isTooHard = true
        }
        self.hits = hits
        self.isCapped = isCapped
        isDone = isCapped || isTooHard || place >= document.end
        return !isDone
    }

    /// How many hits begin before a place; nil where that is beyond what was counted.
    public func count(before place: ByteOffset) -> Int? {
        let low = hits.partitionPoint { $0.start < place }
        return low == hits.count && !isComplete ? nil : low
    }
}
