// A codebook changes as annotations do: by changes that can be taken back.

extension Codebook {
    /// One tag of the codebook before and after; nil where it is not in it.
    public struct Change: Equatable, Sendable {
        /// The tag as it was; nil where it was not in the codebook.
        public var before: Entry?
        /// The tag as it is to be; nil where it goes.
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

        /// What takes the change back.
        public var inverse: Change { Change(before: after, after: before, place: place) }
    }

    /// Changes the codebook. It may have changed otherwise since: what a change leaves alone of a tag stays as it is
    /// now, a tag that is gone is neither changed nor taken out again, one that is there is not put in twice, and a
    /// key that was given away is not given twice.
    ///
    /// - Returns: what was done: the changes whose inverse leads back to how it was.
    @discardableResult
    public mutating func apply(_ changes: [Change]) -> [Change] { changes.compactMap { apply($0) } }

    private mutating func apply(_ change: Change) -> Change? {
        let old = change.before.flatMap { before in entries.firstIndex { $0.tag == before.tag } }
        guard let wanted = change.after else {
            return old.map { takeOut($0) }
        }
        if change.before != nil, old == nil { return nil }
        var after = old.map { entries[$0].changed(from: change.before, to: wanted) } ?? wanted
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

    /// What puts a new tag behind those of its parent, or at the end; nil where it is in the codebook already.
    public func adding(_ tag: Tag) -> Change? { adding(Entry(tag, key: nil, color: nil, description: "")) }

    /// The same with what is known of the tag.
    public func adding(_ entry: Entry) -> Change? {
        guard self[entry.tag] == nil else { return nil }
        return Change(before: nil, after: entry, place: lastSibling(of: entry.tag).map { $0 + 1 } ?? entries.count)
    }

    /// The place of the last tag that has the same parent, or is the parent; where there is none, the same of the
    /// parent's parent.
    private func lastSibling(of tag: Tag) -> Int? {
        guard let parent = tag.parent else { return nil }
        return entries.lastIndex { $0.tag.isWithin(parent) } ?? lastSibling(of: parent)
    }

    /// What sets the key, the colour or the definition of a tag, which joins the codebook if it has to; nil where
    /// nothing changes.
    public func setting(_ tag: Tag, _ body: (inout Entry) -> Void) -> Change? {
        guard let place = entries.firstIndex(where: { $0.tag == tag }) else {
            var entry = Entry(tag, key: nil, color: nil, description: "")
            body(&entry)
            return adding(entry)
        }
        var entry = entries[place]
        body(&entry)
        return entry == entries[place] ? nil : Change(before: entries[place], after: entry, place: place)
    }
}

extension Codebook.Change {
    /// Whether both are about the same tags, whatever else they know of them.
    public func hasTags(of other: Codebook.Change) -> Bool {
        before?.tag == other.before?.tag && after?.tag == other.after?.tag
    }
}

extension Codebook.Entry {
    /// This entry with what differs between two others.
    fileprivate func changed(from before: Codebook.Entry?, to after: Codebook.Entry) -> Codebook.Entry {
        guard let before else { return after }
        var result = self
        if before.tag != after.tag { result.tag = after.tag }
        if before.key != after.key { result.key = after.key }
        if before.color != after.color { result.color = after.color }
        if !before.description.utf8.elementsEqual(after.description.utf8) { result.description = after.description }
        return result
    }
}
