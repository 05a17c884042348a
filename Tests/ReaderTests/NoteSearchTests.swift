// Search in the notes: hits while one types, n and N from note to note, and back to the text.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct NoteSearchTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    private func player(keymap: String = "vim") -> Player {
        var player = Player(NoteSearchTests.text, keymap: keymap)
        for note in ["who bears it?", "Électricité bears", "nothing", "bears\nwho"] {
            player.press("note")
            player.type(note)
            player.keys("Enter")
            player.press("sentence-next")
        }
        player.press("document-start")
        return player
    }

    private func at(_ player: Player) -> String {
        let span = player.file.selection?.span(in: player.document)
        return span.map { player.document.text($0) } ?? "-"
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func goesToTheFirstHitWhileOneTypes(keymap: String) {
        var player = player(keymap: keymap)
        player.keys("z /")
        player.type("who")
        #expect(at(player) == "One is here." && player.state.noteHitsInWords == "1 of 2 notes")
        player.type(" electric")
        #expect(at(player) == "-" && player.state.noteHitsInWords == "0 notes", "no note holds both")
        player.keys("C-u")
        player.type("electric")
        #expect(at(player) == "Two is there." && player.state.noteHitsInWords == "1 of 1 note")
        player.keys("Esc")
        #expect(at(player) == "-" && player.file.cursor == .zero && player.state.noteHitsInWords == nil)
    }

    @Test func nAndNWalkTheNotes() {
        var player = player()
        player.keys("z / b e a r s Enter")
        #expect(at(player) == "One is here." && player.message == "1 of 3 notes")
        player.keys("n")
        #expect(at(player) == "Two is there." && player.message == "2 of 3 notes")
        player.keys("2 n")
        #expect(at(player) == "One is here.")
        #expect(player.message == "1 of 3 notes; the search went on from the start")
        player.keys("N")
        #expect(at(player) == "Four is alone." && player.message.hasPrefix("3 of 3 notes"))
        // From anywhere else it is the next one from there.
        player.press("document-start", "sentence-next", "word-next")
        player.keys("n")
        #expect(at(player) == "Four is alone.")
        player.keys("N")
        #expect(at(player) == "Two is there.")
    }

    @Test func aSearchInTheTextTakesNBack() {
        var player = player()
        player.keys("z / b e a r s Enter / f a r Enter g g n")
        #expect(player.state.noteSearch == nil && player.text.contains("is |far"))
    }

    @Test func aNoteThatIsFoldedIsUnfolded() {
        var player = player()
        player.press("fold-all-notes")
        player.keys("z / n o t h i n g Enter")
        let mark = player.file.annotations.inDocumentOrder[2]
        #expect(!player.file.isFolded(mark.id) && at(player) == "Three is far.")
    }

    @Test func editsAndTheFilterCount() {
        var player = player()
        player.keys("z / b e a r s Enter x n")
        #expect(at(player) == "Two is there." && player.message == "1 of 2 notes")
        player.keys("u r & r n")
        #expect(player.state.noteSearch?.isShown == true)
        #expect(player.message == "1 of 1 note" || player.message.hasPrefix("1 of 1 note;"))
        player.keys("Esc Esc")
        #expect(player.state.noteHitsInWords == nil, "Esc puts it away")
    }

    @Test func saysWhatIsNotThere() {
        var player = Player(NoteSearchTests.text)
        player.press("search-notes")
        #expect(player.state.dialog == nil && player.message == "there is no note to search in")
        player = self.player()
        player.keys("z / z z z Enter")
        #expect(player.message == "no note holds “zzz”" && player.state.dialog == nil)
        player.keys("z / Enter")
        #expect(player.state.dialog == nil)
        player.press("search-notes")
        player.act(.event(.paste("be\nars")))
        #expect(player.state.noteHitsInWords == "1 of 3 notes", "two words on one line")
    }
}
