// Selecting, tagging, noting, undoing: what each named action leaves behind.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct MarkingTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"
    var player = Player(MarkingTests.text)

    @Test mutating func selectsGrowsAndShrinksBySentence() {
        player.press("select-sentence")
        #expect(player.text.hasPrefix("⟦One is here|.⟧ Two"))
        player.press("select-sentence", "select-sentence")
        #expect(player.text.hasPrefix("⟦One is here. Two is there. Three is far|.⟧"))
        player.press("shrink")
        #expect(player.text.hasPrefix("⟦One is here. Two is there|.⟧ Three"))
        player.press("2 shrink")
        #expect(player.text.hasPrefix("|One is here. Two"))
    }

    @Test mutating func selectsTheParagraphAndSwapsEnds() {
        player.press("select-paragraph")
        #expect(player.text.hasPrefix("⟦One is here. Two is there. Three is far|.⟧\n"))
        player.press("swap-ends")
        #expect(player.text.hasPrefix("⟦|One is here. Two is there. Three is far.⟧\n"))
    }

    @Test mutating func anyMotionSelectsFreely() {
        player.press("word-next", "select", "2 word-next")
        #expect(player.text.hasPrefix("One ⟦is her|e⟧. Two"))
        player.press("paragraph-next", "paragraph-next")
        #expect(player.text.contains("One ⟦is here.") && player.text.contains("Five ends it|.⟧"))
        player.press("cancel")
        #expect(player.file.selection == nil)
    }

    @Test mutating func tagsTheSentenceAndTakesItOff() {
        player.press("sentence-next", "tag risk")
        #expect(player.marks == ["risk “Two is there.”"] && player.asked == ["save 0: 1"])
        player.press("tag policy")
        #expect(player.marks == ["risk,policy “Two is there.”"])
        player.press("tag risk", "tag policy")
        #expect(player.marks == [])
        player.press("4 undo")
        #expect(player.marks == [])
        player.press("redo")
        #expect(player.marks == ["risk “Two is there.”"])
    }

    @Test mutating func aMotionDropsASettledSelection() {
        player.press("select-sentence", "select-sentence", "tag risk")
        #expect(player.file.selection?.isSettled == true)
        player.press("sentence-next", "tag opinion")
        #expect(player.marks == ["risk “One is here. Two is there.”", "opinion “Three is far.”"])
    }

    @Test mutating func notesAreKeptByEnterAndDraftsByEsc() {
        player.press("note")
        player.type("who?\nwe")
        player.keys("Enter")
        #expect(player.marks == [" “One is here.” — who?\nwe"])
        player.press("note")
        player.type("!")
        player.keys("Esc")
        #expect(player.marks == [" “One is here.” — who?\nwe"])
        player.press("note")
        player.keys("Enter")
        #expect(player.marks == [" “One is here.” — who?\nwe!"])
        player.press("2 undo")
        #expect(player.marks == [])
        player.press("2 redo")
        #expect(player.marks == [" “One is here.” — who?\nwe!"])
        player.press("delete-mark")
        #expect(player.marks == [])
    }

    @Test mutating func walksFromMarkToMarkAndThroughThoseThatOverlap() {
        player.press("tag risk", "2 sentence-next", "tag policy", "document-start", "select-paragraph", "tag opinion")
        player.press("cancel", "document-start", "cycle-marks")
        #expect(player.message.hasPrefix("1 of 2 here: risk"))
        player.press("cycle-marks")
        #expect(player.message.hasPrefix("2 of 2 here: opinion"))
        player.press("delete-mark")
        #expect(player.marks == ["risk “One is here.”", "policy “Three is far.”"])
        player.press("document-start", "mark-next")
        #expect(player.message.hasPrefix("policy"))
        player.press("mark-next")
        #expect(player.message == "no mark further down")
        player.press("mark-previous")
        #expect(player.message.hasPrefix("risk"))
    }

    @Test func nothingIsMarkedWhereItMayNotBe() {
        var player = Player(MarkingTests.text, readOnly: "the sidecar is newer")
        player.press("tag risk", "note", "undo")
        #expect(player.marks == [] && player.message == "the sidecar is newer" && player.state.dialog == nil)
        player = Player("")
        player.press("tag risk", "select-sentence", "select-paragraph", "note", "mark-next", "row-down", "page-down")
        #expect(player.marks == [])
    }
}
