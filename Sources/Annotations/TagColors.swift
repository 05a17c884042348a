// Which colour a tag has: its own, its parent's, or the first one that no other tag has.

/// The colours of the tags of a codebook, by the names that a codebook uses.
struct TagColors: Equatable, Sendable {
    private var colors: [Tag: String] = [:]

    init(_ entries: [Codebook.Entry]) {
        var given = Set<String>()
        for entry in entries {
            guard let color = entry.color else { continue }
            colors[entry.tag] = color
            given.insert(color)
        }
        var next = 0
        for entry in entries where colors[entry.tag.root] == nil && entry.color == nil {
            // Once every colour is taken they are given again, in turn.
            let free = Codebook.palette.first { !given.contains($0) }
            let color = free ?? Codebook.palette[next % Codebook.palette.count]
            if free == nil { next += 1 }
            colors[entry.tag.root] = color
            given.insert(color)
        }
    }

    /// A sub-tag without a colour has its parent's. A tag that no codebook has gets one by its name, always the same.
    subscript(tag: Tag) -> String {
        if let color = colors[tag] { return color }
        if let parent = tag.parent { return self[parent] }
        let sum = tag.name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Codebook.palette[Int(sum % UInt32(Codebook.palette.count))]
    }
}
