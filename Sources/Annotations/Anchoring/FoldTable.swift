// What a code point is when texts are compared across versions: its folded letters and the part it plays in a word.

import CICU

/// The part that a folded code point plays.
enum FoldedKind: UInt8 {
    /// Punctuation and whatever else is no part of a word.
    case other
    /// A letter or digit of a script that separates words.
    case word
    /// A letter of a script that does not, or an ideograph: a token by itself.
    case single
    /// Belongs to what precedes it: a combining mark.
    case extending
    case blank
    case quote
    case dash
}

/// Folds code points, and remembers how: compatibility decomposition, then case away by way of the capital (the same
/// for ß and ss, for both forms of a sigma), all quotation marks one, all dashes one, what is invisible left out.
/// Marks stay: in many scripts they are vowels.
final class FoldTable {
    struct Entry {
        var scalar: UInt32
        var kind: FoldedKind
        /// Canonical_Combining_Class.
        var combining: UInt8
    }

    /// For each code point of the basic plane the place in `pool`, `count << 24 | start + 1`; 0 where none is known.
    private var known = [UInt32](repeating: 0, count: 0x10000)
    private var others: [UInt32: UInt32] = [:]
    private(set) var pool: [Entry] = []

    /// The places in `pool` of what a code point folds to; empty for one that counts for nothing.
    func entries(_ scalar: UInt32) -> Range<Int> {
        let packed = scalar < 0x10000 ? known[Int(scalar)] : others[scalar] ?? 0
        let found = packed == 0 ? learn(scalar) : packed
        let start = Int(found & 0xFF_FFFF) - 1
        return start..<start + Int(found >> 24)
    }

    private func learn(_ value: UInt32) -> UInt32 {
        let start = pool.count
        if let scalar = Unicode.Scalar(value) {
            for letter in FoldTable.folded(scalar) { pool.append(FoldTable.entry(letter)) }
        }
        let packed = UInt32(pool.count - start) << 24 | UInt32(start + 1)
        if value < 0x10000 { known[Int(value)] = packed } else { others[value] = packed }
        return packed
    }

    private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if scalar.properties.isDefaultIgnorableCodePoint { return [] }
        var parts = [Int32](repeating: 0, count: 18)
        let count = Int(gloss_decomposition(Int32(scalar.value), &parts, 18))
        let letters = count == 0 ? [scalar] : parts.prefix(count).compactMap { Unicode.Scalar(UInt32($0)) }
        return letters.flatMap { letter in
            letter.properties.uppercaseMapping.unicodeScalars.flatMap {
                Array($0.properties.lowercaseMapping.unicodeScalars)
            }
        }
    }

    private static func entry(_ scalar: Unicode.Scalar) -> Entry {
        let properties = scalar.properties
        let kind = kind(scalar, properties)
        let value: UInt32 =
            switch kind {
            case .blank: 0x20
            case .quote: 0x22
            case .dash: 0x2D
            default: scalar.value
            }
        return Entry(scalar: value, kind: kind, combining: properties.canonicalCombiningClass.rawValue)
    }

    private static func kind(_ scalar: Unicode.Scalar, _ properties: Unicode.Scalar.Properties) -> FoldedKind {
        if properties.isWhitespace { return .blank }
        if properties.isQuotationMark || signsForQuotes.contains(scalar.value) { return .quote }
        if properties.isDash { return .dash }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .modifierSymbol: return .extending
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return properties.isIdeographic || unspaced.contains { $0.contains(scalar.value) } ? .single : .word
        // Pictographs: readers mark them, and they tell one place from another.
        case .otherSymbol: return .single
        default: return .other
        }
    }

    /// Grave and acute accents and primes, typed for quotation marks; not in the property Quotation_Mark.
    private static let signsForQuotes: Set<UInt32> = [0x60, 0xB4, 0x2032, 0x2035]

    /// Scripts that do not separate words (UAX #14, classes SA and ID): Thai, Lao, Myanmar, Khmer, Tai, Balinese,
    /// Javanese, kana. A dictionary would find their words, but not the same ones in both versions of a sentence, so
    /// each base is a token.
    private static let unspaced: [ClosedRange<UInt32>] = [
        0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1950...0x19DF, 0x1A20...0x1AAF, 0x1B00...0x1B7F,
        0x3041...0x30FF, 0x31F0...0x31FF, 0xA980...0xA9FF, 0xAA60...0xAA7F, 0x1B000...0x1B16F,
    ]
}
