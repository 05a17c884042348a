// Where paragraphs begin and end in plain text: at blank lines, and where a line ends that nobody wrapped.

import Glibc

/// Finds paragraphs.
///
/// Texts come in two kinds. In one a line is a paragraph, however long. In the other an editor or mail program broke
/// the lines at some width, and a paragraph is the lines up to the next blank one. A line end is taken for such a
/// break when the lines around it are of an even width and the next word would not have fitted any more.
enum Paragraphs {
    private struct Line {
        let content: Span
        /// In code points.
        let width: Int
        let firstWordWidth: Int
        let indent: Int
        let startsItem: Bool
        let startsInLowercase: Bool
        let endsSentence: Bool
    }

    /// Widths at which people and programs break lines, in code points.
    private static let wrapWidths = 36...110
    /// How many lines to each side decide about a line end.
    private static let neighbours = 8

    static func find(in document: Document) -> [Span] {
        var found: [Span] = []
        var run: [Line] = []
        func finishRun() {
            var start = 0
            for index in run.indices {
                let isLast = index == run.count - 1
                let tooLong = run[index].content.end - run[start].content.start > Document.segmentLimit / 2
                if isLast || tooLong || !continues(run, index) {
                    found.append(trimmed(Span(run[start].content.start, run[index].content.end), document))
                    start = index + 1
                }
            }
            run.removeAll(keepingCapacity: true)
        }
        forEachLine(in: document) { content in
            if content.count > Document.segmentLimit {
                finishRun()
                found += pieces(content, document)
            } else if let line = describe(content, document) {
                run.append(line)
            } else {
                finishRun()
            }
        }
        finishRun()
        return found
    }

    /// Walks the lines without their terminators, from the first to the last: looking each up by its number would
    /// count what lies before it again and again.
    private static func forEachLine(in document: Document, _ body: (Span) -> Void) {
        document.withBytes(document.span) { bytes in
            var start = 0
            while start < bytes.count {
                let end = memchr(bytes.baseAddress! + start, 0x0A, bytes.count - start)
                    .map { UnsafeRawPointer($0) - UnsafeRawPointer(bytes.baseAddress!) }
                var last = end ?? bytes.count
                if end != nil, last > start, bytes[last - 1] == 0x0D { last -= 1 }
                body(Span(ByteOffset(start), ByteOffset(last)))
                start = (end ?? bytes.count) + 1
            }
        }
    }

    /// Whether the paragraph goes on after the line with this index.
    private static func continues(_ run: [Line], _ index: Int) -> Bool {
        let next = run[index + 1]
        guard !next.startsItem, next.indent <= run[index].indent + 1 else { return false }
        let window = max(0, index - neighbours)...min(run.count - 1, index + 1 + neighbours)
        let width = run[window].reduce(0) { max($0, $1.width) }
        guard wrapWidths.contains(width) else { return false }
        func isFull(_ index: Int) -> Bool {
            // A quarter of slack: lines were broken by other counts of width, or at hyphens.
            run[index].width + 1 + run[index + 1].firstWordWidth > width - width / 16
        }
        guard isFull(index) else { return false }
        let pairs = window.dropLast()
        let full = pairs.filter(isFull).count
        guard full * 2 >= pairs.count else { return false }
        return pairs.count >= 3 || next.startsInLowercase || !run[index].endsSentence && run[index].width >= 50
    }

    /// What is to be known of a line; nil for one of white space only.
    private static func describe(_ content: Span, _ document: Document) -> Line? {
        document.withBytes(content) { bytes in
            guard let first = bytes.firstIndex(where: { !isBlank($0) }),
                let last = bytes.lastIndex(where: { !isBlank($0) })
            else { return nil }
            func width(_ slice: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
                slice.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            }
            let word = bytes[first...].prefix { !isBlank($0) }
            return Line(
                content: content, width: width(bytes[...last]), firstWordWidth: width(word), indent: first,
                startsItem: isItemMarker(word, isAlone: word.endIndex > last),
                startsInLowercase: (0x61...0x7A).contains(bytes[first]),
                endsSentence: [0x2E, 0x21, 0x3F, 0x3A, 0x22, 0x29].contains(bytes[last])
                    || bytes[...last].suffix(3).elementsEqual([0xE2, 0x80, 0x9D]))
        }
    }

    /// `-`, `*`, `+`, `•`, `1.`, `2)`, `#`: what a list item or a heading begins with.
    private static func isItemMarker(_ word: Slice<UnsafeBufferPointer<UInt8>>, isAlone: Bool) -> Bool {
        guard !isAlone, let first = word.first, let last = word.last else { return false }
        if word.count == 1 { return [0x2D, 0x2A, 0x2B].contains(first) }
        if word.elementsEqual([0xE2, 0x80, 0xA2]) { return true }
        if word.allSatisfy({ $0 == 0x23 }) { return true }
        return word.count <= 4 && (last == 0x2E || last == 0x29)
            && word.dropLast().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The segments of a line that is too long to be looked at whole.
    private static func pieces(_ line: Span, _ document: Document) -> [Span] {
        var found: [Span] = []
        var start = line.start
        while start < line.end {
            let segment = document.segment(at: start)
            let piece = trimmed(Span(start, min(segment.end, line.end)), document)
            if !piece.isEmpty { found.append(piece) }
            start = segment.end
        }
        return found
    }

    private static func trimmed(_ span: Span, _ document: Document) -> Span {
        document.withBytes(span) { bytes in
            guard let first = bytes.firstIndex(where: { !isBlank($0) }),
                let last = bytes.lastIndex(where: { !isBlank($0) })
            else { return Span(span.start, span.start) }
            return Span(span.start + first, span.start + last + 1)
        }
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

extension Document {
    /// The number of the paragraph that holds a place, or of the last one that begins before it; nil before the
    /// first. Counted from 0.
    public func paragraphIndex(atOrBefore offset: ByteOffset) -> Int? {
        let paragraphs = self.paragraphs
        var low = 0
        var high = paragraphs.count
        while low < high {
            let middle = (low + high) / 2
            if paragraphs[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }

    /// The paragraph that holds a place, its end included when that is the end of the text or of its last line.
    public func paragraph(at offset: ByteOffset) -> Span? {
        guard let index = paragraphIndex(atOrBefore: offset) else { return nil }
        let paragraph = paragraphs[index]
        return offset < paragraph.end || line(at: offset) == line(at: paragraph.end) ? paragraph : nil
    }

    /// The first paragraph that begins after a place.
    public func paragraph(after offset: ByteOffset) -> Span? {
        let next = (paragraphIndex(atOrBefore: offset) ?? -1) + 1
        return next < paragraphs.count ? paragraphs[next] : nil
    }

    /// The last paragraph that begins before a place.
    public func paragraph(before offset: ByteOffset) -> Span? {
        guard offset > .zero, let index = paragraphIndex(atOrBefore: offset - 1) else { return nil }
        return paragraphs[index]
    }
}
