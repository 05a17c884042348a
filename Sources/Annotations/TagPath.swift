// Tags as paths: `risk/cyber` is a sub-tag of `risk`, and goes where its parent goes.

extension Tag {
    /// The parts of the path, the outermost first; a name without `/` is its only part.
    public var segments: [Substring] { name.split(separator: "/", omittingEmptySubsequences: false) }

    /// How many tags it is beneath; 0 for one that is no sub-tag.
    public var depth: Int { name.utf8.count { $0 == UInt8(ascii: "/") } }

    /// The tag it is a sub-tag of; nil where it is none.
    public var parent: Tag? {
        guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return Tag(String(name[..<slash]))
    }

    /// The outermost tag of its path: itself where it is no sub-tag.
    public var root: Tag { parent?.root ?? self }

    /// Whether it is this tag, or a sub-tag of it however deep.
    public func isWithin(_ other: Tag) -> Bool { rest(beneath: other) != nil }

    /// Where this tag goes when `old` becomes `new`: sub-tags follow. Nil for a tag that stays what it is.
    ///
    /// Where `new` is a sub-tag of `old`, it and what is beneath it are there already and stay; the others move.
    public func moved(from old: Tag, to new: Tag) -> Tag? {
        if self == old { return new }
        if new.isWithin(old), isWithin(new) { return nil }
        guard let rest = rest(beneath: old) else { return nil }
        return Tag(new.name + rest)
    }

    /// Whether a codebook file can hold it: none of the parts of its path is empty or begins or ends with a blank.
    public var isPath: Bool { segments.allSatisfy { Tag(String($0)) != nil } }

    /// What follows the other tag's name in this one's: nothing, or a `/` and more.
    private func rest(beneath other: Tag) -> Substring? {
        let (mine, theirs) = (name.utf8, other.name.utf8)
        guard mine.starts(with: theirs) else { return nil }
        let rest = mine.dropFirst(theirs.count)
        guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
        return Substring(rest)
    }
}
