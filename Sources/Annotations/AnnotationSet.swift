// All annotations of one document: a value that a save can hold on to while the next edit is made.

import TextModel

/// The annotations of one document: by id, by place, and by tag.
///
/// Every order is a tree that shares with earlier versions of the set what did not change. So a copy costs nothing,
/// an edit and a question take time that hardly grows with the number of marks, and two versions are told apart
/// without looking at what they have in common.
public struct AnnotationSet: Equatable, Sendable {
    private(set) var byID = SharedTree<HeldByID>()
    private(set) var placed = SharedTree<HeldByPlace>()
    private(set) var lost = SharedTree<HeldByID>()
    private(set) var tagged = TagPlaces()
    /// The annotations with a note.
    public private(set) var noteCount = 0
    /// The annotations without a tag that have a place, and the number of all of them.
    private(set) var untagged = SharedTree<HeldByPlace>()
    public private(set) var untaggedCount = 0
    /// The annotations whose place is not word for word where it was.
    private(set) var drifted = SharedTree<HeldByPlace>()
    /// Those of them that are reworded there.
    public private(set) var changedCount = 0
    /// Orphans that the reader keeps as lost.
    public private(set) var keptLostCount = 0

    public init() {}

    /// Of annotations with the same id the last one counts.
    public init(_ annotations: some Sequence<Annotation>) {
        var held = annotations.enumerated().map { (number: $0, annotation: HeldByID(held: Held($1))) }
        held.sort {
            let (left, right) = ($0.annotation.key, $1.annotation.key)
            return left == right ? $0.number < $1.number : left < right
        }
        var unique: [HeldByID] = []
        unique.reserveCapacity(held.count)
        for (_, annotation) in held {
            if unique.last?.key == annotation.key { unique.removeLast() }
            unique.append(annotation)
        }
        byID = SharedTree(sorted: unique)
        lost = SharedTree(sorted: unique.filter { $0.held.annotation.span == nil })
        keptLostCount = lost.count { $0.held.annotation.anchor.isKeptLost }
        let places = AnnotationSet.inDocumentOrder(unique)
        placed = SharedTree(sorted: places)
        tagged = TagPlaces(inOrder: places)
        noteCount = unique.count { !$0.held.annotation.note.isEmpty }
        untagged = SharedTree(sorted: places.filter { $0.held.annotation.tags.isEmpty })
        untaggedCount = unique.count { $0.held.annotation.tags.isEmpty }
        drifted = SharedTree(sorted: places.filter { $0.held.annotation.anchor.status != .exact })
        changedCount = drifted.count { $0.held.annotation.anchor.status == .changed }
        for mark in lost { tagged.count(mark.held.annotation, by: 1) }
    }

    /// Those that have a place, in document order. What is sorted are numbers: objects cost their counting.
    ///
    /// - Parameter unique: by id.
    private static func inDocumentOrder(_ unique: [HeldByID]) -> [HeldByPlace] {
        var spans: [(start: Int, end: Int, number: Int)] = []
        spans.reserveCapacity(unique.count)
        for (number, entry) in unique.enumerated() {
            guard let span = entry.held.annotation.span else { continue }
            spans.append((span.start.value, span.end.value, number))
        }
        spans.sort { ($0.start, $0.end, $0.number) < ($1.start, $1.end, $1.number) }
        return spans.compactMap { HeldByPlace(unique[$0.number].held) }
    }

    public static func == (left: AnnotationSet, right: AnnotationSet) -> Bool {
        left.count == right.count && left.agrees(with: right) { $0 == $1 }
    }

    /// Whether two hold the same annotations, whatever bytes a file has for them.
    public func saysTheSame(as other: AnnotationSet) -> Bool {
        count == other.count && agrees(with: other) { $0.saysTheSame(as: $1) }
    }

    private func agrees(with other: AnnotationSet, _ isSame: (Annotation, Annotation) -> Bool) -> Bool {
        var agrees = true
        SharedTree.forEachUnshared(byID, other.byID) { mine, theirs in
            if let mine, let theirs { agrees = HeldByID.same(mine, theirs, isSame) } else { agrees = false }
            return agrees
        }
        return agrees
    }

    /// Calls `body` with every annotation that differs from an earlier version of the set, by id: as it was, and as it
    /// is now; nil where it did not exist. Takes about as many steps as there were edits in between.
    public func forEachDifference(from old: AnnotationSet, _ body: (Annotation?, Annotation?) -> Void) {
        SharedTree.forEachUnshared(old.byID, byID) { before, after in
            if let before, let after, HeldByID.same(before, after, ==) { return true }
            body(before?.held.annotation, after?.held.annotation)
            return true
        }
    }

    /// Whether the two are one version: without looking at any annotation, so that false may be an error.
    func isVersion(of other: AnnotationSet) -> Bool { byID.root === other.byID.root }

    public var count: Int { byID.count }
    public var isEmpty: Bool { byID.isEmpty }
    public subscript(id: AnnotationID) -> Annotation? { byID[id]?.held.annotation }
    /// All of them, by id.
    public var all: AllAnnotations { AllAnnotations(tree: byID) }
    public var ids: Set<AnnotationID> { Set(byID.lazy.map(\.key)) }

    // MARK: Changing

    /// Changes the set as the edit says, all of it or nothing.
    ///
    /// - Throws: `EditError.changedElsewhere` when an annotation does not say what the edit takes it to say.
    public mutating func apply(_ edit: Edit) throws(EditError) {
        for change in edit.changes {
            let current = self[change.id]
            switch (current, change.before) {
            case (nil, nil): continue
            case (let current?, let before?) where current.saysTheSame(as: before.described(as: current)): continue
            default: throw .changedElsewhere(change.id)
            }
        }
        for change in edit.changes {
            // What a file has for the annotation is newer than what the edit remembers of it, unless the edit is about
            // just that.
            let current = self[change.id]
            var after = change.after
            if !change.isAboutPlace { after = current.map { current in after?.described(as: current) } ?? after }
            if let stored = current?.stored { after?.stored = stored }
            replace(change.id, with: after)
        }
    }

    /// Puts an annotation, or nothing, in the place of the one with this id. Edits go through `apply`, which checks
    /// and can be taken back; this is for who brings versions together.
    public mutating func replace(_ id: AnnotationID, with annotation: Annotation?) {
        if let old = byID[id]?.held {
            byID.remove(id)
            if let place = HeldByPlace(old) { placed.remove(place.key) } else { lost.remove(id) }
            tagged.remove(old)
            if !old.annotation.note.isEmpty { noteCount -= 1 }
            if old.annotation.anchor.isKeptLost { keptLostCount -= 1 }
            if old.annotation.tags.isEmpty {
                untaggedCount -= 1
                if let place = HeldByPlace(old) { untagged.remove(place.key) }
            }
            if old.annotation.anchor.status != .exact, let place = HeldByPlace(old) {
                drifted.remove(place.key)
                if old.annotation.anchor.status == .changed { changedCount -= 1 }
            }
        }
        guard let annotation else { return }
        let held = Held(annotation)
        byID.insert(HeldByID(held: held))
        if let place = HeldByPlace(held) { placed.insert(place) } else { lost.insert(HeldByID(held: held)) }
        tagged.insert(held)
        if !annotation.note.isEmpty { noteCount += 1 }
        if annotation.anchor.isKeptLost { keptLostCount += 1 }
        if annotation.tags.isEmpty {
            untaggedCount += 1
            if let place = HeldByPlace(held) { untagged.insert(place) }
        }
        if annotation.anchor.status != .exact, let place = HeldByPlace(held) {
            drifted.insert(place)
            if annotation.anchor.status == .changed { changedCount += 1 }
        }
    }
}

/// All annotations of a set, by id.
public struct AllAnnotations: RandomAccessCollection, Sendable {
    let tree: SharedTree<HeldByID>

    public var startIndex: Int { 0 }
    public var endIndex: Int { tree.count }
    public subscript(index: Int) -> Annotation {
        guard let entry = tree.entry(at: index) else { preconditionFailure("no annotation \(index)") }
        return entry.held.annotation
    }

    public struct Iterator: IteratorProtocol {
        var entries: SharedTree<HeldByID>.Iterator
        public mutating func next() -> Annotation? { entries.next()?.held.annotation }
    }

    public func makeIterator() -> Iterator { Iterator(entries: tree.makeIterator()) }
}
