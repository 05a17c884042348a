// What stands where the next sentence may begin: it often decides whether the last one has ended.

/// The first words after a place, read through opening quotes, brackets and dashes.
struct SentenceOpening {
    let text: ParagraphText
    /// The first character that is not white space.
    private(set) var start: Int
    /// The first character behind quotes, brackets and dashes.
    private(set) var letter: Int
    private(set) var startsQuote = false
    private(set) var startsBracket = false

    var isEnd: Bool { start == text.count }

    init(_ text: ParagraphText, at offset: Int) {
        self.text = text
        start = text.skipBlanks(from: offset)
        letter = start
        // Further away is nothing that a reader would still see as one opening.
        while letter < min(text.count, start + 32) {
            let (scalar, length) = text.scalar(at: letter)
            switch scalar {
            case "\"", "'", "“", "‘", "„", "«", "»", "”": startsQuote = true
            case "(", "[": startsBracket = true
            case "¿", "¡", "*", "_", ".", "…", "-", "–", "—", " ", "\u{A0}", "\u{202F}": break
            default: return
            }
            letter += length
        }
    }

    private var first: Unicode.Scalar? { text.scalar(ifAt: letter) }

    private var wordEnd: Int { text.skipLetters(from: letter) }

    /// The word there; empty when there is a number or sign.
    var word: String { text.string(letter..<wordEnd) }

    var isUppercase: Bool { first?.properties.isUppercase == true }

    var isDigit: Bool {
        guard let first else { return false }
        return first.properties.numericType != nil || ["§", "#", "№"].contains(first)
    }

    /// A word that cannot begin a sentence but in a text without capitals.
    var isLowercase: Bool {
        guard let first, first.properties.isLowercase else { return false }
        // Georgian has no capitals at the start of a sentence.
        if (0x10D0...0x10FF).contains(first.value) { return false }
        return !isAddress && !isItem && !isCamel
    }

    private var isAddress: Bool { text.has("http", at: letter) || text.has("www.", at: letter) }

    /// `a)`
    private var isItem: Bool {
        letter + 1 < text.count && text[letter + 1] == 0x29 && (letter == start || text[letter - 1] != 0x28)
    }

    /// `iPhone`, `eBay`, `xAI`: a name that keeps its small letter.
    private var isCamel: Bool {
        text.bytes[min(letter + 1, text.count)..<min(letter + 3, wordEnd)].contains { (0x41...0x5A).contains($0) }
    }

    /// `K.`
    var isInitial: Bool {
        guard isUppercase, let first else { return false }
        let after = letter + UTF8.width(first)
        return after < text.count && text[after] == 0x2E && wordEnd == after
    }

    /// `IV`, `B`: what numbers chapters and appendices beside digits.
    var isRoman: Bool {
        let word = text.bytes[letter..<wordEnd]
        guard let first = word.first else { return false }
        return word.count == 1 && (0x41...0x5A).contains(first)
            || word.allSatisfy { [0x49, 0x56, 0x58, 0x4C, 0x43].contains($0) }
    }

    /// A word of two or more capitals.
    var isAllCaps: Bool { SentenceOpening.isAllCaps(word) }

    static func isAllCaps(_ word: String) -> Bool {
        word.utf8.count > 1 && word.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }

    /// `DR` → `Dr`
    static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst().lowercased() }

    /// Whether the word is one that far more often opens a sentence than goes on with one.
    func isOpener(ignoringCase: Bool) -> Bool {
        // "A. Smith" and "No. 3" are no openers.
        guard ignoringCase || isUppercase, !text.has(". ", at: wordEnd) else { return false }
        let word = ignoringCase || isAllCaps ? SentenceOpening.capitalized(word) : word
        return SentenceWords.openers.contains(word)
    }

    /// The first words, `count` at most, up to the next comma, stop or quote.
    func words(_ count: Int) -> [String] {
        var words: [String] = []
        var index = letter
        while words.count < count {
            let end = text.skipLetters(from: index)
            guard end > index else { break }
            words.append(text.string(index..<end))
            index = text.has(". ", at: end) ? end + 2 : text.has(" ", at: end) ? end + 1 : text.count
        }
        return words
    }
}
