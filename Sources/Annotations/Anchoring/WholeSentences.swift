// What was marked by the sentence stays whole sentences where these were reworded.

import TextModel

extension VersionPair {
    /// Words that an edge may be away from that of a sentence.
    private static let slack = 4
    /// Words at an edge that may have been taken for others: "the" stands everywhere.
    private static let byChance = 1

    /// A place that was found for a passage, with its edges at those of sentences when the passage had its there.
    ///
    /// How many of the new words at an edge belong to the passage is a guess, by the share of those that they replace.
    /// So an edge goes over words that are new, and not over those that are known to be within the passage or outside of
    /// it.
    func withWholeSentences(_ span: Span, _ mark: MarkedTokens, _ old: Document, _ document: Document) -> Span {
        guard old.isWholeSentences(Span(ByteOffset(mark.start), ByteOffset(mark.end))) else { return span }
        let starts = [document.sentence(at: span.start), document.sentence(after: span.start)].compactMap { $0?.start }
        let last = document.sentence(at: document.graphemeBoundary(atOrBefore: max(span.start, span.end - 1)))
        let ends = [last, last.flatMap { document.sentence(before: $0.start) }].compactMap { $0?.end }
        let start = nearest(starts, to: span.start, mark) { $0 < span.start }
        let end = nearest(ends, to: span.end, mark) { $0 > span.end }
        return start < end ? Span(start, end) : span
    }

    /// The edge with the fewest words on the way to it; the edge itself where there is none that it may go to.
    private func nearest(
        _ places: [ByteOffset], to edge: ByteOffset, _ mark: MarkedTokens, isOutside: (ByteOffset) -> Bool
    ) -> ByteOffset {
        let ways = places.map { place in
            (place: place, tokens: place == edge ? 0..<0 : tokens(between: min(place, edge), max(place, edge)))
        }
        let way = ways.filter { place, tokens in
            let takesIn = isOutside(place)
            let strangers = tokens.count { token in
                let from = map.old[token]
                return from != TokenMap.none && mark.tokens.contains(Int(from)) != takesIn
            }
            return tokens.count <= VersionPair.slack && strangers <= VersionPair.byChance
        }.min { $0.tokens.count < $1.tokens.count }
        return way?.place ?? edge
    }

    private func tokens(between start: ByteOffset, _ end: ByteOffset) -> Range<Int> {
        new.tokens(start.value, end.value)
    }
}

extension Document {
    /// Whether a span begins where a sentence does, and ends where one does.
    fileprivate func isWholeSentences(_ span: Span) -> Bool {
        guard span.start < span.end, let first = sentence(at: span.start), first.start == span.start,
            let last = sentence(at: graphemeBoundary(atOrBefore: span.end - 1))
        else { return false }
        return last.end == span.end
    }
}
