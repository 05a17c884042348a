// `gloss check`: whether sidecars are sound, and whether their marks are still where they were.

import Annotations
import ArgumentParser
import Interchange
import Sidecar

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check sidecars, and find their marks again in the articles.",
        discussion: """
            Prints a line for every mark that moved, changed or is lost, file:line:column: changed 87%: [tags] quote, \
            and for everything in and beside a sidecar that is not as it should be. Nothing is written. Exits 1 when \
            there is anything to say. --json prints objects, one a line: for a mark kind, score, now (what it reads there) and the columns of \
            gloss list --json; else kind (finding, read-only, kept, unfinished, no-article, snapshot), file, line, \
            message. --prune removes the kept texts that no sidecar needs any more.

            Example: gloss check articles/
            """)

    @Argument(help: "Articles, sidecars or directories.", completion: .file()) var paths: [String]
    @Flag(help: "Print JSON objects, one a line.") var json = false
    @Flag(help: "Remove kept texts that no sidecar names any more.") var prune = false
    @OptionGroup var marks: MarkOptions

    func run() throws {
        let corpus = try Corpus(paths, marks, isQuiet: true)
        var count = 0
        var said: Set<String> = []
        func say(_ found: Checked) throws {
            let line = json ? found.json : found.text
            // What several sidecars share, such as a text, is said once.
            if case .file = found, !said.insert(line).inserted { return }
            try Output.write(line + "\n")
            count += 1
        }
        for article in corpus.articles {
            for sidecar in article.sidecars {
                for found in Check.findings(sidecar, article) { try say(found) }
            }
            for mark in article.marks {
                if let found = Checked(mark, in: article.file, article.document) { try say(found) }
            }
        }
        for stray in corpus.strays {
            let message = "its article \(stray.article) is not there; put it back beside the sidecar"
            try say(.file(.noArticle, path: stray.path, line: nil, message: message))
            for found in Check.remains(of: stray) { try say(found) }
        }
        if prune { try removeTexts(corpus) }
        if corpus.hasProblems { throw Ending(status: .badInput) }
        if count > 0 { throw Ending(status: .findings) }
    }

    private static func findings(_ sidecar: OpenSidecar, _ article: MarkedArticle) -> [Checked] {
        let path = sidecar.location.path
        var found = sidecar.findings.map { Checked.file(.finding, path: path, line: $0.line, message: $0.message) }
        if let reason = sidecar.readOnlyReason {
            found.append(.file(.readOnly, path: path, line: nil, message: "it can only be read: \(reason)"))
        }
        found += remains(of: sidecar.location)
        return found
            + sidecar.badSnapshots(article.document).map { path, problem in
                .file(.snapshot, path: path, line: nil, message: "\(problem), so it is not used; delete it")
            }
    }

    private static func remains(of location: SidecarLocation) -> [Checked] {
        let remains = SidecarRemains(of: location)
        return remains.kept.map { path in
            .file(
                .kept, path: path, line: nil,
                message: "a copy of what could not all be read; take from it what is missing, and delete it")
        }
            + remains.unfinished.map { path in
                .file(
                    .unfinished, path: path, line: nil,
                    message: "left by a save that did not end; the next save takes it in")
            }
    }

    private func removeTexts(_ corpus: Corpus) throws {
        let seen = corpus.articles.flatMap { $0.sidecars.map(\.location) } + corpus.strays
        let pruned = Surroundings.keptTexts.prune(seen: seen, journal: Surroundings.stateFolder.map { $0 + "/journal" })
        for removed in pruned.removed {
            let users = removed.users.isEmpty ? "" : "; it was kept for \(removed.users.joined(separator: ", "))"
            let line =
                json
                ? JSONText.object([
                    ("kind", "\"removed\""), ("file", JSONText.string(removed.path)),
                    ("bytes", String(removed.byteCount)),
                ]) : List.oneLine("\(removed.path): removed, \(removed.byteCount) bytes\(users)")
            try Output.write(line + "\n")
        }
        for folder in pruned.missingFolders {
            Output.message("\(folder): this folder is not there now, so texts that were kept for sidecars in it stay")
        }
        let bytes = pruned.removed.reduce(0) { $0 + $1.byteCount }
        let count = pruned.removed.count
        Output.message(
            count == 0
                ? "all kept texts may still be needed"
                : "removed \(count) kept \(count == 1 ? "text" : "texts"), \(bytes) bytes")
    }
}
