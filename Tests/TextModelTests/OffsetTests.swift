// Places in bytes, code points and lines, before and after the index's checkpoints.

import TestSupport
import Testing

@testable import TextModel

@Suite struct OffsetTests {
    @Test func percentOfAnyNumberOfBytes() {
        #expect([0, 1, 2, 3].map { ByteOffset($0).percent(of: 3) } == [0, 33, 66, 100])
        #expect(ByteOffset(29).percent(of: 100) == 29 && ByteOffset(0).percent(of: 0) == 0)
        #expect(ByteOffset(9).percent(of: 3) == 100 && ByteOffset(5).percent(of: -1) == 100)
        #expect(ByteOffset(.max / 2 + 1).percent(of: .max) == 50 && ByteOffset(.max).percent(of: .max) == 100)
    }

    @Test func codePointsOfEveryByte() {
        let document = Document("aé漢👩‍🚀\r\nz")
        #expect(document.codePointCount == 9)
        let boundaries = [0, 1, 3, 6, 10, 13, 17, 18, 19, 20]
        for (number, byte) in boundaries.enumerated() {
            #expect(document.codePoint(at: ByteOffset(byte)).value == number)
            #expect(document.byte(at: CodePointOffset(number))?.value == byte)
        }
        #expect(document.byte(at: CodePointOffset(10)) == nil)
        #expect(document.byte(at: CodePointOffset(-1)) == nil)
        #expect(document.span(CodePointSpan(CodePointOffset(2), CodePointOffset(11))) == nil)
    }

    @Test func emptyText() {
        let document = Document("")
        #expect(document.codePointCount == 0 && document.lineCount == 0)
        #expect(document.byte(at: .zero) == .zero)
        #expect(document.line(at: .zero) == 0)
        #expect(document.span(ofLine: 0) == Span(.zero, .zero))
        #expect(document.allParagraphs.isEmpty && document.sentence(at: .zero) == nil)
        #expect(document.grapheme(after: .zero) == .zero && document.grapheme(before: .zero) == .zero)
    }

    @Test(arguments: [("", 0), ("\n", 1), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\r\n\r\nb\r\n", 3)])
    func linesAreCountedAsEditorsDo(_ text: String, _ count: Int) {
        #expect(Document(text).lineCount == count)
    }

    @Test func linesWithAndWithoutTheirEnd() {
        let document = Document("one\r\ntwo\n\nfour")
        let contents = (0..<4).map { document.text(document.content(ofLine: $0)) }
        #expect(contents == ["one", "two", "", "four"])
        #expect(document.text(document.span(ofLine: 0)) == "one\r\n")
        #expect(document.start(ofLine: 99) == document.end)
        #expect(document.codePointsIntoLine(at: ByteOffset(7)) == 2)
    }

    /// Against counting from the start, over several checkpoints, with lines and code points across them.
    @Test func agreesWithCountingPastCheckpoints() {
        var random = Random(for: "offsets")
        for text in [
            random.text(words: 4000), String(repeating: "漢字\n", count: 3000), String(repeating: "a", count: 9000),
        ] {
            let bytes = Array(text.utf8)
            let document = Document(text)
            var codePoints = 0
            var lines = 0
            for (offset, byte) in bytes.enumerated() {
                if byte & 0xC0 != 0x80 {
                    let nearCheckpoint =
                        offset % TextIndex.stride < 9 || offset % TextIndex.stride > TextIndex.stride - 9
                    if nearCheckpoint || random.once(in: 40) {
                        let place = ByteOffset(offset)
                        #expect(document.codePoint(at: place).value == codePoints)
                        #expect(document.byte(at: CodePointOffset(codePoints)) == place)
                        #expect(document.line(at: place) == lines)
                        #expect(document.span(ofLine: lines).contains(place))
                    }
                    codePoints += 1
                }
                if byte == 0x0A {
                    lines += 1
                    if random.once(in: 10) { #expect(document.start(ofLine: lines).value == offset + 1) }
                }
            }
            #expect(document.codePointCount == codePoints)
        }
    }

    @Test func spansMeetAndJoin() {
        func span(_ start: Int, _ end: Int) -> Span { Span(ByteOffset(start), ByteOffset(end)) }
        #expect(span(0, 3).overlaps(span(2, 5)) && !span(0, 3).overlaps(span(3, 5)))
        #expect(span(0, 3).union(span(5, 6)) == span(0, 6))
        #expect(span(0, 3).intersection(span(3, 5)) == nil && span(0, 3).intersection(span(1, 9)) == span(1, 3))
        #expect(span(2, 4).contains(ByteOffset(2)) && !span(2, 4).contains(ByteOffset(4)))
        #expect(!span(2, 2).contains(ByteOffset(2)) && span(1, 4).contains(span(2, 4)))
    }

    @Test func hashIsOfTheBytes() {
        // The SHA-256 of "abc" in FIPS 180-2, B.1.
        #expect(
            Document("abc").hash.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Document("e\u{301}").hash != Document("é").hash)
        #expect(SourceHash(hex: "ABC") == nil && SourceHash(hex: Document("").hash.hex) == Document("").hash)
    }
}
