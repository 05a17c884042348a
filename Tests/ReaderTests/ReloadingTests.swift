// An article that another program writes while it is open: its new text comes into view at the same place, marks are
// found again, and what was being done goes on.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct ReloadingTests {
    static let text = """
        Trams cross the river again. Fares may double before the winter comes. Riders have been told.

        Gardens behind the depot were sold in spring. Nobody has said who will keep them open.

        The council meets on Monday. It has heard of neither. Both will be on its list.

        """

    /// The text with something changed in it.
    private static func text(_ old: String, _ new: String) -> String {
        text.replacingFirst(old, with: new)
    }

    private func rewrite(_ player: inout Player, _ text: String, isOldReadable: Bool = true) {
        player.act(.articleChanged(index: 0, .rewritten(Document(text), isOldReadable: isOldReadable)))
    }

    /// Answers saves until all is on disk.
    private func settle(_ player: inout Player) {
        for _ in 0..<4 { player.answerSaves() }
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func marksAreFoundAgainAndCursorAndScreenStay(keymap: String) {
        var player = Player(ReloadingTests.text, keymap: keymap)
        player.press("tag risk", "paragraph-next", "tag policy", "sentence-next", "tag opinion")
        settle(&player)
        player.press("paragraph-next", "sentence-next")
        #expect(player.text.contains("|It has heard"))
        rewrite(
            &player,
            ReloadingTests.text("Trams", "A word before it all.\n\nTrams").replacingFirst(
                "Gardens behind the depot were sold", with: "Gardens behind the depot were all sold off"
            )
            .replacingFirst(" Nobody has said who will keep them open.", with: ""))
        #expect(
            player.message
                == "article-1.txt was written to by another program: 1 moved, 1 changed, 1 lost: zr walks them",
            "\(player.message)")
        #expect(player.text.contains("|It has heard of neither."))
        let states = player.file.annotations.all.map(\.anchor.status.rawValue).sorted()
        #expect(states == ["changed", "moved", "orphan"])
        #expect(player.document.text(player.document.span).hasPrefix("A word before it all."))
        // What is marked from now on is of this text.
        player.press("tag risk")
        #expect(player.asked == ["save 0: 4"])
        let newest = player.file.annotations.inDocumentOrder.last { $0.span != nil }
        #expect(newest?.target.source == player.document.hash && newest?.anchor.status == .exact)
    }

    /// The row of the cursor on screen, from 0.
    private func row(_ player: Player) -> Int? {
        player.state.flow.distance(
            from: player.file.top, to: player.state.flow.row(at: player.file.cursor), limit: 50)
    }

    @Test func theCursorStaysInItsRowOfTheScreen() {
        let text = (1...90).map { "Paragraph \($0) has one sentence.\n\n" }.joined()
        var player = Player(text)
        player.press("40 paragraph-next", "5 row-up", "word-next")
        let (before, place) = (row(player), player.text.drop { $0 != "|" }.prefix(20))
        rewrite(&player, "Much is new here.\n\n" + text.replacingFirst("Paragraph 3 has one sentence.\n\n", with: ""))
        #expect(row(player) == before && player.text.drop { $0 != "|" }.prefix(20) == place)
        // A paragraph more on screen above the cursor leaves it where the eye is.
        rewrite(&player, text.replacingFirst("Paragraph 37 ", with: "Another one here.\n\nParagraph 37 "))
        #expect(row(player) == before && player.text.drop { $0 != "|" }.prefix(20) == place)
    }

    /// Two passages of one mark may become one: undo tells them apart no more, and leads there and back all the same.
    @Test func passagesThatBecomeOneAreUndoneAndRedone() {
        var player = Player(ReloadingTests.text)
        player.press("paragraph-next", "tag risk", "move-end")
        player.keys("b Enter")
        settle(&player)
        rewrite(
            &player, ReloadingTests.text("Gardens behind the depot were sold in spring.", "Gardens behind the depot."))
        settle(&player)
        let end = player.file.annotations
        #expect(end.orphanCount == 0)
        player.press("undo", "undo")
        #expect(player.file.annotations.isEmpty)
        player.press("redo", "redo")
        #expect(player.file.annotations == end)
    }

    @Test func nothingIsSaidOfMarksThatStay() {
        var player = Player(ReloadingTests.text)
        player.press("tag risk")
        settle(&player)
        rewrite(&player, ReloadingTests.text + "One more line.\n")
        #expect(player.message == "article-1.txt was written to by another program: all marks are where they were")
        player = Player(ReloadingTests.text)
        rewrite(&player, ReloadingTests.text + "One more line.\n")
        #expect(player.message == "article-1.txt was written to by another program and read again")
    }

    @Test func undoAndRedoGoOnAcrossIt() {
        var player = Player(ReloadingTests.text)
        player.press("tag risk", "sentence-next", "tag policy", "tag opinion", "sentence-next", "tag risk")
        settle(&player)
        let cut = "Trams cross the river again. "
        rewrite(&player, "New words first.\n\n" + ReloadingTests.text(cut, ""))
        player.press("delete-mark")
        settle(&player)
        rewrite(&player, "More new words, and these.\n\n" + ReloadingTests.text(cut, ""))
        settle(&player)
        let end = player.file.annotations
        #expect(end.count == 2 && end.orphanCount == 1)
        for _ in 0..<5 {
            player.press("undo")
            #expect(player.message.hasPrefix("undone"), "\(player.message)")
        }
        #expect(player.file.annotations.isEmpty)
        player.press("undo")
        #expect(player.message == "nothing to undo in this session")
        for _ in 0..<5 { player.press("redo") }
        #expect(player.file.annotations == end)
        // The words come back, and the lost mark with them.
        settle(&player)
        rewrite(&player, ReloadingTests.text)
        #expect(player.file.annotations.orphanCount == 0)
        for _ in 0..<5 { player.press("undo") }
        #expect(player.file.annotations.isEmpty)
    }

    /// A save describes what was moved anew; the history knows the mark as it was made.
    @Test func undoKnowsMarksThatASaveDescribedAnew() throws {
        var player = Player(ReloadingTests.text)
        player.press("paragraph-next", "tag risk")
        settle(&player)
        rewrite(&player, "New words first.\n\n" + ReloadingTests.text)
        player.press("tag policy")
        var saved = try #require(player.sent)
        for mark in saved.all {
            var renewed = mark
            renewed.target = Anchoring.target(for: try #require(mark.span), in: player.document)
            renewed.anchor = .exact(Anchoring.place(of: try #require(mark.span), in: player.document))
            renewed.origin = StoredJSON("{}")
            saved.replace(mark.id, with: renewed)
        }
        player.saved(saved)
        // Lost, and found again in a text like the second one.
        rewrite(&player, "Nothing of it is left here, not a word.\n")
        #expect(player.file.annotations.orphanCount == 1)
        player.press("undo")
        #expect(player.message.hasPrefix("undone"), "\(player.message)")
        rewrite(&player, "New words first.\n\n" + ReloadingTests.text)
        settle(&player)
        player.press("redo")
        #expect(player.marks == ["risk,policy “Gardens behind the depot were sold in spring.”"])
        player.press("undo", "undo")
        #expect(player.file.annotations.isEmpty)
    }

    @Test func aSelectionGoesAlong() {
        var player = Player(ReloadingTests.text)
        player.press("paragraph-next", "select", "sentence-next")
        rewrite(&player, "First words.\n\n" + ReloadingTests.text)
        #expect(
            player.text.contains("⟦Gardens behind the depot were sold in spring|.⟧"), "\(player.text)")
        player.press("swap-ends")
        rewrite(&player, "First words, and more.\n\n" + ReloadingTests.text("spring", "autumn"))
        #expect(
            player.text.contains("⟦|Gardens behind the depot were sold in autumn.⟧"), "\(player.text)")
        player.press("tag risk")
        #expect(player.marks == ["risk “Gardens behind the depot were sold in autumn.”"])
    }

    @Test func aNoteThatIsWrittenGoesOnWithItsMark() {
        var player = Player(ReloadingTests.text)
        player.press("paragraph-next", "tag risk")
        settle(&player)
        player.press("note")
        player.type("who ")
        rewrite(&player, "First words.\n\n" + ReloadingTests.text)
        player.type("bought them?")
        player.keys("Enter")
        #expect(player.marks == ["risk “Gardens behind the depot were sold in spring.” — who bought them?"])
        settle(&player)
        // Its passage is lost while it is written: the note is the mark's all the same.
        player.press("note")
        player.type(" And why?")
        rewrite(&player, "Other words altogether.\n")
        #expect(player.message.contains("its passage is lost"))
        player.keys("Enter")
        let mark = player.file.annotations.all.first
        #expect(mark?.note == "who bought them? And why?" && mark?.anchor.status == .orphan)
    }

    @Test func aDraftGoesAlongWithItsPassage() throws {
        var player = Player(ReloadingTests.text)
        player.press("paragraph-next", "note")
        player.type("unfinished")
        let old = try #require(player.asked.first?.split(separator: " ").dropFirst(2).first)
        player.keys("Esc")
        player.holdsBack = true
        let new = Document("First words.\n\n" + ReloadingTests.text)
        player.act(.articleChanged(index: 0, .rewritten(new, isOldReadable: true)))
        #expect(player.asked == ["reanchor 0"])
        player.holdsBack = false
        player.answer(player.held)
        let start = ReloadingTests.text.prefix(while: { $0 != "\n" }).count + 2 + "First words.\n\n".count
        let draft = try #require(player.file.placedDrafts.first)
        #expect(draft.place == "\(start)..\(start + 45)" && draft.text == "unfinished")
        #expect(draft.place != old)
        player.press("note")
        player.keys("Enter")
        #expect(player.marks == [" “Gardens behind the depot were sold in spring.” — unfinished"])
    }

    @Test func anEdgeInHandGoesAlong() {
        var player = Player(ReloadingTests.text)
        player.press("paragraph-next", "tag risk")
        settle(&player)
        player.press("move-end")
        player.keys("b")
        rewrite(&player, "First words.\n\n" + ReloadingTests.text)
        player.keys("b Enter")
        #expect(player.marks == ["risk “Gardens behind the depot were sold in”"], "\(player.marks)")
        settle(&player)
        player.press("move-end")
        rewrite(&player, "Other words altogether.\n")
        #expect(player.state.dialog == nil && player.message.contains("edge was in hand is not found"))
        player.press("undo", "undo")
        #expect(player.file.annotations.isEmpty)
    }

    @Test func whatIsChosenOrTypedIsNotTakenAway() {
        var player = Player(ReloadingTests.text)
        player.press("tag risk")
        settle(&player)
        player.keys("/ M o n")
        rewrite(&player, "First words.\n\n" + ReloadingTests.text)
        #expect(player.document.text(player.document.span).hasPrefix("Trams"))
        #expect(player.message.contains("it is shown when this is closed"))
        player.keys("d a y Enter")
        #expect(player.document.text(player.document.span).hasPrefix("First words."))
        #expect(player.text.contains("|Monday"))
        player.press("marks")
        rewrite(&player, "Other first words.\n\n" + ReloadingTests.text)
        #expect(player.chooser != nil)
        player.keys("Esc")
        #expect(player.document.text(player.document.span).hasPrefix("Other first"))
        // The newest text counts, and one that went away again does not.
        player.press("marks")
        rewrite(&player, "A.\n")
        player.act(.articleChanged(index: 0, .restored))
        player.keys("Esc")
        #expect(player.document.text(player.document.span).hasPrefix("Other first"))
        #expect(player.file.annotations.orphanCount == 0)
    }

    @Test func marksAreSavedInTheTextTheyWereMadeInFirst() {
        var player = Player(ReloadingTests.text)
        let old = player.document.hash
        player.press("tag risk")
        rewrite(&player, "First words.\n\n" + ReloadingTests.text)
        #expect(player.asked == [] && player.document.hash == old)
        // A second mark, while the save is on its way: it is saved before the text is taken as well.
        player.press("sentence-next", "tag policy")
        player.saved()
        #expect(player.asked == ["save 0: 2"] && player.document.hash == old)
        player.saved()
        #expect(player.document.hash != old && player.file.saving.isComplete)
        #expect(player.file.annotations.all.allSatisfy { $0.target.source == old && $0.anchor.status == .moved })
    }

    @Test func whatCouldNotBeSavedGoesAlongAndIsTriedAgain() {
        var player = Player(ReloadingTests.text)
        player.press("tag risk")
        player.saveFails()
        rewrite(&player, "First words.\n\n" + ReloadingTests.text)
        #expect(player.document.text(player.document.span).hasPrefix("First words."))
        player.idle()
        #expect(player.asked.contains("save 0: 1"))
        player.saved()
        #expect(player.file.saving.isComplete && player.marks.count == 1)
    }

    @Test func aTextThatCannotBeReadLeavesTheOldOne() {
        var player = Player(ReloadingTests.text)
        player.act(.articleChanged(index: 0, .unreadable("article-1.txt is gone", isOldReadable: true)))
        #expect(player.message == "article-1.txt is gone; this is its text as it was, and marks in it are kept")
        player.press("tag risk")
        #expect(player.asked == ["save 0: 1"] && player.file.oldText != nil)
        settle(&player)
        rewrite(&player, ReloadingTests.text("Trams", "Trains"))
        #expect(player.file.oldText == nil && player.file.annotations.all.first?.anchor.status == .changed)
    }

    @Test func placesJumpsAndMarksOfOthersGoAlong() {
        var player = Player(ReloadingTests.text)
        player.press("paragraph-next", "sentence-next")
        player.keys("m x")
        player.press("document-start")
        let theirs = Player.mark("t", "Both will be on its list.", in: player.document, creator: "bob")
        player.press("coders")
        player.act(.codersRead(index: 0, [CoderMarks("bob", AnnotationSet([theirs]))]))
        rewrite(&player, "First words.\n\n" + ReloadingTests.text)
        let there = player.file.others?.first?.annotations.all.first?.span
        #expect(there.map { player.document.text($0) } == "Both will be on its list.")
        // An answer for the text before is passed over as long as it cannot be of this one.
        player.act(.codersRead(index: 0, player.file.others ?? []))
        #expect(!player.message.contains("other coders"))
        player.keys("' x")
        #expect(player.text.contains("|Nobody has said"))
        player.press("document-start", "jump-back", "jump-back")
        #expect(player.text.contains("|Nobody has said"))
    }

    @Test func aLargeTextThatWasWrittenOverIsTakenWithoutItsOldBytes() {
        var player = Player(ReloadingTests.text)
        player.press("paragraph-next", "tag risk")
        settle(&player)
        rewrite(&player, "First words.\n\n" + ReloadingTests.text, isOldReadable: false)
        #expect(player.file.annotations.all.first?.anchor.status == .moved)
        let span = player.file.annotations.all.first?.span
        #expect(span.map { player.document.text($0) } == "Gardens behind the depot were sold in spring.")
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { preconditionFailure("“\(old)” is not in it") }
        return replacingCharacters(range, new)
    }

    private func replacingCharacters(_ range: Range<String.Index>, _ new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
