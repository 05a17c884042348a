// Paragraphs of both kinds of plain text: a line each, and lines that were broken at a width.

import TestSupport
import Testing
import TextModel

@Suite struct ParagraphTests {
    private func paragraphs(_ text: String) -> [String] {
        let document = Document(text)
        return document.allParagraphs.map { document.text($0) }
    }

    static let wrapped = """
        The grid failed at noon, and for three hours nobody could say why it
        had. Engineers looked at the lines, at the switches, and at the logs
        of the two stations, which had been written by different programs in
        different time zones, so that it took them until the evening to see
        that the first alarm had come before the first failure.
        """

    @Test func aLineEachHoweverShort() {
        #expect(paragraphs("Risk\nWho bears it?\nNobody knows.\n") == ["Risk", "Who bears it?", "Nobody knows."])
    }

    @Test func longLinesAreParagraphsOfTheirOwn() {
        let line = String(repeating: "word ", count: 60)
        #expect(paragraphs(line + "\n" + line + "\n").count == 2)
    }

    @Test func linesBrokenAtAWidthAreOneParagraph() {
        #expect(paragraphs(ParagraphTests.wrapped) == [ParagraphTests.wrapped])
        #expect(paragraphs(ParagraphTests.wrapped + "\n\n" + ParagraphTests.wrapped + "\n").count == 2)
    }

    @Test func blankLinesPartParagraphs() {
        #expect(paragraphs("\n\n  \nOne\n \t \nTwo\r\n\r\nThree\n\n") == ["One", "Two", "Three"])
        #expect(paragraphs("12.\n(a)\n-") == ["12.", "(a)", "-"])
        #expect(paragraphs("") == [] && paragraphs(" \n\n") == [])
    }

    @Test func listItemsAreParagraphs() {
        let list = """
            - The grid failed at noon, and for three hours nobody could say why
            - Engineers looked at the lines, at the switches, and at the logs
            * of the two stations, which had been written by different programs
            1. different time zones, so that it took them until the evening to
            2) that the first alarm had come before the first failure of it all
            • and so on and so forth until the very end of the list, here it is
            """
        #expect(paragraphs(list).count == 6)
    }

    /// The lines of an item that an editor wrapped are set in, up to where its text begins.
    @Test func whatHangsBelowAnItemGoesOnWithIt() {
        let list = """
            - The grid failed at noon, and for three hours nobody could say why
              it had. Engineers looked at the lines, at the switches, and at
              the logs of the two stations.
            - Nobody had expected that the first alarm would come before the
              first failure of them all.
            12. A long number has its text further in than a bullet does, and
                still what hangs below belongs to it.
            (a) So has a letter in brackets, which does not begin a paragraph
                where it stands in a line by chance.
            """
        #expect(paragraphs(list).map { $0.suffix(9) } == ["stations.", "them all.", "gs to it.", "y chance."])
    }

    @Test func anIndentBeginsAParagraph() {
        #expect(paragraphs(ParagraphTests.wrapped + "\n    " + ParagraphTests.wrapped).count == 2)
    }

    @Test func leaveOutWhiteSpaceAtTheirEnds() {
        #expect(paragraphs("  One \n\n\tTwo\t\n") == ["One", "Two"])
    }

    @Test func aLineOfManyKilobytesIsCutIntoPieces() {
        let document = Document(String(repeating: "word and word. ", count: 20_000))
        #expect(document.allParagraphs.count > 1)
        #expect(document.allParagraphs.allSatisfy { $0.count <= 2 * 65_536 })
    }

    @Test func areFoundByPlace() {
        let document = Document("One\n\nTwo words\n")
        #expect(document.paragraph(at: ByteOffset(3)).map(document.text) == "One")
        #expect(document.paragraph(at: ByteOffset(4)) == nil)
        #expect(document.paragraph(after: .zero).map(document.text) == "Two words")
        #expect(document.paragraph(before: ByteOffset(9)).map(document.text) == "Two words")
        #expect(document.paragraph(before: ByteOffset(5)).map(document.text) == "One")
        #expect(document.paragraphIndex(atOrBefore: document.end) == 1)
    }

    @Test func coverAllButWhiteSpace() {
        var random = Random(for: "paragraphs")
        let texts =
            (0..<40).map { _ in random.text(words: 80) }
            + sourceArticles.map { String(decoding: $0.bytes, as: UTF8.self) }
        for text in texts {
            let document = Document(text)
            var end = ByteOffset.zero
            for paragraph in document.allParagraphs {
                #expect(paragraph.start >= end && !paragraph.isEmpty)
                #expect(document.isBlank(Span(end, paragraph.start)))
                end = paragraph.end
            }
            #expect(document.isBlank(Span(end, document.end)))
        }
    }
}
