// A codebook changes as annotations do: by changes that can be taken back.

extension Codebook {
    /// One tag of the codebook before and after; nil where it is not in it.
    public struct Change: Equatable, Sendable {
        public var before: Entry?
        public var after: Entry?
        /// Where the tag stands, or stood: a number of entries before it.
        public var place: Int

        /// - Precondition: at least one of them is there.
        public init(before: Entry?, after: Entry?, place: Int) {
            precondition(before != nil || after != nil)
            self.before = before
            self.after = after
            self.place = place
        }

        public var inverse: Change { Change(before: after, after: before, place: place) }
    }

    /// Changes the codebook. It may have changed otherwise since: a tag that is gone is not taken out again, one that
    /// is there is not put in twice, and a key that was given away is not given twice.
    ///
    /// - Returns: what was done: the changes whose inverse leads back to how it was.
    @discardableResult
    public mutating func apply(_ changes: [Change]) -> [Change] { changes.compactMap { apply($0) } }

    private mutating func apply(_ change: Change) -> Change? {
        let old = change.before.flatMap { before in entries.firstIndex { $0.tag == before.tag } }
        guard var after = change.after else {
            return old.map { takeOut($0) }
        }
        if let there = entries.firstIndex(where: { $0.tag == after.tag }), there != old {
            return old.map { takeOut($0) }
        }
        if let key = after.key, entries.indices.contains(where: { $0 != old && entries[$0].key == key }) {
            after.key = nil
        }
        guard let old else {
            let place = min(change.place, entries.count)
            entries.insert(after, at: place)
            return Change(before: nil, after: after, place: place)
        }
        let before = entries[old]
        entries[old] = after
        return Change(before: before, after: after, place: old)
    }

    private mutating func takeOut(_ place: Int) -> Change {
        Change(before: entries.remove(at: place), after: nil, place: place)
    }

    /// What puts a new tag at the end; nil where it is in the codebook already.
    public func adding(_ tag: Tag) -> Change? {
        guard self[tag] == nil else { return nil }
        return Change(before: nil, after: Entry(tag, key: nil, color: nil, description: ""), place: entries.count)
    }
}
