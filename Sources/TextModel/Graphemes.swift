// What a reader calls a character: the steps of the cursor, and the only places where a span may begin or end.

extension Document {
    /// The boundaries of the graphemes of a segment (UAX #29, extended grapheme clusters): byte offsets from the
    /// segment's start, 0 left out, the segment's length included.
    public func graphemeEnds(in segment: Span) -> [Int32] {
        if let known = segments.withLock({ $0.graphemes[segment.start.value] }) { return known }
        let found = withBytes(segment, Document.graphemeEnds)
        segments.withLock {
            $0.makeRoom(for: segment.count)
            $0.graphemes[segment.start.value] = found
        }
        return found
    }

    /// The boundaries of the graphemes of a valid UTF-8 text, 0 left out.
    public static func graphemeEnds(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int32] {
        var ends: [Int32] = []
        ends.reserveCapacity(bytes.count)
        var start = 0
        while start < bytes.count {
            // Between two ASCII bytes there is always a boundary, but for CR LF.
            if bytes[start] < 0x80, start + 1 == bytes.count || bytes[start + 1] < 0x80 {
                let isCRLF = bytes[start] == 0x0D && start + 1 < bytes.count && bytes[start + 1] == 0x0A
                start += isCRLF ? 2 : 1
                ends.append(Int32(start))
                continue
            }
            // Up to the next two ASCII bytes in a row the standard library decides; CR LF is no such place either.
            var stop = start + 1
            while stop < bytes.count, !isBoundary(bytes[stop - 1], bytes[stop]) { stop += 1 }
            let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<stop]), as: UTF8.self)
            for character in text {
                // Bytes of a file that changed under us may not decode, and what stands in for them is longer.
                let end = min(start + character.utf8.count, stop)
                if end > start { ends.append(Int32(end)) }
                start = end
            }
            if start < stop {
                start = stop
                ends.append(Int32(stop))
            }
        }
        return ends
    }

    /// Whether two bytes in a row say by themselves that a grapheme ends between them.
    private static func isBoundary(_ byte: UInt8, _ next: UInt8) -> Bool {
        byte < 0x80 && next < 0x80 && !(byte == 0x0D && next == 0x0A)
    }

    /// The first grapheme boundary after a place; the end of the text at its end.
    public func grapheme(after offset: ByteOffset) -> ByteOffset {
        guard offset < end else { return end }
        let segment = segment(at: offset)
        let ends = graphemeEnds(in: segment)
        return segment.start + Int(ends[Document.firstIndex(in: ends, above: offset - segment.start)])
    }

    /// The last grapheme boundary before a place; 0 at the start of the text.
    public func grapheme(before offset: ByteOffset) -> ByteOffset {
        guard offset > .zero else { return .zero }
        let segment = segment(at: offset - 1)
        let ends = graphemeEnds(in: segment)
        let index = Document.firstIndex(in: ends, above: offset - segment.start - 1)
        return segment.start + (index == 0 ? 0 : Int(ends[index - 1]))
    }

    /// The last grapheme boundary that is not after a place.
    public func graphemeBoundary(atOrBefore offset: ByteOffset) -> ByteOffset {
        if isBeforePlain(offset) { return offset }
        return offset >= end ? end : grapheme(before: offset + 1)
    }

    /// Whether a printable character of ASCII is at a place, and nothing but ASCII before it: then one grapheme ends
    /// there and another begins (UAX #29), and the text around it needs no look. Most places that one goes to are such.
    private func isBeforePlain(_ offset: ByteOffset) -> Bool {
        guard offset < end else { return false }
        return store.withBytes(max(0, offset.value - 1), offset.value + 1) { bytes in
            bytes[0] < 0x80 && 0x20...0x7E ~= bytes[bytes.count - 1]
        }
    }

    /// Whether a place is between two graphemes.
    public func isGraphemeBoundary(_ offset: ByteOffset) -> Bool {
        graphemeBoundary(atOrBefore: offset) == offset
    }

    /// The smallest span on grapheme boundaries that holds this one.
    public func snapped(_ span: Span) -> Span {
        let start = graphemeBoundary(atOrBefore: span.start)
        let end = isGraphemeBoundary(span.end) ? span.end : grapheme(after: span.end)
        return Span(start, max(start, end))
    }

    /// The index of the first of ascending numbers that is greater than `value`; the count when there is none.
    public static func firstIndex(in ascending: [Int32], above value: Int) -> Int {
        ascending.partitionPoint { Int($0) <= value }
    }
}
