// Breaks one segment into rows: where UAX #14 allows it, as late as the width allows.

import TextModel

/// Breaks one segment; a word that is wider than a row is broken between graphemes, and white space at a row's end
/// takes no room.
struct RowBreaker {
    private let segment: Span
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Where graphemes end, in bytes from the segment's start.
    private let ends: [Int32]
    private let layout: Layout
    private var opportunities: BreakOpportunities
    /// What the rows after the first of the current line are set in by, in cells.
    private var indent = 0
    /// Where the text of the current line begins: no row ends before it, since the next row had no more room.
    private var textStart = 0

    /// In a text column of fewer cells there are no indents.
    private static let narrowest = 20

    /// - Parameters:
    ///   - bytes: the text of the segment, not empty.
    ///   - ends: the ends of its graphemes.
    init(_ segment: Span, _ bytes: UnsafeBufferPointer<UInt8>, _ ends: [Int32], in layout: Layout) {
        self.segment = segment
        self.bytes = bytes
        self.ends = ends
        self.layout = layout
        opportunities = BreakOpportunities(in: bytes)
    }

    /// - Parameter startsLine: whether the segment begins a line; a piece of a long line may not.
    mutating func rows(startsLine: Bool) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(bytes.count / layout.width + 1)
        var startsLine = startsLine
        var start = 0
        while start < bytes.count {
            if startsLine { findIndent(from: start) }
            let row = nextRow(from: start, indent: startsLine ? 0 : indent)
            rows.append(
                Row(
                    span: Span(segment.start + start, segment.start + row.end),
                    visibleEnd: segment.start + row.visibleEnd, indent: startsLine ? 0 : indent,
                    startsLine: startsLine, isWrapped: row.isWrapped))
            start = row.end
            startsLine = !row.isWrapped
        }
        return rows
    }

    /// Looks at the marker of a line. An indent takes no more than a third of the width.
    private mutating func findIndent(from start: Int) {
        indent = 0
        textStart = start
        guard layout.width >= RowBreaker.narrowest else { return }
        let text = LineMarker.textStart(in: bytes, from: start)
        guard text > start else { return }
        var index = Document.firstIndex(in: ends, above: start)
        var low = start
        while low < text, index < ends.count {
            let high = Int(ends[index])
            indent += layout.glyph(UnsafeBufferPointer(rebasing: bytes[low..<high]), at: indent).width
            low = high
            index += 1
        }
        if indent <= layout.width / 3 { textStart = text }
        indent = min(indent, layout.width / 3)
    }

    private typealias Broken = (end: Int, visibleEnd: Int, isWrapped: Bool)

    private mutating func nextRow(from start: Int, indent: Int) -> Broken {
        var index = Document.firstIndex(in: ends, above: start)
        var low = start
        var column = indent
        var visibleEnd = start
        while index < ends.count {
            let high = Int(ends[index])
            let (cells, hangs) = measured(low, high, at: column)
            if !hangs {
                if column + cells > layout.width, column > indent {
                    return wrapped(before: low, from: start, visibleEnd)
                }
                visibleEnd = high
            }
            column += cells
            if BreakOpportunities.mustBreak(after: bytes[low..<high]) { return (high, visibleEnd, false) }
            low = high
            index += 1
        }
        return (bytes.count, visibleEnd, false)
    }

    /// The cells of a grapheme, and whether it may hang over the row's end.
    private func measured(_ low: Int, _ high: Int, at column: Int) -> (cells: Int, hangs: Bool) {
        let grapheme = UnsafeBufferPointer(rebasing: bytes[low..<high])
        if let cells = CommonGraphemes.cells(grapheme), cells <= layout.width { return (cells, grapheme[0] == 0x20) }
        let glyph = layout.glyph(grapheme, at: column)
        return (glyph.width, glyph.kind == .space || glyph.kind == .lineBreak)
    }

    /// Ends a row at the last opportunity, or, where there is none, right before the grapheme that did not fit.
    private mutating func wrapped(before low: Int, from start: Int, _ visibleEnd: Int) -> Broken {
        let floor = max(start, textStart)
        var limit = low
        while let place = opportunities.last(after: floor, upTo: limit) {
            let index = Document.firstIndex(in: ends, above: place - 1)
            if index < ends.count, Int(ends[index]) == place {
                return (place, trimmed(from: start, to: index), true)
            }
            // Inside a grapheme: nothing ends there.
            limit = place - 1
        }
        return (low, visibleEnd, true)
    }

    /// The end of the last grapheme up to the one with this index that is no white space.
    private func trimmed(from start: Int, to index: Int) -> Int {
        var index = index
        while index >= 0, Int(ends[index]) > start {
            let low = index == 0 ? 0 : Int(ends[index - 1])
            let grapheme = UnsafeBufferPointer(rebasing: bytes[low..<Int(ends[index])])
            if layout.glyph(grapheme, at: 0).kind != .space { return Int(ends[index]) }
            index -= 1
        }
        return start
    }
}
