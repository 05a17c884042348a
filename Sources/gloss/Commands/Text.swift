// `gloss text`: exactly the text that offsets refer to, for other tools.

import ArgumentParser
import Glibc

struct Text: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print an article's canonical text, which offsets refer to.",
        discussion: """
            Example: gloss text article.txt | sha256sum
            """)

    @Argument(help: "The article, or - for standard input.", completion: .file()) var file: String

    func run() throws {
        let document = try ArticleFile.document(file)
        if Output.isTerminal {
            try Output.write(document.text(document.span))
        } else {
            try Output.write(document.withBytes(document.span) { Array($0) }, to: STDOUT_FILENO, named: nil)
        }
    }
}
