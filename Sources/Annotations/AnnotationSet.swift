// All annotations of one document, with the order and the overlap queries that reading needs.

import TextModel

/// The annotations of one document: by id, and by place.
///
/// Places are kept in an array sorted by (start, end, id), with the furthest end of every 64 of them beside it, so
/// that a query looks only at the stretches that can reach what is on screen.
public struct AnnotationSet: Equatable, Sendable {
    private struct Entry: Equatable, Sendable {
        var start: Int
        var end: Int
        var id: AnnotationID

        static func precedes(_ left: Entry, _ right: Entry) -> Bool {
            if left.start != right.start { return left.start < right.start }
            if left.end != right.end { return left.end < right.end }
            return left.id < right.id
        }
    }

    private var byID: [AnnotationID: Annotation] = [:]
    private var placed: [Entry] = []
    /// The greatest `end` in each stretch of `stride` entries.
    private var reach: [Int] = []
    private static let stride = 64

    public init() {}

    /// Of annotations with the same id the last one counts.
    public init(_ annotations: some Sequence<Annotation>) {
        for annotation in annotations { byID[annotation.id] = annotation }
        placed = byID.values.compactMap(AnnotationSet.entry)
        placed.sort(by: Entry.precedes)
        rebuildReach(from: 0)
    }

    public static func == (left: AnnotationSet, right: AnnotationSet) -> Bool { left.byID == right.byID }

    /// Whether two hold the same annotations, whatever bytes a file has for them.
    public func saysTheSame(as other: AnnotationSet) -> Bool {
        count == other.count && byID.allSatisfy { other.byID[$0]?.saysTheSame(as: $1) ?? false }
    }

    public var count: Int { byID.count }
    public var isEmpty: Bool { byID.isEmpty }
    public subscript(id: AnnotationID) -> Annotation? { byID[id] }
    /// All of them, in no order.
    public var all: some Collection<Annotation> { byID.values }
    public var ids: Set<AnnotationID> { Set(byID.keys) }

    /// Those that have a place, by start, then end, then id; then the orphans by id.
    public var inDocumentOrder: [Annotation] { placed.map { byID[$0.id]! } + orphans }

    /// Those without a place, by id.
    public var orphans: [Annotation] {
        guard placed.count < byID.count else { return [] }
        return byID.values.filter { $0.span == nil }.sorted { $0.id < $1.id }
    }

    /// Those that share at least one byte with the span, in document order. An empty span asks for those that hold
    /// its place.
    public func touching(_ span: Span) -> [Annotation] {
        let from = span.start.value
        let to = max(span.end.value, from + 1)
        let limit = firstIndex(startingAtOrAfter: to)
        var found: [Annotation] = []
        var stretch = 0
        while stretch * AnnotationSet.stride < limit {
            defer { stretch += 1 }
            guard reach[stretch] > from else { continue }
            let first = stretch * AnnotationSet.stride
            for index in first..<min(first + AnnotationSet.stride, limit) where placed[index].end > from {
                found.append(byID[placed[index].id]!)
            }
        }
        return found
    }

    /// Those that hold this place, in document order.
    public func holding(_ offset: ByteOffset) -> [Annotation] { touching(Span(offset, offset)) }

    /// Those whose place is exactly this span, in document order.
    public func spanning(_ span: Span) -> [Annotation] { touching(span).filter { $0.span == span } }

    /// The first one that starts after this place.
    public func next(after offset: ByteOffset, where matches: (Annotation) -> Bool = { _ in true }) -> Annotation? {
        var index = firstIndex(startingAtOrAfter: offset.value + 1)
        while index < placed.count {
            let annotation = byID[placed[index].id]!
            if matches(annotation) { return annotation }
            index += 1
        }
        return nil
    }

    /// The last one that starts before this place.
    public func previous(before offset: ByteOffset, where matches: (Annotation) -> Bool = { _ in true })
        -> Annotation?
    {
        var index = firstIndex(startingAtOrAfter: offset.value) - 1
        while index >= 0 {
            let annotation = byID[placed[index].id]!
            if matches(annotation) { return annotation }
            index -= 1
        }
        return nil
    }

    /// Changes the set as the edit says, all of it or nothing.
    ///
    /// - Throws: `EditError.changedElsewhere` when an annotation does not say what the edit takes it to say.
    public mutating func apply(_ edit: Edit) throws(EditError) {
        for change in edit.changes {
            let current = byID[change.id]
            switch (current, change.before) {
            case (nil, nil): continue
            case (let current?, let before?) where current.saysTheSame(as: before.described(as: current)): continue
            default: throw .changedElsewhere(change.id)
            }
        }
        for change in edit.changes {
            // What a file has for the annotation is newer than what the edit remembers of it.
            let current = byID[change.id]
            var after = current.map { current in change.after?.described(as: current) } ?? change.after
            if let stored = current?.stored { after?.stored = stored }
            replace(change.id, with: after)
        }
    }

    private mutating func replace(_ id: AnnotationID, with annotation: Annotation?) {
        if let old = byID[id], let entry = AnnotationSet.entry(old) {
            let index = insertionIndex(entry)
            placed.remove(at: index)
            rebuildReach(from: index)
        }
        byID[id] = annotation
        if let annotation, let entry = AnnotationSet.entry(annotation) {
            let index = insertionIndex(entry)
            placed.insert(entry, at: index)
            rebuildReach(from: index)
        }
    }

    private static func entry(_ annotation: Annotation) -> Entry? {
        annotation.span.map { Entry(start: $0.start.value, end: $0.end.value, id: annotation.id) }
    }

    private func insertionIndex(_ entry: Entry) -> Int {
        placed.partitionPoint { Entry.precedes($0, entry) }
    }

    private func firstIndex(startingAtOrAfter start: Int) -> Int {
        placed.partitionPoint { $0.start < start }
    }

    private mutating func rebuildReach(from index: Int) {
        let first = index / AnnotationSet.stride
        reach.removeSubrange(min(first, reach.count)...)
        var start = first * AnnotationSet.stride
        while start < placed.count {
            let end = min(start + AnnotationSet.stride, placed.count)
            reach.append(placed[start..<end].reduce(0) { max($0, $1.end) })
            start = end
        }
    }
}
