// A tag keeps its colour while others come and go: a colour that would change is written down with what changes it.

extension Codebook {
    /// The same changes, with which new tags have a colour written down that no other tag has, and then those that write
    /// down what tags without a colour have had so far, as far as they would lose it. A colour that the changes
    /// themselves give to another tag is that one's.
    public func keepingColors(_ changes: [Change]) -> [Change] {
        var result = changes
        var after = self
        var former: [Tag: Tag] = [:]
        for index in result.indices {
            if result[index].isNewWithoutColor, let tag = result[index].after?.tag, !after.givesColor(to: tag) {
                result[index].after?.color = after.familyColor(of: tag) ?? freeColor(besides: after)
            }
            for done in after.apply([result[index]]) {
                if let old = done.before?.tag, let new = done.after?.tag { former[new] = former[old] ?? old }
            }
        }
        let given = Set(changes.compactMap { $0.after?.color != $0.before?.color ? $0.after?.color : nil })
        func lost(_ entry: Entry) -> String? {
            guard after.derivesColor(of: entry), let old = self[former[entry.tag] ?? entry.tag], derivesColor(of: old)
            else { return nil }
            let color = color(of: old.tag)
            return color == after.color(of: entry.tag) || given.contains(color) ? nil : color
        }
        // What is written down may be what another tag would have had now.
        while let place = after.entries.firstIndex(where: { lost($0) != nil }) {
            let entry = after.entries[place]
            var kept = entry
            kept.color = lost(entry)
            let change = Change(before: entry, after: kept, place: place)
            result.append(change)
            after.apply([change])
        }
        return result
    }

    /// Whether a tag that is not in the codebook has a colour all the same: because sub-tags of it are, or what it is a
    /// sub-tag of.
    private func givesColor(to tag: Tag) -> Bool {
        tag.parent == nil ? entries.contains { $0.tag.root == tag } : hasParent(tag)
    }

    /// Whether a tag has its colour from one above it.
    private func hasParent(_ tag: Tag) -> Bool {
        guard let parent = tag.parent else { return false }
        return self[parent] != nil || hasParent(parent)
    }

    /// The colour of the sub-tags beside a tag, where what they are sub-tags of is not in the codebook.
    private func familyColor(of tag: Tag) -> String? {
        tag.parent == nil ? nil : entries.first { $0.tag.root == tag.root }.map { color(of: $0.tag) }
    }

    /// Whether the colour of an entry depends on which other tags there are.
    private func derivesColor(of entry: Entry) -> Bool { entry.color == nil && !hasParent(entry.tag) }

    /// The colour for a new tag: the first that the fewest have, now and before a change.
    private func freeColor(besides changed: Codebook) -> String? {
        let now = Set(entries.map(\.tag.root)).map { color(of: $0) }
        let new = Set(changed.entries.map(\.tag.root)).subtracting(entries.map(\.tag.root))
        let then = new.map { changed.color(of: $0) }
        let own = (entries + changed.entries).compactMap { $0.tag.parent == nil ? nil : $0.color }
        let uses = (now + then + own).reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        return Codebook.palette.min { uses[$0, default: 0] < uses[$1, default: 0] }
    }
}

extension Codebook.Change {
    /// Whether it brings a tag that has no colour written down: a new one, or one that was a sub-tag.
    fileprivate var isNewWithoutColor: Bool {
        guard let after, after.color == nil else { return false }
        return before == nil || after.tag.parent == nil && before?.tag.parent != nil
    }
}
