// Where paragraphs begin and end in plain text: at blank lines, and where a line ends that nobody wrapped.

import Glibc

/// Finds paragraphs.
///
/// Texts come in two kinds. In one a line is a paragraph, however long. In the other an editor or mail program broke
/// the lines at some width, and a paragraph is the lines up to the next blank one. A line end is taken for such a
/// break when the lines around it are of an even width and the next word would not have fitted any more.
enum Paragraphs {
    private struct Line {
        /// Bytes from the section's start.
        let content: Range<Int>
        /// In code points.
        let width: Int
        let firstWordWidth: Int
        let indent: Int
        /// Where its text begins: behind the marker of a list item, else at `indent`.
        let textIndent: Int
        let startsItem: Bool
        let startsInLowercase: Bool
        let endsSentence: Bool
    }

    /// Widths at which people and programs break lines, in code points.
    private static let wrapWidths = 36...110
    /// How many lines to each side decide about a line end.
    private static let neighbours = 8

    /// The paragraphs of a section, in order; they do not overlap, and between them is only white space.
    static func find(in section: Span, of document: Document) -> [Span] {
        document.withBytes(section) { bytes in
            var found: [Range<Int>] = []
            var run: [Line] = []
            func finishRun() {
                run.withUnsafeBufferPointer { run in
                    var start = 0
                    for index in run.indices {
                        let isLast = index == run.count - 1
                        let tooLong = run[index].content.upperBound - run[start].content.lowerBound > lengthLimit
                        if isLast || tooLong || !continues(run, index) {
                            found.append(trimmed(run[start].content.lowerBound..<run[index].content.upperBound, bytes))
                            start = index + 1
                        }
                    }
                }
                run.removeAll(keepingCapacity: true)
            }
            var cuts: [Span] = []
            forEachLine(in: bytes) { content in
                if content.count > lengthLimit {
                    finishRun()
                    cuts = pieces(
                        Span(section.start + content.lowerBound, section.start + content.upperBound), document)
                    found += cuts.map { trimmed($0.start - section.start..<$0.end - section.start, bytes) }
                        .filter { !$0.isEmpty }
                } else if let line = describe(content, bytes) {
                    run.append(line)
                } else {
                    finishRun()
                }
            }
            finishRun()
            return found.map { Span(section.start + $0.lowerBound, section.start + $0.upperBound) }
        }
    }

    /// The most bytes of a paragraph that goes over several lines.
    private static let lengthLimit = Document.segmentGrid / 2

    /// Walks the lines without their terminators, from the first to the last.
    private static func forEachLine(in bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        guard let base = bytes.baseAddress else { return }
        var start = 0
        while start < bytes.count {
            let end = memchr(base + start, 0x0A, bytes.count - start).map {
                UnsafeRawPointer($0) - UnsafeRawPointer(base)
            }
            var last = end ?? bytes.count
            if end != nil, last > start, bytes[last - 1] == 0x0D { last -= 1 }
            body(start..<last)
            start = (end ?? bytes.count) + 1
        }
    }

    /// Whether the paragraph goes on after the line with this index. Asked for every line of a text that was broken by
    /// an editor, so that the lines around each are looked at without a copy or a list of them.
    private static func continues(_ run: UnsafeBufferPointer<Line>, _ index: Int) -> Bool {
        let next = run[index + 1]
        guard !next.startsItem, next.indent <= run[index].textIndent + 1 else { return false }
        let first = max(0, index - neighbours)
        let last = min(run.count - 1, index + 1 + neighbours)
        var width = 0
        for line in first...last { width = max(width, run[line].width) }
        guard wrapWidths.contains(width) else { return false }
        func isFull(_ index: Int) -> Bool {
            // A quarter of slack: lines were broken by other counts of width, or at hyphens.
            run[index].width + 1 + run[index + 1].firstWordWidth > width - width / 16
        }
        guard isFull(index) else { return false }
        let pairs = last - first
        var full = 0
        for line in first..<last { full += isFull(line) ? 1 : 0 }
        guard full * 2 >= pairs else { return false }
        return pairs >= 3 || next.startsInLowercase || !run[index].endsSentence && run[index].width >= 50
    }

    /// What is to be known of a line; nil for one of white space only.
    private static func describe(_ content: Range<Int>, _ section: UnsafeBufferPointer<UInt8>) -> Line? {
        let bytes = UnsafeBufferPointer(rebasing: section[content])
        guard let first = bytes.firstIndex(where: { !isBlank($0) }),
            let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return nil }
        func width(_ slice: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
            slice.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        }
        let word = bytes[first...].prefix { !isBlank($0) }
        let startsItem = isItemMarker(word, isAlone: word.endIndex > last)
        // "(a)", "b." and the like begin no paragraph by themselves, but what hangs below their text goes on with it.
        let hangs = startsItem || word.count <= 4 && (word.last == 0x29 || word.last == 0x2E)
        let text = hangs ? bytes[word.endIndex...].firstIndex { !isBlank($0) } ?? first : first
        return Line(
            content: content, width: width(bytes[...last]), firstWordWidth: width(word), indent: first,
            textIndent: text, startsItem: startsItem,
            startsInLowercase: (0x61...0x7A).contains(bytes[first]),
            endsSentence: [0x2E, 0x21, 0x3F, 0x3A, 0x22, 0x29].contains(bytes[last])
                || bytes[...last].suffix(3).elementsEqual([0xE2, 0x80, 0x9D]))
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
            let end = min(document.segment(at: start).end, line.end)
            found.append(Span(start, end))
            start = end
        }
        return found
    }

    private static func trimmed(_ content: Range<Int>, _ section: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let bytes = section[content]
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return content.lowerBound..<content.lowerBound }
        return first..<last + 1
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
