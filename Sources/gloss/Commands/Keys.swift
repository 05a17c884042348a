// `gloss keys`: the keys that are in force.

import Annotations
import ArgumentParser
import Reader
import Screen
import Settings
import TextLayout

struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Print the keys that are in force.",
        discussion: """
            Example: gloss keys --keymap emacs
            Example: gloss keys --names | grep half-page
            """)

    @Option(
        help: ArgumentHelp("The keymap; else that of the configuration.", valueName: "name"),
        completion: .custom { _, _, _ in KeymapFiles(folder: Surroundings.settings).names })
    var keymap: String?

    @Flag(help: "The names of all actions, with or without a key, as keymap files and : take them.")
    var names = false

    func run() throws {
        let name = try keymap ?? Surroundings.configuration().keymap
        if names { return try printNames(of: try Surroundings.keymap(name)) }
        let codebook = try Surroundings.codebook(in: ".").codebook
        let sections = KeyHelp.sections(for: try Surroundings.keymap(name), codebook: codebook)
        let width = sections.flatMap(\.rows).map { GlyphRun($0.keys).width }.max() ?? 0
        var text = ""
        for section in sections {
            text += (text.isEmpty ? "" : "\n") + section.title + "\n"
            for row in section.rows {
                let padding = String(repeating: " ", count: width - GlyphRun(row.keys).width)
                text += "  \(row.keys)\(padding)  \(row.help)\n"
            }
        }
        try Output.write(text)
    }

    private func printNames(of keymap: Keymap) throws {
        let width = Command.allCases.map(\.rawValue.count).max() ?? 0
        let lines = Command.allCases.map { command in
            let keys = keymap.keys(for: command).map { Key.display(of: $0) }.joined(separator: "  ")
            let padding = String(repeating: " ", count: width + 2 - command.rawValue.count)
            return command.rawValue + padding + command.info.help + (keys.isEmpty ? "" : " (\(keys))") + "\n"
        }
        try Output.write(lines.joined())
    }
}
