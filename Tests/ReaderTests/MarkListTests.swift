// The list of marks: orders, filter, what its keys do to the marks, and the text that goes along.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct MarkListTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    /// Three marks, one of them noted, and a draft on the fourth sentence.
    private func player(keymap: String = "vim") -> Player {
        var player = Player(MarkListTests.text, keymap: keymap)
        player.press("tag risk", "sentence-next", "tag policy", "note")
        player.type("who bears it?")
        player.keys("Enter")
        player.press("2 sentence-next", "note")
        player.type("begun")
        player.keys("Esc")
        player.press("sentence-next", "tag opinion", "tag risk", "document-start")
        return player
    }

    private func rows(_ player: Player) -> [String] {
        guard let chooser = player.chooser else { return [] }
        return (0..<chooser.count).map { place in
            let row = chooser.rows.row(chooser.number(at: place))
            let lead: String =
                switch row.lead {
                case .tags(let tags): tags.map(\.name).joined(separator: ",")
                case .draft: "draft"
                case nil: "-"
                }
            return "\(lead) \(row.text)" + (row.tail.isEmpty ? "" : " — \(row.tail)")
        }
    }

    @Test(arguments: [
        ("vim", "z l"), ("less", "z l"), ("emacs", "z l"), ("emacs", "C-c l"), ("arrows", "F5"), ("arrows", "z l"),
    ])
    func listsMarksAndDraftsAsTheyStand(keymap: String, keys: String) {
        var player = player(keymap: keymap)
        player.keys(keys)
        #expect(
            rows(player) == [
                "risk One is here.", "policy Two is there. — who bears it?", "draft Four is alone. — begun",
                "opinion,risk Five ends it.",
            ])
        #expect(player.chooser?.chosen == 0 && player.chooser?.title == "Marks")
    }

    @Test func movingInItMovesTheText() {
        var player = player()
        player.press("select", "word-next")
        let before = player.text
        player.keys("z l Down Down")
        #expect(player.text.contains("|Four is alone."))
        player.keys("Down")
        #expect(player.text.contains("⟦|Five ends it.⟧"), "the mark is in hand")
        player.keys("Esc")
        #expect(player.state.dialog == nil && player.text == before)
        player.keys("z l Down Enter")
        #expect(player.text.contains("⟦|Two is there.⟧") && player.state.dialog == nil)
        player.press("jump-back")
        #expect(player.file.cursor == ByteOffset(2), "back to where the list was opened")
    }

    @Test func aKeyTakesTheNextOrder() {
        var player = player()
        player.keys("z l s")
        #expect(player.chooser?.title == "Marks by tag")
        #expect(
            rows(player) == [
                "risk One is here.", "risk,opinion Five ends it.", "policy Two is there. — who bears it?",
                "opinion,risk Five ends it.", "draft Four is alone. — begun",
            ])
        player.keys("Tab")
        #expect(player.chooser?.title == "Marks, newest first")
        #expect(
            rows(player) == [
                "draft Four is alone. — begun", "opinion,risk Five ends it.", "policy Two is there. — who bears it?",
                "risk One is here.",
            ])
        #expect(player.chooser?.chosen == 3, "the chosen mark stays chosen")
        player.keys("S S s S-Tab S")
        #expect(player.chooser?.title == "Marks, newest first")
    }

    @Test(arguments: [
        ("# risk", ["risk One is here.", "opinion,risk Five ends it."]),
        ("bears", ["policy Two is there. — who bears it?"]),
        ("@ana five", ["opinion,risk Five ends it."]), ("draft", ["draft Four is alone. — begun"]),
        ("FAR", []),
        (
            "is",
            [
                "risk One is here.", "policy Two is there. — who bears it?", "draft Four is alone. — begun",
                "opinion,risk Five ends it.",
            ]
        ),
        ("is there", ["policy Two is there. — who bears it?"]),
    ])
    func filtersByTagCoderPassageAndNote(typed: String, expected: [String]) {
        var player = player()
        player.keys("z l /")
        player.type(typed.replacing("# ", with: "#"))
        #expect(rows(player) == expected)
    }

    @Test func deletesAndTagsTheChosenMarkAndTakesItBack() {
        var player = player()
        let before = player.marks
        player.keys("z l Down x")
        #expect(player.marks == ["risk “One is here.”", "opinion,risk “Five ends it.”"])
        #expect(rows(player) == ["risk One is here.", "draft Four is alone. — begun", "opinion,risk Five ends it."])
        #expect(player.chooser?.chosen == 1, "one goes on with the next")
        player.keys("u")
        #expect(player.marks == before && player.chooser?.chosen == 1 && rows(player).count == 4)
        player.keys("C-r")
        #expect(rows(player).count == 3)
        player.keys("u Up p")
        #expect(player.marks[0] == "risk,policy “One is here.”" && rows(player)[0] == "risk,policy One is here.")
        player.keys("u x u Down Down x")
        #expect(player.marks == before)
        player.keys("n p")
        #expect(player.message == "this is an unfinished note; a opens it, x throws it away" && player.marks == before)
        player.keys("Esc")
        #expect(player.state.dialog == nil && player.file.cursor == .zero)
    }

    @Test func aOpensTheNoteOfTheChosenRow() {
        var player = player()
        player.keys("z l Down Down a")
        guard case .note(let editor) = player.state.dialog else {
            Issue.record("no note is open")
            return
        }
        #expect(editor.field.text == "begun")
        player.type(" and done")
        player.keys("Enter z l Down Down")
        #expect(rows(player)[2] == " Four is alone. — begun and done")
    }

    @Test func followsWhatOthersDo() {
        var player = player()
        player.keys("z l")
        var onDisk = player.file.annotations
        let theirs = Player.mark("x", "Three is far.", in: player.document, creator: "bo")
        try? onDisk.apply(Edit([.init(before: nil, after: theirs)], summary: ""))
        player.idle()
        player.act(.refreshed(index: 0, onDisk))
        #expect(rows(player).contains("risk Three is far.") && rows(player).count == 5)
    }

    @Test func marksOfOthersStandInItWhileTheyAreShown() {
        var player = player()
        let theirs = [
            Player.mark("b1", "Two is there.", in: player.document, creator: "bob"),
            Player.mark("b2", "Three is far.", in: player.document, note: "hm", creator: "bob"),
        ]
        let before = player.marks
        player.keys("z v")
        player.act(.codersRead(index: 0, [CoderMarks("bob", AnnotationSet(theirs))]))
        player.keys("z l g g")
        #expect(rows(player).count == 6 && rows(player).contains("risk Three is far. — hm"))
        // Two marks are on the second sentence; only one's own can be deleted.
        var refused = 0
        for _ in 0..<6 {
            guard let chooser = player.chooser, let number = chooser.chosen else { break }
            if chooser.rows.row(number).fields.contains("@bob") {
                player.keys("x")
                #expect(player.marks == before && player.message.hasPrefix("bob's mark: only bob can change it"))
                refused += 1
            }
            player.keys("Down")
        }
        #expect(refused == 2)
        player.keys("/ @ b o b")
        #expect(rows(player) == ["risk Two is there.", "risk Three is far. — hm"])
        player.keys("Esc Esc z v z l")
        #expect(rows(player).count == 4)
        player.keys("Esc z v")
        player.act(.codersRead(index: 0, [CoderMarks("bob", AnnotationSet(theirs))]))
        player.press("digest")
        let hidden = player.state.flow.row(at: theirs[1].span!.start)
        #expect(player.file.isDigest && !player.state.flow.hides(hidden))
    }

    @Test func anEmptyListSaysSo() {
        var player = Player(MarkListTests.text)
        player.keys("z l")
        #expect(player.chooser?.count == 0 && player.chooser?.emptyMessage == "no marks yet")
        player.keys("x a Enter Esc")
        #expect(player.state.dialog == nil)
    }

    @Test func manyMarksAreNotLaidOutForAKey() {
        let text = (0..<3000).map { "Sentence \($0) is here." }.joined(separator: "\n\n")
        let document = Document(text)
        var start = 0
        let marks = (0..<3000).map { number -> Annotation in
            let length = "Sentence \(number) is here.".utf8.count
            let span = Span(ByteOffset(start), ByteOffset(start + length))
            start += length + 2
            return Annotation(
                id: AnnotationID("urn:test:\(number)"), tags: [Tag(number % 2 == 0 ? "risk" : "policy")!],
                created: Timestamp(secondsSince1970: number), creator: "ana",
                target: Anchoring.target(for: span, in: document),
                anchor: .exact(Anchoring.place(of: span, in: document)))
        }
        var player = Player(text, annotations: AnnotationSet(marks))
        player.keys("z l G")
        #expect(player.chooser?.chosen == 2999)
        player.keys("s")
        #expect(player.chooser?.chosen == 2999 && player.chooser?.rows.row(0).text == "Sentence 0 is here.")
        player.keys("s g g")
        #expect(player.chooser?.rows.row(0).text == "Sentence 2999 is here.")
    }
}
