// The tags of a study, in the order their author gave them.

/// The tags that can be given by a key, with what they mean.
public struct Codebook: Equatable, Sendable {
    public struct Entry: Equatable, Sendable {
        public var tag: Tag
        /// The one printable character that gives this tag; nil for a tag that is given by name only.
        public var key: Character?
        /// A colour's name as the codebook says it (`red`, `blue` …); nil lets the theme choose.
        public var color: String?
        /// What the tag means, and what it does not.
        public var description: String

        public init(_ tag: Tag, key: Character?, color: String?, description: String) {
            self.tag = tag
            self.key = key
            self.color = color
            self.description = description
        }
    }

    /// In the author's order; no tag twice, no key twice.
    public var entries: [Entry] { didSet { (colors, signs) = (TagColors(entries), TagSigns(entries)) } }
    /// The colours that the tags have: asked for every mark on screen.
    private var colors: TagColors
    /// What stands for the tags beside the text: asked as often.
    private(set) var signs: TagSigns

    public init(_ entries: [Entry]) {
        self.entries = entries
        (colors, signs) = (TagColors(entries), TagSigns(entries))
    }

    public subscript(tag: Tag) -> Entry? { entries.first { $0.tag == tag } }
    /// The colour of any tag, in the codebook or not, as a codebook could say it.
    public func color(of tag: Tag) -> String { colors[tag] }
    public subscript(key: Character) -> Entry? { entries.first { $0.key == key } }

    /// The tag's place in the codebook; tags that are not in it come after all that are.
    public func rank(of tag: Tag) -> Int { entries.firstIndex { $0.tag == tag } ?? entries.count }
}
