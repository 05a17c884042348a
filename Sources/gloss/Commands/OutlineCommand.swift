// `gloss outline`: the headings of an article, a line each.

import ArgumentParser
import Interchange
import TextModel

struct OutlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outline",
        abstract: "Print an article's headings, a line each.",
        discussion: """
            Prints line<TAB>heading, set in by two spaces for each level beneath the first. Exits 1 when there is no \
            heading.

            Example: gloss outline article.txt
            """)

    @Argument(help: "The article, or - for standard input.", completion: .file()) var file: String
    @Flag(help: "Print JSON objects, one a line: line, level, title, and start and end in code points.") var json =
        false

    func run() throws {
        let document = try ArticleFile.completeDocument(file)
        let headings = document.outline()?.headings ?? []
        // One write for many lines: there may be thousands.
        var lines = ""
        for heading in headings {
            lines += json ? object(heading, document) : line(heading)
            lines += "\n"
            if lines.utf8.count > 1 << 16 {
                try Output.write(lines)
                lines = ""
            }
        }
        try Output.write(lines)
        if headings.isEmpty { throw Ending(status: .findings) }
    }

    private func line(_ heading: Heading) -> String {
        let indent = String(repeating: "  ", count: heading.level - 1)
        return "\(heading.line + 1)\t\(indent)\(heading.title)"
    }

    private func object(_ heading: Heading, _ document: Document) -> String {
        let span = document.codePoints(heading.span)
        return JSONText.object([
            ("line", JSONText.number(heading.line + 1)), ("level", JSONText.number(heading.level)),
            ("start", JSONText.number(span.start.value)), ("end", JSONText.number(span.end.value)),
            ("title", JSONText.string(heading.title)),
        ])
    }
}
