// `gloss text`: exactly the text that offsets refer to, for other tools.

import ArgumentParser
import Glibc
import TextModel

struct Text: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text",
        abstract: "Print an article's canonical text, which offsets refer to.",
        discussion: """
            Example: gloss text article.txt | sha256sum
            """)

    @Argument(help: "The article, or - for standard input.", completion: .file()) var file: String

    /// Bytes that are written in one go.
    private static let pieceSize = 1 << 20

    func run() throws {
        let document = try ArticleFile.completeDocument(file)
        var start = ByteOffset.zero
        while start < document.end {
            var end = min(document.end, start + Text.pieceSize)
            // A character in two pieces would not be the character on a terminal.
            if end < document.end { end = document.graphemeBoundary(atOrBefore: end) }
            if Output.isTerminal {
                try Output.write(document.text(Span(start, end)))
            } else {
                try Output.write(document.copy(Span(start, end)), to: STDOUT_FILENO, named: nil)
            }
            start = end
        }
    }
}
