// Drafts that are thrown away: in the list of marks after a question, in the note by what stands in it.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct DroppingDraftsTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    /// A noted mark with a draft on the first sentence, a draft alone on the second, a mark on the third.
    private func player(_ keymap: String) -> Player {
        var player = Player(DroppingDraftsTests.text, keymap: keymap)
        player.press("tag risk", "note")
        player.type("saved")
        player.keys("Enter")
        player.press("note")
        player.type(" and more")
        player.keys("Esc")
        player.press("sentence-next", "note")
        player.type("begun")
        player.keys("Esc")
        player.press("sentence-next", "tag policy")
        player.press("marks")
        return player
    }

    private func question(_ player: Player) -> [String]? {
        if case .question(let question) = player.state.dialog { return question.lines }
        return nil
    }

    private func note(_ player: Player) -> String? {
        if case .note(let editor) = player.state.dialog { return editor.field.text }
        return nil
    }

    @Test(arguments: [("vim", "x"), ("less", "x"), ("emacs", "x"), ("arrows", "Del")])
    func theListAsksAndThrowsAway(_ keymap: String, _ x: String) {
        var player = player(keymap)
        let id = player.file.annotations.inDocumentOrder[0].id
        player.keys("Home Down \(x)")
        #expect(
            question(player) == [
                "Throw away the draft “begun”?", "It is on “Two is there.”, and nothing brings it back.",
            ])
        player.keys("n")
        #expect(player.chooser?.chosen == 1 && player.file.placedDrafts.count == 2)
        player.keys(x)
        player.keys("y")
        #expect(player.asked == ["keep-draft 0 13..26 -"] && player.message == "the draft was thrown away")
        #expect(player.chooser?.count == 2 && player.chooser?.chosen == 1, "the row after it")
        // Of a mark with a draft: the draft first.
        player.keys("Home \(x)")
        #expect(
            question(player)?.last
                == "It is on “One is here.”, and nothing brings it back; the mark and its note as it was will stay.")
        player.keys("y")
        #expect(player.asked == ["keep-draft 0 \(id.iri) -"] && player.file.draftCount == 0)
        #expect(player.marks == ["risk “One is here.” — saved", "policy “Three is far.”"])
        #expect(player.chooser?.chosen == 0 && player.chooser?.rows.row(0).fields.contains("draft") == false)
        player.keys(x)
        #expect(player.marks == ["policy “Three is far.”"], "and then the mark")
    }

    @Test func whatIsEmptyOrAsItWasIsNoDraft() {
        var player = Player(DroppingDraftsTests.text)
        player.press("tag risk", "note")
        player.type("saved")
        player.keys("Enter")
        let id = player.file.annotations.all.first!.id
        player.press("note")
        player.type("!")
        #expect(player.asked == ["keep-draft 0 \(id.iri) saved!"])
        player.keys("Backspace")
        #expect(player.asked == ["keep-draft 0 \(id.iri) -"] && player.file.draftCount == 0)
        player.type("?")
        player.keys("Esc")
        #expect(player.file.draftCount == 1)
        player.press("note")
        #expect(note(player) == "saved?")
        player.keys("C-u")
        #expect(player.asked == ["keep-draft 0 \(id.iri) -"])
        player.keys("Esc")
        #expect(player.file.draftCount == 0 && player.marks == ["risk “One is here.” — saved"])
        #expect(player.message == "closed; the note is as it was")
        player.press("note")
        #expect(note(player) == "saved")
        // What Enter keeps of an emptied note is still that there is none.
        player.keys("C-u Enter")
        #expect(player.marks == ["risk “One is here.”"])
        player.press("undo")
        #expect(player.marks == ["risk “One is here.” — saved"])
    }

    // MARK: Back to the list

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func aNoteLeadsBackToItsRow(_ keymap: String) {
        var player = player(keymap)
        player.keys("Home End a")
        #expect(note(player) == "")
        player.type("why")
        player.keys("Enter")
        #expect(player.marks.last == "policy “Three is far.” — why")
        #expect(player.chooser?.chosen == 2 && player.chooser?.rows.row(2).tail == "why")
        // A draft that becomes a note is a mark's row then.
        player.keys("Up a")
        player.type("!")
        player.keys("Esc")
        #expect(player.chooser?.chosen == 1 && player.chooser?.rows.row(1).tail == "begun!")
        player.keys("a Enter")
        #expect(player.chooser?.chosen == 1 && player.marks[1] == " “Two is there.” — begun!")
        // The list closes to where it was opened.
        player.keys("Esc")
        #expect(player.state.dialog == nil && player.text.contains("⟦|Three is far.⟧"))
    }

    @Test func theFilterAndTheOrderStay() {
        var player = player("vim")
        player.keys("s / o n e Enter a")
        player.type("!")
        player.keys("Enter")
        #expect(player.chooser?.title == "Marks by tag" && player.chooser?.filter.text == "one")
        #expect(player.chooser?.count == 1 && player.marks[0].hasSuffix(" — saved and more!"))
        player.keys("a Esc")
        #expect(player.chooser?.filter.text == "one")
        // The editor of one's own choice comes back to it as well.
        player.keys("z e")
        let id = player.file.annotations.inDocumentOrder[0].id
        player.act(.edited(index: 0, place: id.iri, .text("from afar\n")))
        #expect(player.chooser?.filter.text == "one" && player.marks[0] == "risk “One is here.” — from afar")
        // A note that is opened from the text leads back to the text.
        player.keys("Esc Esc")
        player.press("note")
        player.keys("Esc")
        #expect(player.state.dialog == nil)
    }
}
