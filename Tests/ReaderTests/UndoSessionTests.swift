// Undo is without limit for a session, and ends with it: what an earlier one did is not taken back by surprise.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct UndoSessionTests {
    private static let text = "|One is here. Two is there.\n"

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func whatAnEarlierSessionDidStays(_ keymap: String) {
        let mark = Player.mark("1", "One is here.", in: MarkedText(UndoSessionTests.text).document)
        var player = Player(UndoSessionTests.text, keymap: keymap, annotations: AnnotationSet([mark]))
        let marks = player.marks
        player.press("undo")
        #expect(player.marks == marks && player.message == "nothing to undo in this session")
        player.press("sentence-next", "tag policy", "2 undo")
        #expect(player.marks == marks && player.message == "nothing to undo in this session")
        player.press("2 redo")
        #expect(player.marks.count == 2 && player.message == "nothing to redo")
    }
}
