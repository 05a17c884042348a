// Sentences as readers would draw them: UAX #29's stops, and rules for what else a stop may mean.

extension Document {
    /// The sentences of a paragraph, without the white space between them. They follow one another, and together
    /// they are all of its text.
    public func sentences(in paragraph: Span) -> [Span] {
        if let known = segments.withLock({ $0.sentences[paragraph.start.value] }) { return known }
        var found: [Span] = []
        for range in withBytes(paragraph, Sentences.find) {
            let sentence = whole(Span(paragraph.start + range.lowerBound, paragraph.start + range.upperBound))
            let start = start(of: sentence, after: found.last?.end ?? paragraph.start, in: paragraph)
            if start < sentence.end { found.append(Span(start, sentence.end)) }
        }
        segments.withLock {
            $0.makeRoom(for: paragraph.count)
            $0.sentences[paragraph.start.value] = found
        }
        return found
    }

    /// The sentence with whole graphemes at its ends; looked up only where one might go on.
    private func whole(_ sentence: Span) -> Span {
        let around = Span(sentence.start, min(sentence.end + 4, end))
        let isPlain = withBytes(around) { bytes in
            let text = ParagraphText(bytes: bytes)
            return text.beginsGrapheme(at: 0) && text.beginsGrapheme(at: sentence.count)
        }
        return isPlain ? sentence : snapped(sentence)
    }

    /// Where a sentence begins: what joins the stop before it, as a joiner without a purpose does, is that one's.
    private func start(of sentence: Span, after end: ByteOffset, in paragraph: Span) -> ByteOffset {
        guard sentence.start < end else { return sentence.start }
        let blanks = withBytes(Span(end, paragraph.end)) { ParagraphText(bytes: $0).skipBlanks(from: 0) }
        return graphemeBoundary(atOrBefore: end + blanks)
    }

    /// The sentence that holds a place. The white space after a sentence belongs to it; between two paragraphs there
    /// is none.
    public func sentence(at offset: ByteOffset) -> Span? {
        guard let paragraph = paragraph(at: offset) else { return nil }
        let sentences = sentences(in: paragraph)
        let index = sentences.partitionPoint { $0.start <= offset }
        return index > 0 ? sentences[index - 1] : sentences.first
    }

    /// The first sentence that begins after a place.
    public func sentence(after offset: ByteOffset) -> Span? {
        var paragraph = self.paragraph(at: offset) ?? self.paragraph(after: offset)
        while let current = paragraph {
            let sentences = sentences(in: current)
            let index = sentences.partitionPoint { $0.start <= offset }
            if index < sentences.count { return sentences[index] }
            paragraph = self.paragraph(after: current.start)
        }
        return nil
    }

    /// The last sentence that begins before a place.
    public func sentence(before offset: ByteOffset) -> Span? {
        var paragraph = self.paragraph(before: offset)
        while let current = paragraph {
            let sentences = sentences(in: current)
            let index = sentences.partitionPoint { $0.start < offset }
            if index > 0 { return sentences[index - 1] }
            paragraph = self.paragraph(before: current.start)
        }
        return nil
    }
}

/// Finds sentences in the text of one paragraph.
enum Sentences {
    /// The sentences of a paragraph as byte offsets from its start, trimmed.
    static func find(in paragraph: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        let text = ParagraphText(bytes: paragraph)
        let rules = SentenceRules(text)
        var found: [Range<Int>] = []
        var start = text.skipBlanks(from: 0)
        var index = start
        while true {
            index = text.skip(to: mayStop, from: index)
            guard index < text.count else { break }
            guard let end = SentenceEnd(text, at: index) else {
                index += text.scalar(at: index).length
                continue
            }
            index = end.end
            guard rules.ends(end, from: start) else { continue }
            found.append(start..<end.end)
            start = text.skipBlanks(from: end.end)
            index = start
        }
        if let rest = trimmed(text, start) { found.append(rest) }
        return found
    }

    /// Whether a byte is a stop, or the first of a code point that may be one. Latin, Greek and Cyrillic letters,
    /// ideographs and Hangul begin with others.
    private static let mayStop = ByteSet { byte in
        switch byte {
        case 0x21, 0x2E, 0x3B, 0x3F: true
        case 0..<0xCD, 0xCE...0xD5, 0xE4...0xE9, 0xEB...0xED: false
        default: true
        }
    }

    private static func trimmed(_ text: ParagraphText, _ start: Int) -> Range<Int>? {
        var end = text.count
        while start < end, Paragraphs.isBlank(text[end - 1]) { end -= 1 }
        return start < end ? start..<end : nil
    }
}
