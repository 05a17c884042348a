// The regular expressions that find a text as it was typed, and with its accents left out of account.

import CICU

enum SearchExpression {
    /// Finds a text as it stands: white space is any white space, and an accented letter is found in one code point
    /// as well as in several.
    ///
    /// - Parameter isExact: whether the signs of a keyboard mean themselves alone.
    static func literal(_ typed: String, isExact: Bool) -> String {
        var expression = ""
        for piece in pieces(typed) {
            switch piece {
            case .space: expression += "\\s+"
            case .character(let character):
                expression += isExact ? eitherForm(character) : asTyped(character)
            }
        }
        return expression + ending(typed)
    }

    /// The quotation marks and hyphens that keyboards have, with those that printed texts have for them.
    private static let printed: [Character: String] = [
        "'": "'\u{2018}\u{2019}\u{201A}\u{201B}\u{2032}\u{2BC}",
        "\"": "\"\u{201C}\u{201D}\u{201E}\u{201F}\u{2033}\u{AB}\u{BB}",
        "-": "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}",
    ]

    /// Whether a sign of a keyboard stands for others as well.
    static func hasPrintedForms(_ character: Character) -> Bool { printed[character] != nil }

    /// What was typed on a keyboard, in whatever way a text has it. A printed sign that was typed means just itself.
    private static func asTyped(_ character: Character) -> String {
        guard let signs = printed[character] else { return eitherForm(character) }
        return "[" + escaped(signs.unicodeScalars) + "]"
    }

    /// Finds a text with or without accents, and with or without what only shapes it, on either side.
    static func unaccented(_ typed: String, ignoresCase: Bool) -> String {
        let seen = String(String.UnicodeScalarView(typed.unicodeScalars.filter { !isUnseen($0) }))
        var expression = ""
        var letters: [Unicode.Scalar] = []
        var isInWord = false
        func add(_ part: String) {
            guard !part.isEmpty else { return }
            expression += (isInWord ? unseen : "") + part
            isInWord = true
        }
        func finishLetters() {
            add(AccentFolding.expression(for: letters, ignoresCase: ignoresCase))
            letters = []
        }
        for piece in pieces(seen.isEmpty ? typed : seen) {
            switch piece {
            case .space:
                finishLetters()
                expression += "\\s+"
                isInWord = false
            case .character(let character):
                if let folded = AccentFolding.letters(of: character) {
                    letters += folded
                } else {
                    finishLetters()
                    add(asTyped(character))
                }
            }
        }
        finishLetters()
        return expression
    }

    /// The characters that leave no mark of their own between two letters: soft hyphens, joiners, spaces without width,
    /// signs of direction.
    private static let unseenSigns: [ClosedRange<UInt32>] = [
        0xAD...0xAD, 0x61C...0x61C, 0x180E...0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064,
        0x2066...0x2069, 0xFEFF...0xFEFF,
    ]

    /// Any number of them.
    static let unseen: String = {
        func sign(_ value: UInt32) -> String { "\\x{" + String(value, radix: 16) + "}" }
        return "[" + unseenSigns.map { sign($0.lowerBound) + "-" + sign($0.upperBound) }.joined() + "]*+"
    }()

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        unseenSigns.contains { $0.contains(scalar.value) }
    }

    private enum Piece {
        /// White space of any length.
        case space
        case character(Character)
    }

    private static func pieces(_ typed: String) -> [Piece] {
        var pieces: [Piece] = []
        var wasSpace = false
        for character in typed {
            if character.isWhitespace {
                if !wasSpace { pieces.append(.space) }
            } else {
                pieces.append(.character(character))
            }
            wasSpace = character.isWhitespace
        }
        return pieces
    }

    private static func eitherForm(_ character: Character) -> String {
        let text = String(character)
        guard text.utf8.count > 1 else { return escaped(text.unicodeScalars) }
        let (composed, decomposed) = (Normalization.composed(text), Normalization.decomposed(text))
        if composed.unicodeScalars.elementsEqual(decomposed.unicodeScalars) { return escaped(text.unicodeScalars) }
        return "(?:" + escaped(composed.unicodeScalars) + "|" + escaped(decomposed.unicodeScalars) + ")"
    }

    /// The same letter with an accent after it is another character, as it is when both are one code point.
    private static func ending(_ typed: String) -> String {
        guard let last = typed.unicodeScalars.last, AccentFolding.takesAccents(last) else { return "" }
        return "(?!\\p{Mn})"
    }

    /// Scalars as a regular expression that means just them.
    static func escaped(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var expression = ""
        for scalar in scalars {
            if scalar.isASCII {
                if !scalar.properties.isAlphabetic, scalar.properties.numericType == nil { expression += "\\" }
                expression.unicodeScalars.append(scalar)
            } else {
                expression += "\\x{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return expression
    }
}

/// The normal forms of short texts (UAX #15).
enum Normalization {
    static func composed(_ text: String) -> String { normalized(text, isComposed: true) }
    static func decomposed(_ text: String) -> String { normalized(text, isComposed: false) }

    private static func normalized(_ text: String, isComposed: Bool) -> String {
        let bytes = Array(text.utf8)
        var result = [UInt8](repeating: 0, count: 12 * bytes.count + 16)
        let count = gloss_normalize(isComposed, bytes, Int32(bytes.count), &result, Int32(result.count))
        return count < 0 ? text : String(decoding: result.prefix(Int(count)), as: UTF8.self)
    }
}
