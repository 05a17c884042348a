// The keys in force as a table for people: the help screen, `gloss keys` and the README show this one.

import Annotations
import Screen

public enum KeyHelp {
    /// The keymap's commands by group, in the order of the table of commands; a command without a key is left out,
    /// every other stands there once. Last come the codebook's tags with the keys that give them, in its order, and
    /// tags that the keymap gives and the codebook does not have.
    public static func sections(
        for keymap: Keymap, codebook: Codebook
    ) -> [(title: String, rows: [(keys: String, help: String)])] {
        let full = keymap.adding(codebook)
        var sections: [(title: String, rows: [(keys: String, help: String)])] = []
        for group in Command.Group.allCases {
            let rows = Command.allCases.filter { $0.info.group == group }.compactMap { command in
                row(full.keys(for: command), help: command.info.help, counting: command == .count && full.digitsCount)
            }
            if !rows.isEmpty { sections.append((group.rawValue, rows)) }
        }
        let tags = tagRows(for: full, codebook: codebook)
        if !tags.isEmpty { sections.append(("Tags", tags)) }
        return sections
    }

    private static func tagRows(for keymap: Keymap, codebook: Codebook) -> [(keys: String, help: String)] {
        let numbers = keymap.keys(for: .tag).map { Key.display(of: $0) + "1–9" }
        var rows: [(keys: String, help: String)] = []
        if !numbers.isEmpty {
            rows.append((numbers.joined(separator: " "), "one of the tags given lately, by its number"))
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

    /// One row, the sequences that are simply typed first; nil without a key. Where a sequence has a space in it,
    /// sequences stand two spaces apart.
    private static func row(
        _ sequences: [[Key]], help: String, counting: Bool = false
    ) -> (keys: String, help: String)? {
        let typed = sequences.filter { $0.allSatisfy(\.isPlainCharacter) }
        let others = sequences.filter { !$0.allSatisfy(\.isPlainCharacter) }
        let shown = (counting ? ["1–9"] : []) + (typed + others).map { Key.display(of: $0) }
        guard !shown.isEmpty else { return nil }
        let separator = shown.contains { $0.contains(" ") } ? "  " : " "
        return (shown.joined(separator: separator), help)
    }
}
