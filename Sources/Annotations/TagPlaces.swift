// The marks of each tag, in document order: so that counting them and going from one to the next takes no search.

import TextModel

/// For every tag in use its marks, and those that only a sub-tag of it leads to.
struct TagPlaces: Sendable {
    private struct Entry: SharedTreeEntry {
        let tag: Tag
        /// Marks that have the tag itself.
        var own = SharedTree<HeldByPlace>()
        /// Marks that have a sub-tag of it and not itself.
        var below = SharedTree<HeldByPlace>()
        /// Marks without a place that have the tag itself.
        var ownLost = 0
        var belowLost = 0

        var key: Tag { tag }
        static func precedes(_ left: Tag, _ right: Tag) -> Bool { left < right }
        var isEmpty: Bool { own.isEmpty && below.isEmpty && ownLost == 0 && belowLost == 0 }
    }

    private var entries = SharedTree<Entry>()

    init() {}

    /// - Parameter marks: all that have a place, in document order.
    init(inOrder marks: [HeldByPlace]) {
        var own: [Tag: [HeldByPlace]] = [:]
        var below: [Tag: [HeldByPlace]] = [:]
        for mark in marks {
            for tag in mark.held.annotation.tags { own[tag, default: []].append(mark) }
            for tag in TagPlaces.parents(of: mark.held.annotation.tags) { below[tag, default: []].append(mark) }
        }
        for (tag, marks) in own { change(tag) { $0.own = SharedTree(sorted: marks) } }
        for (tag, marks) in below { change(tag) { $0.below = SharedTree(sorted: marks) } }
    }

    /// The tags that these are sub-tags of and that are not among them, none twice.
    private static func parents(of tags: [Tag]) -> [Tag] {
        var parents: [Tag] = []
        for tag in tags {
            for parent in tag.ancestors where !tags.contains(parent) && !parents.contains(parent) {
                parents.append(parent)
            }
        }
        return parents
    }

    private mutating func change(_ tag: Tag, _ body: (inout Entry) -> Void) {
        var entry = entries[tag] ?? Entry(tag: tag)
        body(&entry)
        if entry.isEmpty { entries.remove(tag) } else { entries.insert(entry) }
    }

    mutating func insert(_ held: Held) {
        guard let place = HeldByPlace(held) else { return count(held.annotation, by: 1) }
        for tag in held.annotation.tags { change(tag) { $0.own.insert(place) } }
        for tag in TagPlaces.parents(of: held.annotation.tags) { change(tag) { $0.below.insert(place) } }
    }

    mutating func remove(_ held: Held) {
        guard let place = HeldByPlace(held) else { return count(held.annotation, by: -1) }
        for tag in held.annotation.tags { change(tag) { $0.own.remove(place.key) } }
        for tag in TagPlaces.parents(of: held.annotation.tags) { change(tag) { $0.below.remove(place.key) } }
    }

    /// Counts a mark that has no place, or takes it off the count.
    mutating func count(_ mark: Annotation, by step: Int) {
        for tag in mark.tags { change(tag) { $0.ownLost += step } }
        for tag in TagPlaces.parents(of: mark.tags) { change(tag) { $0.belowLost += step } }
    }

    // MARK: Asking

    /// The tags that marks have, by name.
    var tags: [Tag] { entries.filter { !$0.own.isEmpty || $0.ownLost > 0 }.map(\.tag) }

    /// The same, and all that they are sub-tags of.
    var tagsAndParents: [Tag] { entries.map(\.tag) }

    func count(of tag: Tag) -> Int { entries[tag].map { $0.own.count + $0.ownLost } ?? 0 }

    func count(under tag: Tag) -> Int {
        entries[tag].map { $0.own.count + $0.ownLost + $0.below.count + $0.belowLost } ?? 0
    }

    func own(_ tag: Tag) -> SharedTree<HeldByPlace> { entries[tag]?.own ?? SharedTree() }
    func below(_ tag: Tag) -> SharedTree<HeldByPlace> { entries[tag]?.below ?? SharedTree() }
}

extension Tag {
    /// The tags that this one is a sub-tag of, the outermost first: `a` and `a/b` of `a/b/c`.
    public var ancestors: [Tag] {
        guard name.utf8.contains(UInt8(ascii: "/")) else { return [] }
        return name.indices.filter { name[$0] == "/" }.compactMap { Tag(String(name[..<$0])) }
    }
}

extension AnnotationSet {
    /// The tags that marks have, by name.
    public var tags: [Tag] { tagged.tags }

    /// The tags that marks have, and all that those are sub-tags of, by name.
    public var tagsAndParents: [Tag] { tagged.tagsAndParents }

    /// The marks that have this tag itself.
    public func count(of tag: Tag) -> Int { tagged.count(of: tag) }

    /// The marks that have this tag or a sub-tag of it; one that has several counts once.
    public func count(under tag: Tag) -> Int { tagged.count(under: tag) }

    /// The first mark that starts after this place and has this tag or a sub-tag of it.
    public func next(after offset: ByteOffset, under tag: Tag) -> Annotation? {
        let trees = [tagged.own(tag), tagged.below(tag)]
        return nearest(trees.map { $0.next(after: offset) { _ in true } }, isForward: true)
    }

    /// The last mark that starts before this place and has this tag or a sub-tag of it.
    public func previous(before offset: ByteOffset, under tag: Tag) -> Annotation? {
        let trees = [tagged.own(tag), tagged.below(tag)]
        return nearest(trees.map { $0.previous(before: offset) { _ in true } }, isForward: false)
    }

    /// The marks in a span that have this tag or a sub-tag of it, in document order.
    public func touching(_ span: Span, under tag: Tag) -> [Annotation] {
        let own = tagged.own(tag).touching(span)
        let below = tagged.below(tag).touching(span)
        guard !below.isEmpty else { return own }
        return (own + below).sorted { ($0.span!.start, $0.span!.end, $0.id) < ($1.span!.start, $1.span!.end, $1.id) }
    }

    /// The marks that have this tag or a sub-tag of it and a place, in document order: no other mark is looked at.
    public func marks(under tag: Tag) -> [Annotation] {
        let own = tagged.own(tag).map(\.held.annotation)
        let below = tagged.below(tag).map(\.held.annotation)
        if below.isEmpty { return own }
        if own.isEmpty { return below }
        return (own + below).sorted { ($0.span!.start, $0.span!.end, $0.id) < ($1.span!.start, $1.span!.end, $1.id) }
    }

    /// The marks that have this tag or a sub-tag of it and no place, by id. Looks at all that have no place.
    public func orphans(under tag: Tag) -> [Annotation] {
        orphanCount == 0 ? [] : orphans.filter { mark in mark.tags.contains { $0.isWithin(tag) } }
    }

    /// The marks of a coder that have this tag or a sub-tag of it and a place, the last changed first.
    ///
    /// Looks at the date of every mark with the tag, and takes no more of them than are wanted.
    ///
    /// - Parameter count: the most that are wanted.
    public func lastChanged(_ count: Int, under tag: Tag, by creator: String?) -> [Annotation] {
        var last: [Held] = []
        func isLater(_ left: Held, _ right: Held) -> Bool {
            if left.annotation.modified != right.annotation.modified {
                return left.annotation.modified > right.annotation.modified
            }
            return left.annotation.id > right.annotation.id
        }
        for tree in [tagged.own(tag), tagged.below(tag)] {
            tree.forEach(from: 0) { entry in
                guard entry.held.annotation.creator == creator else { return true }
                if last.count == count, let least = last.last, !isLater(entry.held, least) { return true }
                last.insert(entry.held, at: last.firstIndex { isLater(entry.held, $0) } ?? last.count)
                if last.count > count { last.removeLast() }
                return true
            }
        }
        return last.map(\.annotation)
    }

    private func nearest(_ marks: [Annotation?], isForward: Bool) -> Annotation? {
        let found = marks.compactMap(\.self)
        func key(_ mark: Annotation) -> (ByteOffset, ByteOffset, AnnotationID) {
            (mark.span?.start ?? .zero, mark.span?.end ?? .zero, mark.id)
        }
        return isForward ? found.min { key($0) < key($1) } : found.max { key($0) < key($1) }
    }
}
