// What a key costs: CPU, bytes written, and the time until the last of them.

/// Pages and rows, at the top of an article and at its bottom. The answer to a key has ended when nothing more comes
/// for a while; each key is pressed only then.
struct Keys: Measurement {
    let runs: Int
    /// Milliseconds without a byte that end an answer.
    private static let quiet = 25
    private static let most = 20

    private struct Kind {
        let name: String
        /// What is typed before, to get to where the keys are pressed.
        let before: String
        let key: String
        /// Rows that a key moves by.
        let rows: Int
    }

    // Keys that both gloss (keymap vim) and less have.
    private static let kinds = [
        Kind(name: "page down at the top", before: "", key: "\u{06}", rows: 28),
        Kind(name: "page up at the bottom", before: "G", key: "\u{02}", rows: 28),
        Kind(name: "row down", before: "\u{06}", key: "j", rows: 1),
    ]

    func measure(_ article: Prose, _ contestants: [Contestant], home: Folder) -> [Measured] {
        Keys.kinds.flatMap { kind -> [Measured] in
            let count = min(Keys.most, article.lineCount / kind.rows - 2)
            guard count > 0 else { return [] }
            let results = medians(of: contestants, runs: runs) { contestant throws(Reason) in
                try press(kind, count, article, contestant, home)
            }
            return [("CPU", "µs"), ("written", "bytes"), ("latency", "µs")].enumerated().map { quantity, names in
                Measured("\(kind.name), \(names.0)", article, unit: names.1, contestants, results, quantity)
            }
        }
    }

    private func press(
        _ kind: Kind, _ count: Int, _ article: Prose, _ contestant: Contestant, _ home: Folder
    ) throws(Reason) -> [Double] {
        let terminal = try contestant.opened(article.path, home: home)
        defer { terminal.end() }
        if !kind.before.isEmpty {
            terminal.type(kind.before)
            _ = try terminal.answer(seconds: 60, quiet: Keys.quiet)
            try terminal.idle()
        }
        // Work that is begun when nobody has pressed a key for a second would count as the keys' cost.
        try terminal.idle(windows: 13)
        // A pager that draws and moves its cursor alone has not turned the page.
        let start = terminal.screen.article
        let (cpu, written) = (terminal.cpu, terminal.written)
        var latencies: [Double] = []
        for _ in 0..<count {
            let pressed = terminal.type(kind.key)
            latencies.append(Double(try terminal.answer(seconds: 10, quiet: Keys.quiet) - pressed) / 1e3)
        }
        guard kind.rows == 1 || terminal.screen.article != start else { throw Reason("the page did not turn") }
        return [
            Double(terminal.cpu - cpu) / 1e3 / Double(count), Double(terminal.written - written) / Double(count),
            median(latencies),
        ]
    }
}
