// `gloss [FILE…]`: read. The command that is meant when none is named.

import ArgumentParser
import Glibc
import Reader
import Settings

struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read articles and mark them (the default).",
        discussion: """
            Without a FILE it reads what is piped in, else it opens the tutor. A directory stands for its articles.

            Example: gloss article.txt notes.md
            Example: curl -s https://example.org/a.txt | gloss -
            """)

    @Argument(help: "Articles, directories, or - for standard input.", completion: .file())
    var files: [String] = []

    @OptionGroup var marks: MarkOptions
    @OptionGroup var reading: ReadingOptions

    func run() throws {
        if files.isEmpty {
            guard isatty(STDIN_FILENO) == 0 else { return try Tutor(marks: marks, reading: reading).run() }
            return try open([], standardInput: true)
        }
        if files.contains("-") {
            guard files.count == 1 else {
                throw Failure("-", "standard input is read alone; name it without other files")
            }
            return try open([], standardInput: true)
        }
        var articles: [String] = []
        for file in files {
            if ArticleFile.isDirectory(file) {
                let found = try ArticleFile.articles(in: file)
                if found.isEmpty {
                    throw Failure(file, "there is no readable article (.txt, .md) in this directory; name another one")
                }
                articles += found
            } else {
                try ArticleFile.check(file)
                articles.append(file)
            }
        }
        try open(articles, standardInput: false)
    }

    private func open(_ articles: [String], standardInput: Bool) throws {
        var request = try reading.request(articles, marks)
        if standardInput {
            request.standardInput = try ArticleFile.standardInput()
            request.articles = ["standard input"]
        }
        try ReadingOptions.run(request)
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

    func check() throws(Failure) {
        if let measure, !Configuration.measures.contains(measure) {
            throw Failure(nil, "--measure: \(measure) is not from 20 to 200 cells")
        }
    }

    func request(_ articles: [String], _ marks: MarkOptions) throws(Failure) -> ReaderRequest {
        try check()
        try marks.check()
        let configuration = try Surroundings.configuration()
        return ReaderRequest(
            articles: articles, standardInput: nil,
            read: { path throws(Message) in
                do throws(Failure) {
                    return try ArticleFile.document(path)
                } catch {
                    throw .problem(error.message)
                }
            },
            keymap: try Surroundings.keymap(keymap ?? configuration.keymap),
            measure: measure ?? configuration.measure, coder: marks.coder ?? configuration.coder,
            sidecarDirectory: marks.sidecarDir, environment: Surroundings.environment)
    }

    /// Runs the reader until the user quits; what it has to say at its end becomes a failure.
    static func run(_ request: ReaderRequest) throws(Failure) {
        try checkTerminal()
        switch runReader(request) {
        case .fine: break
        case .couldNotStart(let reason): throw Failure(nil, reason)
        case .notSaved(let reason): throw Failure(nil, reason, .notSaved)
        }
    }

    /// The reader needs a terminal that can place its cursor.
    private static func checkTerminal() throws(Failure) {
        guard Output.isTerminal else {
            throw Failure(nil, "standard output is not a terminal; gloss text FILE prints an article")
        }
        switch Surroundings.variable("TERM") {
        case nil: throw Failure(nil, "TERM is not set, so the terminal is unknown; set it, as in TERM=xterm-256color")
        case "dumb"?: throw Failure(nil, "TERM=dumb cannot show pages; set TERM to what the terminal is")
        default: break
        }
    }
}
