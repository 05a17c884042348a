// All hits of a pattern in a document, up to a number that says enough: for "3 of 17" and for the list of matches.

/// The hits of a pattern, from the start of a document or from another place on, and then from the start up to there.
public struct SearchTally: Sendable {
    /// More hits than this are not counted.
    public static let limit = 10_000

    public let pattern: SearchPattern
    public let document: Document
    /// Where the first hit is looked for.
    public let origin: ByteOffset
    /// In order from `origin` on, then from the start; they may begin or end inside a grapheme.
    public private(set) var hits: [Span] = []
    /// Whether there are more hits than were counted.
    public private(set) var isCapped = false
    /// Whether some text was passed over, because the pattern was too hard for it.
    public private(set) var isTooHard = false
    private var place = ByteOffset.zero
    private var hasWrapped = false
    private var isDone = false

    /// Whether these are the hits of this very pattern in this very document.
    public func isOf(_ pattern: SearchPattern, in document: Document) -> Bool {
        self.pattern === pattern && self.document === document
    }

    /// - Parameter origin: where to begin. `count(before:)` is for a tally that begins at the start.
    public init(_ pattern: SearchPattern, in document: Document, from origin: ByteOffset = .zero) {
        self.pattern = pattern
        self.document = document
        self.origin = origin
        place = origin
    }

    /// Whether these are all hits there are.
    public var isComplete: Bool { isDone && !isCapped && !isTooHard }

    /// How much of the text has been looked at: 0 to 1.
    public var progress: Double {
        let before = hasWrapped ? document.byteCount - origin.value : -origin.value
        return document.byteCount == 0 ? 1 : min(1, Double(before + place.value) / Double(document.byteCount))
    }

    /// Looks at one more piece of the text; false when nothing is left to be done.
    public mutating func step(_ matcher: SearchMatcher) -> Bool {
        guard !isDone else { return false }
        let end = hasWrapped ? origin : document.end
        let piece = Span(place, min(end, place + SearchQuery.largestPiece))
        // A hit that reaches into the first one is found in the text before it only.
        let first = hasWrapped ? hits.first : nil
        // Taken out, so that adding to them copies nothing.
        var hits: [Span] = []
        swap(&hits, &self.hits)
        var isCapped = false
        do throws(SearchMatcher.TooHard) {
            place = try matcher.forEachHit(in: document, within: piece) { hit in
                if let first, hit.end > first.start, hit.start < first.end { return true }
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
        if place >= end, !hasWrapped, origin > .zero {
            (place, hasWrapped) = (.zero, true)
            isDone = isCapped || isTooHard
        } else {
            isDone = isCapped || isTooHard || place >= end
        }
        return !isDone
    }

    /// How many hits begin before a place; nil where that is beyond what was counted.
    public func count(before place: ByteOffset) -> Int? {
        let low = hits.partitionPoint { $0.start < place }
        return low == hits.count && !isComplete ? nil : low
    }
}
