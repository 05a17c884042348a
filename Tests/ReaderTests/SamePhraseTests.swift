// The same phrase elsewhere: what is offered, what each answer does, and that the batch is one step.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct SamePhraseTests {
    private static let text = """
        |Green bonds are new. The green bond market grows, and evergreen bonds do not.

        Nobody rates green
        bonds. Green bonds, green bonds! A greenbond is none.

        """

    /// A reader who has tagged the first phrase, in each of the keymaps.
    private func player(_ keymap: String = "vim") -> Player {
        var player = Player(SamePhraseTests.text, keymap: keymap)
        player.press("select", "word-next", "word-next")
        player.keys("r")
        return player
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func yesNoAndAllTheRestAreOneStep(keymap: String) {
        var player = player(keymap)
        let before = player.marks
        let start = player.text
        player.keys("z w")
        // The line break counts as white space, the capital of a sentence's start for none, longer words for nothing.
        #expect(player.state.walkQuestion?.count == "1 of 3" && player.state.walkQuestion?.words == "risk?")
        #expect(player.text.contains("Nobody rates ⟦|green\nbonds⟧."))
        player.keys("n")
        #expect(player.text.contains("⟦|Green bonds⟧, green"))
        player.keys("y")
        #expect(player.text.contains("Green bonds, ⟦|green bonds⟧!") && player.marks.count == 2)
        player.keys("!")
        #expect(player.state.dialog == nil)
        #expect(player.message.hasPrefix("2 marked, 1 passed over"))
        #expect(player.marks.dropFirst() == ["risk “Green bonds”", "risk “green bonds”"])
        #expect(player.text == start, "the reader is where it was")
        let after = player.marks
        player.press("undo")
        #expect(player.marks == before)
        player.press("redo")
        #expect(player.marks == after)
        player.press("2 undo")
        #expect(player.marks == [] && player.file.history.done.isEmpty)
    }

    @Test func goesBackAndStopsAnywhere() {
        var player = player()
        player.keys("z w u")
        #expect(player.message == "this is the first place")
        player.keys("y y")
        #expect(player.marks.count == 3)
        player.keys("u")
        #expect(player.state.walkQuestion?.count == "2 of 3" && player.marks.count == 2)
        player.keys("u n u")
        #expect(player.state.walkQuestion?.count == "1 of 3" && player.marks.count == 1)
        #expect(player.file.history.done.count == 1, "what was taken back leaves no step behind")
        player.keys("y Esc")
        #expect(player.message.hasPrefix("1 marked, 0 passed over, 2 not looked at"))
        player.press("undo")
        #expect(player.marks == ["risk “Green bonds”"])
    }

    @Test func passesOverWhatIsMarkedAndAddsToOwnMarks() {
        var player = player()
        player.keys("z w ! z w")
        #expect(player.message == "all 3 others are marked already")
        player.press("tag policy")
        player.keys("z w y q")
        #expect(player.marks.filter { $0.hasPrefix("risk,policy") }.count == 2, "\(player.marks)")
        player.press("undo")
        #expect(player.marks.filter { $0.hasPrefix("risk,policy") }.count == 1)
    }

    @Test func notesStayWhereTheyAreAndEveryAnswerIsSaved() {
        var player = player()
        player.press("note")
        player.type("who rates?")
        player.keys("Enter z w y")
        #expect(player.marks.map { $0.contains("who rates?") } == [true, false])
        player.saved()
        #expect(player.asked == ["save 0: 2"])
        player.saved()
        player.keys("y q")
        player.saved()
        #expect(player.file.saving.isComplete && player.file.annotations.count == 3)
        player.press("undo")
        #expect(player.marks.count == 1)
    }

    @Test func takesTheSearchWhereNoMarkIs() {
        var player = Player("|Rates may rise. Prices may fall. It may, maybe.\n")
        player.keys("z w")
        #expect(player.message.contains("no mark here, and no search"))
        player.keys("/")
        player.type("may")
        player.keys("Enter z w")
        #expect(player.message.contains("no tag has been given yet"))
        player.press("tag opinion", "cancel", "search-next")
        player.keys("z w")
        // What was typed to be searched for may be the beginning of a word; what a mark with the tag holds is passed over.
        #expect(player.state.walkQuestion?.words == "opinion?")
        player.keys("!")
        #expect(player.marks.filter { $0 == "opinion “may”" }.count == 3, "\(player.marks) \(player.message)")
    }

    @Test func saysWhyThereIsNothingToGoThrough() {
        var player = Player("|Only once. This is all.\n")
        player.press("note")
        player.type("hm")
        player.keys("Enter z w")
        #expect(player.message.contains("no tag"))
        player.press("tag risk")
        player.keys("z w")
        #expect(player.message == "it stands nowhere else in this article")
        player = Player("|One. One.\n", readOnly: "read-only here")
        player.keys("z w")
        #expect(player.message == "read-only here" && player.state.dialog == nil)
    }

    @Test func scriptsWithoutSpacesHaveNoLongerWords() {
        var player = Player("|電力網が止まった。電力網の電力は電力会社のもの。\n")
        player.press("select", "grapheme-right")
        player.keys("r z w !")
        #expect(player.marks.count == 4, "\(player.marks)")
    }

    @Test func aLongTextIsSearchedBesideTheReader() throws {
        let line = String(repeating: "Nothing of note is written here. ", count: 40) + "\n"
        let text = "|Marked words come first. \n" + String(repeating: line, count: 250) + "In the end, marked words.\n"
        var player = Player(text)
        player.press("select", "word-end", "word-end")
        player.keys("r")
        player.holdsBack = true
        player.keys("z w")
        let held = player.held
        #expect(player.state.dialog == nil && player.state.workInWords == "looking for the same phrase 0%, Esc stops")
        player.answer(held)
        #expect(player.state.walkQuestion?.count == "1 of 1")
        player.keys("y")
        #expect(player.marks == ["risk “Marked words”", "risk “marked words”"])
        // Whoever has gone on meanwhile is not taken away, and does not wait again.
        player.press("undo", "document-start", "mark-next")
        player.keys("z w")
        #expect(player.state.walkQuestion?.count == "1 of 1")
    }

    @Test func stoppingTheSearchLeavesNothing() {
        let text = "|Marked words. " + String(repeating: "Nothing here at all. ", count: 20_000) + "Marked words.\n"
        var player = Player(text)
        player.press("select", "word-end", "word-end")
        player.keys("r")
        player.holdsBack = true
        player.keys("z w")
        let held = player.held
        player.keys("Esc")
        #expect(player.message == "stopped looking for the same phrase" && player.state.works.isEmpty)
        player.answer(held)
        #expect(player.state.dialog == nil && player.marks.count == 1)
    }

    @Test func aTextThatIsReadInWindowsIsWalkedAsWell() {
        let text = "Green bonds. " + String(repeating: "Nothing here at all. ", count: 20_000) + "green\nbonds.\n"
        let document = Document(windowsOf: MemorySource(Array(text.utf8)))
        _ = document.hash
        var player = Player(arriving: document)
        player.keys("z w")
        #expect(player.message.contains("still being read"))
        player.act(.marksRead(index: 0, ArticleMarks()))
        player.press("select", "word-end", "word-end")
        player.keys("r z w y")
        #expect(player.marks == ["risk “Green bonds”", "risk “green\nbonds”"])
        player.press("undo")
        #expect(player.marks == ["risk “Green bonds”"])
    }

    /// Whatever is answered, undoing all of it gives the start, and redoing the end.
    @Test func anyAnswersUndoToTheStart() {
        var random = Random(for: "same phrase")
        for _ in 0..<40 {
            var player = player()
            player.press("tag policy")
            for _ in 0..<random.number(1...3) {
                player.keys("z w")
                for _ in 0..<random.number(1...8) where player.state.dialog != nil {
                    player.keys(random.pick(["y", "y", "n", "u", "!", "q"]))
                }
                if player.state.dialog != nil { player.keys("Enter") }
                player.press("document-start", "tag opinion", "mark-next")
            }
            let end = player.file.annotations
            let steps = player.file.history.done.count
            for _ in 0..<steps { player.press("undo") }
            #expect(player.file.annotations.isEmpty)
            for _ in 0..<steps { player.press("redo") }
            #expect(player.file.annotations == end)
        }
    }

    @Test func oneAnswerTooManyDoesNothing() {
        var player = player()
        player.keys("z w y y y y")
        #expect(player.message.hasPrefix("3 marked") && player.asked == [])
        player.keys("u")
        #expect(player.marks.count == 1)
        player.press("mark-previous")
        player.keys("z w n n n !")
        #expect(player.message.hasPrefix("0 marked, 3 passed over") && player.marks.count == 1)
        // The next one is a key again; so is the first after a walk that was stopped.
        player.keys("!")
        #expect(player.marks == ["risk,triage/attention “Green bonds”"])
        player.keys("z w q !")
        #expect(player.marks == ["risk “Green bonds”"])
    }
}
