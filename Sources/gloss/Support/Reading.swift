// Opening the reader on what was named, with what was chosen.

import Glibc
import Reader
import Settings
import Sidecar

/// What a user chose for a reader; nil stands for what the configuration says.
struct Reading {
    var keymap: String?
    /// Cells.
    var measure: Int?
    /// Whether rows end flush.
    var justify = false
    var coder: String?
    var sidecarDirectory: String?
    /// A theme's name.
    var theme: String?
    var noMouse = false

    /// Nothing chosen.
    init() {}

    init(_ options: ReadingOptions, _ marks: MarkOptions) {
        keymap = options.keymap
        measure = options.measure
        theme = options.theme
        noMouse = options.noMouse
        justify = options.justify
        coder = marks.coder
        sidecarDirectory = marks.sidecarDir
    }

    /// Opens the reader on files, on standard input (`-`, or no file at all), or, where a directory is among them, on
    /// the library of all that is named; returns when the user has quit.
    func read(_ files: [String]) throws(Failure) {
        if files.isEmpty || files.contains("-") {
            guard files.count <= 1 else {
                throw Failure("-", "standard input is read alone; name it without other files")
            }
            return try readStandardInput()
        }
        var hasDirectory = false
        for file in files {
            if ArticleFile.isDirectory(file) {
                try ArticleFile.checkDirectory(file)
                hasDirectory = true
            } else {
                try ArticleFile.check(file)
            }
        }
        guard hasDirectory else { return try run(try request(files)) }
        var request = try request([])
        request.library = files.map(Corpus.plain)
        try run(request)
    }

    private func readStandardInput() throws(Failure) {
        var request = try request(["standard input"])
        request.standardInput = try ArticleFile.standardInput()
        try run(request)
    }

    /// What the reader is asked for: these articles, with what was chosen or configured.
    func request(_ articles: [String]) throws(Failure) -> ReaderRequest {
        if let measure, !Configuration.measures.contains(measure) {
            throw Failure(nil, "--measure: \(measure) is not from 20 to 200 cells")
        }
        if let coder, !SidecarLocation.isCoder(coder) { throw Failure(.badCoder(coder)) }
        let theme = try theme.map { (name) throws(Failure) in
            guard let theme = ThemeName(rawValue: name) else {
                let names = ThemeName.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(nil, "--theme: there is no theme “\(Failure.echo(name))”; there are \(names)")
            }
            return theme
        }
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
            measure: measure ?? configuration.measure, justify: justify || configuration.justify,
            coder: coder ?? configuration.coder,
            sidecarDirectory: sidecarDirectory, snapshots: Surroundings.snapshots(configuration),
            theme: theme ?? configuration.theme, isThemeForced: theme != nil,
            usesMouse: !noMouse && configuration.mouse, environment: Surroundings.environment)
    }

    /// Runs the reader; what it has to say at its end becomes a failure.
    func run(_ request: ReaderRequest) throws(Failure) {
        try Reading.checkTerminal()
        switch runReader(request) {
        case .fine: break
        case .journaled(let sentence): Output.message(sentence)
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
