// The keys in force as a table for people: the help screen, `gloss keys` and the README show this one.

import Annotations
import Screen

public enum KeyHelp {
    /// Keys and what they do.
    public struct Row: Equatable, Sendable {
        /// Sequences of keys, as help shows them.
        public let keys: String
        /// One line.
        public let help: String
        /// What else it may be looked for by: names, and the words that other programs have for it.
        public let otherWords: String

        init(keys: String, help: String, otherWords: String = "") {
            self.keys = keys
            self.help = help
            self.otherWords = otherWords
        }

        /// Whether a word, in lower case, is found in it.
        func holds(_ word: some StringProtocol) -> Bool {
            [help, keys, otherWords].contains { $0.lowercased().contains(word) }
        }
    }

    /// The keymap's commands by group, in the order of the table of commands; a command without a key is left out,
    /// every other stands there once. Last come the codebook's tags with the keys that give them, in its order, and
    /// tags that the keymap gives and the codebook does not have.
    public static func sections(
        for keymap: Keymap, codebook: Codebook
    ) -> [(title: String, rows: [Row])] {
        let full = keymap.adding(codebook)
        var sections: [(title: String, rows: [Row])] = []
        for group in Command.Group.allCases {
            let rows = Command.allCases.filter { $0.info.group == group }.compactMap { command in
                row(command, in: full)
            }
            if !rows.isEmpty { sections.append((group.rawValue, rows)) }
        }
        let tags = tagRows(for: full, codebook: codebook)
        if !tags.isEmpty { sections.append(("Tags", tags)) }
        return sections
    }

    private static func tagRows(for keymap: Keymap, codebook: Codebook) -> [Row] {
        let digits = keymap.recentKeys
        let runs = KeyHelp.runs(digits.compactMap { Int($0) })
        let numbers = keymap.keys(for: .tag).flatMap { keys in runs.map { Key.display(of: keys) + $0 } }
        var rows: [Row] = []
        if !numbers.isEmpty {
            rows.append(
                Row(keys: numbers.joined(separator: " "), help: "one of the tags given lately, by its number"))
        }
        rows += codebook.entries.compactMap { entry in
            let help = entry.description.isEmpty ? entry.tag.name : "\(entry.tag.name): \(entry.description)"
            return row(keymap.keys(for: Binding(.tag, argument: entry.tag.name)), help: help)
        }
        var seen = Set(codebook.entries.map(\.tag))
        for (_, binding) in keymap.bindings where binding.command == .tag {
            guard let name = binding.argument, let tag = Tag(name), seen.insert(tag).inserted else { continue }
            rows += row(keymap.keys(for: binding), help: name).map { [$0] } ?? []
        }
        return rows
    }

    /// Numbers in order as runs: `1–4`, `6`.
    private static func runs(_ numbers: [Int]) -> [String] {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    }

    /// The row of a command; nil without a key. Where no key begins a count, it says that a count is typed before a
    /// name.
    private static func row(_ command: Command, in keymap: Keymap) -> Row? {
        let words = command.otherWords
        let keys = keymap.keys(for: command)
        if command == .count, keys.isEmpty, !keymap.digitsCount {
            guard let line = keymap.shownKeys(for: .command) else { return nil }
            let example = Command.rowDown.rawValue
            return Row(
                keys: "\(line)5 …", help: "a count stands before a name: \(line)5 \(example) is five rows down",
                otherWords: words)
        }
        return row(
            keys, help: command.info.help, counting: command == .count && keymap.digitsCount, otherWords: words)
    }

    /// One row, the sequences that are simply typed first; nil without a key. Where a sequence has a space in it,
    /// sequences stand two spaces apart.
    private static func row(
        _ sequences: [[Key]], help: String, counting: Bool = false, otherWords: String = ""
    ) -> Row? {
        let typed = sequences.filter { $0.allSatisfy(\.isPlainCharacter) }
        let others = sequences.filter { !$0.allSatisfy(\.isPlainCharacter) }
        let shown = (counting ? ["1–9"] : []) + (typed + others).map { Key.display(of: $0) }
        guard !shown.isEmpty else { return nil }
        let separator = shown.contains { $0.contains(" ") } ? "  " : " "
        return Row(keys: shown.joined(separator: separator), help: help, otherWords: otherWords)
    }
}
