// The drift review: its answers in every keymap, what they do to the marks, the way back, and attaching by hand.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct DriftWalkTests {
    private func mark(_ player: Player, _ id: String) -> Annotation? {
        player.file.annotations[AnnotationID("urn:test:" + id)]
    }

    private func status(_ player: Player) -> [String] {
        player.file.annotations.all.map { "\($0.id.iri.dropFirst(9)) \($0.anchor.status.rawValue)" }
    }

    /// The rows of the sheet, without where their pieces stand.
    private func sheet(_ player: Player) -> [String] {
        (player.state.reviewSheet?.rows ?? []).map { $0.map(\.text).joined(separator: " ") }
    }

    @Test(arguments: DriftTests.keymaps) func walksAllAnswersAndBack(keymap: String) {
        var player = Drifted.player(keymap: keymap)
        let before = player.file.annotations
        let start = player.text
        player.keys("z r")
        #expect(player.state.walkQuestion?.count == "1 of 3" && sheet(player).first == "lost opinion")
        player.keys("n")
        #expect(sheet(player).first == "changed 87% risk" && player.text.contains("⟦|Nobody in the new"))
        player.keys("y")
        #expect(player.state.walkQuestion?.count == "3 of 3" && sheet(player).first == "lost policy")
        player.keys("p")
        #expect(sheet(player).first == "accepted risk")
        player.keys("k k")
        #expect(player.message == "this is the first one")
        player.keys("l")
        #expect(player.state.walkQuestion?.count == "3 of 3")
        player.keys("x")
        #expect(player.state.dialog == nil && player.text == start)
        #expect(player.message.hasPrefix("1 right, 1 kept as lost, 1 deleted; "), "\(player.message)")
        #expect(status(player) == ["changed moved", "exact exact", "lost orphan", "moved moved"])
        #expect(player.state.waitingInWords == nil)
        let after = player.file.annotations
        player.press("3 undo")
        #expect(player.file.annotations == before)
        player.press("3 redo")
        #expect(player.file.annotations == after)
        // One that is kept as lost is not asked about again; the list still leads to it.
        player.keys("z r y z r")
        #expect(player.message.contains("1 is kept as lost"), "\(player.message)")
        player.press("3 undo")
        #expect(player.state.waitingInWords == "~3 zr")
    }

    @Test func undoWithinTheWalkTakesAnswersBack() {
        var player = Drifted.player()
        let before = player.file.annotations
        player.keys("z r u")
        #expect(player.message == "nothing to undo here yet")
        player.keys("l y u")
        #expect(player.state.walkQuestion?.count == "2 of 3" && sheet(player).first == "changed 87% risk")
        player.keys("u")
        #expect(player.state.walkQuestion?.count == "1 of 3" && player.file.annotations == before)
        #expect(player.state.waitingInWords == "~3 zr")
    }

    @Test func acceptingAfterASaveStillGoesBack() {
        var player = Drifted.player()
        player.keys("z r n y q")
        #expect(mark(player, "changed")?.anchor.status == .moved)
        player.answerSaves()
        let accepted = mark(player, "changed")
        #expect(accepted?.anchor.status == .exact && accepted?.target.quote.exact == Drifted.reworded)
        #expect(accepted?.origin != nil && accepted?.note == "who bears it?")
        player.press("undo")
        #expect(mark(player, "changed")?.saysTheSame(as: Drifted.marks[AnnotationID("urn:test:changed")]!) == true)
        player.answerSaves()
        player.press("redo")
        player.answerSaves()
        #expect(mark(player, "changed") == accepted)
    }

    /// The article is written to between the answer and the way back from it.
    @Test func acceptingGoesBackInTheNextTextToo() {
        var player = Drifted.player()
        player.keys("z r n y q")
        player.answerSaves()
        let text = player.document.text(player.document.span)
        player.act(.articleChanged(index: 0, .rewritten(Document("A word.\n\n" + text), isOldReadable: true)))
        player.answerSaves()
        #expect(player.state.waitingInWords == "~2 zr" && mark(player, "changed")?.anchor.status != .changed)
        player.press("undo")
        #expect(player.message.hasPrefix("undone: accepted"), "\(player.message)")
        #expect(mark(player, "changed")?.anchor.status == .changed && player.state.waitingInWords == "~3 zr")
        player.press("redo")
        #expect(mark(player, "changed")?.anchor.status != .changed && player.state.waitingInWords == "~2 zr")
    }

    /// The save that describes the mark anew is still under way when the answer is taken back.
    @Test func aSaveUnderWayDoesNotBringAnAnswerBack() {
        var player = Drifted.player()
        player.keys("z r n y u q")
        player.answerSaves()
        #expect(mark(player, "changed")?.saysTheSame(as: Drifted.marks[AnnotationID("urn:test:changed")]!) == true)
        player.press("redo")
        #expect(mark(player, "changed")?.anchor.status == .moved, "\(player.message)")
        player.answerSaves()
        player.answerSaves()
        #expect(mark(player, "changed")?.anchor.status == .exact)
    }

    @Test func aSaveUnderWayDoesNotBringADeletedMarkBack() {
        var player = Drifted.player()
        player.keys("z r n y p x q")
        #expect(mark(player, "changed") == nil)
        player.answerSaves()
        #expect(mark(player, "changed") == nil)
        player.press("undo")
        #expect(mark(player, "changed")?.note == "who bears it?")
    }

    @Test func keepingAChangedOrMovedMarkAsLost() {
        var player = Drifted.player()
        player.press("document-end", "tag risk", "document-start")
        player.answerSaves()
        #expect(mark(player, "moved")?.anchor.status == .exact)
        player.keys("z r x l x z r l")
        for id in ["changed", "moved"] {
            let lost = mark(player, id)
            #expect(lost?.anchor == .keptLost && lost?.target.source == Drifted.old.hash, "\(id)")
        }
        #expect(player.message.hasPrefix("1 kept as lost; "), "\(player.message)")
        player.press("undo")
        #expect(mark(player, "moved")?.anchor.status == .exact)
    }

    // MARK: Attaching

    @Test(arguments: DriftTests.keymaps) func attachesToTheSentenceOrTheSelection(keymap: String) {
        var player = Drifted.player(keymap: keymap)
        player.keys("z r r")
        #expect(player.state.attaching != nil && player.state.dialog == nil)
        #expect(player.text.hasPrefix("|The grid") || player.text.contains("|"))
        player.press("document-start")
        player.keys("Enter")
        let attached = mark(player, "lost")
        #expect(player.state.walkQuestion?.count == "2 of 3" && player.state.attaching == nil)
        #expect(attached?.span.map(player.document.text) == "The grid failed at noon on Tuesday.")
        #expect(attached?.note == "asked in vain" && attached?.tags.map(\.name) == ["opinion"])
        #expect(attached?.created == Drifted.marks[AnnotationID("urn:test:lost")]?.created)
        player.keys("p")
        #expect(sheet(player).first == "attached opinion")
        // A mark that was found wrongly is attached anew as well, to what is selected.
        player.keys("n r")
        player.press("document-end", "sentence-previous", "select", "word-next")
        player.keys("Enter Esc")
        #expect(mark(player, "changed")?.span.map(player.document.text)?.hasPrefix("Dykes") == true)
        player.answerSaves()
        #expect(mark(player, "lost")?.anchor.status == .exact)
        #expect(mark(player, "lost")?.target.quote.exact == "The grid failed at noon on Tuesday.")
        player.press("2 undo")
        #expect(player.file.annotations.all.allSatisfy { $0.tags == Drifted.marks[$0.id]?.tags })
        #expect(mark(player, "lost")?.saysTheSame(as: Drifted.marks[AnnotationID("urn:test:lost")]!) == true)
    }

    @Test func whileAPlaceIsLookedForNothingElseIsMarked() {
        var player = Drifted.player()
        let before = player.file.annotations
        player.keys("z r r")
        for keys in ["r", "a", "x", "u", "z t", "z r", "] f", "q"] {
            player.keys(keys)
            #expect(player.message.contains("Esc goes back to the review"), "\(keys): \(player.message)")
        }
        #expect(player.file.annotations == before && player.state.attaching != nil)
        player.keys("/")
        player.type("floods")
        player.keys("Enter")
        #expect(player.text.contains("|floods") && player.state.attaching != nil)
        player.keys("Esc")
        #expect(player.state.walkQuestion?.count == "1 of 3" && player.state.attaching == nil)
        player.keys("r z l Enter Enter")
        #expect(player.state.attaching == nil, "the mark that the list led to is a passage like any other")
        #expect(mark(player, "lost")?.span.map(player.document.text) == Drifted.reworded)
    }

    @Test func nothingIsLostWhenAnotherProgramTakesTheMarkAway() {
        var player = Drifted.player()
        player.keys("z r r")
        var rest = player.file.annotations
        rest.replace(AnnotationID("urn:test:lost"), with: nil)
        player.idle()
        player.act(.refreshed(index: 0, rest))
        #expect(player.state.attaching == nil && player.state.dialog == nil)
        player.keys("z r")
        rest.replace(AnnotationID("urn:test:changed"), with: nil)
        player.idle()
        player.act(.refreshed(index: 0, rest))
        player.keys("y")
        #expect(player.message.contains("that mark is gone"), "\(player.message)")
        #expect(sheet(player).first == "lost policy")
    }

    // MARK: What is shown

    @Test func oldAndNewAreComparedWordByWord() {
        var player = Drifted.player(size: Size(columns: 60, rows: 30))
        player.keys("z r n")
        let words = sheet(player).joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(words.contains("Nobody in the ministry would say, and [ the ] operators"), "\(words)")
        #expect(words.contains("Nobody in the [ new ] ministry would say [ a word ] , and [ all ]"), "\(words)")
        #expect(words.contains("\u{2502} who bears it?"))
    }

    @Test func withoutTheOldTextTheQuoteStandsForIt() {
        var player = Drifted.player(size: Size(columns: 60, rows: 30), hasOldText: false)
        player.keys("z r")
        let words = sheet(player).joined(separator: " ")
        #expect(words.contains("Who bears the risk?") && words.contains("not found for certain"), "\(words)")
    }

    @Test func aLostMarkStandsWhereItWouldBe() {
        var player = Drifted.player()
        player.keys("z r")
        #expect(player.file.cursor < Player.mark("x", "Nobody in the new", in: player.document).span!.start)
        player.keys("n n")
        #expect(player.file.cursor > Player.mark("x", "Nobody in the new", in: player.document).span!.end)
        #expect(player.file.cursor < Player.mark("x", "Risk is what", in: player.document).span!.start)
    }

    @Test func aLongSheetIsScrolled() {
        var player = Drifted.player(size: Size(columns: 40, rows: 12))
        player.keys("z r n")
        let first = sheet(player)
        player.keys("Down")
        #expect(sheet(player) == Array(first.dropFirst()) + [sheet(player).last ?? ""])
        player.keys("PgDn PgDn PgDn PgDn PgDn")
        let last = sheet(player)
        player.keys("Down")
        #expect(sheet(player) == last)
        player.keys("PgUp PgUp PgUp PgUp PgUp")
        #expect(sheet(player) == first)
        player.resize(90, 30)
        #expect(sheet(player).count > first.count)
    }

    @Test func readOnlyArticlesSaySo() {
        var player = Player(
            Drifted.text, annotations: Drifted.marks, readOnly: "the sidecar has schema 2")
        player.keys("z r")
        #expect(player.state.dialog == nil && player.message == "the sidecar has schema 2")
    }

    @Test func anArticleWithoutDriftSaysSo() {
        var player = Player("|One is here.\n")
        player.keys("z r")
        #expect(player.message == "every mark is where it was")
    }

    @Test func oneKeyTooManyDoesNothing() {
        var player = Drifted.player(annotations: AnnotationSet([Drifted.marks[AnnotationID("urn:test:lost")]!]))
        player.keys("z r l r")
        #expect(player.marks.count == 1 && player.message.hasPrefix("1 kept as lost"), "\(player.marks)")
    }
}
