// gloss beside less, and ripgrep where it is installed: what is measured, on which articles, and what is told.

import ArgumentParser
import FoundationEssentials
import Glibc

@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmarks",
        abstract: "Measure gloss beside less on made-up articles, in the same run.",
        discussion: "Without --program it is the gloss beside this program; where there is none, it is built first.")

    @Option(name: .customLong("program"), help: "A gloss to measure; may be given more than once.")
    var programs: [String] = []

    @Option(help: "Also write the results to this file.")
    var json: String?

    @Option(help: "Runs of each program in turn; what is told is their median.")
    var runs = 15

    @Option(help: "Only what has this in its name, such as FirstScreen.")
    var only: [String] = []

    @Option(name: .customLong("size"), help: "Only articles of this size, such as '1 MB'.")
    var sizes: [String] = []

    @Option(help: "A folder of text files to measure anchoring on; without it on invented prose.")
    var texts: String?

    @Option(help: "Runs of the tables of anchoring, each with other edits.")
    var seeds = 5

    @Option(help: "The first seed of these; a new one each time where it is not given.")
    var seed: UInt64?

    @Flag(help: "Measure anchoring as Hypothesis does it beside ours; it takes minutes.")
    var reference = false

    @Flag(help: "Few runs on small articles: to see that it all works.")
    var quick = false

    private static let sizes = [
        ("10 KB", 10_000, true), ("1 MB", 1_000_000, true), ("1 MB, long lines", 1_000_000, false),
        ("10 MB", 10_000_000, true), ("100 MB", 100_000_000, true), ("1 GB", 1_000_000_000, true),
    ]

    func run() throws {
        for number in [SIGINT, SIGTERM] { signal(number) { _ in isInterrupted.store(true, ordering: .relaxed) } }
        if only.contains("Anchoring") { try anchoring.print() }
        if only.isEmpty || only.contains("Reanchoring") { speed.print() }
        guard only.isEmpty || !only.allSatisfy({ ["Anchoring", "Reanchoring"].contains($0) }) else { return }
        try buildIfMissing()
        let folder = try Folder()
        defer { folder.remove() }
        let contestants = self.contestants
        let measurements = self.measurements.filter { measurement in
            only.isEmpty || only.contains { "\(type(of: measurement))".contains($0) }
        }
        var results: [Measured] = []
        for (label, size, isWrapped) in Benchmarks.sizes where wants(label, size) {
            do throws(Reason) {
                let article = try Prose.write(size, isWrapped: isWrapped, label: label, in: folder)
                defer { unlink(article.path) }
                for measurement in measurements
                where measurement.isFor(article) && !isInterrupted.load(ordering: .relaxed) {
                    say("\(label): \(type(of: measurement)) …")
                    results += measurement.measure(article, contestants, home: folder)
                }
            } catch {
                say("— \(label): \(error)")
            }
        }
        print(Table(names: contestants.map(\.name) + ["rg"], results: results).text)
        if let json { try write(results, to: json) }
        if isInterrupted.load(ordering: .relaxed) { throw ExitCode(2) }
    }

    private var anchoring: AnchoringTables {
        AnchoringTables(
            folder: texts, seeds: quick ? 1 : seeds, firstSeed: seed ?? UInt64.random(in: 0...999_999_999),
            isWithReference: reference)
    }

    private var speed: AnchoringSpeed {
        AnchoringSpeed(runs: quick ? 1 : runs, seed: seed ?? UInt64.random(in: 0...999_999_999))
    }

    /// The folder of this program, where SwiftPM puts the others.
    private var beside: String {
        CommandLine.arguments[0].lastIndex(of: "/").map { String(CommandLine.arguments[0][...$0]) } ?? "./"
    }

    /// Builds the self-contained gloss where there is none to measure.
    private func buildIfMissing() throws {
        guard programs.isEmpty, access(beside + "gloss", X_OK) != 0 else { return }
        let command = "swift build -c release --static-swift-stdlib --product gloss"
        say(command)
        guard system(command + " 1>&2") == 0, access(beside + "gloss", X_OK) == 0 else {
            throw Reason("there is no gloss to measure; build it with: \(command)")
        }
    }

    private func wants(_ label: String, _ size: Int) -> Bool {
        sizes.isEmpty ? !quick || size <= 1_000_000 : sizes.contains(label)
    }

    private var measurements: [any Measurement] {
        let (many, some, few) = quick ? (3, 1, 1) : (runs, max(1, runs / 3), max(1, runs / 5))
        return [
            FirstScreen(runs: many), Keys(runs: some), WordFound(runs: few, ripgrep: ripgrep), EndReached(runs: few),
            Resized(runs: some), MemoryUsed(runs: 1),
            Marks(runs: few, label: quick ? "10 KB" : "10 MB", counts: quick ? [100] : [100, 10_000, 100_000]),
        ]
    }

    private var contestants: [Contestant] {
        let paths = programs.isEmpty ? [beside + "gloss"] : programs
        let gloss = paths.enumerated().map { index, path in
            Contestant(name: paths.count == 1 ? "gloss" : "gloss\(index + 1)", path: path)
        }
        return gloss + [Contestant(name: "less", path: installed("less"))]
    }

    private var ripgrep: Contestant { Contestant(name: "rg", path: installed("rg")) }

    /// Where a program is installed; where it would be, when it is not.
    private func installed(_ name: String) -> String {
        let folders = getenv("PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? []
        return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 } ?? "/usr/bin/\(name)"
    }

    private func say(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }

    private func write(_ results: [Measured], to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(results), as: UTF8.self) + "\n"
        guard let file = fopen(path, "w") else { throw Reason("\(path) cannot be written: \(lastError())") }
        let isWritten = fputs(text, file) >= 0
        guard fclose(file) == 0, isWritten else { throw Reason("\(path) cannot be written: \(lastError())") }
    }
}
