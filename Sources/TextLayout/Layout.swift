// A document broken into rows of a given width, one segment at a time.

import Synchronization
import TextModel

/// One wrapped row.
public struct Row: Hashable, Sendable {
    /// What the row holds, with the white space and the line end that are not drawn at its end. Rows follow one
    /// another without a gap: together they are the text.
    public let span: Span
    /// Where what is drawn of it ends.
    public let visibleEnd: ByteOffset
    /// Whether a line of the source begins here.
    public let startsLine: Bool

    public init(span: Span, visibleEnd: ByteOffset, startsLine: Bool) {
        self.span = span
        self.visibleEnd = visibleEnd
        self.startsLine = startsLine
    }
}

/// A grapheme in its row.
public struct PlacedGlyph: Sendable {
    public let glyph: Glyph
    public let span: Span
    /// The first cell it takes, from 0 at the row's start.
    public let column: Int
}

/// The rows of a document at one width. They are found segment by segment, on demand, and remembered: what is far from
/// the screen costs nothing.
public final class Layout: Sendable {
    public let document: Document
    /// The most cells that a row takes; at least 1.
    public let width: Int
    private let known = Mutex<[Int: [Row]]>([:])

    public init(_ document: Document, width: Int) {
        self.document = document
        self.width = max(1, width)
    }

    /// The rows of a segment of the document.
    public func rows(in segment: Span) -> [Row] {
        if let rows = known.withLock({ $0[segment.start.value] }) { return rows }
        let rows = broken(segment)
        known.withLock { known in
            if known.count > 1024 { known.removeAll(keepingCapacity: true) }
            known[segment.start.value] = rows
        }
        return rows
    }

    /// The row that holds a place; the end of the text is in the last row.
    public func row(at offset: ByteOffset) -> Row {
        let rows = rows(in: document.segment(at: offset))
        return rows.last { $0.span.start <= offset } ?? rows[0]
    }

    /// The row below; nil below the last.
    public func row(after row: Row) -> Row? {
        row.span.end < document.end ? self.row(at: row.span.end) : nil
    }

    /// The row above; nil above the first.
    public func row(before row: Row) -> Row? {
        row.span.start > .zero ? self.row(at: row.span.start - 1) : nil
    }

    /// What is drawn of a row, from left to right.
    public func glyphs(of row: Row) -> [PlacedGlyph] {
        var placed: [PlacedGlyph] = []
        placed.reserveCapacity(width)
        let segment = document.segment(at: row.span.start)
        forEachGlyph(in: segment, from: row.span.start, to: row.visibleEnd) { placed.append($0) }
        return placed
    }
}

extension Layout {
    /// The glyphs of a stretch of a segment that begins a row.
    private func forEachGlyph(
        in segment: Span, from start: ByteOffset, to end: ByteOffset, _ body: (PlacedGlyph) -> Void
    ) {
        let ends = document.graphemeEnds(in: segment)
        document.withBytes(segment) { bytes in
            var index = Document.firstIndex(in: ends, above: start - segment.start)
            var column = 0
            while index < ends.count {
                let low = index == 0 ? 0 : Int(ends[index - 1])
                let high = Int(ends[index])
                guard segment.start + low < end else { break }
                let glyph = fitted(Glyph(UnsafeBufferPointer(rebasing: bytes[low..<high]), column: column), column)
                body(PlacedGlyph(glyph: glyph, span: Span(segment.start + low, segment.start + high), column: column))
                column += glyph.width
                index += 1
            }
        }
    }

    /// A glyph that no row could hold gives way to one cell; a tab ends with its row.
    private func fitted(_ glyph: Glyph, _ column: Int) -> Glyph {
        if glyph.kind == .space, column + glyph.width > width {
            let room = max(1, width - column)
            return Glyph(String(repeating: " ", count: room), width: room, kind: .space)
        }
        return glyph.width <= width ? glyph : Glyph(Glyph.replacement, width: 1, kind: .standIn)
    }

    /// Breaks a segment into rows where UAX #14 allows it, as late as the width allows; a word that is wider than a
    /// row is broken between graphemes. White space at a row's end takes no room.
    private func broken(_ segment: Span) -> [Row] {
        guard !segment.isEmpty else { return [Row(span: segment, visibleEnd: segment.start, startsLine: true)] }
        let ends = document.graphemeEnds(in: segment)
        return document.withBytes(segment) { bytes in
            // A single row needs no boundaries, and most lines of ASCII that short have no mandatory break in them.
            let boundaries = bytes.count <= width && isPlain(bytes) ? [] : Breaker.lines.boundaries(in: bytes)
            var breaking = RowBreaker(segment: segment, boundaries: boundaries, width: width)
            var index = 0
            while index < ends.count {
                let low = index == 0 ? 0 : Int(ends[index - 1])
                let high = Int(ends[index])
                let column = breaking.column
                let glyph = fitted(
                    Glyph(UnsafeBufferPointer(rebasing: bytes[low..<high]), column: column < width ? column : 0), column
                )
                if breaking.take(glyph, low, high) {
                    index += 1
                } else {
                    index = Document.firstIndex(in: ends, above: breaking.rowStart)
                }
            }
            return breaking.finish(startsLine: document.isLineStart(segment.start))
        }
    }

    private func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.dropLast().allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}

/// Breaks one segment, grapheme by grapheme.
private struct RowBreaker {
    let segment: Span
    let boundaries: [Breaker.Boundary]
    let width: Int

    private var rows: [(start: Int, end: Int, visibleEnd: Int)] = []
    private(set) var rowStart = 0
    /// The cells taken since the row's start, blanks at its end included.
    private(set) var column = 0
    /// The last byte drawn, and the last before the last opportunity.
    private var visibleEnd = 0
    private var opportunity: (at: Int, visibleEnd: Int)?
    private var nextBoundary = 0

    init(segment: Span, boundaries: [Breaker.Boundary], width: Int) {
        self.segment = segment
        self.boundaries = boundaries
        self.width = width
    }

    /// Takes the next grapheme, which lies at these bytes of the segment. False when it did not fit: a row has been
    /// closed, and what follows from `rowStart` on is to be given again, because a tab's width depends on its column.
    mutating func take(_ glyph: Glyph, _ low: Int, _ high: Int) -> Bool {
        let hangs = glyph.kind == .space || glyph.kind == .lineBreak
        if !hangs, column + glyph.width > width, column > 0 {
            wrap(before: low)
            return false
        }
        column += glyph.width
        if !hangs { visibleEnd = high }
        while nextBoundary < boundaries.count, boundaries[nextBoundary].offset < high { nextBoundary += 1 }
        guard nextBoundary < boundaries.count, boundaries[nextBoundary].offset == high else { return true }
        if boundaries[nextBoundary].isMandatory, high < segment.count {
            close(at: high, visibleEnd: visibleEnd)
        } else {
            opportunity = (high, visibleEnd)
        }
        return true
    }

    mutating func finish(startsLine: Bool) -> [Row] {
        if rowStart < segment.count { close(at: segment.count, visibleEnd: visibleEnd) }
        return rows.enumerated().map { index, row in
            Row(
                span: Span(segment.start + row.start, segment.start + row.end),
                visibleEnd: segment.start + max(row.visibleEnd, row.start), startsLine: index == 0 && startsLine)
        }
    }

    /// Ends the row at the last opportunity, or, where there was none, right here.
    private mutating func wrap(before low: Int) {
        if let last = opportunity {
            close(at: last.at, visibleEnd: last.visibleEnd)
        } else {
            close(at: low, visibleEnd: visibleEnd)
        }
        while nextBoundary > 0, boundaries[nextBoundary - 1].offset > rowStart { nextBoundary -= 1 }
    }

    private mutating func close(at end: Int, visibleEnd: Int) {
        rows.append((rowStart, end, visibleEnd))
        rowStart = end
        self.visibleEnd = end
        column = 0
        opportunity = nil
    }
}
