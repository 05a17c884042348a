// What a single line says about whether it is a heading: its numbers, its capitals, its marks.

/// What makes a line look like a heading.
enum HeadingStyle: Hashable, Sendable {
    /// `##`, with the number of signs.
    case markup(Int)
    /// Underlined with `=` (1) or another sign (2).
    case underlined(Int)
    /// `Chapter IV`, with its depth.
    case label(Int)
    /// `3.2 Scope`, with the number of its numbers.
    case numbered(Int)
    /// `IV. The Sea`.
    case roman
    /// `B. Costs`.
    case lettered
    case capitals
    /// A word that parts of texts are called by.
    case known
    case bold
    /// Capitals at the beginning of most words.
    case title
    /// Like a sentence, without a stop at its end.
    case sentence
    /// Like a sentence, with a question mark.
    case question

    /// Whether it is a heading wherever it stands.
    var isCertain: Bool {
        switch self {
        case .markup, .underlined, .label: true
        case .numbered(let depth): depth > 1
        default: false
        }
    }

    /// Whether a sign says that it is a heading.
    var isMarked: Bool {
        switch self {
        case .markup, .underlined: true
        default: false
        }
    }

    /// Whether nothing but its surroundings tells it from a sentence.
    var isWeak: Bool { self == .sentence || self == .question }
}

enum HeadingSigns {
    /// The widest line that is a heading, in cells.
    static let widest = 92
    /// The longest line that is looked at whole, in bytes.
    static let longest = 400

    /// The style of a line without white space at its ends; nil when it is no heading.
    ///
    /// - Parameter line: at most `longest` bytes.
    static func style(of line: String) -> HeadingStyle? {
        if let depth = markup(line) { return .markup(depth) }
        var text = line
        let isBold = line.count > 4 && line.hasPrefix("**") && line.hasSuffix("**")
        if isBold { text = String(line.dropFirst(2).dropLast(2)) }
        guard cells(text) <= widest, isTitleLike(text) else { return nil }
        let words = text.split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" || $0 == "\u{3000}" }.map(Substring.init)
        if let style = label(words) ?? number(words) ?? chinese(text) { return style }
        guard !isOther(text, words) else { return nil }
        let folded = String(decoding: Folding.folded(text), as: UTF8.self)
        if HeadingWords.known.contains(folded) { return .known }
        if let style = cased(text, words) { return isBold ? .bold : style }
        return nil
    }

    // MARK: Marks and numbers

    /// `## Title`: the number of signs.
    private static func markup(_ line: String) -> Int? {
        let signs = line.prefix { $0 == "#" }.count
        guard (1...6).contains(signs), line.dropFirst(signs).first == " " else { return nil }
        return line.dropFirst(signs).contains { $0.isLetter || $0.isNumber } ? signs : nil
    }

    /// `Chapter IV`, `Part One: The Sea`, `Appendix A`.
    private static func label(_ words: [Substring]) -> HeadingStyle? {
        guard words.count >= 2, let first = words[0].first, first.isUppercase,
            let depth = HeadingWords.labels[String(decoding: Folding.folded(String(words[0])), as: UTF8.self)]
        else { return nil }
        var number = words[1]
        let isClosed = number.last.map { ".:)\u{2014}\u{2013}-".contains($0) } == true
        while let last = number.last, ".:)\u{2014}\u{2013}-".contains(last) { number.removeLast() }
        let plain = String(decoding: Folding.folded(String(number)), as: UTF8.self)
        let isNumber =
            !number.isEmpty
            && (number.allSatisfy { ("0"..."9").contains($0) || $0 == "." } || isRoman(number)
                || HeadingWords.numbers.contains(plain)
                || number.count == 1 && number.first!.isUppercase && number.first!.isASCII)
        guard isNumber else { return nil }
        guard words.count > 2 else { return .label(depth) }
        // "Section 3 of the act" goes on as a sentence does; a title begins anew.
        let next = words[2].first!
        return isClosed || !next.isLetter && !next.isNumber
            || next.isUppercase && isMostlyCapitalised(words.dropFirst(2))
            ? .label(depth) : nil
    }

    /// `3. Scope`, `3.2 Scope`, `IV. The Sea`, `B. Costs`, `IV` by itself.
    private static func number(_ words: [Substring]) -> HeadingStyle? {
        guard let first = words.first else { return nil }
        let isClosed = first.hasSuffix(".") || first.hasSuffix(")")
        let number = isClosed ? first.dropLast() : first
        if words.count == 1 { return number.count > 1 && isRoman(number) ? .roman : nil }
        guard let letter = words[1].first,
            letter.isUppercase || letter.isLetter && !letter.isCased || "\"“‘".contains(letter)
        else { return nil }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        if parts.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy { ("0"..."9").contains($0) } }) {
            guard parts.count > 1 || (number.count <= 2 && !isDate(words)) else { return nil }
            return .numbered(parts.count)
        }
        guard isClosed else { return nil }
        if isRoman(number), number.count > 1 || number == "I" || number == "V" || number == "X" { return .roman }
        return number.count == 1 && first.hasSuffix(".") && ("A"..."H").contains(number) && words.count > 2
            ? .lettered : nil
    }

    /// `第三章`, `一、`, `（二）`.
    private static func chinese(_ text: String) -> HeadingStyle? {
        let digits = Set("一二三四五六七八九十百零〇0123456789")
        func digitsEnd(_ text: Substring) -> Substring? {
            let rest = text.drop { digits.contains($0) }
            return rest.startIndex == text.startIndex ? nil : rest
        }
        if text.first == "第", let rest = digitsEnd(text.dropFirst()), let unit = rest.first {
            if "部卷编編".contains(unit) { return .label(10) }
            if "章回".contains(unit) { return .label(20) }
            if "节節条條篇".contains(unit) { return .label(30) }
        }
        if let rest = digitsEnd(text[...]), rest.first == "、", rest.count > 1 { return .numbered(1) }
        if text.first == "（", let rest = digitsEnd(text.dropFirst()), rest.first == "）" { return .numbered(2) }
        return nil
    }

    static func isRoman(_ text: Substring) -> Bool {
        guard (1...8).contains(text.utf8.count), text.utf8.allSatisfy({ "IVXLC".utf8.contains($0) }) else {
            return false
        }
        // No sign four times, none small before one much larger: enough to tell MIX or CIVIC from a number.
        var run = 0
        var last: Character?
        for sign in text {
            run = sign == last ? run + 1 : 1
            if run > 3 || (sign == "V" || sign == "L") && run > 1 { return false }
            if let last, last == "I" && (sign == "L" || sign == "C") || last == "V" && sign != "I" { return false }
            last = sign
        }
        return true
    }
}

// MARK: Capitals, and what is no heading

extension HeadingSigns {
    /// What every heading has: a letter, no sign of a sentence, an address or a table in it.
    private static func isTitleLike(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, text.contains(where: { $0.isLetter }) else { return false }
        // List items, speech, and what goes on from elsewhere.
        if "-*+•·–—…>|/\\@<=~".unicodeScalars.contains(first) || first.properties.isLowercase { return false }
        if text.contains("://") || text.contains("www.") || text.contains("@") || text.contains("|") { return false }
        if text.contains("   ") || text.contains("\t") || text.contains("....") || text.contains(". . .") {
            return false
        }
        return true
    }

    /// Bylines, captions, dates and the like.
    private static func isOther(_ text: String, _ words: [Substring]) -> Bool {
        let folded = String(decoding: Folding.folded(text), as: UTF8.self)
        if HeadingWords.others.contains(where: { folded.hasPrefix($0) }) { return true }
        return isDate(words) || folded.hasSuffix(" min read") || folded.hasSuffix(" ago")
    }

    /// Whether months, days and numbers are most of what there is.
    private static func isDate(_ words: [Substring]) -> Bool {
        var dates = 0
        var numbers = 0
        for word in words {
            let plain = word.filter { $0.isLetter || $0.isNumber }
            if plain.contains(where: \.isNumber) {
                numbers += 1
            } else if HeadingWords.dates.contains(String(decoding: Folding.folded(String(plain)), as: UTF8.self)) {
                dates += 1
            }
        }
        return dates > 0 && numbers > 0 && words.count <= dates + numbers + 1
    }

    private static func cased(_ text: String, _ words: [Substring]) -> HeadingStyle? {
        let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
        guard letters.count >= 2 || letters.contains(where: { !$0.properties.isCased }) else { return nil }
        guard let first = text.first else { return nil }
        // A quotation is speech; a title may begin with a quoted word.
        let isQuoted = "\"“‘«„「(（[".contains(first)
        if isQuoted, text.hasPrefix("(") || text.hasPrefix("[") || "\"”’»“」".contains(text.last ?? " ") { return nil }
        if hasTwoSentences(text) { return nil }
        let isCased = letters.contains(where: \.properties.isCased)
        if isCased, !letters.contains(where: \.properties.isLowercase) {
            return letters.count >= 4 || words.count > 1 ? .capitals : nil
        }
        if isCased, isMostlyCapitalised(words[...]) { return .title }
        // "Name: what she says".
        if isQuoted || text.contains(": ") || text.contains("：") || words.count > 16 { return nil }
        return text.last == "?" || text.last == "？" ? .question : .sentence
    }

    /// Whether long words begin with capitals, as in a title.
    static func isMostlyCapitalised(_ words: ArraySlice<Substring>) -> Bool {
        var capitals = 0
        var long = 0
        var anyCapitals = 0
        var isLastCapital = false
        for word in words {
            let plain = word.drop { !$0.isLetter && !$0.isNumber }
            guard let first = plain.first, first.isLetter else { continue }
            isLastCapital = first.isUppercase
            if first.isUppercase { anyCapitals += 1 }
            guard plain.count >= 4 else { continue }
            long += 1
            if first.isUppercase { capitals += 1 }
        }
        guard words.count > 3 || isLastCapital else { return false }
        return anyCapitals >= 2 && (long == 0 || capitals * 4 >= long * 3)
    }

    /// Whether what follows a number is one word or has the capitals of a title.
    static func isTitle(afterNumber text: String) -> Bool {
        let words = text.split(separator: " ").dropFirst()
        return words.count == 1 || isMostlyCapitalised(words)
    }

    /// Whether a sentence ends within the line.
    private static func hasTwoSentences(_ text: String) -> Bool {
        var previous: Character = " "
        var beforePrevious: Character = " "
        for character in text {
            if character == " ", "!?".contains(previous) { return true }
            // An initial or a number is no sentence.
            if character == " ", previous == ".", beforePrevious.isLowercase { return true }
            if "。！？".contains(previous) { return true }
            beforePrevious = previous
            previous = character
        }
        return false
    }

    /// Cells that a line takes, near enough.
    static func cells(_ text: String) -> Int {
        text.utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : (0xE3...0xED).contains($1) ? 2 : 1) }
    }

    /// The heading as one reads it.
    static func title(_ text: String) -> String {
        var title = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let signs = title.prefix { $0 == "#" }.count
        if (1...6).contains(signs), title.dropFirst(signs).first == " " {
            title = String(title.dropFirst(signs + 1))
            while title.last == "#" || title.last == " " { title.removeLast() }
        }
        if title.hasPrefix("**"), title.hasSuffix("**"), title.count > 4 {
            title = String(title.dropFirst(2).dropLast(2))
        }
        return title
    }
}
