// How long it takes from the start of a program to its complete first screen.

/// The first screen is complete with the read after which every row of the article is as it will stay, and the last
/// row holds what the pager says there. How it will stay is seen in a run before, once that program is at rest.
struct FirstScreen: Measurement {
    let runs: Int

    func measure(_ article: Prose, _ contestants: [Contestant], home: Folder) -> [Measured] {
        var expected: [String: [String]] = [:]
        let results = medians(of: contestants, runs: runs) { contestant throws(Reason) in
            if expected[contestant.name] == nil {
                let reference = try contestant.opened(article.path, home: home)
                expected[contestant.name] = reference.screen.article
                reference.end()
            }
            let terminal = try contestant.open(article.path, home: home)
            defer { terminal.end() }
            let rows = expected[contestant.name]
            let shown = try terminal.wait(seconds: 60) {
                !$0.isBlank(row: Contestant.rows - 1) && $0.article == rows
            }
            return [
                Double(shown - terminal.started) / 1e6, Double(terminal.cpu) / 1e6, Double(terminal.written),
            ]
        }
        return [("first screen", "ms"), ("first screen, CPU", "ms"), ("first screen, written", "bytes")]
            .enumerated().map { quantity, names in
                Measured(names.0, article, unit: names.1, contestants, results, quantity)
            }
    }
}
