// `gloss keys`: the keys that are in force.

import Annotations
import ArgumentParser
import Reader
import Settings
import TextLayout

struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the keys that are in force.",
        discussion: """
            Example: gloss keys --keymap emacs
            """)

    @Option(
        help: ArgumentHelp("The keymap; else that of the configuration.", valueName: "name"),
        completion: .custom { _, _, _ in KeymapFiles(folder: Surroundings.settings).names })
    var keymap: String?

    func run() throws {
        let name = try keymap ?? Surroundings.configuration().keymap
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
}
