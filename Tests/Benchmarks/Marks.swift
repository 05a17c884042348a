// What marks cost: opening an article with many of them, and each key there, on the one thread that a reader waits for.

import FoundationEssentials
import Glibc

/// Articles of one size with few marks and with many: whether a key costs more for those that are not on screen.
struct Marks: Measurement {
    let runs: Int
    /// The article that is marked.
    let label: String
    let counts: [Int]

    /// Milliseconds without a byte that end an answer.
    private static let quiet = 8
    /// Times that each key is pressed in a run.
    private static let presses = 40

    /// A key whose cost is told; the others only lead to where it is pressed.
    private struct Kind {
        let name: String
        /// Typed once, to get to where the key is pressed.
        var start = ""
        /// Typed before every press.
        var before = ""
        let key: String
        /// Whether something beside the reader answers the key: taking the answer in is part of what it costs.
        var isAnswered = false
    }

    // Keys of gloss (keymap vim).
    private static let kinds = [
        Kind(name: "list of marks, there and back", start: "gg", key: "zlq", isAnswered: true),
        Kind(name: "another order of it", start: "zl", key: "s", isAnswered: true),
        Kind(name: "letter of its filter", start: "/r", before: "\u{7F}", key: "r", isAnswered: true),
        // The first Enter keeps the filter, the second one leaves the list.
        Kind(name: "tag while one tag is shown", start: "\r\r&rgg", before: "]a", key: "o"),
        Kind(name: "tag in the digest", start: "&&zggg", before: "]a", key: "o"),
        Kind(
            name: "letter of a search in the notes", start: "zggg&&z/w", before: "\u{7F}", key: "w", isAnswered: true),
        Kind(name: "what a tag means", start: "\u{03}gg]a", before: "\u{03}", key: "zk", isAnswered: true),
        Kind(name: "next mark", start: "\u{03}gg", key: "]a"), Kind(name: "next of this tag", start: "gg]a", key: "]t"),
        Kind(name: "next sentence", start: "gg", key: ")"),
        Kind(name: "page up", start: "gg", before: "\u{06}", key: "\u{02}"),
        Kind(name: "tag", start: "gg", before: "))", key: "r"), Kind(name: "undo", key: "u"),
        Kind(name: "redo", key: "\u{12}"),
    ]

    func isFor(_ article: Prose) -> Bool { article.label == label }

    func measure(_ article: Prose, _ contestants: [Contestant], home: Folder) -> [Measured] {
        let readers = contestants.filter { $0.name != "less" }
        return counts.flatMap { count -> [Measured] in
            var samples: [String: Samples] = [:]
            let results = medians(of: readers, runs: runs) { contestant throws(Reason) in
                try MarkedProse(article, count).write()
                var mine = samples[contestant.name] ?? Samples()
                defer { samples[contestant.name] = mine }
                return try run(article, contestant, home, &mine)
            }
            unlink(MarkedProse(article, count).path)
            var told = Marks.names.enumerated().map { number, name in
                Measured("\(count) marks: \(name.what)", article, unit: name.unit, readers, results, number)
            }
            for (number, kind) in Marks.kinds.enumerated() {
                let spread = readers.map { reader in
                    result(results, readers, reader).map { _ in samples[reader.name]?.spread(number) ?? [] }
                }
                told += ["median", "p99", "max"].enumerated().map { quantity, name in
                    Measured("\(count) marks: \(kind.name), \(name)", article, unit: "µs", readers, spread, quantity)
                }
            }
            return told
        }
    }

    private func result(
        _ results: [Result<[Double], Reason>], _ readers: [Contestant], _ reader: Contestant
    ) -> Result<[Double], Reason> {
        readers.firstIndex { $0.name == reader.name }.map { results[$0] } ?? .failure(Reason("not run"))
    }

    private static let names = [
        ("until they are there", "ms"), ("longest page meanwhile", "ms"), ("until one is saved", "ms"),
        ("CPU beside per save", "ms"), ("memory, peak", "MB"),
    ].map { (what: $0.0, unit: $0.1) }

    /// What the presses of every key cost, in µs of the main thread.
    private struct Samples {
        var costs = [[Double]](repeating: [], count: Marks.kinds.count)

        /// Median, 99th percentile and the most.
        func spread(_ kind: Int) -> [Double] {
            let sorted = costs[kind].sorted()
            guard !sorted.isEmpty else { return [0, 0, 0] }
            return [median(sorted), sorted[min(sorted.count - 1, sorted.count * 99 / 100)], sorted[sorted.count - 1]]
        }
    }

    private func run(
        _ article: Prose, _ contestant: Contestant, _ home: Folder, _ samples: inout Samples
    ) throws(Reason) -> [Double] {
        let terminal = try contestant.open(article.path, home: home)
        defer { terminal.end() }
        _ = try terminal.wait(seconds: 60) { !$0.isBlank(row: 0) && !$0.isBlank(row: Contestant.rows - 1) }
        var longest = 0.0
        repeat {
            let pressed = terminal.type("\u{06}")
            longest = max(longest, Double(try terminal.answer(seconds: 10, quiet: Marks.quiet) - pressed) / 1e6)
            guard now() - terminal.started < 60_000_000_000 else { throw Reason("no marks within 60 s") }
        } while !terminal.screen.isSaved
        let there = Double(now() - terminal.started) / 1e6
        try terminal.idle()
        for (number, kind) in Marks.kinds.enumerated() {
            // What goes on beside the reader after the last key: a list has no row before its rows are known.
            try terminal.idle()
            terminal.type(kind.start)
            try terminal.idle()
            // Where there are few marks, the key must not come to the last one of a tag: nothing is drawn there.
            for _ in 0..<min(Marks.presses, (counts.min() ?? 0) / 5) {
                samples.costs[number].append(try cost(of: kind, terminal))
            }
        }
        try terminal.idle()
        let (cpu, thread) = (terminal.cpu, try terminal.mainThread())
        terminal.type("))")
        _ = try terminal.answer(seconds: 10, quiet: Marks.quiet)
        let pressed = terminal.type("p")
        var saved = try terminal.answer(seconds: 10, quiet: Marks.quiet)
        if !terminal.screen.isSaved { saved = try terminal.wait(seconds: 60) { $0.isSaved } }
        try terminal.idle()
        let beside = Double(terminal.cpu - cpu) - Double(try terminal.mainThread() - thread)
        return [
            there, longest, Double(saved - pressed) / 1e6, beside / 1e6, Double(try terminal.memory().peak) / 1024,
        ]
    }

    private func cost(of kind: Kind, _ terminal: PseudoTerminal) throws(Reason) -> Double {
        if !kind.before.isEmpty {
            terminal.type(kind.before)
            try terminal.respond(seconds: 10, quiet: Marks.quiet)
            if kind.isAnswered { try terminal.idle() }
        }
        let before = try terminal.mainThread()
        terminal.type(kind.key)
        try terminal.respond(seconds: 10, quiet: Marks.quiet)
        if kind.isAnswered { try terminal.idle() }
        return Double(try terminal.mainThread() - before) / 1e3
    }
}

extension TerminalScreen {
    /// Whether the status line says that all marks are there and on disk.
    fileprivate var isSaved: Bool { text(row: rows - 2).hasSuffix(" saved") }
}

/// A sidecar as gloss writes it, for an article of nothing but ASCII.
struct MarkedProse {
    let article: Prose
    let count: Int
    var path: String { article.path + ".gloss.json" }

    init(_ article: Prose, _ count: Int) {
        self.article = article
        self.count = count
    }

    /// Marks all over the article, a tenth of them with a note; the same ones in every run.
    func write() throws(Reason) {
        guard let data = try? Data(contentsOf: URL(filePath: article.path)) else {
            throw Reason("\(article.path) cannot be read")
        }
        let text = [UInt8](data)
        let hash = try sum()
        var random = SplitMix(state: 0xA11)
        var records: [String] = []
        for number in 0..<count {
            let span = span(number * text.count / count, text)
            records.append(record(number, span, text, hash, &random))
        }
        let name = String(article.path.split(separator: "/").last ?? "")
        let head = """
            {
            "@context": ["http://www.w3.org/ns/anno.jsonld", {"gloss": "urn:gloss:"}],
            "id": "urn:uuid:00000000-0000-4000-8000-000000000000",
            "type": "AnnotationPage",
            "gloss:schema": 1,
            "partOf": {"id": "urn:uuid:00000000-0000-4000-8000-000000000001", "type": "AnnotationCollection"},
            "gloss:source": {"file": "\(name)", "sha256": "\(hash)", "length": \(text.count), "unit": "codepoint"},
            "gloss:codebook": {},
            "items": [

            """
        let page = head + records.sorted().joined(separator: ",\n") + "\n]\n}\n"
        guard (try? Data(page.utf8).write(to: URL(filePath: path))) != nil else {
            throw Reason("\(path) cannot be written")
        }
    }

    /// A few words from about a place on, within a line.
    private func span(_ place: Int, _ text: [UInt8]) -> Range<Int> {
        var start = min(place, text.count - 100)
        while start < text.count - 40,
            text[start] == 0x0A || text[start] == 0x20 || text[start - (start > 0 ? 1 : 0)] > 0x20
        {
            start += 1
        }
        var end = start + 1
        while end < text.count, end - start < 50, text[end] != 0x0A { end += 1 }
        while end > start + 1, text[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }

    private func record(
        _ number: Int, _ span: Range<Int>, _ text: [UInt8], _ hash: String, _ random: inout SplitMix
    ) -> String {
        func quoted(_ span: Range<Int>) -> String {
            "\"" + String(decoding: text[span], as: UTF8.self).replacing("\n", with: "\\n") + "\""
        }
        let bits = random.next()
        let digits = String(bits, radix: 16)
        let tail = String(repeating: "0", count: 16 - digits.count) + digits
        let id = "urn:uuid:\(tail.prefix(8))-\(tail.suffix(4))-4000-8000-" + hex(number, 12)
        let tag = ["risk", "policy", "opinion"][Int(bits % 3)]
        let note =
            number % 10 == 0
            ? ",{\"type\":\"TextualBody\",\"purpose\":\"commenting\",\"format\":\"text/plain\",\"value\":\"why?\"}" : ""
        let before = quoted(max(0, span.lowerBound - 64)..<span.lowerBound)
        let after = quoted(span.upperBound..<min(text.count, span.upperBound + 64))
        let place = "\"start\":\(span.lowerBound),\"end\":\(span.upperBound)"
        return "{\"id\":\"\(id)\",\"type\":\"Annotation\",\"motivation\":\"tagging\","
            + "\"created\":\"2026-01-02T03:04:05Z\",\"modified\":\"2026-01-02T03:04:05Z\","
            + "\"creator\":{\"type\":\"Person\",\"nickname\":\"reader\"},"
            + "\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"\(tag)\"}\(note)],"
            + "\"target\":{\"source\":\"urn:sha256:\(hash)\",\"selector\":[{\"type\":\"TextPositionSelector\",\(place)},"
            + "{\"type\":\"TextQuoteSelector\",\"exact\":\(quoted(span)),\"prefix\":\(before),\"suffix\":\(after)}]},"
            + "\"gloss:anchor\":{\"status\":\"exact\",\"score\":1,\(place)}}"
    }

    private func hex(_ number: Int, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }

    /// The SHA-256 of the article, by sha256sum(1).
    private func sum() throws(Reason) -> String {
        guard let pipe = popen("sha256sum < '\(article.path)'", "r") else { throw Reason("sha256sum does not run") }
        defer { pclose(pipe) }
        var buffer = [CChar](repeating: 0, count: 128)
        guard fgets(&buffer, 128, pipe) != nil else { throw Reason("sha256sum says nothing") }
        return String(decoding: buffer.prefix(64).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
