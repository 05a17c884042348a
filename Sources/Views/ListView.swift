// A list to choose from, over the whole screen or beside the text.

import Annotations
import Reader
import Screen
import TextLayout
import TextModel

/// Draws a list into a part of the screen: its title, and as many rows as fit.
public struct ListView {
    let chooser: Chooser
    let theme: Theme
    /// The columns of the screen that are the list's.
    let columns: Range<Int>
    /// The rows of the screen that are the list's.
    let height: Int
    let isTitled: Bool
    /// Whose tags the rows may have the colours of.
    var codebook = Codebook.builtIn

    /// Cells before the text of a row of level 0: the sign of the chosen row and a space.
    private static let margin = 2
    /// Cells by which each level is set in.
    private static let indent = 2
    /// The least cells of text that columns of fields leave to a row.
    private static let leastText = 14

    public init(_ chooser: Chooser, theme: Theme, columns: Range<Int>, height: Int, isTitled: Bool) {
        self.chooser = chooser
        self.theme = theme
        self.columns = columns
        self.height = height
        self.isTitled = isTitled
    }

    public func draw(in frame: inout Frame) {
        for row in 0..<height { frame.fill(row: row, columns: columns, style: .plain) }
        if columns.lowerBound > 0 {
            for row in 0..<height {
                frame.put("\u{2502}", width: 1, column: columns.lowerBound - 1, row: row, style: theme.quiet)
            }
        }
        let first = isTitled ? 1 : 0
        if isTitled { drawTitle(&frame) }
        var list = chooser
        list.settle(height: height - first)
        guard list.count > 0 else {
            let text = chooser.rows.count == 0 ? chooser.emptyMessage : "nothing here matches the filter"
            drawClipped(text, columns.lowerBound + ListView.margin, columns.upperBound, first, theme.quiet, &frame)
            frame.cursor = Position(column: columns.lowerBound, row: min(first, frame.size.rows - 1))
            return
        }
        let shown = (list.top..<list.count).prefix(max(0, height - first))
        let rows = shown.map { list.rows.row(list.number(at: $0)) }
        let widths = fieldWidths(rows)
        let words = chooser.filterWords
        for (index, row) in rows.enumerated() {
            let line = first + index
            let isChosen = list.top + index == list.chosenPlace
            draw(row, at: line, widths, words, isChosen: isChosen, &frame)
            if isChosen {
                let column = columns.lowerBound + ListView.margin + inset(row)
                frame.cursor = Position(column: min(column, columns.upperBound - 1), row: line)
            }
        }
    }

    // MARK: Title

    /// The title and the filter at the left, the count at the right.
    private func drawTitle(_ frame: inout Frame) {
        let count = countText
        let width = GlyphRun(count).width
        var limit = columns.upperBound - 1
        if width + 12 < columns.count {
            frame.draw(count, column: limit - width, row: 0, style: theme.quiet)
            limit -= width + 1
        }
        let end = drawClipped(chooser.title, columns.lowerBound + 1, limit, 0, theme.title, &frame)
        if !chooser.filter.text.isEmpty, !chooser.isTyping {
            drawClipped("/" + chooser.filter.text, end + 2, limit, 0, theme.quiet, &frame)
        }
    }

    /// `12 of 340`
    private var countText: String {
        guard chooser.rows.count > 0 else { return "" }
        let place = chooser.count == 0 ? 0 : chooser.chosenPlace + 1
        let all = chooser.count < chooser.rows.count ? " (\(chooser.rows.count) in all)" : ""
        return "\(place) of \(chooser.count)\(columns.count >= 50 ? all : "")"
    }

    // MARK: Rows

    private func draw(
        _ row: ListRow, at line: Int, _ widths: [Int], _ words: [[UInt8]], isChosen: Bool, _ frame: inout Frame
    ) {
        var style = row.isQuiet ? theme.quiet : .plain
        if isChosen {
            style = theme.selected(style)
            frame.fill(row: line, columns: columns, style: style)
            // More than colour says which row it is.
            frame.draw("\u{25B8}", column: columns.lowerBound, row: line, limit: columns.upperBound, style: style)
        }
        var limit = columns.upperBound
        var column = columns.upperBound - 1
        for (index, width) in widths.enumerated().reversed() {
            let field = index < row.fields.count ? row.fields[index] : ""
            let drawn = min(GlyphRun(String(field.prefix(width + 1))).width, width)
            let fieldStyle = isChosen ? style : theme.quiet
            frame.draw(field, column: column - drawn, row: line, limit: column, style: fieldStyle)
            column -= width + 2
            limit = column
        }
        let start = columns.lowerBound + ListView.margin + inset(row)
        let hits = row.emphasis + Folding.places(of: words, in: String(row.text.prefix(4 * columns.count)))
        draw(row.text, start, limit, line, style, hits, &frame)
        guard let tag = row.tag, !isChosen, start < limit else { return }
        let color = theme.color(of: tag, in: codebook)
        frame.restyle(column: start, row: line) { $0 = Style(color, on: $0.background, .bold) }
    }

    /// Cells by which a row's text is set in: deep levels leave at least half of the width to it.
    private func inset(_ row: ListRow) -> Int { min(row.level * ListView.indent, columns.count / 3) }

    /// The cells of each column of fields, or none where they would leave too little to the text: the last go first.
    private func fieldWidths(_ rows: [ListRow]) -> [Int] {
        var widths = chooser.fieldWidths
        for row in rows {
            for (index, field) in row.fields.enumerated() {
                let width = GlyphRun(String(field.prefix(columns.count))).width
                if index < widths.count { widths[index] = max(widths[index], width) } else { widths.append(width) }
            }
        }
        while !widths.isEmpty,
            widths.reduce(0, { $0 + $1 + 2 }) + ListView.margin + ListView.leastText > columns.count
        {
            widths.removeLast()
        }
        return widths
    }

    /// Draws as much of a text as fits, with `…` where something had to go; returns the column after it.
    @discardableResult
    private func drawClipped(
        _ text: String, _ column: Int, _ limit: Int, _ row: Int, _ style: Style, _ frame: inout Frame
    ) -> Int {
        draw(text, column, limit, row, style, [], &frame)
    }

    @discardableResult
    private func draw(
        _ text: String, _ start: Int, _ limit: Int, _ line: Int, _ style: Style, _ emphasis: [Span],
        _ frame: inout Frame
    ) -> Int {
        let room = max(0, limit - start)
        // Each character takes a cell at least: no more of a long text need be looked at.
        let run = GlyphRun(String(text.prefix(room + 1))).clipped(to: room)
        var column = start
        var place = ByteOffset.zero
        for (glyph, character) in zip(run.glyphs, text) {
            let next = place + character.utf8.count
            var look = glyph.kind == .standIn ? Style(theme.standIn.foreground, on: style.background) : style
            if emphasis.contains(where: { $0.overlaps(Span(place, next)) }) {
                look.attributes.formUnion([.bold, .underline])
            }
            frame.put(glyph.text, width: glyph.width, column: column, row: line, style: look)
            column += glyph.width
            place = next
        }
        return column
    }
}
