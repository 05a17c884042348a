// Going far: to the end, and to a rare word. And a new size of the terminal.

import Glibc

/// The time from `G` until the last line of the article is on screen.
struct EndReached: Measurement {
    let runs: Int

    func measure(_ article: Prose, _ contestants: [Contestant], home: Folder) -> [Measured] {
        let results = medians(of: contestants, runs: runs) { contestant throws(Reason) in
            let terminal = try contestant.opened(article.path, home: home)
            defer { terminal.end() }
            let pressed = terminal.type("G")
            let shown = try terminal.wait(seconds: 60) { $0.shows(Prose.lastWord) }
            return [Double(shown - pressed) / 1e6]
        }
        return [Measured("G until the last line shows", article, unit: "ms", contestants, results, 0)]
    }
}

/// The time from the typing of a search until a word that stands once, after nine tenths of the article, is on screen; beside
/// ripgrep's for finding the line.
struct WordFound: Measurement {
    let runs: Int
    let ripgrep: Contestant

    func measure(_ article: Prose, _ contestants: [Contestant], home: Folder) -> [Measured] {
        let all = contestants + [ripgrep]
        let results = medians(of: all, runs: runs) { contestant throws(Reason) in
            if contestant.name == ripgrep.name { return [try find(article, home)] }
            let terminal = try contestant.opened(article.path, home: home)
            defer { terminal.end() }
            // All at once: a pager that searches while one types must not have found the word before the clock starts.
            let pressed = terminal.type("/" + Prose.rareWord + "\r")
            let shown = try terminal.wait(seconds: 60) { $0.shows(Prose.rareWord) }
            return [Double(shown - pressed) / 1e6]
        }
        return [Measured("search for a rare word", article, unit: "ms", all, results, 0)]
    }

    private func find(_ article: Prose, _ home: Folder) throws(Reason) -> Double {
        guard access(ripgrep.path, X_OK) == 0 else { throw Reason("there is no program \(ripgrep.path)") }
        let terminal = try PseudoTerminal(
            [ripgrep.path, "--no-config", "-n", Prose.rareWord, article.path],
            environment: ["TERM=xterm-256color", "LC_ALL=C.UTF-8", "HOME=\(home.path)"], columns: Contestant.columns,
            rows: Contestant.rows)
        defer { terminal.end() }
        let shown = try terminal.wait(seconds: 60) { $0.shows(Prose.rareWord) }
        return Double(shown - terminal.started) / 1e6
    }
}

/// The time from a change of the terminal's size until the last byte of the screen drawn for it.
struct Resized: Measurement {
    let runs: Int

    func measure(_ article: Prose, _ contestants: [Contestant], home: Folder) -> [Measured] {
        let results = medians(of: contestants, runs: runs) { contestant throws(Reason) in
            let terminal = try contestant.opened(article.path, home: home)
            defer { terminal.end() }
            terminal.type("\u{06}")
            try terminal.idle()
            let resized = terminal.resize(columns: 60, rows: 40)
            let shown = try terminal.answer(seconds: 10, quiet: 50)
            return [Double(shown - resized) / 1e6]
        }
        return [Measured("another size", article, unit: "ms", contestants, results, 0)]
    }
}

extension TerminalScreen {
    /// Whether a word is among the rows of the article.
    fileprivate func shows(_ word: String) -> Bool { article.contains { $0.contains(word) } }
}
