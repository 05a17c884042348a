// One tag becomes another on every mark that has it; its sub-tags follow.

/// The renaming of a tag, or its merging into another that is there already.
public struct Retagging: Equatable, Sendable {
    /// The tag as it is.
    public let old: Tag
    /// The tag that it becomes.
    public let new: Tag

    /// - Returns: nil where both are the same.
    public init?(_ old: Tag, to new: Tag) {
        guard old != new else { return nil }
        self.old = old
        self.new = new
    }

    /// Whether it has anything to do with this tag.
    public func concerns(_ tag: Tag) -> Bool { tag.moved(from: old, to: new) != nil }

    /// The tag that it would meet: the new one, or a sub-tag of it, where the codebook or a mark has one already. Nil
    /// where nothing but its own tags stands there, so that nothing is merged.
    public func met(in codebook: Codebook, _ marks: some Sequence<Annotation>) -> Tag? {
        func isMet(_ tag: Tag) -> Bool { tag.isWithin(new) && !concerns(tag) }
        if codebook[new] != nil { return new }
        if let entry = codebook.entries.first(where: { isMet($0.tag) }) { return entry.tag }
        for mark in marks {
            if let tag = mark.tags.first(where: isMet) { return tag }
        }
        return nil
    }

    /// Whether a codebook has the new tag and none of what becomes of it: then it was renamed there already, and marks
    /// that still have the old one only follow.
    public func isDone(in codebook: Codebook) -> Bool {
        codebook[new] != nil && !codebook.entries.contains { concerns($0.tag) }
    }

    /// The tags of a mark afterwards, in their order, none twice; nil where they stay as they are.
    public func applied(to tags: [Tag]) -> [Tag]? {
        guard tags.contains(where: concerns) else { return nil }
        var result: [Tag] = []
        for tag in tags {
            let tag = tag.moved(from: old, to: new) ?? tag
            if !result.contains(tag) { result.append(tag) }
        }
        return result
    }

    /// What becomes of the marks that have the tag, or one of its sub-tags.
    public func changes(of marks: some Sequence<Annotation>, at now: Timestamp) -> [Edit.Change] {
        marks.compactMap { mark in
            guard let tags = applied(to: mark.tags) else { return nil }
            var after = mark
            after.tags = tags
            after.modified = now
            return Edit.Change(before: mark, after: after)
        }
    }

    /// What becomes of the codebook: the tag keeps key, colour and definition, but for one that is merged into a tag
    /// that the codebook has already. All others keep their colours.
    public func changes(of codebook: Codebook) -> [Codebook.Change] {
        var changes: [Codebook.Change] = []
        var result = codebook
        for entry in codebook.entries {
            guard let tag = entry.tag.moved(from: old, to: new),
                let place = result.entries.firstIndex(where: { $0.tag == entry.tag })
            else { continue }
            var after: Codebook.Entry? = entry
            after?.tag = tag
            if result[tag] != nil { after = nil }
            changes.append(Codebook.Change(before: entry, after: after, place: place))
            result.apply([changes[changes.count - 1]])
        }
        return codebook.keepingColors(changes)
    }
}
