// The three tags of a first pass: what a reader gives while skimming, to come back to. No codebook has to name them.

/// A sign of a first pass. In files it is an ordinary tag under the path `triage`.
public enum Triage: String, CaseIterable, Sendable {
    /// Worth coming back to.
    case star
    /// To be understood, or to be checked.
    case question
    /// Something is at stake, or wrong.
    case attention

    /// The path that all of them are under.
    public static let parent = Tag("triage")!

    /// `triage/star`, `triage/question`, `triage/attention`.
    public var tag: Tag { Tag("triage/\(rawValue)")! }

    /// What stands for it beside the text.
    public var sign: Character {
        switch self {
        case .star: "\u{2605}"
        case .question: "?"
        case .attention: "!"
        }
    }

    /// The sign where only ASCII will do.
    public var plainSign: Character { self == .star ? "*" : sign }

    /// The colour's name, unless a codebook names another one; none of them is one of the built-in tags'.
    public var color: String {
        switch self {
        case .star: "orange"
        case .question: "purple"
        case .attention: "magenta"
        }
    }

    public var description: String {
        switch self {
        case .star: "First pass: worth coming back to."
        case .question: "First pass: to be understood, or to be checked."
        case .attention: "First pass: something is at stake here, or wrong."
        }
    }

    private static let byTag = Dictionary(uniqueKeysWithValues: allCases.map { ($0.tag, $0) })

    /// The sign that a tag is; nil for every other tag.
    public init?(_ tag: Tag) {
        guard tag.name.utf8.starts(with: "triage/".utf8), let found = Triage.byTag[tag] else { return nil }
        self = found
    }
}

extension Tag {
    /// Whether it is one of a first pass.
    public var isTriage: Bool { Triage(self) != nil }
}

extension Codebook {
    /// Whether a tag may be given: the codebook has it, or every reader has.
    public func knows(_ tag: Tag) -> Bool { self[tag] != nil || tag.isTriage }
}
