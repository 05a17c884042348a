// `gloss export`: the marks of all PATHs as one set in another tool's format.

import Annotations
import ArgumentParser
import Interchange
import Sidecar

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write marks in the format of another tool.",
        discussion: """
            Formats:
            \(ExportFormats.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

            What a format cannot hold is counted on standard error. Exits 1 when nothing matched.

            Example: gloss export --format csv -o marks.csv articles/
            """)

    @Argument(help: "Articles, sidecars or directories.", completion: .file()) var paths: [String]
    @Option(
        help: ArgumentHelp("\(ExportFormats.names.joined(separator: ", ")).", valueName: "format"),
        completion: .list(ExportFormats.names))
    var format: String
    @Option(name: [.short, .long], help: "The file to write; else standard output.", completion: .file())
    var output: String?
    @Option(help: ArgumentHelp("Only marks with this tag or a sub-tag of it; may be repeated.", valueName: "tag"))
    var tag: [String] = []
    @Flag(help: "Exit 1 when the format cannot hold something.") var strict = false
    @OptionGroup var marks: MarkOptions

    func check() throws(Failure) {
        guard ExportFormats.format(named: format) == nil else { return }
        let names = ExportFormats.names.joined(separator: ", ")
        throw Failure(nil, "--format: there is no format '\(Failure.echo(format))'; choose \(names)")
    }

    func run() throws {
        try check()
        guard let format = ExportFormats.format(named: format) else { return }
        let corpus = try Corpus(paths, marks)
        // A set that is only half read must not pass for the whole one.
        if corpus.hasProblems { throw Ending(status: .badInput) }
        let articles = corpus.articles.map(chosen).filter { !$0.marks.isEmpty }
        var losses = try write(articles, format)
        let foreign = corpus.articles.flatMap(\.sidecars).reduce(0) { $0 + $1.foreignCount }
        if foreign > 0 { losses.append(ExportLoss(foreign, "records of other tools are not marks and were left out")) }
        for loss in losses { Output.message("export to \(format.name): \(loss.message)") }
        if articles.isEmpty || strict && !losses.isEmpty { throw Ending(status: .findings) }
    }

    private func chosen(_ article: MarkedArticle) -> ExportArticle {
        let marks = article.marks(tagged: tag).map { mark in
            ExportMark(mark, json: OpenSidecar.recorded(mark, in: article.document).stored?.text ?? "")
        }
        return ExportArticle(file: article.file, document: article.document, marks: marks)
    }

    private func write(_ articles: [ExportArticle], _ format: any ExportFormat) throws -> [ExportLoss] {
        guard let output, output != "-" else { return try format.export(articles) { try Output.write($0) } }
        let file = try OutputFile(output, sparing: articles.map(\.file))
        do {
            let losses = try format.export(articles) { try file.write($0) }
            try file.finish()
            return losses
        } catch {
            file.discard()
            throw error
        }
    }
}
