// `gloss stats`: the marks of articles in numbers, as the reader's `zs` shows them.

import Annotations
import ArgumentParser
import Glibc
import Interchange
import Reader
import Screen
import TextLayout
import Views

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Show the marks in numbers.",
        discussion: """
            A bar for each tag, sub-tags beneath their parent and counted with it, and how much of the text each is on; \
            the marks along the text; for every two tags how many passages both are on. Several articles are \
            added up, with a line for each. --json prints files and total with these keys: marks, notes, untagged, lost, \
            length, marked, coverage, along, tags (tag, marks, with_subtags, marked, along), together (tags, passages). \
            Exits 1 when nothing matched.

            Example: gloss stats --tag risk articles/
            """)

    @Argument(help: "Articles, sidecars or directories.", completion: .file()) var paths: [String]
    @Option(
        help: ArgumentHelp("Only marks with this tag or a sub-tag of it; may be repeated.", valueName: "tag"))
    var tag: [String] = []
    @Flag(help: "Print JSON: one object with files and total.") var json = false
    @Flag(help: "Draw with ASCII only.") var plain = false
    @OptionGroup var marks: MarkOptions

    func run() throws {
        let corpus = try Corpus(paths, marks)
        var total = MarkStatistics()
        var files: [(file: String, statistics: MarkStatistics)] = []
        let wanted = tag.compactMap { Tag($0) }
        for article in corpus.articles {
            let chosen = article.marks.filter { mark in
                tag.isEmpty || mark.tags.contains { tag in wanted.contains { tag.isWithin($0) } }
            }
            let statistics = MarkStatistics(chosen, length: article.document.codePointCount)
            files.append((article.file, statistics))
            total.add(statistics)
        }
        if json {
            let list = files.map { $0.statistics.json(file: $0.file) }.joined(separator: ",")
            try Output.write("{\"files\":[\(list)],\"total\":\(total.json())}\n")
        } else if !files.isEmpty {
            try Output.write(raw: chart(files, total))
        }
        if corpus.hasProblems { throw Ending(status: .badInput) }
        if total.marks == 0 { throw Ending(status: .findings) }
    }

    private func chart(_ files: [(file: String, statistics: MarkStatistics)], _ total: MarkStatistics) throws -> String
    {
        var rows: [[ChartPiece]] = []
        if files.count > 1 {
            rows = files.map { file, statistics in
                [ChartPiece("\(file): \(StatsChart.summary(of: statistics))", .plain)]
            }
            rows.append([])
        }
        let title = files.count == 1 ? files[0].file : "\(files.count) articles"
        rows.append([ChartPiece(title, .title)])
        rows += StatsChart(total, width: Stats.columns, isPlain: plain).rows
        let colors = try Stats.hasColor ? Surroundings.codebook(for: files[0].file).codebook : nil
        return rows.map { Stats.line($0, colors) + "\n" }.joined()
    }

    /// Whether standard output is a terminal that may be coloured (no-color.org).
    private static var hasColor: Bool {
        func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return Output.isTerminal && variable("NO_COLOR").isEmpty && !["", "dumb"].contains(variable("TERM"))
    }

    /// The cells of a row: those of the terminal, up to 100, else 80.
    private static var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return min(100, Int(size.ws_col) - 1)
    }

    /// A row of the chart without what a terminal could obey, but for colours where there are any.
    private static func line(_ pieces: [ChartPiece], _ colors: Codebook?) -> String {
        var line = ""
        for piece in pieces {
            let text = GlyphRun(piece.text).text
            switch (piece.role, colors) {
            case (.title, _?): line += "\u{1B}[1m\(text)\u{1B}[m"
            case (.tag(let tag), let codebook?): line += colored(text, tag, codebook)
            default: line += text
            }
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// In the basic colour that stands in for the tag's: those are what the terminal's own theme makes of them, light
    /// or dark (ECMA-48 SGR, and 90–97 for bright ones).
    private static func colored(_ text: String, _ tag: Tag, _ codebook: Codebook) -> String {
        let basic: UInt8? =
            switch Theme.dark.color(of: tag, in: codebook) {
            case .standard: nil
            case .basic(let color): color
            case .indexed(_, let fallback), .rgb(_, _, let fallback): fallback
            }
        guard let basic else { return text }
        return "\u{1B}[\(basic < 8 ? 30 + Int(basic) : 82 + Int(basic))m\(text)\u{1B}[m"
    }
}
