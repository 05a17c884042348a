// Showing only the marks of one tag: what is seen, walked and said, and that nothing hidden is touched.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct MarkFilterTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    private func player(keymap: String = "vim") -> Player {
        var player = Player(MarkFilterTests.text, keymap: keymap)
        player.press("tag risk", "sentence-next", "tag policy", "sentence-next", "tag risk", "sentence-next", "note")
        player.type("untagged")
        player.keys("Enter")
        player.press("document-start")
        return player
    }

    @Test(arguments: [
        ("vim", "& r", "& &"), ("less", "& r", "& &"), ("emacs", "& r", "& &"), ("arrows", "F4 r", "F4 F4"),
        ("arrows", "F4 1", "F4 F4"), ("vim", "& T Down Enter", "& T Up Enter"), ("emacs", "C-c f Down Enter", "& &"),
    ])
    func showsOnlyOneTagAndAllAgain(keymap: String, keys: String, all: String) {
        var player = player(keymap: keymap)
        player.keys(keys)
        #expect(player.file.filterInWords == "only risk: 2 of 4 marks")
        #expect(player.message.hasPrefix("only risk: 2 of 4 marks; "))
        player.press("mark-next")
        #expect(player.message.hasPrefix("risk: “Three"))
        player.press("mark-next")
        #expect(player.message == "no mark further down; only risk is shown")
        player.keys(all)
        #expect(player.file.filterInWords == nil && player.message == "all 4 marks are shown")
        player.press("mark-next")
        #expect(player.message.hasPrefix("note: “Four"))
    }

    @Test func marksThatAreHiddenAreNotTouched() {
        var player = player()
        let before = player.marks
        player.keys("& r ) x")
        #expect(player.message == "no mark here" && player.marks == before)
        player.keys(";")
        #expect(player.message == "no mark here")
        player.keys("} Enter")
        #expect(player.message == "no note here")
        // What is saved is all of them.
        player.keys("g g p")
        player.saved()
        #expect(player.sent?.count == 4)
    }

    @Test func aTagThatIsHiddenIsSaidToBeSo() {
        var player = player()
        player.keys("& r G o")
        #expect(player.marks.last == "opinion “Five ends it.”")
        #expect(player.message == "tagged opinion: “Five ends it.” (hidden: only risk is shown, && shows all)")
        #expect(player.file.filterInWords == "only risk: 2 of 5 marks")
        player.keys("u")
        #expect(player.file.filterInWords == "only risk: 2 of 4 marks")
        // The hidden mark of the sentence takes a further tag; there is no second mark.
        player.keys("g g ) r")
        #expect(player.marks[1] == "policy,risk “Two is there.”")
        #expect(player.file.filterInWords == "only risk: 3 of 4 marks")
    }

    @Test func aNoteOnAHiddenMarkIsThatMarksNote() {
        var player = player()
        player.keys("& r ) a")
        player.type("hm")
        player.keys("Enter")
        #expect(player.marks[1] == "policy “Two is there.” — hm" && player.marks.count == 4)
        #expect(player.message.hasSuffix("(hidden: only risk is shown, && shows all)"))
    }

    @Test func subTagsAreShownWithTheirParent() {
        let document = MarkedText(MarkFilterTests.text).document
        let marks = [
            Player.mark("1", "One is here.", in: document, tags: ["risk/cyber"]),
            Player.mark("2", "Two is there.", in: document, tags: ["risky"]),
        ]
        var player = Player(MarkFilterTests.text, annotations: AnnotationSet(marks))
        player.keys("& r")
        #expect(player.file.filterInWords == "only risk: 1 of 2 marks")
        player.press("show-only risk/cyber")
        #expect(player.file.filterInWords == "only risk/cyber: 1 of 2 marks")
    }

    @Test func whatNoMarkHasIsNotShownAlone() {
        var player = player()
        player.keys("& o")
        #expect(player.file.filterInWords == nil && player.message == "no mark has opinion")
        player.keys("& &")
        #expect(player.message == "all marks are shown")
        player.press("show-only risk;")
        #expect(player.message == "“risk;” cannot be a tag")
    }

    @Test func theListOfMarksShowsWhatIsShown() {
        var player = player()
        player.keys("& T End Enter")
        #expect(player.file.filterInWords == "only notes without a tag: 1 of 4 marks")
        player.keys("& r z l")
        guard case .list(let listing) = player.state.dialog else { return }
        #expect(listing.chooser.count == 2 && listing.chooser.title == "Marks: only risk")
        player.keys("& &")
        guard case .list(let all) = player.state.dialog else { return }
        #expect(all.chooser.count == 4 && all.chooser.title == "Marks")
    }

    // MARK: Every mark is reached

    @Test func marksThatBeginAtOnePlaceAreAllReached() {
        let text = "|One is here. Two is there. Three is far.\n"
        let document = MarkedText(text).document
        let marks = [
            Player.mark("1", "One", in: document), Player.mark("2", "One is here.", in: document, tags: ["policy"]),
            Player.mark("3", "One is here.", in: document), Player.mark("4", "Two", in: document, tags: ["policy"]),
            Player.mark("5", "Two is there. Three", in: document),
        ]
        var player = Player(text, annotations: AnnotationSet(marks))
        var seen: [String] = []
        func inHand(_ player: Player) -> String { player.file.inHand?.iri.suffix(1).description ?? "-" }
        player.press("document-end")
        for _ in 0..<5 {
            player.press("mark-previous")
            seen.append(inHand(player))
        }
        #expect(seen == ["5", "4", "3", "2", "1"])
        player.press("mark-previous")
        #expect(player.message == "no mark further up")
        seen = [inHand(player)]
        for _ in 0..<4 {
            player.press("mark-next")
            seen.append(inHand(player))
        }
        #expect(seen == ["1", "2", "3", "4", "5"])
        player.keys("& p")
        player.press("document-start", "mark-next")
        #expect(inHand(player) == "4")
        player.press("same-tag-previous")
        #expect(inHand(player) == "2")
        player.press("same-tag-previous")
        #expect(player.message == "no policy further up; only policy is shown")
    }
}
