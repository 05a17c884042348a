// Letters without their accents: what a typed letter folds to, and which letters of a text fold to the same.

enum AccentFolding {
    /// Letters that no accent is taken from, but that readers type otherwise.
    private static let spellings: [Unicode.Scalar: String] = [
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ı": "i", "ŧ": "t", "Ŧ": "T", "þ": "th", "Þ": "TH", "ð": "d",
        "Ð": "D", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij",
        "Ĳ": "IJ", "ς": "σ",
    ]

    /// Scripts whose accents readers leave out: in others a mark may be a vowel, or make another consonant.
    private static let accented: [ClosedRange<UInt32>] = [
        0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x370...0x52F, 0x5D0...0x5EA, 0x620...0x64A, 0x66E...0x6D3,
        0x1E00...0x1FFF,
    ]

    static func takesAccents(_ scalar: Unicode.Scalar) -> Bool {
        accented.contains { $0.contains(scalar.value) } && scalar.properties.isAlphabetic
    }

    /// The letters that a character folds to; nil for one that stays as it is.
    static func letters(of character: Character) -> [Unicode.Scalar]? {
        let scalars = Array(Normalization.decomposed(String(character)).unicodeScalars)
        guard let base = scalars.first, scalars.dropFirst().allSatisfy(isMark) else { return nil }
        if let spelling = spellings[base] { return Array(spelling.unicodeScalars) }
        return takesAccents(base) ? [base] : nil
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark
    }

    /// The single code points that fold to some letters, by these: `e` has é, è, ê …, `ss` has ß.
    private static let variants: [String: [Unicode.Scalar]] = {
        var found: [String: [Unicode.Scalar]] = [:]
        for (letter, spelling) in spellings { found[spelling, default: []].append(letter) }
        for range in accented where range.lowerBound > 0x7F {
            for value in range {
                guard let scalar = Unicode.Scalar(value), spellings[scalar] == nil,
                    let letters = letters(of: Character(scalar))
                else { continue }
                let text = String(String.UnicodeScalarView(letters))
                if letters != [scalar] { found[text, default: []].append(scalar) }
            }
        }
        return found.mapValues { $0.sorted { $0.value < $1.value } }
    }()

    private static let longestSpelling = 3

    /// Finds folded letters in whatever way a text has them.
    static func expression(for letters: [Unicode.Scalar], ignoresCase: Bool) -> String {
        var expression = ""
        var rest = letters[...]
        while !rest.isEmpty {
            let length = (1...longestSpelling).reversed().first { length in
                length == 1 || length <= rest.count && hasVariants(Array(rest.prefix(length)), ignoresCase)
            }
            let ways = ways(rest.prefix(length ?? 1), ignoresCase)
            if !expression.isEmpty { expression += SearchExpression.unseen }
            expression += ways.count == 1 ? ways[0] : "(?:" + ways.joined(separator: "|") + ")"
            rest = rest.dropFirst(length ?? 1)
        }
        return expression
    }

    private static func hasVariants(_ letters: [Unicode.Scalar], _ ignoresCase: Bool) -> Bool {
        !known(letters, ignoresCase).isEmpty
    }

    private static func known(_ letters: [Unicode.Scalar], _ ignoresCase: Bool) -> [Unicode.Scalar] {
        let text = String(String.UnicodeScalarView(letters))
        // PCRE2 adds the other case of each by itself, but a ligature may have none.
        return variants[ignoresCase ? text.lowercased() : text] ?? []
    }

    /// All ways to write some letters, as expressions: f f i, ﬀ i, f ﬁ, ﬃ.
    private static func ways(_ letters: ArraySlice<Unicode.Scalar>, _ ignoresCase: Bool) -> [String] {
        guard !letters.isEmpty else { return [""] }
        var found: [String] = []
        for length in (1...letters.count).reversed() {
            let start = Array(letters.prefix(length))
            var members = known(start, ignoresCase)
            if length == 1 { members.insert(start[0], at: 0) }
            guard !members.isEmpty else { continue }
            let sign = "[" + SearchExpression.escaped(members) + "]\\p{Mn}*+"
            found += ways(letters.dropFirst(length), ignoresCase).map {
                sign + ($0.isEmpty ? "" : SearchExpression.unseen + $0)
            }
        }
        return found
    }
}
