// Chords that mean nothing: they are swallowed with the sequence that their last key begins.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct DeadChordTests {
    private static let text = "|One is here. Two is there. Three is far.\n"

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func theEndOfAKnownSequenceIsSwallowed(_ keymap: String) {
        var player = Player(DeadChordTests.text, keymap: keymap)
        player.keys("t z")
        #expect(player.message.hasPrefix("tz means nothing here, whatever follows"), "\(player.message)")
        player.keys("q")
        #expect(player.message.hasPrefix("tzq means nothing here"), "\(player.message)")
        #expect(player.asked.isEmpty && player.state.dialog == nil && player.marks.isEmpty)
        // What comes then is a key of its own.
        player.keys("r")
        #expect(player.marks == ["risk “One is here.”"])
    }

    @Test func escEndsItAndNothingIsSaid() {
        var player = Player(DeadChordTests.text)
        player.keys("t z Esc r")
        #expect(player.marks == ["risk “One is here.”"])
        player.keys("t z Esc")
        #expect(player.state.message == nil)
    }

    @Test func anUnknownKeyThatBeginsNothingIsAllThereIs() {
        var player = Player(DeadChordTests.text)
        player.keys("z W")
        #expect(player.message.hasPrefix("zW means nothing here ("), "\(player.message)")
        player.keys("r")
        #expect(player.marks.count == 1)
    }

    @Test func digitsOfItAreNoCount() {
        var player = Player(DeadChordTests.text)
        player.keys("t z 3")
        #expect(player.state.count == nil && player.message.hasPrefix("tz3 means nothing here"), "\(player.message)")
    }

    @Test func aListSwallowsItToo() {
        var player = Player(DeadChordTests.text)
        player.keys("r z l")
        player.keys("t z q")
        #expect(player.chooser != nil)
        player.keys("q")
        #expect(player.chooser == nil && player.asked.isEmpty)
    }

    /// `z t x` would drop a mark with the key that ends another command.
    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func triageSwallowsIt(_ keymap: String) {
        var player = Player(DeadChordTests.text, keymap: keymap)
        player.keys("* ) ~ ) !")
        let marks = player.marks
        player.press("document-start")
        player.keys("z t")
        // A chord of the text's is none of the walk's, and its last key no answer.
        player.keys("z x")
        #expect(player.marks == marks && player.state.walkQuestion?.count == "1 of 3")
        #expect(player.message.contains("x drops it"), "\(player.message)")
        player.keys("t z")
        #expect(player.message.hasPrefix("tz means nothing here, whatever follows"), "\(player.message)")
        player.keys("x")
        #expect(player.marks == marks && player.message.hasPrefix("tzx means nothing here"), "\(player.message)")
        player.keys("t z Esc x")
        #expect(player.marks.count == 2 && player.state.walkQuestion?.count == "2 of 3")
        player.keys("z Esc")
        #expect(player.state.walkQuestion?.words == "?" && player.state.message == nil)
        player.keys("t r")
        #expect(player.marks.contains("risk “Two is there.”"), "\(player.marks)")
    }

    @Test func aWalkOverThePhraseSwallowsItToo() {
        var player = Player("|Cost is here. Cost is there. Cost is far. Cost is near.\n")
        player.press("select-word", "tag risk", "same-phrase")
        #expect(player.state.walkQuestion?.count == "1 of 3")
        player.keys("z !")
        #expect(player.marks.count == 1 && player.message.hasPrefix("z! means nothing here"), "\(player.message)")
        player.keys("y z Esc n")
        #expect(player.marks.count == 2 && player.state.walkQuestion?.count == "3 of 3")
    }

    @Test func anEdgeStaysInHand() {
        var player = Player(DeadChordTests.text)
        player.keys("r > t z Enter")
        guard case .edge = player.state.dialog else {
            Issue.record("the edge was let go")
            return
        }
        player.keys("Enter")
        #expect(player.state.dialog == nil)
    }
}
