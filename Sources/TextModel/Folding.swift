// Texts as they compare when neither case nor accents count.

import CICU
import Glibc

/// Folds texts for comparison: `É`, `é` and `e` become the same, as do `ﬁ` and `fi`, `ß` and `ss`, `Ö` and `o`.
public enum Folding {
    /// The folded text in UTF-8.
    public static func folded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return bytes
    }

    /// Adds the folded text to what is in a buffer; it never becomes shorter by that.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        let isASCII = text.withUTF8 { utf8 in
            guard utf8.allSatisfy({ $0 < 0x80 }) else { return false }
            for byte in utf8 { bytes.append(lowercase(byte)) }
            return true
        }
        if !isASCII { for scalar in text.unicodeScalars { append(scalar, to: &bytes) } }
    }

    /// The words of what somebody typed, folded.
    public static func words(_ typed: String) -> [[UInt8]] {
        typed.split { $0.isWhitespace }.map { folded(String($0)) }.filter { !$0.isEmpty }
    }

    /// Whether a folded text holds all of the folded words, in any order.
    public static func holds(_ words: [[UInt8]], _ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { text in words.allSatisfy { first($0, in: text, from: 0) != nil } }
    }

    /// Where the folded words are in a text, in bytes of the text as it stands; the spans may overlap.
    public static func places(of words: [[UInt8]], in text: String) -> [Span] {
        guard !words.isEmpty else { return [] }
        var bytes: [UInt8] = []
        // For each folded byte the scalar it came from, in bytes of the text.
        var sources: [Span] = []
        var place = 0
        for scalar in text.unicodeScalars {
            append(scalar, to: &bytes)
            let length = UTF8.width(scalar)
            let source = Span(ByteOffset(place), ByteOffset(place + length))
            while sources.count < bytes.count { sources.append(source) }
            place += length
        }
        return words.flatMap { word in
            var found: [Span] = []
            var start = 0
            while let hit = bytes.withUnsafeBufferPointer({ first(word, in: $0, from: start) }) {
                found.append(Span(sources[hit].start, sources[hit + word.count - 1].end))
                start = hit + word.count
            }
            return found
        }
    }

    private static func first(_ word: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, let head = word.first else { return nil }
        var start = start
        while start + word.count <= bytes.count,
            let hit = memchr(base + start, Int32(head), bytes.count - word.count - start + 1)
        {
            if memcmp(hit, word, word.count) == 0 { return UnsafeRawPointer(hit) - UnsafeRawPointer(base) }
            start = UnsafeRawPointer(hit) - UnsafeRawPointer(base) + 1
        }
        return nil
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if scalar.isASCII { return bytes.append(lowercase(UInt8(scalar.value))) }
        var parts = [Int32](repeating: 0, count: 18)
        let count = Int(gloss_decomposition(Int32(scalar.value), &parts, 18))
        let letters = count == 0 ? [scalar] : parts.prefix(count).compactMap { Unicode.Scalar(UInt32($0)) }
        for letter in letters where letter.properties.generalCategory != .nonspacingMark {
            // By way of the capital: it is the same for both forms of a final sigma, and for ß and ss.
            for capital in letter.properties.uppercaseMapping.unicodeScalars {
                bytes.append(contentsOf: (plain[capital] ?? capital.properties.lowercaseMapping).utf8)
            }
        }
    }

    /// Letters with a stroke, which Unicode takes for letters of their own.
    private static let plain: [Unicode.Scalar: String] = [
        "\u{D8}": "o", "\u{141}": "l", "\u{110}": "d", "\u{126}": "h", "\u{C6}": "ae", "\u{152}": "oe",
    ]
}
