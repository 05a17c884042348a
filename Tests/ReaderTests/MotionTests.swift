// Where each motion leads, with a count, at the ends of the text, and across notes and folds.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel
import Views

@Suite struct MotionTests {
    /// Whoever goes to a sentence wants to read it: what fits of it is scrolled into view.
    @Test func asMuchOfASentenceAsFitsIsShown() {
        let long = "This one is so long that it takes several rows of the narrow screen on which it is read here."
        var player = Player(
            "One.\n\nTwo.\n\nThree.\n\nFour.\n\n\(long)\n\nSix.\n\nSeven.\n\nEight.\n\nNine.\n\nTen.\n",
            size: Size(columns: 30, rows: 12))
        player.press("4 sentence-next")
        let screen = frame(for: player.state, theme: .dark)
        let shown = (0..<10).map { row in screen.row(row).map(\.grapheme).joined() }
        #expect(shown.contains { $0.contains("This one is so") } && shown.contains { $0.contains("read here.") })
    }

    /// One place marked with `|`, a motion, and where it leads.
    static let steps: [(String, String, String)] = [
        ("|one two", "grapheme-right", "o|ne two"),
        ("one |two", "grapheme-left", "one| two"),
        ("a|\u{301}b", "grapheme-right", "a\u{301}|b"),
        ("|one\n\ntwo", "4 grapheme-right", "one\n\n|two"),
        ("|one, two.", "word-next", "one, |two."),
        ("one |two", "word-previous", "|one two"),
        ("|one two", "word-end", "on|e two"),
        ("on|e two", "word-end", "one tw|o"),
        ("|One. Two. Three.", "sentence-next", "One. |Two. Three."),
        ("|One. Two. Three.", "2 sentence-next", "One. Two. |Three."),
        ("One. Two. Thr|ee.", "sentence-previous", "One. Two. |Three."),
        ("One. Two. |Three.", "sentence-previous", "One. |Two. Three."),
        ("O|ne.\n\nTwo.", "paragraph-next", "One.\n\n|Two."),
        ("One.\n\nT|wo.", "paragraph-previous", "One.\n\n|Two."),
        ("One.\n\n|Two.", "paragraph-previous", "|One.\n\nTwo."),
        ("one t|wo", "row-start", "|one two"),
        ("o|ne two", "row-end", "one tw|o"),
        ("o|ne\ntwo", "row-down", "one\nt|wo"),
        ("one\nt|wo", "row-up", "o|ne\ntwo"),
        ("one\nt|wo", "document-start", "|one\ntwo"),
        ("o|ne\ntwo\n", "document-end", "one\ntw|o\n"),
        ("|a\nb\nc\nd", "3 document-start", "a\nb\n|c\nd"),
    ]

    @Test func selectingALongTextReadsItsEndsOnly() {
        let line = "Prose of no account that goes on and on.\n"
        let source = MemorySource(Array(("  \n" + String(repeating: line, count: 100_000) + "\n \n").utf8))
        var player = Player(arriving: Document(windowsOf: source))
        player.press("select", "document-end")
        let before = source.bytesRead
        let span = player.file.selection?.span(in: player.document)
        #expect(span == Span(ByteOffset(3), ByteOffset(source.byteCount - 4)))
        #expect(source.bytesRead - before < 1 << 18)
        player.act(.marksRead(index: 0, ArticleMarks()))
        player.press("tag risk")
        #expect(player.message == "3 MB are selected, and a mark quotes what it is on: select 1 MB at most")
        #expect(player.marks.isEmpty)
    }

    @Test(arguments: steps)
    func leads(_ before: String, _ motion: String, _ after: String) {
        var player = Player(before)
        player.press(motion)
        #expect(player.text == after, "\(motion) from \(before)")
    }

    @Test func rowsKeepTheirColumnAcrossShortOnes() {
        var player = Player("long ro|w\nx\nlong row")
        player.press("row-down")
        #expect(player.text == "long row\n|x\nlong row")
        player.press("row-down")
        #expect(player.text == "long row\nx\nlong ro|w")
    }

    @Test func theEndsAreSaid() {
        var player = Player("|One. Two.")
        player.press("sentence-previous")
        #expect(player.message == "start of the article")
        player.press("document-end", "sentence-next")
        #expect(player.message == "end of the article")
    }

    /// A hundred lines of one word each.
    static let lines = (1...100).map { "line\($0)" }.joined(separator: "\n\n")

    @Test func pagesMoveTheTextAndKeepTheCursorsRow() {
        var player = Player(MotionTests.lines, size: Size(columns: 40, rows: 22))
        player.press("page-down")
        #expect(player.file.top.row.span.start > .zero)
        let top = player.file.top
        player.press("page-down", "page-up")
        #expect(player.file.top == top)
        player.press("document-end", "page-down")
        #expect(player.file.document.grapheme(after: player.file.cursor) == player.file.document.end)
        player.press("document-start", "page-up")
        #expect(player.file.cursor == .zero && player.file.top.row.span.start == .zero)
    }

    @Test func scrollingKeepsTheCursorOnItsTextWhileItCan() {
        var player = Player(MotionTests.lines, size: Size(columns: 40, rows: 22))
        player.press("10 row-down")
        let cursor = player.file.cursor
        player.press("3 scroll-down")
        #expect(player.file.cursor == cursor)
        player.press("centre")
        #expect(player.file.cursor == cursor)
    }

    @Test func resizingKeepsCursorAndSelectionOnTheirText() {
        var player = Player(MotionTests.lines, size: Size(columns: 80, rows: 24))
        player.press("30 row-down", "select", "2 row-down")
        let (cursor, selection) = (player.file.cursor, player.file.selection)
        for size in [(20, 8), (3, 2), (1, 1), (200, 60)] {
            player.resize(size.0, size.1)
            #expect(player.file.cursor == cursor && player.file.selection == selection, "\(size)")
        }
    }

    @Test func notesAreSkippedByTheCursorAndCanBeFolded() {
        var player = Player("|One.\nTwo.", size: Size(columns: 40, rows: 10))
        player.press("tag risk", "note")
        player.type("why?")
        player.keys("Enter")
        let row = player.file.layout.row(at: .zero)
        #expect(player.file.notes(endingIn: row).map(\.note) == ["why?"])
        player.press("row-down")
        #expect(player.text.contains("\n|Two."))
        player.press("document-start", "fold-note")
        #expect(player.file.notes(endingIn: row).isEmpty)
        player.press("fold-all-notes", "fold-all-notes")
        #expect(player.file.notes(endingIn: row).map(\.note) == ["why?"])
    }
}
