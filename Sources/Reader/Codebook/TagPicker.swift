// Tags by name: what is typed narrows a list of tags, the likeliest first; a name that is none of them can be a new one.

import Annotations
import Screen
import TextModel

/// A tag that can be chosen.
public struct TagChoice: Equatable, Sendable {
    /// The tag itself.
    public let tag: Tag
    /// What the codebook says of it; nil for one that is not in it.
    public let entry: Codebook.Entry?
    /// Whether the passage has it already, so that choosing it takes it off.
    public let isGiven: Bool
    /// Whether no mark has it yet either: what was typed is its name.
    public let isNew: Bool
}

/// The list of tags while one of them is looked for by name.
public struct TagPicker: Sendable {
    /// What a tag is looked up for.
    public enum Purpose: Equatable, Sendable {
        /// To give it to a passage.
        case give
        /// To merge another tag into it.
        case merge(Tag)
    }

    /// What becomes of the tag that is chosen.
    public let purpose: Purpose
    /// What was typed.
    public private(set) var field = TextField()
    /// Those that what was typed may mean, the likeliest first, and last the new one.
    public private(set) var choices: [TagChoice] = []
    /// A number of choices before the chosen one.
    public private(set) var chosenPlace = 0
    private let known: [TagChoice]
    /// What led here and is gone back to; nil for the text.
    enum Way: Sendable {
        case list(Listing)
        case triage(TriageWalk)

        var dialog: State.Dialog {
            switch self {
            case .list(let listing): .list(listing)
            case .triage(let walk): .walk(.triage(walk))
            }
        }
    }
    let back: Way?

    /// - Parameter known: the tags to choose from, in the order that they have when nothing is typed.
    init(_ purpose: Purpose, known: [TagChoice], back: Way? = nil) {
        self.purpose = purpose
        self.known = known
        self.back = back
        narrow()
    }

    /// The choice that Enter takes; nil where nothing goes with what was typed.
    public var chosen: TagChoice? { choices.indices.contains(chosenPlace) ? choices[chosenPlace] : nil }

    /// What was typed, without blanks at its ends.
    var typed: String {
        let text = field.text.drop { $0.isWhitespace }
        return String(text).trimmingTrailingSpace()
    }

    mutating func insert(_ text: String) {
        field.insert(text)
        narrow()
    }

    /// Takes a key that types or chooses; false for any other.
    mutating func take(_ key: Key) -> Bool {
        if let step = TagPicker.step(of: key) {
            guard !choices.isEmpty else { return true }
            // From the first one up it is one step to the last, the new one.
            chosenPlace = (chosenPlace + step + choices.count) % choices.count
            return true
        }
        let before = field.text
        guard field.take(key) else { return false }
        if field.text != before { narrow() }
        return true
    }

    private static func step(of key: Key) -> Int? {
        switch key {
        case Key(.tab), Key(.down), Key("n", .control): 1
        case Key(.tab, .shift), Key(.up), Key("p", .control): -1
        default: nil
        }
    }

    private mutating func narrow() {
        let typed = typed
        let wanted = Folding.folded(typed)
        let ranked = known.enumerated().compactMap { index, choice in
            TagPicker.rank(wanted, in: choice.tag).map { (rank: $0, index: index, choice: choice) }
        }
        choices = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.choice)
        chosenPlace = 0
        guard purpose == .give, let tag = Tag(typed), tag.isPath, !known.contains(where: { $0.tag == tag }) else {
            return
        }
        choices.append(TagChoice(tag: tag, entry: nil, isGiven: false, isNew: true))
    }

    /// How well a tag's name goes with what was typed, 0 the best; nil when it does not. Both are compared folded.
    static func rank(_ typed: [UInt8], in tag: Tag) -> Int? {
        let name = Folding.folded(tag.name)
        let slash = UInt8(ascii: "/")
        if name == typed { return 0 }
        let parts = name.split(separator: slash)
        let wanted = typed.split(separator: slash)
        // A tag comes before those that are part of it, however recent they are.
        if name.starts(with: typed) { return parts.count > wanted.count && !typed.isEmpty ? 2 : 1 }
        // `r/cy` is risk/cyber, and so is `cy`.
        for start in parts.indices where start + wanted.count <= parts.count {
            if zip(parts[start...], wanted).allSatisfy({ $0.starts(with: $1) }) { return start == 0 ? 3 : 4 }
        }
        let words = name.split { !($0 >= 0x80 || $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7A) }
        if words.contains(where: { $0.starts(with: typed) }) { return 5 }
        return Folding.holds([typed], name) ? 6 : nil
    }
}

// MARK: Keys

extension State {
    /// Opens the list of tags for the selection or the sentence.
    mutating func openTagPicker() -> [Effect] {
        guard let span = passage else {
            message = .problem("no sentence here to tag")
            return []
        }
        let given = file?.mark(on: span, coder: options.coder)?.tags ?? []
        dialog = .tagPicker(TagPicker(.give, known: tagChoices(given: given)))
        return []
    }

    /// All tags that there are: the recent ones first, then those of the codebook, then those that only marks have.
    func tagChoices(given: [Tag] = []) -> [TagChoice] {
        guard let file else { return [] }
        let used = TagCounts(file.annotations).own.keys.sorted()
        let all = recentTags.tags.filter { file.codebook[$0] != nil } + file.codebook.entries.map(\.tag) + used
        var seen: Set<Tag> = []
        return all.filter { seen.insert($0).inserted }.map { tag in
            TagChoice(tag: tag, entry: file.codebook[tag], isGiven: given.contains(tag), isNew: false)
        }
    }

    mutating func tagPickerDialog(_ key: Key, _ picker: TagPicker, _ now: Timestamp) -> [Effect] {
        var picker = picker
        if key == Key(.enter) { return choose(picker, now) }
        if closes(key) || key == Key(.backspace) && picker.field.characters.isEmpty {
            dialog = picker.back?.dialog
        } else if key == Key("o", .control) || key == Key(.function(1)) {
            guard let choice = picker.chosen else { return [] }
            return openTagCard([choice.tag], back: .picker(picker))
        } else if picker.take(key) {
            dialog = .tagPicker(picker)
        }
        return []
    }

    private mutating func choose(_ picker: TagPicker, _ now: Timestamp) -> [Effect] {
        guard let choice = picker.chosen else {
            let typed = picker.typed
            message =
                picker.purpose != .give
                ? .problem("there is no tag “\(typed)” to merge into; r gives a tag a new name")
                : .problem("“\(typed)” cannot be a tag: no ; or , and nothing empty on either side of /")
            return []
        }
        switch picker.purpose {
        case .merge(let old):
            guard case .list(let back) = picker.back else { return [] }
            askToRetag(old, to: choice.tag, back: back)
            return []
        case .give:
            guard choice.entry != nil || choice.isGiven || choice.tag.isTriage else {
                askForNew(choice.tag, back: picker)
                return []
            }
            return give(choice.tag, lookedUpIn: picker, now)
        }
    }

    /// Gives a tag to the passage, or to the mark of the walk that is gone through.
    private mutating func give(
        _ tag: Tag, lookedUpIn picker: TagPicker?, adding: [Codebook.Change] = [], _ now: Timestamp
    ) -> [Effect] {
        if case .triage(let walk) = picker?.back { return make(walk, [tag], adding: adding, now) }
        dialog = nil
        return give(tag, adding: adding, now)
    }

    /// Asks whether a tag that the codebook does not have should join it.
    mutating func askForNew(_ tag: Tag, back: TagPicker?) {
        guard let file else { return }
        dialog = .question(
            Question(
                lines: ["New tag “\(tag.name)”: add it to the codebook?", "It goes into \(file.codebookName)."],
                yes: "adds it", no: "goes back", meaning: .newTag(tag, back: back)))
    }

    /// Gives a new tag, which joins the codebook at the same step.
    mutating func giveNew(_ tag: Tag, lookedUpIn picker: TagPicker?, _ now: Timestamp) -> [Effect] {
        let codebook = file?.codebook ?? .builtIn
        let change = codebook.adding(tag)
        return give(tag, lookedUpIn: picker, adding: codebook.keepingColors(change.map { [$0] } ?? []), now)
    }
}
