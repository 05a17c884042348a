// Moving one edge of a mark: by every kind of motion, kept as one edit, returned by Esc.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct EdgeTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    /// A mark on the second sentence, with a note, and the cursor on it.
    private func marked(_ keymap: String = "vim") -> Player {
        var player = Player(EdgeTests.text, keymap: keymap)
        player.press("sentence-next", "tag risk", "note")
        player.type("who?")
        player.keys("Enter")
        while player.asked.contains(where: { $0.hasPrefix("save") }) || !player.state.file!.saving.isComplete {
            player.saved()
        }
        return player
    }

    /// Keys after `<` or `>` on the second sentence, and what is marked then.
    static let moves: [(String, String)] = [
        ("> Enter", "Two is there."), ("> h Enter", "Two is there"), ("> 2 h Enter", "Two is ther"),
        ("> l Enter", "Two is there."), ("> 2 l Enter", "Two is there. T"), ("> w Enter", "Two is there. Three"),
        ("> 2 w Enter", "Two is there. Three is"), ("> b Enter", "Two is there"), ("> 2 b Enter", "Two is"),
        ("> e Enter", "Two is there. Three"), ("> ) Enter", "Two is there. Three is far."),
        ("> 2 ) Enter", "Two is there. Three is far.\n\nFour is alone."),
        ("> 3 ) 2 ( Enter", "Two is there. Three is far."),
        ("> } Enter", "Two is there. Three is far."),
        ("> j j Enter", "Two is there. Three is far.\n\nFour is alone. Five ends i"),
        ("> $ Enter", "Two is there. Three is far."),
        ("> G Enter", "Two is there. Three is far.\n\nFour is alone. Five ends it."),
        ("> PgDn Enter", "Two is there. Three is far.\n\nFour is alone. Five ends i"),
        ("< l Enter", "wo is there."), ("< w Enter", "is there."), ("< 2 w Enter", "there."),
        ("< b Enter", "here. Two is there."),
        ("< ( Enter", "One is here. Two is there."), ("< { Enter", "One is here. Two is there."),
        ("< g g Enter", "One is here. Two is there."), ("< 0 w Enter", "is here. Two is there."),
        ("< b > w Enter", "here. Two is there. Three"), ("> w % b Enter", "here. Two is there. Three"),
        ("< w < Enter", "is there."),
    ]

    @Test(arguments: moves) func movesAnEdge(_ keys: String, _ quote: String) {
        var player = marked()
        let before = player.file.annotations.inDocumentOrder[0]
        player.keys(keys)
        let after = player.file.annotations.inDocumentOrder[0]
        #expect(after.target.quote.exact == quote, "\(keys)")
        #expect(player.state.dialog == nil)
        #expect(after.id == before.id && after.created == before.created && after.creator == before.creator)
        #expect(after.tags == before.tags && after.note == "who?")
        guard after != before else { return }
        #expect(after.modified > before.modified && player.asked.last == "save 0: 1")
        // One edit, whatever it took to get there.
        player.press("undo")
        #expect(player.file.annotations.inDocumentOrder == [before])
        player.press("redo")
        #expect(player.file.annotations.inDocumentOrder == [after])
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func worksInEveryKeymap(_ keymap: String) {
        var player = marked(keymap)
        player.keys("> C-Right < C-Left Enter")
        #expect(player.marks == ["risk “here. Two is there. Three” — who?"], "\(keymap)")
        player.keys("> ( Esc")
        #expect(player.marks == ["risk “here. Two is there. Three” — who?"], "\(keymap)")
    }

    @Test func emacsAndArrowsHaveTheirOwnMotions() {
        var player = marked("emacs")
        player.keys("> M-f < C-u 2 M-b Enter")
        #expect(player.marks == ["risk “is here. Two is there. Three” — who?"])
        player.keys("< M-< C-g")
        #expect(player.marks == ["risk “is here. Two is there. Three” — who?"])
        player = marked("arrows")
        player.keys("> S-Left S-Left Enter")
        #expect(player.marks == ["risk “Two is ther” — who?"])
    }

    @Test func escReturnsEverything() {
        var player = marked()
        let (cursor, selection, inHand) = (player.file.cursor, player.file.selection, player.file.inHand)
        for way in ["> G Esc", "< g g C-c", "> 3 b < b C-g"] {
            player.keys(way)
            #expect(player.file.cursor == cursor && player.file.selection == selection && player.file.inHand == inHand)
            #expect(player.marks == ["risk “Two is there.” — who?"] && player.state.dialog == nil)
        }
        #expect(player.file.history.done.count == 2)
    }

    @Test func theMarkIsStillInHandAfterwards() {
        var player = marked()
        player.keys("> w Enter p")
        #expect(player.marks == ["risk,policy “Two is there. Three” — who?"])
        player.keys("x")
        #expect(player.marks == [])
    }

    @Test func anEdgeNeverMeetsTheOther() {
        for keys in ["> g g", "> 9 9 b", "> 9 9 h", "< G", "< 9 9 w", "< 9 9 l", "< } } }"] {
            var player = marked()
            player.keys(keys)
            #expect(player.message.contains("cannot pass") || player.message.contains("of the article"), "\(keys)")
            player.keys("Enter")
            #expect(player.marks.count == 1)
            #expect(player.file.annotations.inDocumentOrder[0].span!.count >= 1)
        }
        var player = Player("a |x y\n")
        player.press("select", "tag risk")
        player.keys("> h")
        #expect(player.message == "the end cannot pass the start")
        player.keys("< l")
        #expect(player.message == "the start cannot pass the end")
        player.keys("Enter")
        #expect(player.marks == ["risk “x”"] && player.message == "the mark is as it was")
    }

    @Test func whatCannotBeMovedIsSaid() {
        var player = Player(EdgeTests.text)
        player.keys("<")
        #expect(player.message == "no mark here whose start could be moved; ]a goes to the next mark")
        #expect(player.state.dialog == nil)
        player = Player(EdgeTests.text, readOnly: "the sidecar is newer")
        player.keys(">")
        #expect(player.message == "the sidecar is newer" && player.state.dialog == nil)
        player = marked()
        player.keys("> r")
        #expect(player.message == "motions and jumps move the end, Enter keeps it, Esc returns it")
        player.keys("u Z")
        guard case .edge = player.state.dialog else {
            Issue.record("a key that means nothing here closed the dialog")
            return
        }
        player.act(.event(.paste("j")))
        #expect(player.message.hasPrefix("pasted text"))
    }

    @Test func ofSeveralTheOneInHandIsMoved() {
        var player = marked()
        player.press("cancel", "document-start", "select-paragraph", "tag policy", "cancel", "document-start")
        player.press("sentence-next", "cycle-marks", "cycle-marks")
        #expect(player.message.hasPrefix("2 of 2 here: policy"))
        player.keys("> ( Enter")
        #expect(player.marks == ["policy “One is here. Two is there.”", "risk “Two is there.” — who?"])
    }

    /// A mark that came from elsewhere may have white space at its ends.
    @Test func anEdgeThatIsNotMovedStaysWhereItWas() {
        let document = Document("One two three four.\n")
        let mark = Player.mark("1", " two ", in: document)
        var player = Player("One |two three four.\n", annotations: AnnotationSet([mark]))
        player.keys("> Enter")
        #expect(player.message == "the mark is as it was" && player.marks == ["risk “ two ”"])
        player.keys("> w Enter")
        #expect(player.marks == ["risk “ two three”"])
        player.keys("< w Enter")
        #expect(player.marks == ["risk “two three”"])
    }

    @Test func edgesStayOnGraphemes() {
        var player = Player("|e\u{301}a 漢字\u{3002} 👩‍🚀x\n")
        player.press("select", "tag risk")
        for (keys, quote) in [
            ("> l Enter", "e\u{301}a"), ("> 2 l Enter", "e\u{301}a 漢"), ("> 2 l Enter", "e\u{301}a 漢字。"),
            ("> 2 l Enter", "e\u{301}a 漢字。 👩‍🚀"), ("< l Enter", "a 漢字。 👩‍🚀"), ("> h h Enter", "a 漢字。"),
        ] {
            player.keys(keys)
            #expect(player.marks == ["risk “\(quote)”"])
        }
    }

    @Test func theMouseMovesTheEdge() {
        var player = marked()
        player.keys(">")
        let left = player.state.textLeft
        player.act(.event(.mouse(Mouse(.press(.left), at: Position(column: left + 22, row: 0)))))
        player.act(.event(.mouse(Mouse(.release, at: Position(column: left + 22, row: 0)))))
        player.keys("Enter")
        #expect(player.marks == ["risk “Two is the” — who?"])
    }

    @Test func draggingMovesTheEdgeAlong() {
        var player = marked()
        player.keys("<")
        for (kind, column) in [(Mouse.Kind.press(.left), 13), (.drag(.left), 10), (.drag(.left), 7), (.release, 7)] {
            let position = Position(column: player.state.textLeft + column, row: 0)
            player.act(.event(.mouse(Mouse(kind, at: position))))
        }
        player.keys("Enter")
        #expect(player.marks == ["risk “here. Two is there.” — who?"])
    }

    @Test func aMarkThatAnotherProgramChangedIsNotOverwritten() {
        var player = marked()
        player.saved()
        player.keys("> w")
        var theirs = player.file.annotations.inDocumentOrder[0]
        theirs.note = "theirs"
        player.idle()
        player.act(.refreshed(index: 0, AnnotationSet([theirs])))
        player.keys("Enter")
        #expect(player.message.contains("another program"))
        #expect(player.marks == ["risk “Two is there.” — theirs"] && player.state.dialog == nil)
    }

    /// The draft of a note is known by its passage until the note is kept.
    @Test func aDraftGoesWithItsMark() {
        var player = Player(EdgeTests.text)
        player.press("note")
        player.type("half")
        player.keys("Esc")
        player.press("tag risk")
        player.keys("> w Enter")
        #expect(player.marks == ["risk “One is here. Two”"])
        #expect(player.asked.contains { $0.hasSuffix("half") && $0.hasPrefix("keep-draft") })
        player.press("note")
        player.keys("Enter")
        #expect(player.marks == ["risk “One is here. Two” — half"])
    }
}
