// What stands for a tag beside the text: never anything that stands for another tag.

/// The signs of the tags of a codebook.
struct TagSigns: Equatable, Sendable {
    private var signs: [Tag: Character] = [:]
    /// What means a tag already, so that no tag outside the codebook can have it.
    private var taken: Set<Character> = []

    init(_ entries: [Codebook.Entry]) {
        for entry in entries {
            guard let key = entry.key else { continue }
            signs[entry.tag] = key
            taken.insert(key)
        }
        for entry in entries where entry.key == nil {
            guard let letter = TagSigns.letter(of: entry.tag), taken.insert(letter).inserted else { continue }
            signs[entry.tag] = letter
        }
        for sign in Triage.allCases { signs[sign.tag] = sign.sign }
        for entry in entries where signs[entry.tag] == nil { signs[entry.tag] = Codebook.commonSign }
    }

    subscript(tag: Tag) -> Character {
        if let sign = signs[tag] { return sign }
        return TagSigns.letter(of: tag).flatMap { taken.contains($0) ? nil : $0 } ?? Codebook.commonSign
    }

    /// The first letter of a tag's own name. A digit is none: some keymaps give tags by their numbers.
    private static func letter(of tag: Tag) -> Character? {
        tag.segments.last?.first.flatMap { $0.isLetter ? $0 : nil }
    }
}

extension Codebook {
    /// What stands for every tag that has neither a key nor a letter of its own; `•` stands for no tag at all.
    public static let commonSign: Character = "\u{25E6}"

    /// What stands for a tag beside the text: its sign of a first pass, its key, or the first letter of its name where
    /// that is neither the key of another tag nor the letter of one before it; else `commonSign`.
    public func letter(of tag: Tag) -> Character { signs[tag] }
}
