// A mark that the reader keeps as lost: an edit like any other, kept in the sidecar until the article changes again.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct KeptLostTests {
    private func lost(_ player: Player) -> Annotation? { player.file.annotations[AnnotationID("urn:test:lost")] }

    private func only(_ ids: String...) -> AnnotationSet {
        AnnotationSet(Drifted.marks.all.filter { mark in ids.contains { mark.id.iri == "urn:test:" + $0 } })
    }

    @Test(arguments: DriftTests.keymaps) func keepingIsSavedAndTakenBack(keymap: String) {
        var player = Drifted.player(keymap: keymap, annotations: only("lost"))
        let before = lost(player)
        player.keys("z r l")
        #expect(player.asked == ["save 0: 1"], "\(player.asked)")
        #expect(player.message.hasPrefix("1 kept as lost; "), "\(player.message)")
        #expect(lost(player) != before && lost(player)?.anchor.status == .orphan)
        #expect(lost(player)?.target == before?.target && lost(player)?.note == before?.note)
        player.answerSaves()
        player.press("undo")
        #expect(lost(player)?.saysTheSame(as: before!) == true && player.state.waitingInWords == "~1 zr")
        player.press("redo")
        #expect(player.state.waitingInWords == nil)
    }

    @Test func itIsNotAskedAboutWhenTheArticleIsOpenedAgain() {
        var player = Drifted.player(annotations: only("lost", "late"))
        player.keys("z r l q")
        player.answerSaves()
        var again = Drifted.player(annotations: player.file.annotations)
        #expect(again.message == "1 lost: zr walks it" && again.state.waitingInWords == "~1 zr", "\(again.message)")
        again.keys("z r")
        #expect(again.state.walkQuestion?.count == "1 of 1")
        again.keys("l")
        again.answerSaves()
        let third = Drifted.player(annotations: again.file.annotations)
        #expect(third.message == "" && third.state.waitingInWords == nil, "\(third.message)")
    }

    @Test func itIsAskedAboutAgainWhenTheArticleChangesAgain() {
        var player = Drifted.player(annotations: only("lost"))
        player.keys("z r l")
        player.answerSaves()
        let text = player.document.text(player.document.span)
        player.act(.articleChanged(index: 0, .rewritten(Document("A word.\n\n" + text), isOldReadable: true)))
        player.answerSaves()
        #expect(player.state.waitingInWords == "~1 zr", "\(player.message)")
    }

    @Test func oneThatIsPlacedAgainIsNoneAnyMore() {
        var player = Drifted.player(annotations: only("lost"))
        player.keys("z r l")
        player.answerSaves()
        player.keys("z l Enter")
        #expect(player.state.walkQuestion?.count == "1 of 1", "\(player.message)")
        player.keys("r")
        player.press("document-start")
        player.keys("Enter")
        player.answerSaves()
        #expect(lost(player)?.anchor.status == .exact && player.state.waitingInWords == nil)
    }

    @Test func aChangedMarkThatIsLostIsKeptSo() {
        var player = Drifted.player(annotations: only("changed"))
        player.keys("z r l")
        player.answerSaves()
        let again = Drifted.player(annotations: player.file.annotations)
        #expect(again.message == "" && again.state.waitingInWords == nil, "\(again.message)")
    }
}
