// Writing notes: rows, pastes, what the editor of one's own choice brings back.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct NoteKeysTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"
    var player = Player(NoteKeysTests.text)

    private func field(_ player: Player) -> TextField? {
        if case .note(let editor) = player.state.dialog { return editor.field }
        return nil
    }

    @Test mutating func upAndDownGoByTheRowsThatAreSeen() throws {
        player.resize(40, 20)
        player.press("note")
        player.type("aaaa bbbb cccc dddd eeee ffff gggg hhhh")
        let end = try #require(field(player)).cursor
        player.keys("Up")
        let above = try #require(field(player)).cursor
        #expect(above < end && above > 0, "one line is two rows here")
        player.keys("Up")
        #expect(field(player)?.cursor == 0, "from the first row up is the start")
        player.keys("Down Down")
        #expect(field(player)?.cursor == end)
        player.keys("C-p C-n C-j")
        player.type("x")
        player.keys("Up Up Down Down")
        #expect(field(player)?.cursor == end + 2)
    }

    @Test mutating func theColumnIsKeptOverAShortRow() {
        player.press("note")
        player.type("漢字漢字\nb\nabcdefgh")
        player.keys("Up Up")
        #expect(field(player)?.head == "漢字漢字")
        player.keys("Down Down x")
        #expect(field(player)?.text == "漢字漢字\nb\nabcdefghx")
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func aPasteIntoTheTextRunsNothing(keymap: String) {
        var player = Player(NoteKeysTests.text, keymap: keymap)
        let before = player.text
        player.keys("z")
        player.act(.event(.paste("rxq:quit\n")))
        #expect(player.marks == [] && player.text == before && player.state.dialog == nil && player.asked == [])
        #expect(player.state.pendingKeys.isEmpty)
        #expect(player.message == "pasted text was not taken for keys; to paste it into a note, open one with a")
    }

    @Test mutating func aPasteIntoANoteIsItsText() {
        player.press("note")
        player.type("see: ")
        player.act(.event(.paste("first\nsecond\u{1B}[2J\tthird")))
        #expect(field(player)?.text == "see: first\nsecond[2J\tthird")
        player.keys("Enter")
        #expect(player.marks == [" “One is here.” — see: first\nsecond[2J\tthird"])
        player.press("undo")
        #expect(player.marks == [])
    }

    @Test mutating func whatWasKilledInOneNoteIsYankedInTheNext() {
        player.press("note")
        player.type("keep this")
        player.keys("C-w Enter")
        player.press("sentence-next", "note")
        player.keys("C-y Enter")
        #expect(player.marks == [" “One is here.” — keep", " “Two is there.” — this"])
    }

    // MARK: The editor of one's own choice

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func theEditorsTextBecomesTheNote(keymap: String) {
        var player = Player(NoteKeysTests.text, keymap: keymap)
        player.press("tag risk")
        player.keys("z e")
        let id = player.file.annotations.all.first!.id
        #expect(player.asked == ["edit 0 \(id.iri) "])
        player.act(.edited(index: 0, place: id.iri, .text("\u{FEFF}who bears\r\nit?\n\n")))
        #expect(player.marks == ["risk “One is here.” — who bears\nit?"] && player.state.dialog == nil)
        #expect(player.file.draftCount == 0)
        player.press("undo")
        #expect(player.marks == ["risk “One is here.”"], "one step")
        player.press("redo")
        #expect(player.marks == ["risk “One is here.” — who bears\nit?"])
        player.press("edit-note")
        #expect(player.asked == ["edit 0 \(id.iri) who bears\nit?"])
    }

    @Test mutating func theEditorTakesWhatIsBeingWritten() {
        player.press("note")
        player.type("a draft")
        player.keys("C-x C-e")
        #expect(player.asked == ["edit 0 0..12 a draft"])
        player.act(.edited(index: 0, place: "0..12", .text("a draft, and more\n")))
        #expect(player.marks == [" “One is here.” — a draft, and more"])
        #expect(player.file.draftCount == 0)
    }

    @Test mutating func nothingIsLostWhenTheEditorFails() {
        player.press("edit-note")
        player.act(.edited(index: 0, place: "0..12", .failed("there is no editor xyz")))
        #expect(player.message == "there is no editor xyz" && player.state.dialog == nil && player.marks == [])
        player.press("edit-note")
        player.act(.edited(index: 0, place: "0..12", .text("\n\n")))
        #expect(player.message == "nothing was changed in the editor" && player.marks == [])

        player.press("note")
        player.type("mine")
        player.keys("C-x C-e")
        player.act(.edited(index: 0, place: "0..12", .text("  \n")))
        #expect(player.message == "the editor left nothing; the note is as it was")
        #expect(field(player)?.text == "mine", "the note stays open")
        player.keys("C-x C-e")
        player.act(.edited(index: 0, place: "0..12", .unfinished("mine\n", reason: "vi ended with status 1")))
        #expect(player.message == "vi ended with status 1; the note is as it was" && field(player)?.text == "mine")
        player.keys("C-x C-e")
        player.act(.edited(index: 0, place: "0..12", .unfinished("half of i", reason: "vi was ended by signal 9")))
        #expect(field(player)?.text == "half of i" && player.asked == ["keep-draft 0 0..12 half of i"])
        player.keys("Enter")
        #expect(player.marks == [" “One is here.” — half of i"])
    }

    @Test mutating func whatComesBackToAnotherPlaceIsADraft() {
        player.press("edit-note")
        player.keys("Esc")
        player.act(.edited(index: 0, place: "0..12", .text("late\n")))
        #expect(player.marks == [] && player.file.placedDrafts.map(\.text) == ["late"])
        #expect(player.asked == ["keep-draft 0 0..12 late"])
        player.press("note")
        #expect(field(player)?.text == "late")
    }

    @Test func nothingIsEditedWhereNothingMayBe() {
        var player = Player(NoteKeysTests.text, readOnly: "the sidecar is newer")
        player.press("edit-note")
        #expect(player.asked == [] && player.message == "the sidecar is newer" && player.state.dialog == nil)
    }

    // MARK: Folds

    @Test mutating func foldsAreKeptByMarkWhateverElseIsDone() {
        player.press("note")
        player.type("first")
        player.keys("Enter")
        player.press("2 sentence-next", "note")
        player.type("second")
        player.keys("Enter")
        let ids = player.file.annotations.inDocumentOrder.map(\.id)
        player.press("fold-note")
        #expect(!player.file.isFolded(ids[0]) && player.file.isFolded(ids[1]))
        player.press("tag risk", "document-start", "tag policy", "undo", "undo", "redo")
        #expect(!player.file.isFolded(ids[0]) && player.file.isFolded(ids[1]))
        player.press("fold-all-notes")
        #expect(player.file.isFolded(ids[0]) && player.file.isFolded(ids[1]))
        player.press("document-start")
        player.keys("Enter")
        #expect(!player.file.isFolded(ids[0]) && player.file.isFolded(ids[1]))
        player.press("delete-mark", "undo")
        #expect(!player.file.isFolded(ids[0]))
    }
}
