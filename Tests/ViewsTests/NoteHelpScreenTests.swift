// Golden screens of the keys of a note, shown while it is written.

import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct NoteHelpScreenTests {
    private static let text =
        "|The grid failed at noon. Who bears the risk? Nobody in the ministry would say.\n\n電力網が止まった。A 👩‍🚀 saw it.\n"

    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture { $0 == theme.title ? "k" : " " }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    @Test(arguments: [(80, 24), (40, 12)]) func theKeysOfANote(_ columns: Int, _ rows: Int) {
        var player = Player(Self.text, size: Size(columns: columns, rows: rows))
        player.press("note")
        player.type("who?")
        player.keys("F1")
        check(player, "note-keys-\(columns)x\(rows)")
        check(player, "note-keys-monochrome-\(columns)x\(rows)", .monochrome)
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func theyComeAndGoAndNothingTypedIsLost(_ keymap: String) {
        var player = Player(Self.text, keymap: keymap)
        player.press("note")
        player.type("who")
        func isShown() -> Bool { frame(for: player.state, theme: .dark).picture { _ in " " }.contains("M-b M-f") }
        #expect(!isShown())
        player.keys("F1")
        #expect(isShown())
        player.keys("?")
        #expect(!isShown())
        player.keys("F1 Esc")
        #expect(!isShown())
        player.keys("F1 F1")
        #expect(!isShown())
        player.keys("F1 Enter")
        #expect(player.marks == [" “The grid failed at noon.” — who?"] && player.state.dialog == nil)
    }

    @Test func theRowThatIsTypedStaysInSight() {
        let text = (1...40).map { "Sentence number \($0) is here." }.joined(separator: "\n\n")
        for place in 0..<12 {
            var player = Player(text, size: Size(columns: 40, rows: 12))
            player.press("\(place + 1) paragraph-next", "note")
            player.type("typed")
            player.keys("F1")
            let screen = frame(for: player.state, theme: .dark)
            #expect(screen.cursor.map { screen.text(row: $0.row) }?.hasSuffix("typed") == true, "\(place)")
        }
    }
}
