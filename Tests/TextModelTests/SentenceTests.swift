// Sentences as a reader would draw them: the hard cases, and what holds for every text.

import Glibc
import TestSupport
import Testing

@testable import TextModel

@Suite struct SentenceTests {
    @Test(arguments: SentenceExamples.all)
    func endWhereAReaderWouldEndThem(_ example: String) {
        let example = example.replacing("⏎", with: "\n")
        let document = Document(example.replacing(" | ", with: " ").replacing("|", with: ""))
        // A wrapped example is one paragraph only to `sentences(in:)`, which is given it whole.
        let found = document.sentences(in: document.span).map { document.text($0) }
        #expect(found == example.split(separator: "|").map { String($0).trimmed })
    }

    @Test func lineEndsOfTwoBytesAreSpace() {
        let document = Document("It was\r\nbroken here.\r\nThen there.")
        let found = document.sentences(in: document.span).map { document.text($0) }
        #expect(found == ["It was\r\nbroken here.", "Then there."])
    }

    /// What is added after a paragraph changes nothing in it.
    @Test func dependOnTheirParagraphOnly() {
        var random = Random(for: "paragraphs of sentences")
        let examples = SentenceExamples.all.map { $0.replacing("|", with: "").replacing("⏎", with: " ") }
        for example in examples {
            let alone = Document(example)
            let followed = Document(example + "\n\n" + random.text(words: 5))
            #expect(alone.sentences(in: alone.span) == followed.sentences(in: alone.span))
        }
    }

    /// Brackets, quotes, dots and dashes without end take no longer than prose.
    @Test(arguments: [
        "(", "[.", "“.", "\".\" ", ". - ", "...", ". ", "!", "a. ", "A. ", "(.) ", "” ", "’", "… » ", "1. [1] ",
    ])
    func areFoundInAnyHeap(_ part: String) {
        let document = Document(String(repeating: part, count: 60_000 / part.utf8.count))
        let start = nanosecondsOfThread()
        _ = document.sentences(in: document.span)
        #expect(nanosecondsOfThread() - start < 5_000_000_000)
    }

    /// They follow one another, cover all but white space, and lie on graphemes, whatever the text.
    @Test func coverTheParagraph() {
        var random = Random(for: "sentences")
        let texts =
            (0..<40).map { _ in random.text(words: 60) }
            + ["危険。\u{200D} 東京? 危険。\u{200D}東京。\u{200D}", "It is.\u{301} So\u{200D}. \u{301}Yes!\u{200D} \u{200D}"]
            + SentenceExamples.all + sourceArticles.map { String(decoding: $0.bytes, as: UTF8.self) }
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

/// What this thread has run for, in nanoseconds: the machine may be busy.
private func nanosecondsOfThread() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    @Test func whiteSpaceIsUnicodes() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if ParagraphText.isWhiteSpace(scalar) != scalar.properties.isWhitespace {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }
}
