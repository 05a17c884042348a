// Unfinished notes whose mark goes away, and the row of the list that opens exactly one of them.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct UnboundDraftTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    private func note(_ player: Player) -> NoteEditor? {
        if case .note(let editor) = player.state.dialog { return editor }
        return nil
    }

    /// A draft that is known by the mark of the first sentence.
    private func drafted(tag: String = "tag risk") -> Player {
        var player = Player(UnboundDraftTests.text)
        player.press(tag, "note")
        player.type("begun")
        player.keys("Esc")
        #expect(player.file.placedDrafts.map(\.place) == player.file.annotations.all.map(\.id.iri))
        return player
    }

    /// That the draft is known by the passage, in this session and in the next.
    private func check(_ player: Player, _ asked: [String], id: AnnotationID) {
        #expect(player.marks == [])
        #expect(player.file.placedDrafts.map(\.place) == ["0..12"])
        #expect(
            asked.filter { $0.hasPrefix("keep-draft") } == ["keep-draft 0 0..12 begun", "keep-draft 0 \(id.iri) -"])
        var next = Player(UnboundDraftTests.text, drafts: ["0..12": "begun"])
        next.press("note")
        #expect(note(next)?.field.text == "begun")
    }

    @Test(arguments: ["delete-mark", "tag risk", "undo"])
    func aDraftOutlivesItsMark(command: String) {
        var player = drafted()
        let id = player.file.annotations.all.first!.id
        player.press(command)
        check(player, player.asked, id: id)
        // What is brought back finds its draft again.
        player.press(command == "undo" ? "redo" : "undo", "document-start", "note")
        #expect(player.marks == ["risk “One is here.”"] && note(player)?.field.text == "begun")
        player.keys("Enter")
        #expect(player.marks == ["risk “One is here.” — begun"] && player.file.draftCount == 0)
    }

    @Test func aDraftOutlivesAMarkThatIsDroppedInTriage() {
        var player = drafted(tag: "triage-star")
        let id = player.file.annotations.all.first!.id
        player.press("triage")
        player.keys("x")
        check(player, player.asked, id: id)
    }

    @Test func aDraftOutlivesAMarkThatAnotherProgramTakesAway() {
        var player = drafted()
        let id = player.file.annotations.all.first!.id
        player.answerSaves()
        player.idle()
        player.act(.refreshed(index: 0, AnnotationSet()))
        check(player, player.asked, id: id)
    }

    @Test func aNoteThatIsBeingWrittenGoesOnWithoutItsMark() {
        var player = Player(UnboundDraftTests.text)
        player.press("tag risk")
        player.answerSaves()
        player.press("note")
        player.type("who")
        player.idle()
        player.act(.refreshed(index: 0, AnnotationSet()))
        #expect(note(player)?.place == "0..12" && note(player)?.mark == nil)
        player.type(" pays?")
        #expect(player.asked == ["keep-draft 0 0..12 who pays?"])
        player.keys("Enter")
        #expect(player.marks == [" “One is here.” — who pays?"] && player.file.draftCount == 0)
    }

    @Test func twoDraftsOfOnePassageAreBothKept() {
        let mark = Player.mark("1", "One is here.", in: MarkedText(UnboundDraftTests.text).document)
        var player = Player(
            UnboundDraftTests.text, annotations: AnnotationSet([mark]),
            drafts: ["0..12": "of the passage", mark.id.iri: "of the mark"])
        player.press("delete-mark")
        #expect(player.file.placedDrafts.map(\.text) == ["of the passage\n\nof the mark"])
    }

    @Test func aNoteThatIsTakenAwayLeavesNoDraft() {
        var player = Player(UnboundDraftTests.text)
        player.press("note")
        player.type("x")
        player.keys("Enter")
        player.press("note")
        player.keys("Backspace Enter")
        #expect(player.marks == [] && player.file.draftCount == 0)
    }

    // MARK: Rows of the list

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func aDraftsRowOpensThatDraft(keymap: String) {
        // A mark around the passage, and a mark on it with a draft of its own.
        let document = MarkedText(UnboundDraftTests.text).document
        let marks = [
            Player.mark("1", "One is here. Two is there.", in: document, note: "around"),
            Player.mark("2", "Four is alone.", in: document),
        ]
        var player = Player(
            UnboundDraftTests.text, keymap: keymap, annotations: AnnotationSet(marks),
            drafts: ["13..26": "inside", "42..56": "of the passage", "urn:test:2": "of the mark"])
        func open(_ text: String) {
            player.keys("z l")
            guard case .list(let listing) = player.state.dialog else { return }
            let rows = (0..<listing.chooser.count).map { listing.chooser.rows.row($0) }
            let number = rows.firstIndex { $0.tail == text && $0.lead == .draft }
            player.keys("Home" + String(repeating: " Down", count: number ?? 99) + " a")
        }
        open("inside")
        #expect(note(player)?.field.text == "inside" && note(player)?.mark == nil && note(player)?.place == "13..26")
        player.keys("Enter")
        #expect(player.marks.contains(" “Two is there.” — inside"))
        open("of the passage")
        #expect(note(player)?.field.text == "of the passage" && note(player)?.place == "42..56")
        player.keys("Enter")
        #expect(player.marks.contains("risk “Four is alone.” — of the passage"))
        #expect(player.file.placedDrafts.map(\.text) == ["of the mark"])
    }

    @Test func theEditorTooOpensThatDraft() {
        let mark = Player.mark("1", "One is here. Two is there.", in: MarkedText(UnboundDraftTests.text).document)
        var player = Player(UnboundDraftTests.text, annotations: AnnotationSet([mark]), drafts: ["13..26": "inside"])
        player.keys("z l g g Down z e")
        #expect(player.asked == ["edit 0 13..26 inside"])
    }

    // MARK: The editor of one's own choice

    @Test func whatAnEditorLeftIsADraftUntilItIsOnDisk() {
        var player = Player(UnboundDraftTests.text)
        player.press("edit-note")
        player.act(.edited(index: 0, place: "0..12", .text("who pays?\n")))
        #expect(player.asked == ["keep-draft 0 0..12 who pays?", "save 0: 1"])
        player.saved()
        #expect(player.asked == ["keep-draft 0 0..12 -"] && player.file.draftCount == 0)
    }
}
