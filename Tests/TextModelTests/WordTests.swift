// Words: what the word motions stop at.

import Testing
import TextModel

@Suite struct WordTests {
    @Test(arguments: [
        ("The grid, again.", "The|grid|again"), ("don't stop", "don't|stop"), ("well-known 3.14", "well|known|3.14"),
        ("naïve nai\u{308}ve", "naïve|nai\u{308}ve"), ("위험 정책", "위험|정책"), ("(a) [b]—c", "a|b|c"), ("... —", ""),
        ("snake_case x2", "snake_case|x2"),
    ])
    func areLettersAndDigits(_ text: String, _ words: String) {
        let document = Document(text)
        let found = document.words(in: document.span).map { document.text($0) }
        #expect(found.joined(separator: "|") == words)
    }

    @Test func ideographsAreWordsWithoutSpaces() {
        let document = Document("政策は危険です")
        #expect(document.words(in: document.span).count >= 3)
    }

    @Test func stepsCrossParagraphs() {
        let document = Document("One two.\n\nThree")
        func text(_ span: Span?) -> String? { span.map { document.text($0) } }
        #expect(text(document.word(after: .zero)) == "two")
        #expect(text(document.word(after: ByteOffset(4))) == "Three")
        #expect(document.word(after: ByteOffset(10)) == nil)
        #expect(text(document.word(before: ByteOffset(10))) == "two")
        #expect(text(document.word(before: document.end)) == "Three")
        #expect(text(document.word(endingAfter: ByteOffset(2))) == "One")
        #expect(text(document.word(endingAfter: ByteOffset(3))) == "two")
        #expect(text(document.word(at: ByteOffset(5))) == "two" && document.word(at: ByteOffset(7)) == nil)
        #expect(document.word(before: .zero) == nil)
    }
}
