// Rows: together they are the text, none is wider than asked, and they break where UAX #14 allows it.

import TestSupport
import Testing
import TextModel

@testable import TextLayout

@Suite struct RowTests {
    @Test(arguments: [
        ("the quick brown fox", 10, "the quick/brown fox"), ("the quick brown fox", 9, "the quick/brown fox"),
        ("abcdefghij", 4, "abcd/efgh/ij"), ("well-known fact", 6, "well-/known/fact"),
        ("one\ntwo\n", 20, "one/two"), ("one\n\ntwo", 20, "one//two"), ("one\r\ntwo", 20, "one/two"),
        ("(see this)", 5, "(see/this)"), ("電力網が止まった。次", 8, "電力網が/止まっ/た。次"), ("a     b", 3, "a/b"),
        ("10 % of $5", 5, "10 %/of $5"), ("a\u{A0}b c", 3, "a\u{A0}b/c"), ("漢", 1, "\u{FFFD}"),
        ("a\t\u{202E}b", 11, "a/<202e>b"), ("ab\tc", 2, "ab/c"), ("one\u{2028}two", 20, "one/two"),
    ])
    func breakWhereTheyMay(_ text: String, _ width: Int, _ expected: String) {
        #expect(picture(text, width).joined(separator: "/") == expected)
    }

    /// What closes stays with what it closes, in every script.
    @Test(arguments: [
        ("見た「意見」です", 8, "見た「意/見」です"), ("それは危険。次", 10, "それは危/険。次"),
        ("東京、大阪、京都", 6, "東京、/大阪、/京都"), ("he said “no”, then", 9, "he said/“no”,/then"),
        ("ask [3] why", 6, "ask/[3]/why"), ("Oui ! Non", 5, "Oui !/Non"),
    ])
    func noRowBeginsWithWhatCloses(_ text: String, _ width: Int, _ expected: String) {
        #expect(picture(text, width).joined(separator: "/") == expected)
    }

    @Test func addressesBreakBehindASlash() {
        let address = "read https://example.org/2031/07/long-story/part_2/page.html now"
        #expect(
            picture(address, 24) == [
                "read https://", "example.org/2031/07/", "long-story/part_2/", "page.html now",
            ])
    }

    @Test func dashesStayBesideAWord() {
        #expect(picture("the risk—or what is left—was known", 9) == ["the risk—", "or what", "is left—", "was known"])
        #expect(picture("the risk — or what", 10) == ["the risk —", "or what"])
    }

    /// A soft hyphen is a visible mark inside a row, and a hyphen where the row breaks at it.
    @Test func softHyphensAreSeen() {
        #expect(picture("un\u{AD}be\u{AD}lie\u{AD}va\u{AD}ble", 7) == ["un◌be-", "lie◌va-", "ble"])
        #expect(picture("un\u{AD}be\u{AD}\n", 9) == ["un◌be◌"])
    }

    @Test func unseenSpacesAllowABreakAndAreSeen() {
        #expect(picture("abcd\u{200B}efgh", 6) == ["abcd◌", "efgh"])
        #expect(picture("abcd\u{2060}efgh ij", 6) == ["abcd◌e", "fgh ij"])
    }

    /// Thai between words, which only a dictionary knows; Hangul between syllables; Arabic at spaces.
    @Test(arguments: [
        ("ความเสี่ยงนโยบายของประเทศไทย", 12, "ความเสี่ยง/นโยบายของ/ประเทศไทย"),
        ("위험과 정책은 사람들이", 11, "위험과 정책/은 사람들이"), ("خطر السياسة الجديدة", 12, "خطر السياسة/الجديدة"),
    ])
    func scriptsBreakAsTheirReadersExpect(_ text: String, _ width: Int, _ expected: String) {
        #expect(picture(text, width).joined(separator: "/") == expected)
    }

    @Test func whiteSpaceAtARowsEndTakesNoRoom() {
        #expect(picture("one  \r\n   \r\n\r\ntwo   three", 5) == ["one", "", "", "two", "three"])
        #expect(picture("ab\t\tcd", 4) == ["ab", "cd"] && picture("    ", 2) == [""])
        #expect(picture("a\tb\tc", 30) == ["a       b       c"])
    }

    /// Both bytes of the line end were drawn, the first one as `^M`, where no letter of ASCII stood before them.
    @Test func aLineEndOfTwoBytesIsOneAfterEveryLetter() {
        for letter in ["a", "é", "”", "漢", "e\u{301}", "👍", "\u{A0}."] {
            #expect(picture("one \(letter)\r\n\r\ntwo\r\n", 20).count == 3, "\(letter)")
            #expect(picture("one \(letter)\r\ntwo", 20).last == "two")
        }
    }

    @Test func plainAnswersAreTheStandards() {
        var random = Random(for: "break opportunities")
        let pieces = [
            "word", "a", "don't", "don’t", "“quoted”", "(see", "fig.)", "3.14", "10%", "$5", "well-known", "—", "–",
            "…",
            "[1]", "{", "\"", "'", ".", ",", "x:y", "/", "e\u{301}", "電", "。", "\u{200B}", "\u{A0}", "ก", "-", "5", "?",
            "!", "§", "\t", "U.S.", "1️⃣", "「", "¿", "‘", "„", "«", "»", " ", " ", " ", " ", " ", " ", " ", "  ",
        ]
        for _ in 0..<3000 {
            let text = (0..<random.number(1...60)).map { _ in
                random.once(in: 4) ? String(Unicode.Scalar(UInt8(random.number(0x20...0x7E)))) : random.pick(pieces)
            }.joined()
            let bytes = Array(text.utf8)
            bytes.withUnsafeBufferPointer { bytes in
                let all = Breaker.lines.boundaries(in: bytes).map(\.offset)
                var opportunities = BreakOpportunities(in: bytes, windowSize: random.number(1...40))
                for limit in bytes.indices.dropFirst() where bytes[limit] & 0xC0 != 0x80 {
                    let floor = random.number(0...limit)
                    let found = opportunities.last(after: floor, upTo: limit)
                    let expected = all.last { floor < $0 && $0 <= limit }
                    if found != expected { Issue.record("\(text.debugDescription): \(limit) after \(floor)") }
                }
            }
        }
    }

    @Test func commonGraphemesAreWhatTheTablesSay() {
        for value in UInt32(0x20)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            bytes.withUnsafeBufferPointer { bytes in
                guard let cells = CommonGraphemes.cells(bytes) else { return }
                let glyph = Glyph(bytes)
                let isSame = glyph.width == cells && (glyph.kind == .plain || value == 0x20)
                if !isSame || glyph.text != String(scalar) { Issue.record("U+\(String(value, radix: 16)): \(glyph)") }
            }
        }
    }

    /// What the tables say of one code point holds for a text of them only if none joins with its neighbour.
    @Test func noTwoNarrowGraphemesJoin() {
        let narrow = (UInt32(0x20)...0xFFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            Array(String(scalar).utf8).withUnsafeBufferPointer { CommonGraphemes.cells($0) == 1 }
        }
        #expect(narrow.count > 900)
        let all = narrow.reduce(into: "") { $0.unicodeScalars.append($1) }
        for scalar in narrow {
            // Between all of them, so that it stands before and behind each.
            var text = ""
            for other in all.unicodeScalars { text.unicodeScalars.append(contentsOf: [scalar, other]) }
            let count = text.withUTF8 { bytes -> Int in
                #expect(CommonGraphemes.cells(ofNarrow: bytes) == 2 * narrow.count)
                return Document.graphemeEnds(bytes).count
            }
            if count != 2 * narrow.count { Issue.record("U+\(String(scalar.value, radix: 16)) joins") }
        }
    }

    @Test(arguments: [
        "e\u{301}", "a\u{200D}b", "soft\u{AD}ly", "漢", "👍", "\u{80400}", "tab\t", "nb\u{A0}sp", "\u{600}1", "ж\u{306}",
    ])
    func otherTextIsNotNarrow(_ text: String) {
        for text in [text, "“" + text, "one two three — " + text + " and more"] {
            let cells = Array(text.utf8).withUnsafeBufferPointer { CommonGraphemes.cells(ofNarrow: $0) }
            #expect(cells == nil, "\(text)")
        }
    }

    @Test(arguments: [[0xC3, 0x41], [0xCE, 0x61], [0xE2, 0x40, 0x50], [0xE2, 0x80], [0xC3], [0x80], [0x41, 0x99]])
    func bytesThatDoNotDecodeAreNotNarrow(_ bytes: [UInt8]) {
        #expect(bytes.withUnsafeBufferPointer { CommonGraphemes.cells(ofNarrow: $0) } == nil)
    }

    /// The last line of a text is left to the breaker where it has no end; before a line end it is told by its bytes.
    @Test func linesThatFitAreTheRowsThatTheBreakerMakes() {
        var random = Random(for: "lines that fit")
        let pieces = [
            "word", "’s", "“a", "b”", "—", "Größe", "Ελλάδα", "Україна", "שלום", "سلام", " ", " ", "  ", "- ", "…",
            "\r",
        ]
        for _ in 0..<2000 {
            let line = (0..<random.number(1...14)).map { _ in random.pick(pieces) }.joined()
            let width = random.number(1...60)
            let broken = Layout(Document("ab\n" + line), width: width)
            for ending in ["\n", "\r\n"] where ending == "\r\n" || line.last != "\r" {
                let layout = Layout(Document("ab\n" + line + ending + "end"), width: width)
                var (row, expected) = (layout.row(at: ByteOffset(3)), broken.row(at: ByteOffset(3)))
                while true {
                    #expect(row.span.start == expected.span.start && row.visibleEnd == expected.visibleEnd)
                    #expect(row.indent == expected.indent && row.startsLine == expected.startsLine)
                    guard let next = broken.row(after: expected) else { break }
                    #expect(row.isWrapped == expected.isWrapped)
                    (row, expected) = (layout.row(after: row)!, next)
                }
            }
        }
    }

    @Test(arguments: [[0xC3, 0xA9, 0x41], [0xCE, 0xA9, 0x61], [0xE2, 0x80, 0x9C]] as [[UInt8]])
    func aTextThatIsWrittenToAcrossTwoWindowsIsLaidOut(_ letter: [UInt8]) {
        let line = Array("cccc ccc ddddd dddd\n".utf8)
        var bytes = Array(repeatElement(line, count: 80_000).joined())
        let border = 65536
        bytes.replaceSubrange(border - 1..<border - 1 + letter.count, with: letter)
        let source = MemorySource(bytes)
        let document = Document(windowsOf: source)
        #expect(document.withBytes(Span(ByteOffset(border - 400), ByteOffset(border - 300))) { $0.count } == 100)
        source.write(0x41, at: border)
        let layout = Layout(document, width: 30)
        var row = layout.row(at: ByteOffset(border - 100))
        while row.span.start.value < border + 100 {
            let glyphs = layout.glyphs(of: row)
            #expect(glyphs.allSatisfy { !$0.span.isEmpty } && glyphs.reduce(0) { $0 + $1.glyph.width } <= 30)
            row = layout.row(after: row)!
        }
    }
}
