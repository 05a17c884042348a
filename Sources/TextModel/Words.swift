// Words: the steps of the word motions.

extension Document {
    /// The words of a paragraph (UAX #29: letters, digits, kana, ideographs; no space, no punctuation).
    public func words(in paragraph: Span) -> [Span] {
        if let known = segments.withLock({ $0.words[paragraph.start.value] }) { return known }
        let boundaries = withBytes(paragraph) { Breaker.words.boundaries(in: $0) }
        var found: [Span] = []
        var start = 0
        for boundary in boundaries {
            if boundary.endsWord { found.append(Span(paragraph.start + start, paragraph.start + boundary.offset)) }
            start = boundary.offset
        }
        segments.withLock {
            $0.makeRoom(for: paragraph.count)
            $0.words[paragraph.start.value] = found
        }
        return found
    }

    /// The first word that begins after a place.
    public func word(after offset: ByteOffset) -> Span? {
        var paragraph = self.paragraph(at: offset) ?? self.paragraph(after: offset)
        while let current = paragraph {
            let words = words(in: current)
            let index = words.partitionPoint { $0.start <= offset }
            if index < words.count { return words[index] }
            paragraph = self.paragraph(after: current.start)
        }
        return nil
    }

    /// The last word that begins before a place.
    public func word(before offset: ByteOffset) -> Span? {
        var paragraph = self.paragraph(before: offset)
        while let current = paragraph {
            let words = words(in: current)
            let index = words.partitionPoint { $0.start < offset }
            if index > 0 { return words[index - 1] }
            paragraph = self.paragraph(before: current.start)
        }
        return nil
    }

    /// The first word that ends after a place.
    public func word(endingAfter offset: ByteOffset) -> Span? {
        var paragraph = self.paragraph(at: offset) ?? self.paragraph(after: offset)
        while let current = paragraph {
            let words = words(in: current)
            let index = words.partitionPoint { $0.end <= offset }
            if index < words.count { return words[index] }
            paragraph = self.paragraph(after: current.start)
        }
        return nil
    }

    /// The word that holds a place.
    public func word(at offset: ByteOffset) -> Span? {
        guard let paragraph = paragraph(at: offset) else { return nil }
        let words = words(in: paragraph)
        let index = words.partitionPoint { $0.end <= offset }
        return index < words.count && words[index].contains(offset) ? words[index] : nil
    }
}
