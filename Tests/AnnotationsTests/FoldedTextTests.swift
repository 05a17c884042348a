// Texts that differ in form only compare as one, and every folded code point knows where it came from.

import TestSupport
import Testing
import TextModel

@testable import Annotations

@Suite struct FoldedTextTests {
    private func folded(_ text: String) -> FoldedText {
        var text = text
        return text.withUTF8 { FoldedText($0, FoldTable()) }
    }

    private func letters(_ text: String) -> String {
        String(String.UnicodeScalarView(folded(text).scalars.compactMap(Unicode.Scalar.init)))
    }

    @Test(arguments: [
        ("caf\u{E9}", "CAFE\u{301}"), ("stra\u{DF}e", "STRASSE"), ("\u{130}stanbul", "istanbul"), ("ＡＢ１", "ab1"),
        ("ｶﾞ", "ガ"), ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"), ("ὀδός", "ὈΔΌΣ"), ("q\u{307}\u{323}", "q\u{323}\u{307}"),
        ("“so”", "\"so\""), ("‘so’", "``so''"), ("a — b", "a--b"), ("a\r\n\t b", "a b"), ("電力\n網", "電力網"),
        ("so\u{AD}ft\u{200B}", "soft"), ("\u{FB01}n", "fin"), ("ก็", "ก็"),
    ])
    func takesFormsForOne(one: String, other: String) {
        #expect(letters(one) == letters(other))
        #expect(folded(one).scalars == folded(other).scalars)
    }

    @Test func keepsMarksThatAreVowels() {
        #expect(letters("กิ") != letters("กุ"))
        #expect(letters("कि") != letters("कु"))
    }

    @Test func mapsBackToCodePointsInEveryScript() {
        var random = Random(for: "folding back")
        for text in [scriptSample, random.text(words: 300), random.scripts(graphemes: 400)] {
            let bytes = Array(text.utf8)
            let folded = folded(text)
            for index in folded.scalars.indices {
                let (start, end) = (Int(folded.starts[index]), Int(folded.ends[index]))
                #expect(start < end && end <= bytes.count)
                #expect(bytes[start] & 0xC0 != 0x80)
                #expect(end == bytes.count || bytes[end] & 0xC0 != 0x80)
                let source = String(decoding: bytes[start..<end], as: UTF8.self)
                if folded.kinds[index] != .blank {
                    #expect(self.folded("x" + source).scalars.contains(folded.scalars[index]), "\(source)")
                }
            }
        }
    }

    @Test func partsWords() {
        let vocabulary = Vocabulary()
        #expect(TokenText("Don't re-do it.", vocabulary).count == 5)
        #expect(TokenText("東京に行く", vocabulary).count == 5)
        #expect(TokenText("น้ำท่วม", vocabulary).count == 5)
        #expect(TokenText("naïve — ", vocabulary).count == 1)
        #expect(TokenText("", vocabulary).count == 0)
    }
}
