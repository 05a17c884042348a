// What is asked of a set about places: what lies in a span, what comes next, which number a mark has.

import TextModel

extension SharedTree where Entry == HeldByPlace {
    /// Those that share at least one byte with the span, in order. An empty span asks for those that hold its place.
    func touching(_ span: Span) -> [Annotation] {
        var found: [Annotation] = []
        SharedTree.touching(root, from: span.start.value, to: Swift.max(span.end.value, span.start.value + 1), &found)
        return found
    }

    private static func touching(_ node: Node?, from: Int, to: Int, _ found: inout [Annotation]) {
        guard let node, node.reach > from else { return }
        touching(node.left, from: from, to: to, &found)
        guard node.entry.key.start < to else { return }
        if node.entry.key.end > from { found.append(node.entry.held.annotation) }
        touching(node.right, from: from, to: to, &found)
    }

    /// The number of those that start before this place.
    func count(startingBefore offset: ByteOffset) -> Int { prefixCount { $0.key.start < offset.value } }

    func next(after offset: ByteOffset, where matches: (Annotation) -> Bool) -> Annotation? {
        var found: Annotation?
        forEach(from: count(startingBefore: offset + 1)) { entry in
            guard matches(entry.held.annotation) else { return true }
            found = entry.held.annotation
            return false
        }
        return found
    }

    func previous(before offset: ByteOffset, where matches: (Annotation) -> Bool) -> Annotation? {
        var found: Annotation?
        forEach(before: count(startingBefore: offset)) { entry in
            guard matches(entry.held.annotation) else { return true }
            found = entry.held.annotation
            return false
        }
        return found
    }
}

extension AnnotationSet {
    /// Those that share at least one byte with the span, in document order. An empty span asks for those that hold
    /// its place.
    public func touching(_ span: Span) -> [Annotation] { placed.touching(span) }

    /// Those that hold this place, in document order.
    public func holding(_ offset: ByteOffset) -> [Annotation] { touching(Span(offset, offset)) }

    /// Those that start at this place, in document order.
    public func starting(at offset: ByteOffset) -> [Annotation] {
        var found: [Annotation] = []
        placed.forEach(from: placed.count(startingBefore: offset)) { entry in
            guard entry.key.start == offset.value else { return false }
            found.append(entry.held.annotation)
            return true
        }
        return found
    }

    /// Those whose place is exactly this span, in document order.
    public func spanning(_ span: Span) -> [Annotation] {
        var found: [Annotation] = []
        let first = placed.prefixCount { ($0.key.start, $0.key.end) < (span.start.value, span.end.value) }
        placed.forEach(from: first) { entry in
            guard entry.held.annotation.span == span else { return false }
            found.append(entry.held.annotation)
            return true
        }
        return found
    }

    /// The first one that starts after this place. Who looks for a tag asks `next(after:under:)`, which does not
    /// look at the marks in between.
    public func next(after offset: ByteOffset, where matches: (Annotation) -> Bool = { _ in true }) -> Annotation? {
        placed.next(after: offset, where: matches)
    }

    /// The last one that starts before this place.
    public func previous(before offset: ByteOffset, where matches: (Annotation) -> Bool = { _ in true })
        -> Annotation?
    {
        placed.previous(before: offset, where: matches)
    }
}

// MARK: Without a tag

extension AnnotationSet {
    /// The marks without a tag in a span, in document order.
    public func touchingUntagged(_ span: Span) -> [Annotation] { untagged.touching(span) }

    /// The first mark without a tag that starts after this place.
    public func nextUntagged(after offset: ByteOffset) -> Annotation? { untagged.next(after: offset) { _ in true } }

    /// The last mark without a tag that starts before this place.
    public func previousUntagged(before offset: ByteOffset) -> Annotation? {
        untagged.previous(before: offset) { _ in true }
    }
}

// MARK: By number

extension AnnotationSet {
    /// Those that have a place, by start, then end, then id; then the orphans by id. Who wants some of them asks by
    /// rank.
    public var inDocumentOrder: [Annotation] { placed.map(\.held.annotation) + orphans }

    /// Those without a place, by id.
    public var orphans: [Annotation] { lost.map(\.held.annotation) }
    public var orphanCount: Int { lost.count }
    /// Those that have a place.
    public var placedCount: Int { placed.count }

    /// The mark with this number in document order, from 0; the orphans come last. Nil outside.
    public func mark(at rank: Int) -> Annotation? {
        let held = rank < placed.count ? placed.entry(at: rank)?.held : lost.entry(at: rank - placed.count)?.held
        return held?.annotation
    }

    /// The number of a mark in document order, from 0; nil for one that is not in the set.
    public func rank(of id: AnnotationID) -> Int? {
        guard let held = byID[id]?.held else { return nil }
        if let place = HeldByPlace(held) { return placed.rank(of: place.key) }
        return placed.count + lost.rank(of: id)
    }

    /// The number of marks that start before this place.
    public func count(startingBefore offset: ByteOffset) -> Int { placed.count(startingBefore: offset) }
}
