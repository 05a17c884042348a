// The first pass: its three signs are tags, and the walk makes them real ones, each a step of its own.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct TriageTests {
    private static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func oneKeyGivesEachSignAndTakesItOff(keymap: String) {
        var player = Player(TriageTests.text, keymap: keymap)
        player.keys("* ) ~ ) !")
        #expect(
            player.marks == [
                "triage/star “One is here.”", "triage/question “Two is there.”", "triage/attention “Three is far.”",
            ])
        player.keys("!")
        #expect(player.marks.count == 2)
        player.press("4 undo")
        #expect(player.marks == [])
        player.press("3 redo")
        #expect(player.marks.count == 3)
    }

    @Test func aSelectionIsStarredAndTheLastTagStaysTheLast() {
        var player = Player(TriageTests.text)
        player.press("tag risk", "sentence-next", "select-sentence", "select-sentence")
        player.keys("*")
        #expect(player.marks.last == "triage/star “Two is there. Three is far.”")
        player.press("sentence-next", "repeat-tag")
        #expect(player.marks.last == "risk “Four is alone.”", "\(player.marks)")
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func theWalkMakesRealTags(keymap: String) {
        var player = Player(TriageTests.text, keymap: keymap)
        player.keys("* ) ~ ) ! ) *")
        let before = player.marks
        player.press("document-start")
        let start = player.text
        player.keys("z t")
        #expect(player.state.walkQuestion?.count == "1 of 4" && player.state.walkQuestion?.words == "*")
        #expect(player.text.hasPrefix("⟦|One is here.⟧"))
        player.keys("r")
        #expect(player.state.walkQuestion?.count == "2 of 4" && player.text.contains("⟦|Two is there.⟧"))
        player.keys("x")
        #expect(player.state.walkQuestion?.count == "3 of 4")
        player.keys("Space t p")
        #expect(player.state.dialog == nil && player.message.hasPrefix("2 tagged, 1 dropped, 1 left"))
        #expect(player.marks == ["risk “One is here.”", "triage/attention “Three is far.”", "policy “Four is alone.”"])
        #expect(player.text == start)
        player.press("3 undo")
        #expect(player.marks == before)
        player.press("3 redo")
        #expect(player.marks.count == 3)
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func theWalkTakesTagsByNameAndNewOnes(keymap: String) {
        var player = Player(TriageTests.text, keymap: keymap)
        player.keys("* ) ~ ) !")
        let before = player.marks
        player.keys("z t T")
        guard case .tagPicker = player.state.dialog else {
            Issue.record("no tag can be looked for")
            return
        }
        player.keys("Esc")
        #expect(player.state.walkQuestion?.count == "1 of 3")
        player.keys("T p o l Enter")
        #expect(player.state.walkQuestion?.count == "2 of 3" && player.marks.first == "policy “One is here.”")
        player.keys("T n e w n Enter n")
        player.keys("Enter y")
        #expect(player.state.walkQuestion?.count == "3 of 3")
        #expect(player.marks.contains { $0.hasPrefix("newn “") }, "\(player.marks)")
        #expect(player.state.file?.codebook.entries.contains { $0.tag.name == "newn" } == true)
        player.keys("q")
        player.press("2 undo")
        #expect(player.marks == before)
        #expect(player.state.file?.codebook.entries.contains { $0.tag.name == "newn" } == false)
    }

    @Test func theWalkUndoesAndLeavesOff() {
        var player = Player(TriageTests.text)
        player.keys("* ) ~ ) !")
        let before = player.marks
        player.press("document-start")
        player.keys("z t u")
        #expect(player.message == "nothing to undo here yet")
        player.keys("r n u u")
        #expect(player.state.walkQuestion?.count == "1 of 3" && player.marks == before)
        player.keys("o Z")
        #expect(player.message.contains("x drops it"))
        player.keys("x q")
        #expect(player.message.hasPrefix("1 tagged, 1 dropped, 1 left"))
        #expect(player.marks == ["opinion “One is here.”", "triage/attention “Three is far.”"])
        player.keys("z t Enter")
        #expect(player.text.contains("⟦|Three is far.⟧") && player.state.dialog == nil)
        player.press("delete-mark", "cancel")
        player.keys("z t")
        #expect(player.message.contains("nothing to go through"))
    }

    @Test func aNoteAndRealTagsOutliveADroppedSign() {
        var player = Player(TriageTests.text)
        player.keys("* r a")
        player.type("why?")
        player.keys("Enter z t x")
        #expect(player.marks == ["risk “One is here.” — why?"])
    }

    @Test func whatOthersDoMeanwhileEndsNothingBadly() {
        var player = Player(TriageTests.text)
        player.keys("* ) ~ ) !")
        player.saved()
        player.saved()
        player.press("document-start")
        player.keys("z t")
        // Another program takes the first mark away.
        player.idle()
        let rest = AnnotationSet(player.file.annotations.inDocumentOrder.dropFirst())
        player.act(.refreshed(index: 0, rest))
        player.keys("r")
        #expect(player.marks.count == 2 && player.state.walkQuestion?.count == "2 of 3", "\(player.marks)")
        #expect(player.message.contains("another program"))
        player.keys("r")
        #expect(player.marks == ["risk “Two is there.”", "triage/attention “Three is far.”"])
        player.act(.articleChanged(index: 0, .unreadable("a.txt is empty now", isOldReadable: false)))
        player.keys("r")
        #expect(player.state.dialog == nil && player.message.contains("can be marked again when it can be read"))
        #expect(player.marks.last == "triage/attention “Three is far.”")
    }

    @Test func theWalkTakesRecentTagsByNumberAndSignsAreNoneOfThem() {
        var player = Player(TriageTests.text)
        player.press("tag policy", "sentence-next")
        player.keys("* ) *")
        player.press("document-start")
        player.keys("z t t 1 .")
        #expect(player.marks == ["policy “One is here.”", "policy “Two is there.”", "policy “Three is far.”"])
        let latest = LatestTags(
            [
                Player.mark("1", "One", in: player.document, tags: ["risk", "triage/star"]),
                Player.mark("2", "Two", in: player.document, tags: ["triage/question"]),
            ], coder: "ana")
        #expect(latest.last.map(\.name) == ["risk"] && latest.recent.map(\.name) == ["risk"])
    }
}
