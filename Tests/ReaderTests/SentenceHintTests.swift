// Two letters on every sentence on screen: typing them selects it.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct SentenceHintTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func twoLettersSelect(_ keymap: String) {
        var player = Player(SentenceHintTests.text, keymap: keymap)
        player.keys(",")
        #expect(player.state.sentenceHints.map(\.label) == ["aa", "as", "ad", "af", "ag"])
        player.keys("a f")
        #expect(player.text.contains("⟦Four is alone|.⟧") && player.state.dialog == nil)
        player.keys("r")
        #expect(player.marks == ["risk “Four is alone.”"])
        player.keys(", a d p")
        player.press("undo")
        #expect(player.marks == ["risk “Four is alone.”"])
    }

    @Test func nothingIsChosenByAWrongLetterOrEsc() {
        var player = Player(SentenceHintTests.text)
        player.keys(", s")
        #expect(
            player.message == "no sentence has the letters s: try again, or Esc goes back")
        player.keys("a z")
        #expect(
            player.message == "no sentence has the letters az: try again, or Esc goes back")
        #expect(player.file.selection == nil)
        player.keys("Backspace A S")
        #expect(player.text.contains("⟦Two is there|.⟧"))
        for way in [", Esc", ", a Esc", ", a Backspace Backspace", ", C-g"] {
            var player = Player(SentenceHintTests.text)
            player.keys(way)
            #expect(player.state.dialog == nil && player.file.selection == nil && player.file.cursor == .zero, "\(way)")
        }
        player.keys(", Down")
        #expect(player.message.contains("Esc"))
        player.keys("Esc")
        player = Player("\n\n")
        player.keys(",")
        #expect(player.message == "no sentence on the screen" && player.state.dialog == nil)
    }

    /// Every sentence on screen can be selected by its letters, however many there are; none has another's.
    @Test func eachHasLettersOfItsOwn() {
        let text = (0..<400).map { "S\($0)." }.joined(separator: " ")
        var player = Player(text, size: Size(columns: 120, rows: 60))
        let hints = player.state.sentenceHints
        #expect(hints.count == 400 && Set(hints.map(\.label)).count == 400)
        #expect(hints.allSatisfy { $0.label.count == 2 })
        for number in [0, 81, 255, 399] {
            player.keys(",")
            player.type(hints[number].label)
            #expect(player.file.selection?.span(in: player.document) == hints[number].span)
        }
    }

    @Test func whatBeganAboveTheScreenHasLettersToo() {
        let long = String(repeating: "this one is so long that it fills the screen, and ", count: 12)
        var player = Player("|And \(long)ends.\n\nEnd.\n", size: Size(columns: 30, rows: 10))
        player.press("page-down")
        #expect(player.state.sentenceHints.first?.span.start == .zero)
    }
}
