// A search that can be interrupted: it goes through a document piece by piece, from a place to all around it.

/// A search for one hit: from a place to the end of the text and on from the other end, back to that place.
///
/// It is a value that knows how far it has come. The reader takes it over the text nearby, and hands it to a thread when
/// there is more to be looked at.
public struct SearchQuery: Sendable {
    public enum Outcome: Equatable, Sendable {
        /// A hit, on whole graphemes; `hasWrapped` when the search went on from the other end of the text.
        case found(Span, hasWrapped: Bool)
        case notFound
        /// The pattern would take too long on the text at this place.
        case tooHard(ByteOffset)
    }

    public let pattern: SearchPattern
    public let document: Document
    /// Forward, the first place at which a hit may begin; back, the place before which it must.
    public let origin: ByteOffset
    public let isForward: Bool

    /// How many hits have still to be passed, the wanted one included.
    private var times: Int
    /// Forward, where the search goes on; back, where what is still to be looked at ends.
    private var place: ByteOffset
    /// Whether the end of the text was passed in this round, and ever.
    private var isBeyondEnd = false
    private var hasWrapped = false
    private var hitsThisRound = 0
    private var pieceSize = 16384
    /// Bytes that have been looked at.
    public private(set) var looked = 0

    /// The most bytes that are looked at in one step.
    static let largestPiece = 1 << 20

    /// - Parameter times: from 1; the hit after that many.
    public init(
        _ pattern: SearchPattern, in document: Document, from origin: ByteOffset, isForward: Bool, times: Int = 1
    ) {
        self.pattern = pattern
        self.document = document
        self.origin = origin
        self.isForward = isForward
        self.times = max(1, times)
        place = origin
        startRound()
    }

    private mutating func startRound() {
        isBeyondEnd = false
        hitsThisRound = 0
        place = isForward && origin < document.end ? document.segment(at: origin).start : origin
    }

    /// How much of the text has been looked at in this round: 0 to 1.
    public var progress: Double {
        guard document.byteCount > 0 else { return 1 }
        let way = isForward ? place - origin : origin - place
        let looked = way + (isBeyondEnd ? document.byteCount : 0)
        return min(1, max(0, Double(looked) / Double(document.byteCount)))
    }

    /// Looks at one more piece of the text; nil when there is more to be looked at.
    public mutating func step(_ matcher: SearchMatcher) -> Outcome? {
        // What was counted before the text became too hard must not be counted again.
        var next = self
        do throws(SearchMatcher.TooHard) {
            let outcome = isForward ? try next.stepForward(matcher) : try next.stepBack(matcher)
            self = next
            return outcome
        } catch {
            return .tooHard(place)
        }
    }

    private mutating func stepForward(_ matcher: SearchMatcher) throws(SearchMatcher.TooHard) -> Outcome? {
        let limit = isBeyondEnd ? origin : document.end
        guard place < limit else { return finishLeg(startingAgainAt: .zero) }
        let piece = Span(place, min(limit, place + takePiece()))
        let least = isBeyondEnd ? .zero : origin
        var found: Span?
        place = try matcher.forEachHit(in: document, within: piece) { hit in
            guard hit.start >= least else { return true }
            hitsThisRound += 1
            times -= 1
            if times == 0 { found = hit }
            return found == nil
        }
        looked += piece.count
        return found.map { .found(document.snapped($0), hasWrapped: hasWrapped) }
    }

    private mutating func stepBack(_ matcher: SearchMatcher) throws(SearchMatcher.TooHard) -> Outcome? {
        let limit = isBeyondEnd ? origin : .zero
        guard place > limit else { return finishLeg(startingAgainAt: document.end) }
        // A piece begins where a line does: only from there on is certain what its hits are.
        let start = document.segment(at: max(limit, place - takePiece())).start
        var hits: [Span] = []
        let end = place
        try matcher.forEachHit(in: document, within: Span(start, end)) { hit in
            if hit.start >= limit { hits.append(hit) }
            return true
        }
        looked += end - start
        place = start
        hitsThisRound += hits.count
        guard hits.count >= times else {
            times -= hits.count
            return nil
        }
        return .found(document.snapped(hits[hits.count - times]), hasWrapped: hasWrapped)
    }

    /// Small pieces first, as most hits are near, then larger ones.
    private mutating func takePiece() -> Int {
        defer { pieceSize = min(pieceSize * 4, SearchQuery.largestPiece) }
        return pieceSize
    }

    private mutating func finishLeg(startingAgainAt other: ByteOffset) -> Outcome? {
        if !isBeyondEnd {
            isBeyondEnd = true
            hasWrapped = true
            place = other
            return nil
        }
        guard hitsThisRound > 0 else { return .notFound }
        // Whole rounds lead nowhere: what counts is how far the last one goes.
        times = (times - 1) % hitsThisRound + 1
        startRound()
        return nil
    }
}
