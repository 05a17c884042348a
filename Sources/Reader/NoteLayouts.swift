// Long notes as they are laid out: kept from one key to the next, so that a key costs what it changes.

import Glibc
import Synchronization
import TextLayout
import TextModel

/// A note as it stands between the rows of a text.
public struct LaidNote: Sendable {
    public let layout: Layout
    public let rows: [Row]
}

/// Remembers the rows of long notes; of a note that has changed only the lines that did are broken anew. What it
/// answers is the same whatever it remembers.
public final class NoteLayouts: Sendable {
    fileprivate struct Known {
        let note: LaidNote
        let bytes: [UInt8]
        /// The segments of the note, each with the number of its first row.
        let segments: [(span: Span, first: Int)]
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
        var segment: Span? = document.segment(at: .zero)
        var next = 0
        while let span = segment {
            segments.append((span, rows.count))
            if let old, let place = old.place(of: span, same, count: bytes.count, from: &next) {
                old.append(place, movedTo: span.start, to: &rows)
            } else {
                rows += layout.rows(in: span)
            }
            segment = document.segment(after: span)
        }
        if let row = endRow(layout) { rows.append(row) }
        self.bytes = bytes
        self.segments = segments
        note = LaidNote(layout: layout, rows: rows)
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

    private func append(_ place: Int, movedTo start: ByteOffset, to rows: inout [Row]) {
        let (span, first) = segments[place]
        let shift = start - span.start
        var number = first
        while number < note.rows.count, note.rows[number].span.end <= span.end, note.rows[number].span.start < span.end
        {
            let row = note.rows[number]
            rows.append(
                Row(
                    span: Span(row.span.start + shift, row.span.end + shift), visibleEnd: row.visibleEnd + shift,
                    indent: row.indent, startsLine: row.startsLine, isWrapped: row.isWrapped))
            number += 1
        }
    }

    /// How many bytes two texts have in common at their start, and of the others at their end.
    private static func common(_ one: [UInt8], _ other: [UInt8]) -> (head: Int, tail: Int) {
        one.withUnsafeBufferPointer { one in
            other.withUnsafeBufferPointer { other in
                let most = min(one.count, other.count)
                var head = 0
                while head < most, one[head] == other[head] { head += 1 }
                var tail = 0
                while tail < most - head, one[one.count - 1 - tail] == other[other.count - 1 - tail] { tail += 1 }
                return (head, tail)
            }
        }
    }
}
