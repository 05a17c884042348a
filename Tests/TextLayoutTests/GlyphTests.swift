// What is drawn for what must not reach a terminal.

import Testing
import TextLayout

@Suite struct GlyphTests {
    @Test(arguments: [
        ("\u{1B}[2J", "^[[2J"), ("\u{1B}]52;c;x\u{7}", "^[]52;c;x^G"), ("\u{0}", "^@"), ("a\rb", "a^Mb"),
        ("\u{8}", "^H"),
        ("\u{7F}", "^?"), ("\u{9B}2J", "<9b>2J"), ("\u{202E}abc", "<202e>abc"), ("\u{2066}x\u{2069}", "<2066>x<2069>"),
        ("\u{200E}", "<200e>"), ("\u{200F}", "<200f>"), ("\u{61C}", "<61c>"), ("\u{200B}", "◌"), ("\u{2060}", "◌"),
        ("a\u{FEFF}b", "a◌b"), ("\u{AD}", "◌"), ("\u{3164}", "◌"), ("\u{2800}", "◌"), ("\u{115F}", "◌"),
        ("\u{E0041}", "◌"), ("\u{200D}", "◌"), ("\u{FE0F}", "◌"), ("\u{FFFD}", "\u{FFFD}"), ("\u{E000}", "\u{FFFD}"),
        ("one\ntwo", "one⏎two"), ("a\u{2028}b\u{85}c", "a⏎b⏎c"), ("a\tb", "a b"),
    ])
    func showsWhatATerminalWouldObey(_ text: String, _ shown: String) {
        #expect(GlyphRun(text).text == shown)
    }

    @Test(arguments: [
        ("a", 1), ("漢", 2), ("Ａ", 2), ("한", 2), ("é", 1), ("e\u{301}", 1), ("🇩🇪", 2), ("👩‍🚀", 2), ("👍🏽", 2), ("น้ำ", 2),
        ("\u{301}", 1),
    ])
    func takesCells(_ text: String, _ cells: Int) {
        #expect(GlyphRun(text).width == cells)
    }

    @Test func nothingOfItIsAControlAndAllOfItIsBounded() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let glyph = Glyph(Character(scalar))
            let isSafe = glyph.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
            let isSeen = glyph.width > 0 || glyph.kind == .lineBreak
            if !isSafe || !isSeen { Issue.record("U+\(String(value, radix: 16)) is drawn as \(glyph)") }
        }
        let monster = Glyph(Character("a" + String(repeating: "\u{301}", count: 50_000)))
        #expect(monster.text.utf8.count <= 80 && monster.width == 1)
    }

    @Test func tabsReachTheNextStop() {
        #expect(Glyph("\t", column: 0).width == 8 && Glyph("\t", column: 5).width == 3)
    }

    @Test func clipsToARoom() {
        #expect(GlyphRun("abcdef").clipped(to: 4).text == "abc…")
        #expect(GlyphRun("漢字漢字").clipped(to: 4).text == "漢…")
        #expect(GlyphRun("abc").clipped(to: 3).text == "abc" && GlyphRun("abc").clipped(to: 0).text == "")
    }
}
