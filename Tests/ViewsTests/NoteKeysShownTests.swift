// What the panel of a note's keys says is so in every keymap, and all of it can be seen on a small screen.

import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct NoteKeysShownTests {
    private func note(_ player: Player) -> String? {
        if case .note(let editor) = player.state.dialog { return editor.field.text }
        return nil
    }

    private func keys(_ what: String, _ player: Player) -> [String] {
        let row = player.state.keymap.noteKeys.first { $0.what == what }
        return row?.keys.split(separator: " ").map(String.init) ?? []
    }

    @Test(arguments: [
        ("vim", ["C-y"], ["C-_"], ["C-r"]), ("less", ["C-y"], ["C-_"], ["C-r"]),
        ("emacs", ["C-y"], ["C-_"], ["M-_", "C-x", "r"]), ("arrows", ["M-y"], ["C-_", "C-z"], ["C-r", "C-y"]),
    ])
    func theyDoWhatIsSaid(_ keymap: String, _ yank: [String], _ undo: [String], _ redo: [String]) {
        var player = Player("|One is here.\n", keymap: keymap)
        #expect(keys("puts back what was cut", player) == yank)
        #expect(keys("takes back what was typed", player) == undo)
        #expect(keys("brings it again", player) == redo)
        player.press("note")
        player.type("who")
        player.keys("C-w \(yank[0]) \(yank[0])")
        #expect(note(player) == "whowho")
        for key in undo {
            player.keys(key)
            #expect(note(player) == "who")
            player.keys(redo[0])
            #expect(note(player) == "whowho")
        }
        player.keys("M-<")
        player.type("1")
        player.keys("M->")
        player.type("2")
        player.keys("Home")
        player.type("3")
        player.keys("End")
        player.type("4")
        #expect(note(player) == "31whowho24")
        player.keys("C-z")
        let stops = keys("stops the program for now; fg brings it back", player) == ["C-z"]
        #expect(stops == player.asked.contains("suspend") && stops == (keymap != "arrows"))
    }

    @Test(arguments: [(80, 24), (40, 12), (30, 6), (130, 30)]) func allOfThemCanBeSeen(_ columns: Int, _ rows: Int) {
        var player = Player("|One is here. Two is there.\n", size: Size(columns: columns, rows: rows))
        player.press("note")
        player.type("who")
        let wanted = player.state.keymap.noteKeys.map(\.keys)
        var seen: [String] = []
        for _ in 0...wanted.count {
            player.keys("F1")
            guard let page = player.state.noteKeysPage else { break }
            let picture = frame(for: player.state, theme: .dark).picture { _ in " " }
            #expect(page.keys.allSatisfy { picture.contains($0.keys) } && picture.contains("who"))
            #expect(picture.contains("\u{2026} F1 shows \(page.left) more") == (page.left > 0))
            seen += page.keys.map(\.keys)
        }
        #expect(seen == wanted)
        #expect(player.state.noteKeysPage == nil && note(player) == "who", "after the last ones it closes")
        player.keys("F1 Esc")
        #expect(player.state.noteKeysPage == nil && note(player) == "who")
    }
}
