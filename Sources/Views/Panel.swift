// A part of the screen that is taken from the text for a while: above the cursor's row or beneath it, never over it.

import Reader
import Screen
import TextLayout
import TextModel

/// The rows of a panel, cleared, with an edge towards the text.
struct Panel {
    /// The topmost of its rows.
    let first: Int
    /// How many of the rows that were asked for there are; none on a screen too low for both text and panel.
    let rows: Int

    /// - Parameters:
    ///   - rows: how many are wanted, without the edge.
    ///   - cursorRow: the row that stays in sight; nil for that of the cursor of the text.
    init(of state: State, _ theme: Theme, rows wanted: Int, cursorRow: Int? = nil, in frame: inout Frame) {
        // One row of text stays in sight with the cursor in it, if there is more than that.
        let height = min(wanted + 1, state.textRows - 1, frame.size.rows)
        guard height > 1 else {
            (first, rows) = (0, 0)
            return
        }
        let isAbove = (cursorRow ?? Panel.cursorRow(state)) >= state.textRows - height
        let edge = isAbove ? height - 1 : state.textRows - height
        first = isAbove ? 0 : edge + 1
        rows = height - 1
        for row in min(edge, first)..<min(edge, first) + height {
            frame.fill(row: row, columns: 0..<state.size.columns, style: .plain)
        }
        for column in 0..<state.size.columns {
            frame.put("\u{2500}", width: 1, column: column, row: edge, style: theme.quiet)
        }
    }

    /// The row of the screen that the cursor of the text is in, or of a list over it, whatever has the keys.
    private static func cursorRow(_ state: State) -> Int {
        if let list = state.shownListing?.chooser, state.listColumns?.lowerBound == 0 {
            return list.chosenPlace - list.top + (state.isListTitled ? 1 : 0)
        }
        guard let file = state.file else { return 0 }
        let row = file.layout.row(at: file.cursor)
        return state.flow.distance(from: file.top, to: row, limit: state.textRows) ?? 0
    }
}

/// A text broken into rows of a width in cells, as the article is.
func broken(_ text: String, width: Int) -> [String] {
    guard !text.isEmpty else { return [] }
    // The layout of a note is set in by two cells.
    let layout = noteLayout(text, width: max(1, width) + 2)
    return noteRows(layout).map { row in
        var line = layout.document.text(row.span)
        while line.last?.isWhitespace == true { line.removeLast() }
        return line
    }
}

/// A text in one line.
func flat(_ text: String) -> String {
    text.contains(where: \.isNewline) ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text
}
