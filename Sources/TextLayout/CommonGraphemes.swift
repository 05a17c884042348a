// The graphemes that texts are made of, told by their bytes alone, so that a page costs no look into Unicode's tables.

/// Letters and signs that are one code point, have no part in any cluster, and are as wide in every terminal.
enum CommonGraphemes {
    /// The cells of a grapheme, if it is one of them; nil says nothing about it.
    static func cells(_ grapheme: UnsafeBufferPointer<UInt8>) -> Int? {
        switch grapheme.count {
        case 1: 0x20...0x7E ~= grapheme[0] ? 1 : nil
        case 2: isNarrow(UInt32(grapheme[0] & 0x1F) << 6 | UInt32(grapheme[1] & 0x3F)) ? 1 : nil
        // With more than one code point in three bytes, the first byte would begin a shorter one.
        case 3 where grapheme[0] >= 0xE2:
            cells(
                ofThree: UInt32(grapheme[0] & 0x0F) << 12 | UInt32(grapheme[1] & 0x3F) << 6 | UInt32(grapheme[2] & 0x3F)
            )
        default: nil
        }
    }

    /// The cells of a text where each code point is a grapheme of one cell, which is how many there are; nil of any
    /// other text. No two of those in the tables join.
    static func cells(ofNarrow text: UnsafeBufferPointer<UInt8>) -> Int? {
        if text.isPrintableASCII { return text.count }
        var (index, cells) = (0, 0)
        while index < text.count {
            if text[index] &- 0x20 < 0x5F {
                index += 1
            } else {
                let size = text[index] < 0xE0 ? 2 : 3
                guard text[index] >= 0xC0, index + size <= text.count else { return nil }
                let letter = UnsafeBufferPointer(rebasing: text[index..<index + size])
                // Bytes of a file that changed under us may not decode.
                guard letter.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }), self.cells(letter) == 1 else { return nil }
                index += size
            }
            cells += 1
        }
        return cells
    }

    private static func isNarrow(_ scalar: UInt32) -> Bool {
        switch scalar {
        // Latin, Greek, Cyrillic, Hebrew and Arabic letters.
        case 0xC0...0x24F, 0x391...0x3A1, 0x3A3...0x3FF, 0x400...0x481, 0x48A...0x52F, 0x5D0...0x5EA, 0x620...0x64A:
            true
        default: false
        }
    }

    private static func cells(ofThree scalar: UInt32) -> Int? {
        switch scalar {
        // Dashes, quotation marks, bullets, the ellipsis.
        case 0x2010...0x2027: 1
        // Signs of Chinese and Japanese, kana, ideographs, Hangul syllables, fullwidth forms.
        case 0x3001...0x3020, 0x3041...0x3096, 0x309B...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
            0xFF01...0xFF60:
            2
        default: nil
        }
    }
}
