// Joining takes what belongs together before what lies around it: the other half of a split, then the neighbour alike.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct JoiningTwinsTests {
    private static let text = "|One is here. Two is there. Three is far.\n\nFour is alone.\n"

    /// The paragraph is risk, and inside it the first two sentences are policy; the cursor at the second one.
    private func nested(_ keymap: String, around: String = "risk") -> Player {
        var player = Player(JoiningTwinsTests.text, keymap: keymap)
        player.press("select-paragraph", "tag \(around)", "cancel", "document-start")
        player.press("2 select-sentence", "tag policy", "cancel", "document-start", "sentence-next")
        return player
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func theOtherHalfOfASplit(_ keymap: String) {
        var player = nested(keymap)
        let before = player.marks
        #expect(before.count == 2)
        player.keys("z x")
        #expect(player.marks.contains("policy “Two is there.”") && player.marks.count == 3)
        player.keys("z j")
        #expect(player.marks == before)
        player.press("undo")
        #expect(player.marks.count == 3)
        player.press("redo")
        #expect(player.marks == before)
    }

    /// Also where the one around it has the same tags, and where one alike follows.
    @Test func theOtherHalfBeforeAnyOther() {
        for around in ["risk", "policy"] {
            var player = nested("vim", around: around)
            player.press("sentence-next", "tag policy", "cancel", "sentence-previous")
            let before = player.marks
            player.keys("z x z j")
            #expect(player.marks == before, "\(around)")
        }
    }

    /// From the first half it is the second.
    @Test func theSecondHalfFromTheFirst() {
        var player = nested("vim")
        let before = player.marks
        player.keys("z x")
        player.press("cancel", "document-start")
        player.keys("; ;")
        while player.file.markInHand?.tags.map(\.name) != ["policy"] { player.keys(";") }
        player.keys("z j")
        #expect(player.marks == before)
    }

    /// Something else was done since: the neighbour with the same tags comes before what lies around both.
    @Test func theNeighbourAlikeBeforeWhatOverlaps() {
        var player = nested("vim")
        let before = player.marks
        player.keys("z x")
        player.press("cancel", "document-end", "tag opinion", "cancel", "document-start", "sentence-next")
        player.keys("z j")
        #expect(player.marks == before + ["opinion “Four is alone.”"])
    }
}
