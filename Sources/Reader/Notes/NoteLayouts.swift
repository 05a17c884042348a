// Long notes as they are laid out: kept from one key to the next, so that a key costs what it changes.

import Glibc
import Synchronization
import TextLayout
import TextModel

/// A note as it stands between the rows of a text.
public struct LaidNote: Sendable {
    public let layout: Layout
    public let rows: [Row]

    /// The number of the row that a place of the note is in: at the end of a full one, of the next.
    public func row(at place: ByteOffset) -> Int { max(0, rows.partitionPoint { $0.span.start <= place } - 1) }
}

/// Remembers the rows of long notes; of a note that has changed only the lines that did are broken anew. What it
/// answers is the same whatever it remembers.
public final class NoteLayouts: Sendable {
    fileprivate struct Known {
        let note: LaidNote
        let bytes: [UInt8]
        /// The segments of the note, each with the number of its first row.
        let segments: [(span: Span, first: Int)]
        /// How many of the rows are of segments: there may be one more after a final line end.
        let rowsOfText: Int
    }

    private let known = Mutex<[String: Known]>([:])

    /// Bytes from which on a note is remembered.
    private static let long = 4096
    /// Notes that are remembered at once; no screen shows more that are long.
    private static let most = 8

    init() {}

    /// - Parameters:
    ///   - owner: what the note is known by; no two notes on screen share it.
    ///   - layout: of the text that it stands in.
    public func note(_ words: String, of owner: String, within layout: Layout) -> LaidNote {
        guard words.utf8.count >= NoteLayouts.long else {
            let laid = noteLayout(words, within: layout)
            return LaidNote(layout: laid, rows: noteRows(laid))
        }
        return known.withLock { known in
            let old = known[owner].flatMap { $0.isFor(layout) ? $0 : nil }
            if let old, old.says(words) { return old.note }
            let made = Known(words, within: layout, after: old)
            if known.count >= NoteLayouts.most, known[owner] == nil { known.removeAll() }
            known[owner] = made
            return made.note
        }
    }
}

extension NoteLayouts.Known {
    /// Whether it was laid out as wide as notes in this text are.
    func isFor(_ text: Layout) -> Bool {
        note.layout.width == max(1, text.width - 2) && note.layout.clusters == text.clusters
    }

    func says(_ words: String) -> Bool {
        words.utf8.withContiguousStorageIfAvailable { words in
            guard bytes.count == words.count, let start = words.baseAddress else { return bytes.count == words.count }
            return memcmp(bytes, start, words.count) == 0
        } ?? false
    }

    /// - Parameter old: the same note before it changed.
    init(_ words: String, within text: Layout, after old: NoteLayouts.Known?) {
        let bytes = Array(words.utf8)
        let document = Document(utf8: bytes)
        let layout = Layout(document, width: max(1, text.width - 2), clusters: text.clusters)
        let same = old.map { NoteLayouts.Known.common($0.bytes, bytes) } ?? (head: 0, tail: 0)
        var rows: [Row] = []
        var segments: [(span: Span, first: Int)] = []
        rows.reserveCapacity((old?.note.rows.count ?? 0) + 16)
        segments.reserveCapacity((old?.segments.count ?? 0) + 16)
        var place = ByteOffset.zero
        var next = 0
        repeat {
            if let old, let run = old.run(at: place, same, count: bytes.count, from: &next) {
                let shift = place - old.segments[run.lowerBound].span.start
                old.append(run, movedBy: shift, to: &rows, &segments)
            } else {
                // What is a segment of a long line, only the whole of the text says.
                let span = document.segment(at: place)
                segments.append((span, rows.count))
                if let old, let number = old.place(of: span, same, count: bytes.count, from: &next) {
                    var unused: [(span: Span, first: Int)] = []
                    let shift = span.start - old.segments[number].span.start
                    old.append(number..<number + 1, movedBy: shift, to: &rows, &unused)
                } else {
                    rows += layout.rows(in: span)
                }
            }
            place = segments[segments.count - 1].span.end
        } while place < document.end
        rowsOfText = rows.count
        if let row = endRow(layout) { rows.append(row) }
        self.bytes = bytes
        self.segments = segments
        note = LaidNote(layout: layout, rows: rows)
    }

    /// Bytes of a segment below which it is a whole line and not a piece of one, wherever it stands.
    private static let wholeLine = 16384

    /// The segments from a place on that are lines which had the same text, and so the same rows; nil where there is
    /// none. To find them nothing is asked of the text: in a long note that would take longer than all the rest.
    ///
    /// - Parameter next: the first one that it can be: segments are asked for in order.
    private func run(
        at place: ByteOffset, _ same: (head: Int, tail: Int), count: Int, from next: inout Int
    ) -> Range<Int>? {
        let isInTail = place.value > count - same.tail
        let shift = isInTail ? bytes.count - count : 0
        let start = place + shift
        while next < segments.count, segments[next].span.start < start { next += 1 }
        guard next < segments.count, segments[next].span.start == start else { return nil }
        let limit = isInTail ? bytes.count : same.head
        var last = next
        while last < segments.count {
            let span = segments[last].span
            guard span.end.value <= limit, span.count < NoteLayouts.Known.wholeLine, span.count > 0 else { break }
            // What follows may go on a line without an end.
            guard isInTail || bytes[span.end.value - 1] == 0x0A else { break }
            last += 1
        }
        return last > next ? next..<last : nil
    }

    /// The number of the segment that had the same text, and stood behind the same.
    ///
    /// - Parameter next: the first one that it can be: segments are asked for in order.
    private func place(of span: Span, _ same: (head: Int, tail: Int), count: Int, from next: inout Int) -> Int? {
        let shift: Int
        if span.end.value <= same.head {
            shift = 0
        } else if span.start.value > count - same.tail {
            shift = bytes.count - count
        } else {
            return nil
        }
        let start = span.start + shift
        while next < segments.count, segments[next].span.start < start { next += 1 }
        guard next < segments.count, segments[next].span == Span(start, start + span.count) else { return nil }
        return next
    }

    /// Takes over the rows of some segments, and the segments.
    private func append(
        _ numbers: Range<Int>, movedBy shift: Int, to rows: inout [Row],
        _ segments: inout [(span: Span, first: Int)]
    ) {
        let old = self.segments
        let first = old[numbers.lowerBound].first
        let end = numbers.upperBound < old.count ? old[numbers.upperBound].first : rowsOfText
        let before = rows.count
        for number in numbers {
            let (span, row) = old[number]
            segments.append((Span(span.start + shift, span.end + shift), before + row - first))
        }
        guard shift != 0 else {
            rows += note.rows[first..<end]
            return
        }
        for row in note.rows[first..<end] {
            rows.append(
                Row(
                    span: Span(row.span.start + shift, row.span.end + shift), visibleEnd: row.visibleEnd + shift,
                    indent: row.indent, startsLine: row.startsLine, isWrapped: row.isWrapped))
        }
    }

    /// How many bytes two texts have in common at their start, and of the others at their end.
    private static func common(_ one: [UInt8], _ other: [UInt8]) -> (head: Int, tail: Int) {
        one.withUnsafeBytes { one in
            other.withUnsafeBytes { other in
                let most = min(one.count, other.count)
                guard most > 0, let first = one.baseAddress, let second = other.baseAddress else { return (0, 0) }
                var head = 0
                // Many bytes at a time, as long as they are the same.
                while head + stride <= most, memcmp(first + head, second + head, stride) == 0 { head += stride }
                while head < most, one[head] == other[head] { head += 1 }
                var tail = 0
                let (end, otherEnd) = (first + one.count, second + other.count)
                while tail + stride <= most - head,
                    memcmp(end - tail - stride, otherEnd - tail - stride, stride) == 0
                { tail += stride }
                while tail < most - head, one[one.count - 1 - tail] == other[other.count - 1 - tail] { tail += 1 }
                return (head, tail)
            }
        }
    }

    private static let stride = 4096
}
