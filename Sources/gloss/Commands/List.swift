// `gloss list`: a line per mark, in document order.

import Annotations
import ArgumentParser
import Interchange

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List marks, a line each.",
        discussion: """
            Prints file:line:column: [tags] quote — note, and (changed) or (lost) behind a mark that is. A PATH is an \
            article, a sidecar or a directory. Exits 1 when nothing matched.

            Example: gloss list --tag risk articles/
            """)

    @Argument(help: "Articles, sidecars or directories.", completion: .file()) var paths: [String]
    @Option(help: ArgumentHelp("Only marks with this tag or a sub-tag of it; may be repeated.", valueName: "tag"))
    var tag: [String] = []
    @Flag(help: "Print JSON records, one a line.") var json = false
    @OptionGroup var marks: MarkOptions

    func run() throws {
        let corpus = try Corpus(paths, marks)
        var count = 0
        for article in corpus.articles {
            for mark in article.marks(tagged: tag) {
                let record = Record(mark, file: article.file, document: article.document)
                try Output.write((json ? record.json : List.line(record)) + "\n")
                count += 1
            }
        }
        if corpus.hasProblems { throw Ending(status: .badInput) }
        if count == 0 { throw Ending(status: .findings) }
    }

    /// `file:line:column: [tags] quote — note`; a changed mark, and a lost one, which has no place, says so at its end.
    static func line(_ record: Record) -> String {
        var line = "\(place(record)): \(passage(record))"
        if !record.note.isEmpty { line += " — \(oneLine(record.note))" }
        if record.status == "changed" { line += " (changed)" }
        return record.place == nil ? line + " (lost)" : line
    }

    /// `file:line:column`, or the file alone for a lost mark.
    static func place(_ record: Record) -> String {
        oneLine(record.file) + (record.place.map { ":\($0.line):\($0.column)" } ?? "")
    }

    /// `[tags] quote`
    static func passage(_ record: Record) -> String {
        "[\(record.tags.joined(separator: ","))] \(oneLine(record.quote))"
    }

    static func oneLine(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1.isNewline ? "\u{23CE}" : String($1) }
    }
}
