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
    /// The first row of the screen that is the list's.
    let top: Int
    /// How many rows of the screen are the list's.
    let height: Int
    let isTitled: Bool
    /// Where the letters and colours of tags come from.
    let codebook: Codebook

    /// Cells before the text of a row of level 0: the sign of the chosen row and a space.
    private static let margin = 2
    /// Cells by which each level is set in.
    private static let indent = 2
    /// The least cells of text that columns of fields leave to a row.
    private static let leastText = 14

    public init(
        _ chooser: Chooser, theme: Theme, columns: Range<Int>, top: Int = 0, height: Int, isTitled: Bool,
        codebook: Codebook = Codebook([])
    ) {
        self.top = top
        self.codebook = codebook
        self.chooser = chooser
        self.theme = theme
        self.columns = columns
        self.height = height
        self.isTitled = isTitled
    }

    public func draw(in frame: inout Frame) {
        for row in top..<top + height { frame.fill(row: row, columns: columns, style: .plain) }
        if columns.lowerBound > 0 {
            for row in top..<top + height {
                frame.put("\u{2502}", width: 1, column: columns.lowerBound - 1, row: row, style: theme.quiet)
            }
        }
        let first = top + (isTitled ? 1 : 0)
        if isTitled { drawTitle(&frame) }
        let height = self.height - (isTitled ? 1 : 0)
        var list = chooser
        list.settle(height: height)
        guard list.count > 0 else {
            drawClipped(
                chooser.emptyWords, columns.lowerBound + ListView.margin, columns.upperBound, first, theme.quiet, &frame
            )
            frame.cursor = Position(column: columns.lowerBound, row: min(first, frame.size.rows - 1))
            return
        }
        let shown = (list.top..<list.count).prefix(max(0, height))
        let rows = shown.map { list.rows.row(list.number(at: $0)) }
        let leadWidth = rows.contains { $0.lead != nil } ? ListView.leadWidth : 0
        let widths = fieldWidths(rows, leadWidth)
        let words = chooser.filterWords
        for (index, row) in rows.enumerated() {
            let screenRow = first + index
            let isChosen = list.top + index == list.chosenPlace
            draw(row, at: screenRow, leadWidth, widths, words, isChosen: isChosen, &frame)
            if isChosen {
                let column = columns.lowerBound + ListView.margin + leadWidth + inset(row)
                frame.cursor = Position(column: min(column, columns.upperBound - 1), row: screenRow)
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
            frame.draw(count, column: limit - width, row: top, style: theme.quiet)
            limit -= width + 1
        }
        let end = drawClipped(chooser.title, columns.lowerBound + 1, limit, top, theme.title, &frame)
        if !chooser.filter.text.isEmpty, !chooser.isTyping {
            drawClipped("/" + chooser.filter.text, end + 2, limit, top, theme.quiet, &frame)
        }
    }

    /// `12 of 340`; where a mark stands in several rows, `12 of 340 rows, 280 marks`.
    private var countText: String {
        guard chooser.rows.count > 0, !chooser.isAwaiting else { return "" }
        let place = chooser.count == 0 ? 0 : chooser.chosenPlace + 1
        let all = chooser.count < chooser.rows.count ? " (\(chooser.rows.count) in all)" : ""
        guard let things = chooser.thingCount, let allThings = chooser.rows.things?.count else {
            return "\(place) of \(chooser.count)\(columns.count >= 50 ? all : "")"
        }
        let filtered = all.isEmpty || columns.count < 50 ? "" : " (\(allThings) in all)"
        return "\(place) of \(chooser.count) rows, \(things) \(things == 1 ? "mark" : "marks")\(filtered)"
    }

    // MARK: Rows

    private func draw(
        _ row: ListRow, at screenRow: Int, _ leadWidth: Int, _ widths: [Int], _ words: [[UInt8]], isChosen: Bool,
        _ frame: inout Frame
    ) {
        var style = row.isQuiet ? theme.quiet : .plain
        if isChosen {
            style = theme.selected(style)
            frame.fill(row: screenRow, columns: columns, style: style)
            // More than colour says which row it is.
            frame.draw("\u{25B8}", column: columns.lowerBound, row: screenRow, limit: columns.upperBound, style: style)
        }
        var limit = columns.upperBound
        var column = columns.upperBound - 1
        for (index, width) in widths.enumerated().reversed() {
            let field = index < row.fields.count ? row.fields[index] : ""
            let drawn = min(GlyphRun(String(field.prefix(width + 1))).width, width)
            let fieldStyle = isChosen ? style : theme.quiet
            frame.draw(field, column: column - drawn, row: screenRow, limit: column, style: fieldStyle)
            column -= width + 2
            limit = column
        }
        drawLead(row, at: screenRow, style, &frame)
        let start = columns.lowerBound + ListView.margin + leadWidth + inset(row)
        let hits = row.emphasis + Folding.places(of: words, in: String(row.text.prefix(4 * columns.count)))
        guard !row.tail.isEmpty, limit - start >= ListView.leastText else {
            draw(row.text, start, limit, screenRow, style, hits, &frame)
            drawTag(row, start, limit, screenRow, isChosen: isChosen, &frame)
            return
        }
        // A text that is short leaves what it does not need to what follows it.
        let tail = "\u{2502} " + row.tail
        let tailWidth = min(GlyphRun(String(tail.prefix(columns.count))).width, (limit - start) / 2)
        let end = draw(row.text, start, limit - tailWidth - 1, screenRow, style, hits, &frame) + 1
        let tailStyle = isChosen ? style : theme.note
        let tailHits = Folding.places(of: words, in: String(tail.prefix(4 * columns.count)))
        draw(tail, end, limit, screenRow, tailStyle, tailHits, &frame)
    }

    /// Gives the first character of a row that is a tag's the tag's colour.
    private func drawTag(
        _ row: ListRow, _ start: Int, _ limit: Int, _ screenRow: Int, isChosen: Bool, _ frame: inout Frame
    ) {
        guard let tag = row.tag, !isChosen, start < limit else { return }
        let color = theme.color(of: tag, in: codebook)
        frame.restyle(column: start, row: screenRow) { $0 = Style(color, on: $0.background, .bold) }
    }

    /// Cells of the letters before a row's text, with the blank after them.
    private static let leadWidth = 4

    /// The letters of a row's tags, in their colours: as many as fit, then `+`.
    private func drawLead(_ row: ListRow, at screenRow: Int, _ style: Style, _ frame: inout Frame) {
        var column = columns.lowerBound + ListView.margin
        let room = min(ListView.leadWidth - 1, columns.upperBound - column)
        switch row.lead {
        case nil: break
        case .draft: frame.draw(NoteSignView.draft, column: column, row: screenRow, limit: column + room, style: style)
        case .tags(let tags):
            let letters = Looks.letters(of: tags, codebook, theme)
            for letter in letters.count > room ? Array(letters.prefix(max(0, room - 1))) : letters {
                var look = letter.style
                if style.background != .standard || style.attributes.contains(.reverse) { look = style }
                look.attributes.insert(.bold)
                frame.put(letter.text, width: 1, column: column, row: screenRow, style: look)
                column += 1
            }
            if letters.count > room, room > 0 {
                frame.put("+", width: 1, column: column, row: screenRow, style: theme.quiet)
            }
        }
    }

    /// Cells by which a row's text is set in: deep levels leave at least half of the width to it.
    private func inset(_ row: ListRow) -> Int { min(row.level * ListView.indent, columns.count / 3) }

    /// The cells of each column of fields, or none where they would leave too little to the text: the last go first.
    private func fieldWidths(_ rows: [ListRow], _ leadWidth: Int) -> [Int] {
        var widths = chooser.fieldWidths
        for row in rows {
            for (index, field) in row.fields.enumerated() {
                let width = GlyphRun(String(field.prefix(columns.count))).width
                if index < widths.count { widths[index] = max(widths[index], width) } else { widths.append(width) }
            }
        }
        while !widths.isEmpty,
            widths.reduce(0, { $0 + $1 + 2 }) + ListView.margin + leadWidth + ListView.leastText > columns.count
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
        _ text: String, _ start: Int, _ limit: Int, _ screenRow: Int, _ style: Style, _ emphasis: [Span],
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
            frame.put(glyph.text, width: glyph.width, column: column, row: screenRow, style: look)
            column += glyph.width
            place = next
        }
        return column
    }
}
