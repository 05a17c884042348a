// After undo and redo the mark that came back is the one in hand, whatever else lies under the cursor.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct UndoInHandTests {
    private static let text = "|One is here. Two is there. Three is far.\n\nFour is alone.\n"

    /// The paragraph is risk, its second sentence policy, and the cursor at that.
    private func overlapping(_ keymap: String = "vim") -> Player {
        var player = Player(UndoInHandTests.text, keymap: keymap)
        player.press(
            "select-paragraph", "tag risk", "cancel", "document-start", "sentence-next", "tag policy", "cancel")
        return player
    }

    private func inHand(_ player: Player) -> String? {
        player.file.markInHand.map { $0.tags.map(\.name).joined(separator: ",") }
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func whatCameBackIsInHand(_ keymap: String) {
        var player = overlapping(keymap)
        // The larger one is taken in hand, deleted, and brought back.
        player.keys("; ;")
        #expect(inHand(player) == "risk")
        player.press("delete-mark", "undo")
        #expect(inHand(player) == "risk" && player.marks.count == 2)
        player.keys("Del")
        #expect(player.marks == ["policy “Two is there.”"])
        player.press("undo")
        #expect(player.marks.count == 2 && inHand(player) == "risk")
    }

    @Test func whatWasChangedIsInHand() {
        var player = overlapping()
        player.keys("; ; a")
        player.type("why")
        player.keys("Enter Esc")
        player.press("undo")
        #expect(inHand(player) == "risk")
        player.press("redo")
        #expect(inHand(player) == "risk")
        player.keys("x")
        #expect(player.marks == ["policy “Two is there.”"])
    }

    /// A mark on a part of a sentence that has one of its own: what the status line names is what the next tag goes to.
    @Test func theNextTagGoesToIt() {
        var player = overlapping()
        player.press("word-next", "select", "word-next", "tag opinion", "tag risk", "undo")
        let part = player.marks.first { $0.hasPrefix("opinion ") }
        #expect(part != nil && inHand(player) == "opinion", "\(player.marks)")
        player.press("tag risk")
        #expect(player.marks.contains("opinion,risk" + part!.dropFirst("opinion".count)), "\(player.marks)")
        #expect(player.marks.contains("policy “Two is there.”"))
    }

    /// What is gone is not in hand, and the next key means what is left there.
    @Test func whatWentAwayIsNotInHand() {
        var player = overlapping()
        player.press("undo")
        #expect(player.file.inHand == nil && inHand(player) == "risk")
        player.press("redo")
        #expect(inHand(player) == "policy")
    }

    /// The first motion drops it, as ever.
    @Test func aMotionDropsIt() {
        var player = overlapping()
        player.keys("; ; x u l")
        #expect(player.file.inHand == nil && inHand(player) == "policy")
    }

    @Test func ofSeveralItIsTheOneUnderTheCursor() {
        var player = Player(UndoInHandTests.text)
        player.press("tag risk", "sentence-next", "tag risk", "sentence-next", "tag risk", "document-start")
        player.keys("z j u")
        #expect(player.file.cursor == .zero)
        player.keys("x")
        #expect(player.marks == ["risk “Two is there.”", "risk “Three is far.”"])
    }

    /// A mark that the filter hides is not in hand: nobody would see what a key does to it.
    @Test func aHiddenMarkIsNotInHand() {
        var player = overlapping()
        player.keys("; ; x")
        player.press("show-only policy", "undo")
        #expect(player.marks.count == 2 && player.file.inHand == nil)
        player.keys("x")
        #expect(player.marks == ["risk “One is here. Two is there. Three is far.”"])
    }
}
