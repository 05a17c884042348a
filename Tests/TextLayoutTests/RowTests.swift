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
}
