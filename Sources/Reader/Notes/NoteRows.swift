// The cursor of a note goes up and down by the rows that are seen, not by the lines that were typed.

import TextLayout
import TextModel

extension TextField {
    /// Moves the cursor to the row above or below, as near as it gets to the column it came from.
    ///
    /// - Parameters:
    ///   - step: -1 for up, 1 for down; from the first row up it goes to the start, from the last one down to the end.
    ///   - note: the text of this field as it is laid out.
    mutating func moveRow(_ step: Int, in note: LaidNote) {
        let (layout, rows) = (note.layout, note.rows)
        let here = byte
        guard !rows.isEmpty else { return }
        let number = note.row(at: here)
        let column = goalColumn ?? TextField.column(of: here, in: rows[number], layout)
        guard rows.indices.contains(number + step) else {
            move(to: step < 0 ? .zero : layout.document.end)
            return
        }
        let row = rows[number + step]
        var place = row.span.start
        for placed in layout.glyphs(of: row) where placed.column < column { place = placed.span.end }
        // The end of a full row is the start of the next one.
        if row.isWrapped, place >= row.span.end { place = layout.document.grapheme(before: row.span.end) }
        move(to: place)
        goalColumn = column
    }

    private static func column(of place: ByteOffset, in row: Row, _ layout: Layout) -> Int {
        var column = row.indent
        for placed in layout.glyphs(of: row) where placed.span.end <= place {
            column = placed.column + placed.glyph.width
        }
        return column
    }
}
