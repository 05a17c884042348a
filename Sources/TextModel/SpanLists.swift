// Lists of spans in order that stay apart: what touches is one span.

extension [Span] {
    /// Adds a span that is not before the last one, and joins it to that where it follows without a gap.
    public mutating func append(joining span: Span) {
        if let last, last.end == span.start {
            self[count - 1] = last.union(span)
        } else {
            append(span)
        }
    }

    /// Adds a span anywhere, and joins to it what it meets.
    public mutating func insert(joining span: Span) {
        let first = partitionPoint { $0.end < span.start }
        let last = Swift.max(first, partitionPoint { $0.start <= span.end })
        replaceSubrange(first..<last, with: CollectionOfOne(self[first..<last].reduce(span) { $0.union($1) }))
    }
}
