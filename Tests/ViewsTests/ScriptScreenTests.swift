// Golden screens with text of all scripts, as terminals of several kinds are to show it.

import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct ScriptScreenTests {
    @Test(arguments: [
        ("unknown", []), ("tmux", [2, 4, 1, 1, 2]), ("xterm", [6, 4, 1, 1, 2]), ("kitty", [6, 2, 2, 2, 2]),
    ])
    func allScripts(_ terminal: String, _ cells: [Int]) {
        for (columns, rows) in [(100, 40), (31, 24)] {
            var player = Player(scriptSample, size: Size(columns: columns, rows: rows))
            if !cells.isEmpty { player.act(.event(.cells(cells))) }
            let frame = frame(for: player.state, theme: .dark)
            #expect(frame.holdsDisputed)
            if let problem = goldenProblem(frame.picture { _ in " " }, "scripts-\(terminal)-\(columns)x\(rows)") {
                Issue.record("\(problem)")
            }
        }
    }

    @Test func theAnswersKeepTheReadersPlace() {
        var player = Player(scriptSample, size: Size(columns: 40, rows: 10))
        player.press("8 row-down", "3 scroll-down", "select", "3 grapheme-right")
        let (top, text) = (player.file.top.row.span.start, player.text)
        player.act(.event(.cells([6, 4, 1, 1, 2])))
        #expect(player.text == text)
        #expect(player.file.top.row.span.contains(top))
        let wide = player.file.layout
        player.act(.event(.cells([6, 4, 1, 1, 2])))
        #expect(player.file.layout === wide)
    }

    @Test func notesAndPromptsTakeTheWidths() {
        var player = Player("One sentence here. Another.", size: Size(columns: 40, rows: 8))
        #expect(!frame(for: player.state, theme: .dark).holdsDisputed)
        player.keys("a")
        player.type("a 👩🏽‍💻 and ❤️")
        #expect(frame(for: player.state, theme: .dark).holdsDisputed)
        player.act(.event(.cells([2, 4, 1, 1, 2])))
        let note = frame(for: player.state, theme: .dark)
        #expect(note.cells.contains { $0.grapheme == "👩🏽‍💻" && $0.width == 4 })
        #expect(note.cursor?.column == 4 + 2 + 2 + 4 + 5 + 1)
        player.keys("Enter /")
        player.type("👍🏽")
        let prompt = frame(for: player.state, theme: .dark)
        #expect(prompt.cursor == Position(column: 6, row: 7))
        #expect(prompt.row(7).contains { $0.grapheme == "👍🏽" && $0.width == 4 })
    }
}
