// One q too many after a walk ends neither the reader nor, with it, all undo.

import Reader
import TestSupport
import Testing

@Suite struct LeftWalkTests {
    private static let text = "|One is here. Two is there. One is here.\n"

    @Test(arguments: ["vim", "less", "emacs", "arrows"], ["q", "Esc", "n"])
    func oneMoreQuitKeyOnlyWarns(_ keymap: String, _ end: String) {
        var player = Player(Self.text, keymap: keymap)
        player.keys("* ) ~ z t r \(end)")
        #expect(player.state.dialog == nil)
        // What waits for a save would not quit at once either.
        for _ in 0..<4 { player.answerSaves() }
        player.keys("q")
        #expect(player.asked == [] && player.message.contains("q again quits"), "\(player.message)")
        #expect(!player.asked.contains("quit") && player.file.history.done.count == 3)
        player.keys("q")
        #expect(player.asked.contains("quit"))
    }

    @Test func itNamesTheKeyAndAnyOtherKeyForgetsIt() {
        var player = Player(Self.text)
        player.keys("* z t Esc q")
        #expect(player.message == "the walk has ended; q again quits")
        player.keys("z t Esc l")
        player.saved()
        player.keys("q")
        #expect(player.asked.contains("quit"))
    }
}
