// Whether a reader would end a sentence at a stop, rule by rule.

/// The rules, for one paragraph.
struct SentenceRules {
    let text: ParagraphText
    private let enclosures: Enclosures
    /// A text in small letters throughout begins its sentences with one.
    private let usesCapitals: Bool

    init(_ text: ParagraphText) {
        self.text = text
        enclosures = Enclosures(text)
        usesCapitals = text.hasCapitals
    }

    /// Whether the sentence that began at `start` ends at this end of its.
    func ends(_ end: SentenceEnd, from start: Int) -> Bool {
        if enclosures.holds(end.end) || isGlued(end) { return false }
        let next = SentenceOpening(text, at: end.end)
        if next.isEnd { return true }
        switch end.kind {
        case .plain: return !isReportedSpeech(end, next)
        case .mark: return !goesOnAfterMark(end, next, from: start)
        case .pause: return !goesOnAfterPause(end, next, from: start)
        case .stop: return !goesOnAfterStop(end, next, from: start)
        }
    }

    private func goesOnWithSmallLetter(_ next: SentenceOpening) -> Bool { usesCapitals && next.isLowercase }

    /// `example.org`, `3.5`, `a?b`: what follows without a space belongs to the same word, but for scripts that write
    /// none.
    private func isGlued(_ end: SentenceEnd) -> Bool {
        guard end.kind != .plain, !text.isBlank(at: end.end), !hasLostSpace(end) else { return false }
        let next = text.scalar(at: end.end).scalar.value
        guard (0x3040...0x9FFF).contains(next) || (0xAC00...0xD7A3).contains(next) else { return true }
        return end.kind == .pause
    }

    /// `It works.However, it …`: text that was taken from a page has lost a space.
    private func hasLostSpace(_ end: SentenceEnd) -> Bool {
        guard end.start > 2, text.bytes[end.start - 3..<end.start].allSatisfy({ (0x61...0x7A).contains($0) }) else {
            return false
        }
        let next = SentenceOpening(text, at: end.end)
        let after = next.letter + next.word.utf8.count
        return next.isOpener(ignoringCase: false) && (text.isBlank(at: after) || text[after] == 0x2C)
    }
}

// MARK: ! and ?

extension SentenceRules {
    private func goesOnAfterMark(_ end: SentenceEnd, _ next: SentenceOpening, from start: Int) -> Bool {
        if next.isLowercase, usesCapitals || end.closer != nil { return true }
        guard end.closer != nil else { return SentenceWords.exclaiming.contains(word(before: end, from: start).text) }
        return isAlone(end) || isReportedSpeech(end, next) || isTitle(end)
    }

    /// `It rose by half (!) In March …`, `[…] They say …`: the stops are all that the brackets hold.
    private func isAlone(_ end: SentenceEnd) -> Bool {
        end.closer != nil && end.start > 0 && [0x28, 0x5B].contains(text[end.start - 1])
    }

    /// `“Stop!” Ana Silva said.`, `「…。」と言った`, `“…。”他说`
    private func isReportedSpeech(_ end: SentenceEnd, _ next: SentenceOpening) -> Bool {
        guard let closer = end.closer, next.start < text.count else { return false }
        if next.start == end.end, end.kind == .plain { return isReportedInEastAsia(next) }
        guard ["”", "\"", "’", "'", "»", "“"].contains(closer), next.isUppercase, !next.startsQuote,
            !next.isOpener(ignoringCase: false)
        else { return false }
        return next.words(4).dropFirst().contains { SentenceWords.speech.contains($0) }
    }

    private func isReportedInEastAsia(_ next: SentenceOpening) -> Bool {
        if SentenceWords.japaneseParticles.contains(where: { text.has($0, at: next.start) }) { return true }
        var index = next.start
        for _ in 0..<8 where index < text.count {
            let (scalar, length) = text.scalar(at: index)
            if SentenceWords.chineseSpeech.contains(scalar) { return true }
            guard scalar.properties.isIdeographic else { return false }
            index += length
        }
        return false
    }

    /// `The “Who Pays?” Report`: a quotation that an article stands before is a name.
    private func isTitle(_ end: SentenceEnd) -> Bool {
        guard end.closer == "”" || end.closer == "\"" else { return false }
        var index = end.start
        while index > max(0, end.start - 80), !(text[index] == 0x22 || text.has("“", at: index)) { index -= 1 }
        guard index > 1, text[index - 1] == 0x20 else { return false }
        var wordStart = index - 1
        while wordStart > 0, ParagraphText.isLetter(Unicode.Scalar(text[wordStart - 1])) { wordStart -= 1 }
        return SentenceWords.articles.contains(text.string(wordStart..<index - 1))
    }
}

// MARK: …

extension SentenceRules {
    private func goesOnAfterPause(_ end: SentenceEnd, _ next: SentenceOpening, from start: Int) -> Bool {
        if next.isLowercase || isAlone(end) { return true }
        let (word, wordStart) = word(before: end, from: start)
        // "Well… I think", "We… We do": a pause for breath.
        return !word.isEmpty && end.closer == nil
            && (wordStart <= SentenceOpening(text, at: start).letter && next.isUppercase && usesCapitals
                || word == next.word)
    }
}

// MARK: .

extension SentenceRules {
    private func goesOnAfterStop(_ end: SentenceEnd, _ next: SentenceOpening, from start: Int) -> Bool {
        if goesOnWithSmallLetter(next) { return true }
        let (word, wordStart) = word(before: end, from: start)
        if word.isEmpty || end.isAfterCloser { return false }
        let known = isShouted(word, next) ? SentenceOpening.capitalized(word) : word
        // "Fig.3 shows": no footnote.
        if end.hasNumber { return isAbbreviation(known) }
        return isItemMarker(word, wordStart, end, from: start) || isOrdinal(word, wordStart, next)
            || isInitial(word, wordStart, next, from: start) || isAbbreviation(known, next)
    }

    /// `DR. SILVA`: in a text in capitals the abbreviations are, too.
    private func isShouted(_ word: String, _ next: SentenceOpening) -> Bool {
        SentenceOpening.isAllCaps(word) && (next.isAllCaps || next.isDigit) && !isAbbreviation(word)
    }

    /// Whether a word is an abbreviation of any kind but a time of day.
    private func isAbbreviation(_ word: String) -> Bool {
        Abbreviations.kind(of: word).map { $0 != .clock } ?? false
    }

    /// `1.`, `2.1.3.`, `a.`, `IV.`, `## 3.`, `Step 2.`, `Figure 3.` where a sentence begins.
    private func isItemMarker(_ word: String, _ wordStart: Int, _ end: SentenceEnd, from start: Int) -> Bool {
        guard end.closer == nil else { return false }
        let isFirst = text.skipMarkup(from: start) >= wordStart
        let bytes = word.utf8
        if bytes.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) {
            return isFirst && (bytes.count <= 3 || word.contains(".")) || isNumberOfLabel(wordStart, from: start)
        }
        if bytes.count == 1 { return isFirst || isNumberOfLabel(wordStart, from: start) }
        let isRoman = bytes.allSatisfy { [0x49, 0x56, 0x58].contains($0 & 0xDF) }
        return isRoman && start == 0 && (isFirst || isNumberOfLabel(wordStart, from: start))
    }

    /// `Step 2`, `Table 1`: what a heading or caption opens with.
    private func isNumberOfLabel(_ wordStart: Int, from start: Int) -> Bool {
        // No label is longer than 24 bytes, with the signs before it.
        guard start == 0, (2...24).contains(wordStart), text[wordStart - 1] == 0x20 else { return false }
        let label = text.string(min(text.skipMarkup(from: 0), wordStart - 1)..<wordStart - 1)
        return label.first?.isUppercase == true && SentenceWords.labels.contains(label.lowercased())
    }

    /// `3. Mai`, `im 19. Jahrhundert`, `21. 11. 2026`
    private func isOrdinal(_ word: String, _ wordStart: Int, _ next: SentenceOpening) -> Bool {
        guard word.utf8.count <= 2, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        if SentenceWords.ordinalNouns.contains(next.word) { return true }
        guard next.isDigit else { return false }
        var digits = next.letter
        while digits < text.count, (0x30...0x39).contains(text[digits]) { digits += 1 }
        let isDay = digits - next.letter <= 2 && digits < text.count && text[digits] == 0x2E
        let isMonth = wordStart > 2 && text[wordStart - 1] == 0x20 && text[wordStart - 2] == 0x2E
        return isDay || isMonth
    }

    /// `J. Smith`, `George W. Bush`, `z. B.`; but "Plan B. They …", "and I. Then …"
    private func isInitial(_ word: String, _ wordStart: Int, _ next: SentenceOpening, from start: Int) -> Bool {
        guard word.utf8.count <= 4, let letter = word.unicodeScalars.first, word.unicodeScalars.count == 1,
            ParagraphText.isLetter(letter)
        else { return false }
        if next.isInitial { return true }
        guard letter.properties.isUppercase else { return false }
        if word == "I" || next.isOpener(ignoringCase: false) || next.startsQuote { return false }
        var labelStart = wordStart - 1
        while labelStart > start, ParagraphText.isLetter(Unicode.Scalar(text[labelStart - 1])) { labelStart -= 1 }
        guard labelStart >= start, labelStart < wordStart else { return true }
        return !SentenceWords.labels.contains(text.string(labelStart..<wordStart - 1).lowercased())
    }

    private func isAbbreviation(_ word: String, _ next: SentenceOpening) -> Bool {
        switch Abbreviations.kind(of: word) {
        case .always: return true
        case .beforeNumbers:
            return next.isDigit || word.lowercased() != "no" && !next.isInitial && next.isRoman
        case .clock:
            return !next.isUppercase && !next.startsQuote || next.isAllCaps || next.isInitial
                || SentenceWords.calendar.contains(next.word)
        case .last: return !next.isUppercase && usesCapitals
        case nil where !isDotted(word): return false
        case .sometimes, nil:
            if next.startsQuote { return !next.isUppercase }
            return next.startsBracket || !next.isOpener(ignoringCase: !usesCapitals)
        }
    }

    /// `U.S`, `e.g`, `M.Sc`: short pieces with stops between them, one of a single letter.
    private func isDotted(_ word: String) -> Bool {
        guard word.utf8.contains(0x2E) else { return false }
        let pieces = word.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count > 1, pieces.allSatisfy({ $0.first.map { $0.isLetter } == true }) else { return false }
        if pieces.allSatisfy({ $0.count == 1 }) { return true }
        return pieces.allSatisfy { $0.count <= 4 && $0.first?.isUppercase == true } && pieces.contains { $0.count == 1 }
    }

    /// The word whose stop this may be, and where it begins; empty when a space or bracket stands before the stop.
    private func word(before end: SentenceEnd, from start: Int) -> (text: String, start: Int) {
        var wordStart = end.start
        while wordStart > start, end.start - wordStart < 32 {
            let byte = text[wordStart - 1]
            if byte < 0x80 {
                if byte <= 0x20 || [0x22, 0x27, 0x28, 0x29, 0x2A, 0x2D, 0x2F, 0x5B, 0x5D, 0x5F].contains(byte) {
                    break
                }
                wordStart -= 1
            } else {
                guard let scalar = text.scalar(before: wordStart), ParagraphText.isLetter(scalar) else { break }
                wordStart -= UTF8.width(scalar)
            }
        }
        return (text.string(wordStart..<end.start), wordStart)
    }
}
