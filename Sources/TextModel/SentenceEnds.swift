// Where a sentence could end: its stops, and what hangs on them (quotes, brackets, references, a smile).

/// A run of stops with all that belongs to the sentence before it.
struct SentenceEnd {
    enum Kind {
        /// One `.`: of a sentence, an abbreviation, a number.
        case stop
        /// `…`, `...`, `. . .`
        case pause
        /// `!` or `?` is among them.
        case mark
        /// One of a script whose stops mean nothing else and need no space after them: `。`, `।`, `؟`.
        case plain
    }

    private(set) var kind = Kind.stop
    /// Where its first stop is.
    let start: Int
    /// Where the stops end, before what hangs on them.
    private(set) var stopsEnd: Int
    /// Where the next sentence could begin, but for white space.
    private(set) var end: Int
    /// The last quote or bracket that closes after the stops.
    private(set) var closer: Unicode.Scalar?
    /// `3.` after a letter: `It works.3 It …`
    private(set) var hasNumber = false
    /// A stop that follows a closing bracket or quote is no abbreviation's.
    private(set) var isAfterCloser = false

    /// The run that begins at an offset; nil when there is no stop.
    init?(_ text: ParagraphText, at offset: Int) {
        guard let first = SentenceEnd.kind(text, at: offset) else { return nil }
        start = offset
        stopsEnd = offset
        end = offset
        kind = first
        readStops(text)
        readReferences(text)
        readWhatFollows(text)
    }

    /// What kind of stop a code point is; nil for most.
    private static func kind(_ text: ParagraphText, at offset: Int) -> Kind? {
        let scalar = text.scalar(at: offset).scalar
        switch scalar.value {
        case 0x2E, 0x2024, 0xFE52: return .stop
        case 0x21, 0x3F, 0x203C, 0x203D, 0x2047...0x2049: return .mark
        case 0x2026: return .pause
        // The Greek question mark, and the semicolon that is written for it.
        case 0x37E: return .mark
        case 0x3B: return text.scalar(before: offset).map { (0x370...0x3FF).contains($0.value) } == true ? .mark : nil
        case 0xFF0E: return text.scalar(ifAt: offset + 3).map(ParagraphText.isDigit) == true ? .stop : .plain
        // Letters, and signs that are no stops: most of every text, so they are not looked up.
        case ..<0x589, 0x58A...0x61C, 0x620...0x6D3, 0x900...0x963, 0x2000...0x2DFF, 0x3003...0xA4FE, 0xAC00...0xD7FF:
            return nil
        default: return scalar.properties.isSentenceTerminal ? .plain : nil
        }
    }

    private mutating func readStops(_ text: ParagraphText) {
        var count = 0
        while end < text.count {
            let (scalar, length) = text.scalar(at: end)
            if let next = SentenceEnd.kind(text, at: end) {
                count += 1
                if count > 1 { add(next) }
                end += length
                stopsEnd = end
            } else if scalar == "\u{FE0F}" {
                end += length
            } else if SentenceEnd.closes(scalar, text, before: end + length) {
                closer = scalar
                end += length
            } else if text.has(" .", at: end), SentenceEnd.isPauseEnd(text, at: end + 2) {
                count += 1
                kind = kind == .stop ? .pause : kind
                end += 2
                stopsEnd = end
            } else if let after = spacedGuillemet(text) {
                closer = "»"
                end = after
            } else {
                break
            }
        }
    }

    private mutating func add(_ next: Kind) {
        switch (kind, next) {
        case (.plain, _), (_, .plain): kind = .plain
        case (.mark, _), (_, .mark): kind = .mark
        case (.stop, .stop) where closer != nil: isAfterCloser = true
        default: kind = .pause
        }
    }

    /// `« Non ! »`: the end of a French quotation, with the space that is set before it.
    private func spacedGuillemet(_ text: ParagraphText) -> Int? {
        let next = text.skipBlanks(from: end)
        guard next > end, text.has("»", at: next), !SentenceEnd.isWordy(text.scalar(ifAt: next + 2)) else { return nil }
        return next + 2
    }

    private static func closes(_ scalar: Unicode.Scalar, _ text: ParagraphText, before end: Int) -> Bool {
        switch scalar {
        case ")", "]", "}", "”", "’", "›", "）", "」", "』", "】", "》", "〉", "〕", "｣": true
        // These open as well: then a word follows.
        case "\"", "'", "“", "‘", "«", "»", "*", "_": !isWordy(text.scalar(ifAt: end))
        default: false
        }
    }

    /// What the last stop of `. . .` is followed by.
    private static func isPauseEnd(_ text: ParagraphText, at offset: Int) -> Bool {
        text.isBlank(at: offset) || [0x22, 0x27, 0x29, 0x2E, 0x5D, 0xE2].contains(text[offset])
    }

    private static func isWordy(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { ParagraphText.isLetter($0) || ParagraphText.isDigit($0) } == true
    }

    /// Footnote references: `.[1]`, `.¹`, `.†`, `. [1]`, `works.1 It`.
    private mutating func readReferences(_ text: ParagraphText) {
        while end < text.count {
            let (scalar, length) = text.scalar(at: end)
            switch scalar.value {
            case 0xB9, 0xB2, 0xB3, 0x2070...0x2079, 0x2020, 0x2021: end += length
            case 0x5B:
                guard let after = bracketed(text, from: end, anything: true) else { return }
                end = after
            case 0x30...0x39:
                guard kind == .stop, closer == nil, let after = number(text) else { return }
                hasNumber = true
                end = after
            default:
                let next = text.skipBlanks(from: end)
                guard next > end, next < text.count,
                    let after = bracketed(text, from: next, anything: false) ?? aside(text, from: next),
                    text.isBlank(at: after)
                else { return }
                end = after
            }
        }
    }

    /// The end of `[…]`: of digits, or of anything short.
    private func bracketed(_ text: ParagraphText, from start: Int, anything: Bool) -> Int? {
        guard text[start] == 0x5B else { return nil }
        var index = start + 1
        while index < min(text.count, start + 32) {
            let byte = text[index]
            if byte == 0x5D { return index > start + 1 ? index + 1 : nil }
            if !anything, !(0x30...0x39).contains(byte), byte != 0x2C, byte != 0x20, byte != 0x2D { return nil }
            index += 1
        }
        return nil
    }

    /// The end of `(see Fig. 3)` behind the stops.
    private func aside(_ text: ParagraphText, from start: Int) -> Int? {
        guard text[start] == 0x28, start + 1 < text.count, (0x61...0x7A).contains(text[start + 1]) else { return nil }
        let closer = text.bytes[start..<min(text.count, start + 64)].firstIndex(of: 0x29)
        // "(a)" begins an item.
        return closer.flatMap { $0 > start + 2 ? $0 + 1 : nil }
    }

    /// The end of a footnote's number that follows a word of small letters and its stop.
    private func number(_ text: ParagraphText) -> Int? {
        guard start > 2, text.bytes[start - 3..<start].allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
        var index = end
        while index < text.count, (0x30...0x39).contains(text[index]) || text[index] == 0x2C { index += 1 }
        return index - end <= 6 && text.isBlank(at: index) ? index : nil
    }

    /// A smile or an emoji after the stops: `Great! 🎉`.
    private mutating func readWhatFollows(_ text: ParagraphText) {
        while true {
            let next = text.skipBlanks(from: end)
            guard next > end || next < text.count && text[next] >= 0xE2, next < text.count else { return }
            if let after = SentenceEnd.emoji(text, at: next) ?? SentenceEnd.face(text, at: next) {
                end = after
            } else {
                return
            }
        }
    }

    /// `:)`, `;-)`, `:(`
    private static func face(_ text: ParagraphText, at offset: Int) -> Int? {
        guard text[offset] == 0x3A || text[offset] == 0x3B else { return nil }
        var index = offset + 1
        if index < text.count, text[index] == 0x2D { index += 1 }
        guard index < text.count, [0x28, 0x29, 0x44, 0x50].contains(text[index]), text.isBlank(at: index + 1) else {
            return nil
        }
        return index + 1
    }

    /// The end of an emoji that is a gesture. A flag is a word, and what points or calls out begins what it points at.
    private static func emoji(_ text: ParagraphText, at offset: Int) -> Int? {
        guard text[offset] >= 0xE2 else { return nil }
        var (scalar, length) = text.scalar(at: offset)
        switch scalar.value {
        case 0x1F1E6...0x1F1FF, 0x1F446...0x1F449, 0x1F4CC...0x1F4CD, 0x1F4E2...0x1F4E3, 0x1F517, 0x1F6A8, 0x1F9F5:
            return nil
        case 0x1F300...0x1FAFF, 0x2728, 0x2764, 0x2B50: break
        default: return nil
        }
        var index = offset
        repeat {
            index += length
            guard index < text.count else { return index }
            (scalar, length) = text.scalar(at: index)
            if scalar == "\u{200D}" {
                index += length
                guard index < text.count else { return index }
                length = text.scalar(at: index).length
                continue
            }
        } while scalar == "\u{FE0F}" || scalar.properties.isEmojiModifier || scalar == "\u{200D}"
        return index
    }
}
