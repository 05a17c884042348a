// A note key on another coder's mark opens a note of one's own, and says so before anything is written.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct OthersNoteTests {
    private func player(_ keymap: String) -> Player {
        var player = Player("|One is here. Two is there.\n", keymap: keymap)
        player.keys("z v")
        let mark = Player.mark("b1", "Two is", in: player.document, tags: ["risk"], note: "hm", creator: "bob")
        player.act(.codersRead(index: 0, [CoderMarks("bob", AnnotationSet([mark]))]))
        return player
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func itSaysWhoseNoteItIs(_ keymap: String) {
        var player = player(keymap)
        player.keys("] a a")
        #expect(player.message == "bob's mark stays bob's: this is your own note, on the same words")
        player.type("mine")
        player.keys("Enter")
        #expect(player.marks == [" “Two is” — mine"])
        player.press("undo")
        #expect(player.marks == [])
    }

    @Test func itSaysOnWhichWordsWhereTheyAreOthers() {
        var player = player("vim")
        player.press("sentence-next", "note")
        #expect(player.message == "bob's mark stays bob's: this is your own note, on the whole sentence")
        player.keys("Esc ( a")
        #expect(player.message == "")
    }
}
