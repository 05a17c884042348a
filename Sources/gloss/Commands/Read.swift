// `gloss [FILE…]`: read. The command that is meant when none is named.

import ArgumentParser
import Glibc
import Reader
import Settings

struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Read articles and mark them (the default).",
        discussion: """
            Without a FILE it reads what is piped in, else it opens the tutor. With a directory among \
            the FILEs it opens the library, which lists all that was named, and the articles below each directory.

            Example: gloss article.txt notes.md
            Example: gloss articles/
            Example: curl -s https://example.org/a.txt | gloss -
            """)

    @Argument(help: "Articles, directories, or - for standard input.", completion: .file())
    var files: [String] = []

    @OptionGroup var marks: MarkOptions
    @OptionGroup var reading: ReadingOptions

    func run() throws {
        if files.isEmpty, isatty(STDIN_FILENO) != 0 { return try Tutor(marks: marks, reading: reading).run() }
        try Reading(reading, marks).read(files)
    }
}

/// The options of the commands that open the reader.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The keys: vim, less, emacs, arrows, or one of your own.", valueName: "name"),
        completion: .custom { _, _, _ in KeymapFiles(folder: Surroundings.settings).names })
    var keymap: String?

    @Option(help: ArgumentHelp("The widest text column, in cells, 20 to 200.", valueName: "cells"))
    var measure: Int?

    @Flag(help: "Stretch rows to end flush where a blank here and there is enough.")
    var justify = false

    @Option(
        help: ArgumentHelp("The colours: dark, light, high-contrast or monochrome.", valueName: "name"),
        completion: .list(ThemeName.allCases.map(\.rawValue)))
    var theme: String?

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false
}
