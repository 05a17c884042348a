// Splitting a mark in two and joining two marks: what each part keeps, and one undo each.

import Annotations
import Reader
import TestSupport
import Testing
import TextModel

@Suite struct SplittingTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n\nSix.\n\nSeven.\n"

    private func paragraphMarked() -> Player {
        var player = Player(SplittingTests.text)
        player.press("select-paragraph", "tag risk", "tag policy", "note")
        player.type("who?")
        player.keys("Enter Esc g g")
        return player
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func splitsAtTheCursor(_ keymap: String) throws {
        var player = Player(SplittingTests.text, keymap: keymap)
        player.press("select-paragraph", "tag risk", "tag policy", "note")
        player.type("who?")
        player.keys("Enter Esc C-Home ) z x")
        #expect(
            player.marks == [
                "risk,policy “One is here.” — who?", "risk,policy “Two is there. Three is far.”",
            ])
        #expect(player.message == "split into “One is here.” and “Two is there. Three is far.”")
        let marks = player.file.annotations.inDocumentOrder
        #expect(marks[0].created < marks[1].created && marks[0].modified == marks[1].modified)
        #expect(marks[0].id != marks[1].id && marks.allSatisfy { $0.creator == "ana" })
        // The second part is in hand.
        player.press("tag policy")
        #expect(player.marks[1] == "risk “Two is there. Three is far.”")
        player.press("2 undo")
        #expect(player.marks == ["risk,policy “One is here. Two is there. Three is far.” — who?"])
        player.press("redo")
        #expect(player.file.annotations.inDocumentOrder == marks)
    }

    @Test func splitsInsideWordsAndAcrossParagraphs() {
        var player = Player("|Alpha beta.\n\nGamma.\n")
        player.press("select", "2 paragraph-next", "tag risk")
        player.keys("g g 3 l z x")
        #expect(player.marks == ["risk “Alp”", "risk “ha beta.\n\nGamma.”"])
        player.keys("Esc } z x")
        #expect(player.marks == ["risk “Alp”", "risk “ha beta.”", "risk “Gamma.”"])
    }

    @Test func whatCannotBeSplitIsSaid() {
        var player = paragraphMarked()
        player.keys("z x")
        #expect(player.message == "the mark begins here; go to where its second part is to begin")
        player.keys("} z x")
        #expect(player.message == "no mark here to split")
        player.press("note")
        player.type("only this")
        player.keys("Enter w z x")
        #expect(player.message.contains("tag it first") && player.marks.count == 2)
        player = Player("|a  \n", annotations: AnnotationSet([Player.mark("1", "a  ", in: Document("a  \n"))]))
        player.keys("l z x")
        #expect(player.message.contains("white space") && player.marks == ["risk “a  ”"])
        player = Player(SplittingTests.text, readOnly: "the sidecar is newer")
        player.keys("z x z j")
        #expect(player.message == "the sidecar is newer")
    }

    @Test func ofSeveralTheOneInHandIsSplit() {
        var player = paragraphMarked()
        player.keys(") o Esc w ; ; z x")
        #expect(
            player.marks == [
                "risk,policy “One is here. Two” — who?", "opinion “Two is there.”",
                "risk,policy “is there. Three is far.”",
            ])
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func joinsWithTheNext(_ keymap: String) throws {
        var player = Player(SplittingTests.text, keymap: keymap)
        player.press("tag risk", "note")
        player.type("first")
        player.keys("Enter")
        player.press("sentence-next", "tag policy", "note")
        player.type("second")
        player.keys("Enter Esc C-Home")
        let before = player.file.annotations.inDocumentOrder
        player.keys("z j")
        #expect(player.marks == ["risk,policy “One is here. Two is there.” — first\n\nsecond"])
        let joined = try #require(player.file.annotations.inDocumentOrder.first)
        #expect(joined.id == before[0].id && joined.created == before[0].created)
        // What was joined is in hand.
        player.press("tag opinion")
        #expect(player.marks[0].hasPrefix("risk,policy,opinion"))
        player.press("2 undo")
        #expect(player.file.annotations.inDocumentOrder == before && player.file.cursor == .zero)
        player.press("redo")
        #expect(player.file.annotations.inDocumentOrder == [joined] && player.file.cursor == .zero)
    }

    @Test func theOlderIDStays() throws {
        var player = Player(SplittingTests.text)
        player.press("sentence-next", "tag policy", "document-start", "tag risk")
        let older = try #require(player.file.annotations.inDocumentOrder.last)
        player.keys("z j")
        let joined = player.file.annotations.inDocumentOrder
        #expect(joined.map(\.id) == [older.id] && joined[0].created == older.created)
        #expect(player.marks == ["risk,policy “One is here. Two is there.”"])
    }

    @Test func joinsWhatOverlapsBeforeWhatIsAlike() {
        var player = Player(SplittingTests.text)
        // risk on 1, policy on 1–2, risk on 3.
        player.press("tag risk", "cancel", "2 sentence-next", "tag risk", "cancel", "document-start")
        player.press("2 select-sentence", "tag policy", "cancel", "document-start")
        player.keys("z j")
        #expect(player.marks == ["risk,policy “One is here. Two is there.”", "risk “Three is far.”"])
        player.keys("z j")
        #expect(player.marks == ["risk,policy “One is here. Two is there. Three is far.”"])
        player.press("2 undo")
        #expect(player.marks.count == 3)
    }

    @Test func joinsAnInnerMarkWithTheOneAroundIt() {
        var player = paragraphMarked()
        player.keys(") o z j")
        #expect(player.marks == ["risk,policy,opinion “One is here. Two is there. Three is far.” — who?"])
    }

    @Test func joinsWhatIsAlikeInThisParagraphOrTheNext() {
        var player = Player(SplittingTests.text)
        player.press("tag risk", "paragraph-next", "sentence-next", "tag risk", "document-start")
        player.keys("z j")
        #expect(player.marks == ["risk “One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.”"])
        player = Player(SplittingTests.text)
        player.press("tag risk", "sentence-next", "sentence-next", "tag policy", "3 paragraph-next", "tag risk")
        player.press("document-start")
        player.keys("z j")
        #expect(
            player.message
                == "no mark to join: none overlaps this one or stands beside it, and no risk begins in this "
                + "paragraph or the next")
        #expect(player.marks.count == 3)
    }

    @Test func aCountJoinsAsOftenAndEachIsUndone() {
        var player = Player(SplittingTests.text)
        for _ in 0..<5 { player.press("tag risk", "sentence-next") }
        player.keys("g g 3 z j")
        #expect(player.marks.count == 2)
        player.press("undo")
        #expect(player.marks.count == 3)
        player.press("2 undo")
        #expect(player.marks.count == 5)
        player.press("999999 join-marks")
        #expect(player.marks.count == 1)
    }

    /// What was just split is joined again, also from its second part.
    @Test func joiningTakesSplittingBack() {
        for way in ["z j", "Esc ( z j"] {
            var player = paragraphMarked()
            player.keys(") z x")
            #expect(player.marks.count == 2)
            player.keys(way)
            #expect(player.marks == ["risk,policy “One is here. Two is there. Three is far.” — who?"], "\(way)")
        }
    }

    /// Between two keys the marks are as they are: what another program changes first is changed as it left it.
    @Test func whatAnotherProgramChangedIsSplitAndJoinedAsItIs() {
        var player = Player(SplittingTests.text)
        player.press("tag risk")
        player.saved()
        var theirs = player.file.annotations.inDocumentOrder[0]
        theirs.note = "theirs"
        player.idle()
        player.act(.refreshed(index: 0, AnnotationSet([theirs])))
        player.keys("Esc w z x")
        #expect(player.marks == ["risk “One” — theirs", "risk “is here.”"])
        player.keys("z j")
        #expect(player.marks == ["risk “One is here.” — theirs"])
    }

    @Test func joinsSpansThatAreTheSame() {
        let document = Document("One is here. Two.\n")
        let marks = ["1", "2", "3"].map { Player.mark($0, "One is here.", in: document, tags: ["tag\($0)"], note: "n") }
        var player = Player("|One is here. Two.\n", annotations: AnnotationSet(marks))
        player.keys("z j z j")
        #expect(player.marks == ["tag1,tag2,tag3 “One is here.” — n"])
    }

    @Test func marksOfAnotherCreatorAreLeftAlone() {
        let document = Document("One is here. Two.\n")
        let marks = [
            Player.mark("1", "One is here.", in: document), Player.mark("2", "Two.", in: document, creator: "bob"),
        ]
        var player = Player("|One is here. Two.\n", annotations: AnnotationSet(marks))
        player.keys("z j")
        #expect(player.message.hasPrefix("no mark to join") && player.marks.count == 2)
    }

    @Test func anUnfinishedNoteIsNotJoinedAway() {
        var player = Player(SplittingTests.text)
        player.press("tag risk", "sentence-next", "tag risk", "note")
        player.type("half")
        player.keys("Esc g g z j")
        #expect(player.message.contains("unfinished note") && player.marks.count == 2)
        player.press("sentence-next", "note")
        player.keys("Enter g g z j")
        #expect(player.marks == ["risk “One is here. Two is there.” — half"])
    }
}
