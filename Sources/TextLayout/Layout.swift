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
    /// Cells left empty before what is drawn of it: in a list item or a quote the rows after the first begin beneath
    /// the text of the first. 0 for the first row of a line.
    public let indent: Int
    /// Whether a line of the source, or what follows a line break inside one, begins here.
    public let startsLine: Bool
    /// Whether it ends because it was full, not because the line does.
    public let isWrapped: Bool

    public init(span: Span, visibleEnd: ByteOffset, indent: Int = 0, startsLine: Bool, isWrapped: Bool = false) {
        self.span = span
        self.visibleEnd = visibleEnd
        self.indent = indent
        self.startsLine = startsLine
        self.isWrapped = isWrapped
    }
}

/// A grapheme in its row.
public struct PlacedGlyph: Sendable {
    public let glyph: Glyph
    public let span: Span
    /// The first cell it takes, from 0 at the left edge of the text column: the row's indent is counted.
    public let column: Int
}

/// The rows of a document at one width. They are found segment by segment, on demand, and remembered where that is
/// worth it: what is far from the screen costs nothing.
public final class Layout: Sendable {
    public let document: Document
    /// The most cells that a row takes, its indent included; at least 1.
    public let width: Int
    /// Whether rows are stretched to end flush where that takes no more than a blank here and there.
    public let isJustified: Bool
    /// How wide the terminal draws what terminals disagree on.
    public let clusters: ClusterWidths
    private let known = Mutex(Known())

    /// Rows by where their segments start.
    private struct Known {
        var rows: [Int: [Row]] = [:]
        var count = 0
        /// Those that were asked for last.
        var near = NearRows()

        /// More than any screen shows, and some megabytes at the most, though a segment may have thousands of them.
        private static let limit = 32768

        mutating func take(_ rows: [Row], of segment: Span) {
            count += rows.count
            if count > Known.limit {
                self.rows.removeAll(keepingCapacity: true)
                count = rows.count
            }
            self.rows[segment.start.value] = rows
        }
    }

    public init(
        _ document: Document, width: Int, isJustified: Bool = false, clusters: ClusterWidths = .unknown
    ) {
        self.document = document
        self.clusters = clusters
        self.width = max(1, width)
        self.isJustified = isJustified
    }

    /// The rows of a segment of the document.
    public func rows(in segment: Span) -> [Row] {
        if let row = narrowLine(segment) { return [row] }
        if let rows = known.withLock({ $0.rows[segment.start.value] }) { return rows }
        let rows = broken(segment)
        known.withLock { $0.take(rows, of: segment) }
        return rows
    }

    /// The row that holds a place; the end of the text is in the last row.
    public func row(at offset: ByteOffset) -> Row {
        if let row = known.withLock({ $0.near.holding(offset) }) { return row }
        let segment = document.segment(at: offset)
        let row = narrowLine(segment) ?? row(at: offset, of: rows(in: segment))
        known.withLock { $0.near.note(row) }
        return row
    }

    /// The row below; nil below the last.
    public func row(after row: Row) -> Row? {
        row.span.end < document.end ? self.row(at: row.span.end) : nil
    }

    /// The row above; nil above the first.
    public func row(before row: Row) -> Row? {
        row.span.start > .zero ? self.row(at: row.span.start - 1) : nil
    }

    /// What is drawn of a row, from left to right. This is the one place where cells get their column: whatever draws,
    /// or finds the place that a column stands for, goes through it; but for rows of narrow text, where the column is
    /// the number of the code point.
    public func glyphs(of row: Row) -> [PlacedGlyph] {
        guard row.span.start < row.visibleEnd else { return [] }
        var placed = plainGlyphs(of: row) ?? allGlyphs(of: row)
        if isJustified, row.isWrapped { justify(&placed, of: row) }
        return placed
    }

    /// The column of a place in its row, in cells; behind the last glyph that of the first cell after it.
    public func column(of offset: ByteOffset, in row: Row) -> Int {
        var column = row.indent
        let isNarrow = withNarrowText(of: row) { text in
            // Of a code point that the place is inside of, the column is where it begins.
            for index in 0..<max(0, min(offset - row.span.start, text.count)) {
                if index + 1 == text.count || text[index + 1] & 0xC0 != 0x80 { column += 1 }
            }
        }
        if isNarrow { return column }
        for placed in glyphs(of: row) {
            if placed.span.end > offset { return placed.column }
            column = placed.column + placed.glyph.width
        }
        return column
    }

    /// The place in a row whose grapheme is at a column, or the last one before it.
    public func place(at column: Int, in row: Row) -> ByteOffset {
        var place = row.span.start
        let isNarrow = withNarrowText(of: row) { text in
            var left = column - row.indent
            for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
                if left < 0 { break }
                place = row.span.start + index
                left -= 1
            }
        }
        if isNarrow { return place }
        for placed in glyphs(of: row) {
            if placed.column > column { break }
            place = placed.span.start
        }
        return place
    }

    private func row(at offset: ByteOffset, of rows: [Row]) -> Row { rows[Layout.index(in: rows, of: offset)] }

    /// The index of the row that holds a place, or of the first or last one when none does.
    private static func index(in rows: [Row], of offset: ByteOffset) -> Int {
        let low = rows.partitionPoint { $0.span.start <= offset }
        return max(0, low - 1)
    }
}

// MARK: Glyphs

extension Layout {
    /// The glyphs of printable ASCII, by byte less 0x20: most rows hold nothing else.
    private static let printable = (UInt8(0x20)...0x7E).map { Glyph(Character(Unicode.Scalar($0))) }

    /// The glyph of a grapheme at a column. One that no row could hold gives way to one cell; a tab ends with its row.
    func glyph(_ grapheme: UnsafeBufferPointer<UInt8>, at column: Int) -> Glyph {
        if grapheme.count == 1, 0x20...0x7E ~= grapheme[0] { return Layout.printable[Int(grapheme[0]) - 0x20] }
        if let cells = CommonGraphemes.cells(grapheme), cells <= width {
            return Glyph(String(decoding: grapheme, as: UTF8.self), width: cells)
        }
        let glyph = Glyph(grapheme, column: column, clusters: clusters, limit: width)
        if glyph.kind == .space, column + glyph.width > width {
            let room = max(1, width - column)
            return Glyph(String(repeating: " ", count: room), width: room, kind: .space)
        }
        return glyph.width <= width ? glyph : Glyph(Glyph.replacement, width: 1, kind: .standIn)
    }

    /// The glyphs of a row that is printable ASCII, where every byte is a grapheme and a cell; nil of another.
    private func plainGlyphs(of row: Row) -> [PlacedGlyph]? {
        document.withBytes(Span(row.span.start, row.visibleEnd)) { bytes in
            guard bytes.isPrintableASCII else { return nil }
            let table = Layout.printable
            return [PlacedGlyph](unsafeUninitializedCapacity: bytes.count) { placed, count in
                for (index, byte) in bytes.enumerated() {
                    let start = row.span.start + index
                    placed.initializeElement(
                        at: index,
                        to: PlacedGlyph(
                            glyph: table[Int(byte) - 0x20], span: Span(start, start + 1), column: row.indent + index))
                }
                count = bytes.count
            }
        }
    }

    /// Lends what is drawn of a row where every code point is a cell of its own, one beside the other from the row's
    /// indent on; of another row it lends nothing, and says false.
    public func withNarrowText(of row: Row, _ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
        guard row.span.start < row.visibleEnd, !(isJustified && row.isWrapped) else { return false }
        return document.withBytes(Span(row.span.start, row.visibleEnd)) { text in
            guard CommonGraphemes.cells(ofNarrow: text) != nil else { return false }
            body(text)
            return true
        }
    }

    private func allGlyphs(of row: Row) -> [PlacedGlyph] {
        let segment = document.segment(at: row.span.start)
        let ends = document.graphemeEnds(in: segment)
        let start = row.span.start - segment.start
        let end = row.visibleEnd - segment.start
        let hyphenEnd = row.isWrapped && row.visibleEnd == row.span.end ? end : nil
        var placed: [PlacedGlyph] = []
        placed.reserveCapacity(width)
        document.withBytes(segment) { bytes in
            var index = Document.firstIndex(in: ends, above: start)
            var low = start
            var column = row.indent
            while index < ends.count, low < end {
                let high = Int(ends[index])
                let grapheme = UnsafeBufferPointer(rebasing: bytes[low..<high])
                // A soft hyphen where the row breaks is what it stands for; inside a row it is a visible mark, since
                // nothing that a quotation holds may go unseen.
                let isHyphen = high == hyphenEnd && grapheme.elementsEqual([0xC2, 0xAD])
                let glyph = isHyphen ? Glyph("-", width: 1, kind: .standIn) : self.glyph(grapheme, at: column)
                let span = Span(segment.start + low, segment.start + high)
                placed.append(PlacedGlyph(glyph: glyph, span: span, column: column))
                column += glyph.width
                low = high
                index += 1
            }
        }
        return placed
    }

    /// Stretches a row that is full to the width; every other one begins at the right end, so that no side of the
    /// page gets more of the blanks.
    private func justify(_ placed: inout [PlacedGlyph], of row: Row) {
        let holdsTab = document.withBytes(Span(row.span.start, row.visibleEnd)) { $0.contains(0x09) }
        guard !holdsTab else { return }
        let segment = document.segment(at: row.span.start)
        let text = row.startsLine ? textStart(in: segment, from: row.span.start) : row.span.start
        let number = Layout.index(in: rows(in: segment), of: row.span.start)
        Justification.stretch(&placed, from: text, to: width, fromRight: number % 2 == 1)
    }
}

// MARK: Rows

extension Layout {
    private func broken(_ segment: Span) -> [Row] {
        let startsLine = document.isLineStart(segment.start)
        guard !segment.isEmpty else {
            return [Row(span: segment, visibleEnd: segment.start, startsLine: startsLine)]
        }
        let ends = document.graphemeEnds(in: segment)
        return document.withBytes(segment) { bytes in
            var breaker = RowBreaker(segment, bytes, ends, in: self)
            return breaker.rows(startsLine: startsLine)
        }
    }

    /// The row of a line that fits and is made of narrow letters and signs, as most lines of a text that was wrapped
    /// before are; nil of another. It is found as fast as it could be remembered.
    private func narrowLine(_ segment: Span) -> Row? {
        // No such letter has more than three bytes.
        guard segment.count <= 3 * width + 2, !segment.isEmpty else { return nil }
        let visible: Int? = document.withBytes(segment) { bytes in
            guard bytes[bytes.count - 1] == 0x0A else { return nil }
            let ending = bytes.count > 1 && bytes[bytes.count - 2] == 0x0D ? 2 : 1
            let line = UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - ending)])
            guard let cells = CommonGraphemes.cells(ofNarrow: line), cells <= width else { return nil }
            var end = line.count
            while end > 0, line[end - 1] == 0x20 { end -= 1 }
            return end
        }
        return visible.map {
            Row(span: segment, visibleEnd: segment.start + $0, startsLine: document.isLineStart(segment.start))
        }
    }

    /// Where the text of a line begins, behind what marks it as an item or a quote.
    private func textStart(in segment: Span, from start: ByteOffset) -> ByteOffset {
        document.withBytes(segment) { bytes in
            segment.start + LineMarker.textStart(in: bytes, from: start - segment.start)
        }
    }
}
