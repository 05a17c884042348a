// The README's table of keystrokes: our row is counted by pressing them, and is the lowest in every column.

import Foundation
import Reader
import TestSupport
import Testing
import TextModel

@Suite struct CoreLoopTests {
    private static let steps = ["select", "tag", "note", "undo", "redo", "delete"]

    /// The keys of each step by keymap. Of a note, the words are typed between its keys.
    private static let keys: [String: [[String]]] = [
        "vim": [[")"], ["r"], ["a", "Enter"], ["u"], ["C-r"], ["x"]],
        "less": [[")"], ["r"], ["a", "Enter"], ["U"], ["R"], ["x"]],
        "emacs": [[")"], ["r"], ["a", "Enter"], ["u"], ["M-_"], ["x"]],
        "arrows": [[")"], ["1"], ["a", "Enter"], ["C-z"], ["C-y"], ["x"]],
    ]

    /// The rows of the table by name: what stands in each column.
    private func table() throws -> [String: [String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let start = try #require(text.range(of: "<!-- core loop: begin -->")).upperBound
        let end = try #require(text.range(of: "<!-- core loop: end -->")).lowerBound
        var rows: [String: [String]] = [:]
        for line in text[start..<end].split(separator: "\n") where !line.contains("---") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            rows[cells[0]] = Array(cells.dropFirst())
        }
        return rows
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func ourRowIsWhatTheKeysTake(_ keymap: String) throws {
        var player = Player("A first one.\n\n|It was the first. It was the second. It was the third.\n", keymap: keymap)
        let keys = try #require(CoreLoopTests.keys[keymap])
        /// What is marked after each step; before the first there is nothing.
        let marked = [
            [], ["risk “It was the second.”"], ["risk “It was the second.” — who?"], ["risk “It was the second.”"],
            ["risk “It was the second.” — who?"], [],
        ]
        var counts: [String] = []
        for (step, keys) in keys.enumerated() {
            player.keys(keys[0])
            if keys.count > 1 {
                player.type("who?")
                for key in keys.dropFirst() { player.keys(key) }
            }
            counts.append(String(keys.count))
            #expect(player.marks == marked[step], "\(CoreLoopTests.steps[step]) in \(keymap)")
            if step == 0 {
                let sentence = player.document.sentence(at: player.file.cursor)
                #expect(sentence.map { player.document.text($0) } == "It was the second.")
            }
        }
        let rows = try table()
        #expect(rows[""] == CoreLoopTests.steps && rows["gloss"] == counts)
    }

    @Test func ourRowIsTheLowestInEveryColumn() throws {
        var rows = try table()
        let header = rows.removeValue(forKey: "")
        let ours = rows.removeValue(forKey: "gloss")?.compactMap { Int($0) } ?? []
        #expect(header?.count == 6 && ours.count == 6 && Set(rows.keys) == ["slate", "org-remark", "bookokrat"])
        for (name, row) in rows {
            #expect(row.count == ours.count)
            for (column, cell) in row.enumerated() {
                guard let count = Int(cell) else {
                    #expect(["none", "?"].contains(cell), "\(name): \(cell)")
                    continue
                }
                #expect(ours[column] <= count, "\(name): \(CoreLoopTests.steps[column])")
            }
        }
    }
}
