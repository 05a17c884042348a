// Stretches of text that are small enough to be looked at whole: everything that is found in the text (graphemes,
// words, sentences, rows) is found in one of them, so that no cost grows with the file or with a line of it.

/// What has been found in segments and paragraphs so far, by where they start.
struct SegmentCache {
    var graphemes: [Int: [Int32]] = [:]
    var words: [Int: [Span]] = [:]
    var sentences: [Int: [Span]] = [:]
    /// The segments that were looked up last: one place after the other is asked for in the same few of them.
    var recent = RecentSegments()
    /// Bytes of text that something has been remembered of.
    private var size = 0

    /// More than any screen shows, and some megabytes of memory at the most.
    private static let limit = 1 << 20

    /// Forgets everything when this many bytes more would be too many.
    mutating func makeRoom(for bytes: Int) {
        size += bytes + 64
        guard size > SegmentCache.limit else { return }
        graphemes.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        sentences.removeAll(keepingCapacity: true)
        size = bytes
    }
}

/// A handful of segments, the newest in place of the oldest.
struct RecentSegments {
    private var spans = [Span](repeating: Span(.zero, .zero), count: 8)
    private var next = 0

    func holding(_ offset: ByteOffset) -> Span? { spans.first { $0.contains(offset) } }

    /// Whether one of them ends at a place: then the next one begins there.
    func end(at offset: ByteOffset) -> Bool { spans.contains { $0.end == offset && !$0.isEmpty } }

    mutating func note(_ span: Span) {
        spans[next] = span
        next = (next + 1) % spans.count
    }
}

extension Document {
    /// A line is cut near every multiple of this many bytes that is at least half as far from its ends, so that no
    /// segment is longer than twice as much, and where a segment begins shows without a look at all of its line.
    static let segmentGrid = 65536

    /// The segment that holds a place: a line with its terminator, or of a longer line the piece that holds it. The
    /// end of the text belongs to the last segment.
    public func segment(at offset: ByteOffset) -> Span {
        let place = offset == end && byteCount > 0 && self[byteCount - 1] != 0x0A ? offset - 1 : offset
        let (known, startsHere) = segments.withLock { ($0.recent.holding(place), $0.recent.end(at: place)) }
        if let known { return known }
        let start = startsHere ? place.value : segmentStart(place.value)
        let found = Span(ByteOffset(start), ByteOffset(segmentEnd(place.value)))
        segments.withLock { $0.recent.note(found) }
        return found
    }

    private func segmentStart(_ place: Int) -> Int {
        let farthest = max(0, place - 2 * Document.segmentGrid)
        let line = store.lineFeed(before: place, from: farthest).map { $0 + 1 } ?? farthest
        var multiple = place / Document.segmentGrid + 1
        while multiple * Document.segmentGrid > line {
            if let cut = cut(multiple), cut <= place { return max(cut, line) }
            multiple -= 1
        }
        return line
    }

    private func segmentEnd(_ place: Int) -> Int {
        let farthest = min(byteCount, place + 2 * Document.segmentGrid)
        let line = store.lineFeed(from: place, before: farthest).map { $0 + 1 } ?? farthest
        var multiple = place / Document.segmentGrid
        while multiple * Document.segmentGrid < line {
            if let cut = cut(multiple), cut > place { return min(cut, line) }
            multiple += 1
        }
        return line
    }

    /// Where a line is cut near a multiple of the grid: after a space if there is one shortly before, else on a code
    /// point. Nil where a line ends too near.
    private func cut(_ multiple: Int) -> Int? {
        let nominal = multiple * Document.segmentGrid
        let half = Document.segmentGrid / 2
        guard nominal >= half, nominal + half < byteCount, multiple > 0 else { return nil }
        guard store.lineFeed(from: nominal - half, before: nominal + half) == nil else { return nil }
        return store.withBytes(nominal - 1024, nominal + 1) { bytes in
            if let space = bytes[..<1024].lastIndex(of: 0x20) { return nominal - 1024 + space + 1 }
            var index = 1024
            while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
            return nominal - 1024 + index
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

    /// The first place at or after a byte where a segment begins, or the end of the text.
    func segmentStart(atOrAfter place: Int) -> Int {
        guard place > 0, place < byteCount else { return min(max(0, place), byteCount) }
        return segment(at: ByteOffset(place - 1)).end.value
    }
}
