// Articles of any bytes, down to what a terminal gets to see of them; and keys as text.

import Formats
import Reader
import Screen
import TextLayout
import TextModel

extension FuzzTarget {
    /// All rows of the text at a width of its first byte: they are the text, fit, and hold nothing a terminal acts on.
    static let text = FuzzTarget(
        "text",
        seeds: [
            "One sentence. Another one.\r\n\r\n- a list\n- of two\n",
            "\u{1B}[2J\u{9B}31m\u{7}\u{202E}\u{200B}\u{FEFF}\t",
            "電力網、危険。 रَأْي क्षेत्र ความเสี่ยง", "👩‍👩‍👧👍🏽❤️1️⃣🇫🇫🇷 e\u{301}\u{302}\u{303}\u{304}",
            "\u{E000}\u{FFFE}\u{E0041}\u{2028}x\u{85}",
        ]
    ) { bytes, _ in
        let document = TextDecoding.document(utf8: bytes)
        require(document.codePointCount <= bytes.count, "there are more code points than bytes")
        let layout = Layout(document, width: bytes.first.map { Int($0) } ?? 80, isJustified: bytes.count % 2 == 1)
        var row: Row? = document.byteCount == 0 ? nil : layout.row(at: .zero)
        var end = ByteOffset.zero
        while let current = row {
            require(current.span.start == end && current.span.end > end, "rows are not one after another")
            var column = current.indent
            for placed in layout.glyphs(of: current) {
                require(
                    placed.column == column && placed.glyph.width > 0, "a glyph is not where the one before it ends")
                column += placed.glyph.width
                for scalar in placed.glyph.text.unicodeScalars {
                    require(
                        isSafe(scalar, in: placed.glyph),
                        "U+\(String(scalar.value, radix: 16)) is drawn in \(placed.glyph.text.unicodeScalars.map { String($0.value, radix: 16) })"
                    )
                }
            }
            end = current.span.end
            row = layout.row(after: current)
        }
        require(end == document.end, "the rows end before the text")
    }

    /// The table "What is shown", written down a second time.
    private static func isSafe(_ scalar: Unicode.Scalar, in glyph: Glyph) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0x2800, 0x3164, 0xE000...0xF8FF, 0xFE00...0xFE0D, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB:
            false
        case 0x200D, 0xFE0E, 0xFE0F: glyph.isDisputed
        case 0xE0000...: glyph.isDisputed && scalar.value < 0xE0080
        default: scalar.value & 0xFFFE != 0xFFFE
        }
    }

    /// Keys that can be read are written in one way, which reads as the same keys.
    static let keys = FuzzTarget(
        "keys", seeds: ["C-x C-c", "g g", "M-S-Tab", "F12 C-F1", "ß é ] a", "C-- S-- -", "Space PgUp ↓"]
    ) {
        bytes, _ in
        guard let sequence = Key.sequence(String(decoding: bytes, as: UTF8.self)) else { return }
        let notation = Key.notation(of: sequence)
        require(Key.sequence(notation) == sequence, "\(notation.debugDescription) reads as other keys")
        _ = Key.display(of: sequence)
    }
}
