// Sentences as a reader would draw them, as a table of hard cases.

import TestSupport
import Testing
import TextModel

@Suite struct SentenceTests {
    /// Each is one paragraph; ` | ` stands where one sentence ends and the next begins.
    static let cases = [
        // Titles, initials, names
        "Dr. Silva spoke. | Mr. and Mrs. Lee left.", "Prof. Ana Kim and Sen. Roe met Gov. Poe. | They talked.",
        "J. R. R. Tolkien wrote it. | So it is said.", "George W. Bush agreed. | Others did not.",
        "St. Louis is far. | Mt. Etna is farther.", "Lt. Col. Ray asked Gen. Bo. | He nodded.",
        // Places and dotted letters
        "U.S.-China trade fell. | It rose later.", "The U.S. economy grew. | Prices rose.",
        "He lives in the U.S. | She does not.", "The U.K. and the E.U. met. | Nothing came of it.",
        "They left Washington, D.C. | The talks went on.", "It is a U.N. report. | Read it.",
        "He has a Ph.D. in law. | She has an M.A. in art.",
        // Times and dates
        "At 5 p.m. the vote began. | It failed.", "It closed at 5 p.m. | The vote failed.",
        "From 9 a.m. to 5 p.m. they sat. | Then they rose.", "On Jan. 3 it rained. | On Feb. 4 it did not.",
        // Latin
        "Use tools, e.g. a hammer. | Or none.", "The rest, i.e. Most of it, was lost. | Some was not.",
        "Cats vs. Dogs is a film. | It is long.", "See Smith et al. for more. | It is long.",
        "Bring food, drink, etc. and come. | Do not be late.", "Bring food, drink, etc. | Then come.",
        "Cf. Roe for this. | Not for that.", "He came ca. 1900 and left. | Nobody knows why.",
        // Numbers
        "Room No. 3 is free. | Take it.", "Did he agree? | No. | He did not.", "See Fig. 3 for this. | It is clear.",
        "See Eq. 4 and pp. 5–7. | They differ.", "Vol. 2 is out. | Ch. 4 is best.", "It costs 3.50 today. | Pay now.",
        "Growth was 2.5%. | It was 1.1% before.", "Version 1.2.3 works. | 1.2.4 does not.",
        "The year was 1990. | Then came 1991.", "It rose by $3.5 bn. | It fell by €2 m.",
        // Companies
        "Acme Inc. makes toys. | It is old.", "He works for Acme Corp. | It pays well.",
        "Roe Jr. came. | Roe Sr. did not.",
        "Smith & Co. sells tea. | We drink it.",
        // Dots in a row
        "Well... maybe. | Or not.", "He waited… | Nobody came.", "He waited ... and left. | Nobody came.",
        "“Well …” he said. | She left.",
        // Other ends
        "Really?! | Yes.", "Stop! | Go!", "What?? | Nothing.", "Is it so? | It is.",
        // Quotes
        "“Is it?” she asked. | He nodded.", "\"Is it?\" she asked. | He nodded.", "“It is.” | She left.",
        "\"It is.\" | She left.", "She said, “It is so.” | He left.", "“No! Never!” she said. | He left.",
        "\"First. Second.\" | Third.", "He said: “She told me ‘Go. Now.’ and I went.” | I stayed.",
        "They call it “the U.S. way.” | It is not.", "‘It is.’ | She left.", "He called it ‘bad’. | It was.",
        // Brackets
        "It fell (see Fig. 3). | It rose.", "It fell. | (It rose later.) | It fell again.",
        "It fell (it rose. It fell.) and rose. | Then it fell.", "It fell [Roe 1999]. | It rose.",
        // Addresses and names with dots in them
        "Go to https://example.org/a.b?c=d now. | Then rest.", "Go to www.example.org. | Then rest.",
        "Write to a.b@example.org. | Then wait.", "Use Node.js or Swift. | Not both.",
        "The .txt file is there. | Read it.",
        // Lists
        "1. First of all. | Then more.", "2. Second point here", "a) First. | Then more.",
        // Other scripts
        "電力網が止まった。 | 誰が負うのか？ | 誰も！", "「止まった。誰も知らない。」 | 彼は黙った。",
        "¿Quién paga? | Nadie.", "¡Alto! | Vale.", "Кто платит? | Никто не знает.", "जोखिम है। | नीति नहीं।",
        "من يدفع؟ | لا أحد.", "C’est vrai. | Non ?",
        // White space and line ends within
        "One  is here.  | Two is there.", "It was\nbroken here. | Then\r\nthere.", "One. | Two. | Three.", "Only one",
    ]

    @Test(arguments: cases)
    func endsWhereAReaderWouldEndIt(_ example: String) throws {
        let expected = example.replacing("\r\n", with: "\n").split(separator: " | ").map(String.init)
        let text = example.replacing(" | ", with: " ")
        let document = Document(text)
        // A hard-wrapped case is one paragraph only to `sentences(in:)`, which is given it whole.
        let found = document.sentences(in: document.span).map { document.text($0).replacing("\r\n", with: "\n") }
        #expect(found == expected.map { $0.trimmed })
    }

    /// They follow one another, cover all but white space, and lie on graphemes, whatever the text.
    @Test func coverTheParagraph() {
        var random = Random(for: "sentences")
        let texts =
            (0..<40).map { _ in random.text(words: 60) }
            + sourceArticles.map { String(decoding: $0.bytes, as: UTF8.self) }
        for text in texts {
            let document = Document(text)
            for paragraph in document.allParagraphs {
                var end = paragraph.start
                for sentence in document.sentences(in: paragraph) {
                    #expect(sentence.start >= end && sentence.end <= paragraph.end && !sentence.isEmpty)
                    #expect(document.isBlank(Span(end, sentence.start)))
                    #expect(document.isGraphemeBoundary(sentence.start) && document.isGraphemeBoundary(sentence.end))
                    end = sentence.end
                }
                #expect(document.isBlank(Span(end, paragraph.end)))
            }
        }
    }

    @Test func stepsFromSentenceToSentence() {
        let document = Document("One is. Two is.\n\nThree is.")
        var starts: [String] = []
        var place = ByteOffset.zero
        while let next = document.sentence(after: place) {
            starts.append(document.text(next))
            place = next.start
        }
        #expect(starts == ["Two is.", "Three is."])
        #expect(document.sentence(before: document.end).map(document.text) == "Three is.")
        #expect(document.sentence(before: ByteOffset(17)).map(document.text) == "Two is.")
        #expect(document.sentence(before: .zero) == nil && document.sentence(after: document.end) == nil)
        // The space after a sentence is its own; the blank line is nobody's.
        #expect(document.sentence(at: ByteOffset(7)).map(document.text) == "One is.")
        #expect(document.sentence(at: ByteOffset(16)) == nil)
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
