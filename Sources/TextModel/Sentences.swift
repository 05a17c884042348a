// Sentences as readers would draw them: ICU's boundaries (UAX #29), less those that no reader would make.

extension Document {
    /// The sentences of a paragraph, without the white space between them. They follow one another, and together
    /// they are all of its text.
    public func sentences(in paragraph: Span) -> [Span] {
        if let known = segments.withLock({ $0.sentences[paragraph.start.value] }) { return known }
        let found = withBytes(paragraph) { Sentences.find(in: $0) }
            .map { snapped(Span(paragraph.start + $0.lowerBound, paragraph.start + $0.upperBound)) }
        segments.withLock {
            $0.makeRoom(for: paragraph.count)
            $0.sentences[paragraph.start.value] = found
        }
        return found
    }

    /// The sentence that holds a place. The white space after a sentence belongs to it; between two paragraphs there
    /// is none.
    public func sentence(at offset: ByteOffset) -> Span? {
        guard let paragraph = paragraph(at: offset) else { return nil }
        let sentences = sentences(in: paragraph)
        return sentences.last { $0.start <= offset } ?? sentences.first
    }

    /// The first sentence that begins after a place.
    public func sentence(after offset: ByteOffset) -> Span? {
        var paragraph = self.paragraph(at: offset) ?? self.paragraph(after: offset)
        while let current = paragraph {
            if let sentence = sentences(in: current).first(where: { $0.start > offset }) { return sentence }
            paragraph = self.paragraph(after: current.start)
        }
        return nil
    }

    /// The last sentence that begins before a place.
    public func sentence(before offset: ByteOffset) -> Span? {
        var paragraph = self.paragraph(before: offset)
        while let current = paragraph {
            if let sentence = sentences(in: current).last(where: { $0.start < offset }) { return sentence }
            paragraph = self.paragraph(before: current.start)
        }
        return nil
    }
}

/// Finds sentences in the text of one paragraph.
enum Sentences {
    /// A quotation or parenthesis longer than this many bytes is read as sentences of its own.
    private static let enclosureLimit = 480

    /// The sentences of a paragraph as byte offsets from its start, trimmed.
    static func find(in paragraph: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        // To UAX #29 a line end closes a sentence; here it is but a wrapped line, so a space stands in for it.
        var text = paragraph.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        // Nor does it end one at `…`, which to a reader is three full stops: so it is here, and as many bytes.
        for index in text.indices.dropLast(2) where text[index...index + 2].elementsEqual([0xE2, 0x80, 0xA6]) {
            text.replaceSubrange(index...index + 2, with: [0x2E, 0x2E, 0x2E])
        }
        return text.withUnsafeBufferPointer { text in
            let enclosures = Enclosures(text)
            var found: [Range<Int>] = []
            var start = 0
            for boundary in Breaker.sentences.boundaries(in: text) {
                let isEnd = boundary.offset == text.count
                if !isEnd, !isBreak(text, from: start, at: boundary.offset, enclosures) { continue }
                if let sentence = trimmed(text, start, boundary.offset) { found.append(sentence) }
                start = boundary.offset
            }
            return found
        }
    }

    /// Whether a reader, too, would end the sentence that began at `start` at this boundary of ICU's.
    private static func isBreak(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, at boundary: Int, _ enclosures: Enclosures
    ) -> Bool {
        if enclosures.holds(boundary) { return false }
        guard let sentence = trimmed(text, start, boundary) else { return true }
        let next = Following(text, at: boundary)
        var stop = sentence.upperBound
        while stop > sentence.lowerBound, isCloser(text[stop - 1]) { stop -= 1 }
        // A curly closing quote is three bytes: what precedes it decides.
        while stop >= sentence.lowerBound + 3, text[stop - 3] == 0xE2, text[stop - 2] == 0x80,
            text[stop - 1] == 0x9D || text[stop - 1] == 0x99
        {
            stop -= 3
        }
        guard stop > sentence.lowerBound else { return true }
        switch text[stop - 1] {
        case 0x21, 0x3F:  // ! ?
            return !next.isLowercase
        case 0x2E:
            return !isPartOfWord(text, sentence.lowerBound, stop, next)
        default:
            return true
        }
    }

    /// Whether the full stop before `stop` belongs to an abbreviation, an initial or a number that the sentence goes
    /// on after.
    private static func isPartOfWord(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ stop: Int, _ next: Following
    ) -> Bool {
        var wordStart = stop - 1
        while wordStart > start, !isWordOpener(text[wordStart - 1]) { wordStart -= 1 }
        let word = String(decoding: UnsafeBufferPointer(rebasing: text[wordStart..<stop - 1]), as: UTF8.self)
        if word.isEmpty { return next.isLowercase }
        // "1. First of all": the number of a list item.
        if wordStart == start, word.count <= 3, word.allSatisfy(\.isNumber) { return true }
        // "J. Smith", "George W. Bush"
        if word.unicodeScalars.count == 1, let letter = word.unicodeScalars.first, letter.properties.isUppercase {
            return word != "I"
        }
        if Abbreviations.always.contains(word) { return true }
        if Abbreviations.beforeNumbers.contains(word) { return next.isDigit }
        if Abbreviations.sometimes.contains(word) || isDottedLetters(word) {
            return !(next.isUppercase && Abbreviations.openers.contains(next.word)) && !next.isOpener
        }
        return next.isLowercase
    }

    /// `U.S`, `a.m`, `e.g`: single letters with full stops between them.
    private static func isDottedLetters(_ word: String) -> Bool {
        word.contains(".") && word.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { $0.count == 1 }
    }

    /// What a boundary is followed by.
    private struct Following {
        var isLowercase = false
        var isUppercase = false
        var isDigit = false
        /// An opening quote or bracket.
        var isOpener = false
        /// The next word, if it is one of ASCII letters.
        var word = ""

        init(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) {
            var offset = offset
            while offset < text.count, text[offset] == 0x20 { offset += 1 }
            let tail = UnsafeBufferPointer(rebasing: text[offset..<min(offset + 24, text.count)])
            guard let first = String(decoding: tail, as: UTF8.self).unicodeScalars.first else { return }
            isLowercase = first.properties.isLowercase
            isUppercase = first.properties.isUppercase
            isDigit = first.properties.numericType != nil
            isOpener = ["\"", "(", "[", "\u{201C}", "\u{2018}"].contains(first)
            word = String(decoding: tail.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }, as: UTF8.self)
        }
    }

    private static func isCloser(_ byte: UInt8) -> Bool { [0x22, 0x27, 0x29, 0x5D].contains(byte) }

    /// Space, opening bracket, quote or the last byte of a dash or curly quote.
    private static func isWordOpener(_ byte: UInt8) -> Bool {
        byte <= 0x20 || [0x22, 0x28, 0x5B].contains(byte) || byte >= 0x80
    }

    private static func trimmed(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        var start = start
        var end = end
        while start < end, Paragraphs.isBlank(text[start]) { start += 1 }
        while start < end, Paragraphs.isBlank(text[end - 1]) { end -= 1 }
        return start < end ? start..<end : nil
    }

    /// The quotations and parentheses of a paragraph that are closed within it.
    private struct Enclosures {
        private var spans: [Range<Int>] = []

        init(_ text: UnsafeBufferPointer<UInt8>) {
            var open: [(closer: UInt8, at: Int)] = []
            var straight: Int?
            var index = 0
            while index < text.count {
                switch text[index] {
                case 0x28: open.append((0x29, index))
                case 0x5B: open.append((0x5D, index))
                case 0x29, 0x5D: close(text[index], at: index + 1, &open)
                case 0x22:
                    if let start = straight {
                        add(start, index + 1)
                        straight = nil
                    } else {
                        straight = index
                    }
                case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80:
                    if text[index + 2] == 0x9C { open.append((0x9D, index)) }
                    if text[index + 2] == 0x9D { close(0x9D, at: index + 3, &open) }
                    index += 2
                // 「」 and 『』
                case 0xE3 where index + 2 < text.count && text[index + 1] == 0x80:
                    let last = text[index + 2]
                    if last == 0x8C || last == 0x8E { open.append((last + 1, index)) }
                    if last == 0x8D || last == 0x8F { close(last, at: index + 3, &open) }
                    index += 2
                default: break
                }
                index += 1
            }
        }

        private mutating func close(_ closer: UInt8, at end: Int, _ open: inout [(closer: UInt8, at: Int)]) {
            guard let match = open.lastIndex(where: { $0.closer == closer }) else { return }
            add(open[match].at, end)
            open.removeSubrange(match...)
        }

        private mutating func add(_ start: Int, _ end: Int) {
            if end - start <= Sentences.enclosureLimit { spans.append(start..<end) }
        }

        func holds(_ offset: Int) -> Bool { spans.contains { $0.lowerBound < offset && offset < $0.upperBound } }
    }
}
