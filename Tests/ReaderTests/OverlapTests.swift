// Marks over one another, across paragraphs and pages, as many as there are: each can be taken in hand.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel
import Views

@Suite struct OverlapTests {
    private static let paragraphs = (1...60).map { "Paragraph \($0) says this. And that, of number \($0)." }
    static let text = paragraphs.joined(separator: "\n\n") + "\n"

    /// Sixty marks over the second sentence: a third of them the same span, the others reaching further and further.
    static func many(in document: Document) -> AnnotationSet {
        let (start, sentence) = (ByteOffset("Paragraph 1 says this. ".count), "And that, of number 1.")
        let marks = (0..<60).map { number -> Annotation in
            let length = number % 3 == 0 ? sentence.count : min(document.byteCount - 60, sentence.count + number * 40)
            let text = document.text(Span(start, start + length))
            return Player.mark(
                "\(100 + number)", text, in: document, tags: [["risk", "policy", "opinion", "cause"][number % 4]],
                note: number == 7 ? "seven" : "")
        }
        return AnnotationSet(marks)
    }

    @Test func oneKeyGoesThroughSixtyMarks() {
        let document = Document(OverlapTests.text)
        let marks = OverlapTests.many(in: document)
        var player = Player(OverlapTests.text, annotations: marks)
        player.press("sentence-next")
        #expect(player.file.marksAtCursor.count == 60)
        var seen: [AnnotationID] = []
        for number in 1...60 {
            player.keys(";")
            #expect(player.message.hasPrefix("\(number) of 60 here: "))
            if let inHand = player.file.inHand { seen.append(inHand) }
            #expect(player.document.text(Span(player.file.cursor, player.file.cursor + 3)) == "And")
        }
        #expect(Set(seen) == marks.ids)
        player.keys(";")
        #expect(player.file.inHand == seen.first)
        player.keys("6 1 ;")
        #expect(player.file.inHand == seen.dropFirst().first)
    }

    /// What a key does, it does to the one in hand and to no other.
    @Test func onlyTheOneInHandIsChanged() throws {
        let document = Document(OverlapTests.text)
        let before = OverlapTests.many(in: document)
        for keys in ["x", "r", "a N o t e Enter", "> w Enter", "< 2 w Enter"] {
            var player = Player(OverlapTests.text, annotations: before)
            player.press("sentence-next")
            player.keys("5 ;")
            let chosen = player.file.inHand
            let inHand = try #require(chosen)
            player.keys(keys)
            let after = player.file.annotations
            let changed = before.ids.filter { after[$0] != before[$0] }
            #expect(changed == [inHand], "\(keys)")
            player.press("undo")
            #expect(player.file.annotations == before)
        }
    }

    @Test func marksCrossParagraphsAndPages() {
        var player = Player(OverlapTests.text, size: Size(columns: 60, rows: 10))
        player.keys("w v 3 } PgDn PgDn r")
        let span = player.file.annotations.inDocumentOrder[0].span!
        #expect(span.count > 300 && player.marks[0].contains("\n\n"))
        // From its middle, a page away from both ends, it is the mark in hand.
        player.keys("Esc g g 3 } ; p")
        #expect(player.marks[0].hasPrefix("risk,policy"))
        player.keys("> 9 } Enter < ( Enter")
        #expect(player.file.annotations.inDocumentOrder[0].span!.start == .zero)
        player.keys("x")
        #expect(player.marks == [])
    }

    @Test func statusAndGutterSayWhichIsInHand() {
        let document = Document(OverlapTests.text)
        for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)] {
            var player = Player(OverlapTests.text, size: size, annotations: OverlapTests.many(in: document))
            player.press("sentence-next")
            player.keys("2 1 ;")
            let shown = frame(for: player.state, theme: .monochrome)
            let status = shown.text(row: size.rows - 2)
            #expect(status.contains("21 of 60: "), "\(status)")
            #expect(status.contains("saved"))
            // Four tags in a gutter of three cells.
            #expect(shown.row(0)[player.state.textLeft - 2].grapheme == "+")
            player.keys("g g")
            #expect(!frame(for: player.state, theme: .dark).text(row: size.rows - 2).contains(" of "))
        }
    }
}
