// Stretches of text that are small enough to be looked at whole: everything that is found in the text (graphemes,
// words, sentences, rows) is found in one of them, so that no cost grows with the file or with a line of it.

/// What has been found in segments and paragraphs so far, by where they start.
struct SegmentCache {
    var graphemes: [Int: [Int32]] = [:]
    var words: [Int: [Span]] = [:]
    var sentences: [Int: [Span]] = [:]
    /// The segments that were looked up last: one place after the other is asked for in the same few of them.
    var recent = RecentSegments()

    /// More than any screen shows, and a few megabytes at the most.
    private static let capacity = 1024

    mutating func makeRoom() {
        if graphemes.count > SegmentCache.capacity { graphemes.removeAll(keepingCapacity: true) }
        if words.count > SegmentCache.capacity { words.removeAll(keepingCapacity: true) }
        if sentences.count > SegmentCache.capacity { sentences.removeAll(keepingCapacity: true) }
    }
}

/// A handful of segments, the newest in place of the oldest.
struct RecentSegments {
    private var spans = [Span](repeating: Span(.zero, .zero), count: 8)
    private var next = 0

    func holding(_ offset: ByteOffset) -> Span? { spans.first { $0.contains(offset) } }

    mutating func note(_ span: Span) {
        spans[next] = span
        next = (next + 1) % spans.count
    }
}

extension Document {
    /// The most bytes a segment has.
    static let segmentLimit = 65536

    /// The segment that holds a place: a line with its terminator, or of a longer line the piece that holds it. The
    /// end of the text belongs to the last segment.
    public func segment(at offset: ByteOffset) -> Span {
        if let known = segments.withLock({ $0.recent.holding(offset) }) { return known }
        let found = findSegment(at: offset)
        segments.withLock { $0.recent.note(found) }
        return found
    }

    private func findSegment(at offset: ByteOffset) -> Span {
        let line = shortLine(at: offset) ?? span(ofLine: line(at: offset))
        guard line.count > Document.segmentLimit else { return line }
        var piece = min(offset - line.start, line.count - 1) / Document.segmentLimit
        if cut(line, piece + 1) <= offset.value, cut(line, piece + 1) < line.end.value { piece += 1 }
        return Span(ByteOffset(cut(line, piece)), ByteOffset(cut(line, piece + 1)))
    }

    /// The line that holds a place, found by looking around from there; nil when it is longer than a segment.
    private func shortLine(at offset: ByteOffset) -> Span? {
        bytes.withUnsafeBufferPointer { bytes in
            var start = offset.value
            let first = max(0, start - Document.segmentLimit)
            while start > first, bytes[start - 1] != 0x0A { start -= 1 }
            guard start == 0 || bytes[start - 1] == 0x0A else { return nil }
            var end = offset.value
            let last = min(bytes.count, start + Document.segmentLimit)
            while end < last, bytes[end] != 0x0A { end += 1 }
            if end < last { return Span(ByteOffset(start), ByteOffset(end + 1)) }
            return end == bytes.count ? Span(ByteOffset(start), ByteOffset(end)) : nil
        }
    }

    /// The segment that begins where this one ends; nil after the last.
    public func segment(after segment: Span) -> Span? {
        segment.end < end ? self.segment(at: segment.end) : nil
    }

    /// The segment that ends where this one begins; nil before the first.
    public func segment(before segment: Span) -> Span? {
        segment.start > .zero ? self.segment(at: segment.start - 1) : nil
    }

    /// Where the piece with this number begins in a long line: after a space if there is one shortly before the
    /// limit, else on a code point.
    private func cut(_ line: Span, _ piece: Int) -> Int {
        let nominal = line.start.value + piece * Document.segmentLimit
        guard piece > 0, nominal < line.end.value else { return piece > 0 ? line.end.value : line.start.value }
        for offset in stride(from: nominal, to: nominal - 1024, by: -1) where bytes[offset - 1] == 0x20 {
            return offset
        }
        var offset = nominal
        while !isCodePointBoundary(offset) { offset -= 1 }
        return offset
    }
}
