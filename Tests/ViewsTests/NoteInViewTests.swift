// What is being typed, and where, is always on screen.

import Reader
import Screen
import TestSupport
import Testing
import Views

@Suite struct NoteInViewTests {
    static let text = (1...40).map { "Sentence number \($0) is here." }.joined(separator: "\n\n")

    /// To the last row of the screen, to a passage that ends far below it, to the end of the text.
    static let ways = [
        ["page-down", "5 paragraph-next"], ["select", "20 paragraph-next", "swap-ends"], ["document-end"],
    ]

    @Test(arguments: ways)
    func theNoteThatIsTypedIsOnScreen(actions: [String]) {
        var player = Player(NoteInViewTests.text, size: Size(columns: 60, rows: 12))
        for action in actions { player.press(action) }
        player.press("note")
        for line in ["one", "two", "three"] {
            player.type(line)
            let screen = frame(for: player.state, theme: .dark)
            let row = screen.cursor.map { screen.text(row: $0.row) } ?? ""
            #expect(row.hasSuffix("\u{2503} \(line)"), "\(actions): the cursor is on “\(row)”")
            player.keys("C-j")
        }
    }

    @Test func aNoteThatWasKeptIsInView() {
        var player = Player(NoteInViewTests.text, size: Size(columns: 60, rows: 12))
        player.press("5 paragraph-next", "note")
        player.type("one")
        player.keys("C-j")
        player.type("two")
        player.keys("Enter")
        let screen = frame(for: player.state, theme: .dark)
        #expect((0..<10).map { screen.text(row: $0) }.contains { $0.hasSuffix("\u{2502} two") })
    }
}
