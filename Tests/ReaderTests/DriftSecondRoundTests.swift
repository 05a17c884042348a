// The second round of the drift review: only what waits comes again, and the summary counts marks, not keys.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct DriftSecondRoundTests {
    private func head(_ player: Player) -> String {
        (player.state.reviewSheet?.rows.first ?? []).map(\.text).joined(separator: " ")
    }

    private func only(_ ids: String...) -> AnnotationSet {
        AnnotationSet(Drifted.marks.all.filter { mark in ids.contains { mark.id.iri == "urn:test:" + $0 } })
    }

    @Test(arguments: DriftTests.keymaps) func itEndsWhereNothingWaits(keymap: String) {
        var player = Drifted.player(keymap: keymap)
        player.keys("z r n y l")
        #expect(player.state.walkQuestion?.count == "1 of 3" && player.message == "back to the 1 that waits")
        player.keys("l")
        #expect(player.state.dialog == nil, "\(player.state.walkQuestion?.count ?? "")")
        #expect(player.message.hasPrefix("1 right, 2 kept as lost; "), "\(player.message)")
        let answered = player.file.annotations
        player.press("3 undo")
        #expect(player.file.annotations == Drifted.marks)
        player.press("3 redo")
        #expect(player.file.annotations == answered)
    }

    @Test func whatWasAnsweredIsLeftOutButForNextAndBack() {
        var player = Drifted.player()
        player.keys("z r n y p")
        #expect(player.state.walkQuestion?.count == "2 of 3" && head(player) == "accepted risk")
        player.keys("p l")
        #expect(player.state.walkQuestion?.count == "3 of 3", "the second one was answered")
        player.keys("p p n")
        #expect(player.state.walkQuestion?.count == "2 of 3")
        player.keys("y")
        #expect(player.state.walkQuestion?.count == "3 of 3")
    }

    @Test func whatWasPassedOverComesAgainInItsOrder() {
        var player = Drifted.player()
        player.keys("z r n n l")
        #expect(player.state.walkQuestion?.count == "1 of 3")
        #expect(player.message == "back to the first of the 2 that wait", "\(player.message)")
        player.keys("l")
        #expect(player.state.walkQuestion?.count == "2 of 3")
        player.keys("y")
        #expect(player.state.dialog == nil && player.state.waitingInWords == nil)
    }

    @Test func marksThatAreKeptAsLostAreGoneThroughOneAfterTheOther() {
        var player = Drifted.player(annotations: only("lost", "late"))
        player.keys("z r l l z l G k Enter")
        #expect(player.state.walkQuestion?.count == "1 of 2", "\(player.message)")
        player.keys("r")
        player.press("document-start")
        player.keys("Enter")
        #expect(player.state.walkQuestion?.count == "2 of 2")
        player.keys("l")
        #expect(player.state.dialog == nil && player.message.hasPrefix("1 attached; "), "\(player.message)")
    }

    // MARK: What was done

    @Test func aMarkIsCountedOnce() {
        var player = Drifted.player()
        player.keys("z r n y p y p y q")
        #expect(player.message.hasPrefix("1 right, 2 left; "), "\(player.message)")
        player.press("undo")
        #expect(player.file.annotations == Drifted.marks)
    }

    @Test func theLastAnswerCounts() {
        var player = Drifted.player()
        player.keys("z r n y p l q")
        #expect(player.message.hasPrefix("1 kept as lost, 2 left; "), "\(player.message)")
        player.keys("z r")
        player.keys("x l")
        #expect(player.message.hasPrefix("1 kept as lost, 1 deleted; "), "\(player.message)")
    }

    @Test func takingAnAnswerBackLeavesTheOneBeforeIt() {
        let moved = [("one", "Risk is what remains after that."), ("two", "The policy is to pay for both.")]
        var player = Drifted.player(
            annotations: AnnotationSet(moved.map { Drifted.mark($0.0, $0.1, now: $0.1) }))
        player.keys("z r y p l p")
        #expect(head(player) == "kept as lost risk", "\(head(player))")
        player.keys("u")
        #expect(head(player) == "moved, and right risk", "\(head(player))")
        player.keys("q")
        #expect(player.message.hasPrefix("1 right"), "\(player.message)")
    }
}
