// How much memory a pager has taken after each thing it was asked for.

/// The peak of what was resident, and what is resident now apart from files and of files, in one session after the
/// other: opened, one page down, the end, a search from the top.
struct MemoryUsed: Measurement {
    let runs: Int

    private static let steps = ["open", "a page", "G", "a search"]

    func measure(_ article: Prose, _ contestants: [Contestant], home: Folder) -> [Measured] {
        let results = medians(of: contestants, runs: runs) { contestant throws(Reason) in
            let terminal = try contestant.opened(article.path, home: home)
            defer { terminal.end() }
            var numbers: [Double] = []
            func note() throws(Reason) {
                let memory = try terminal.memory()
                numbers += [memory.peak, memory.anonymous, memory.file].map { Double($0) / 1024 }
            }
            try note()
            terminal.type("\u{06}")
            try terminal.idle()
            try note()
            terminal.type("G")
            try terminal.idle()
            try note()
            terminal.type("gg/" + Prose.rareWord + "\r")
            try terminal.idle()
            try note()
            return numbers
        }
        return MemoryUsed.steps.enumerated().flatMap { step, name in
            ["peak", "anonymous", "of files"].enumerated().map { kind, what in
                Measured("memory after \(name), \(what)", article, unit: "MB", contestants, results, step * 3 + kind)
            }
        }
    }
}
