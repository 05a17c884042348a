// The keys of the note that is being written, in a panel that leaves its row in sight.

import Reader
import Screen
import TextLayout

struct NoteKeysView {
    let state: State
    let theme: Theme

    /// - Parameter frame: with the article and its cursor in it.
    func draw(in frame: inout Frame) {
        guard case .note(let editor) = state.dialog, editor.isHelpShown else { return }
        let keys = NoteEditor.keys
        let keyWidth = keys.reduce(1) { max($0, width(of: $1.keys)) }
        let columnWidth = keyWidth + keys.reduce(1) { max($0, width(of: $1.what)) } + 4
        let columns = max(1, (state.size.columns - 1) / columnWidth)
        let rows = (keys.count + columns - 1) / columns
        let cursor = frame.cursor
        let cursorRow = cursor?.row ?? 0
        // What is typed stays in sight; on a low screen the less wanted keys are left out for it.
        let room = max(cursorRow, state.textRows - 1 - cursorRow) - 1
        let panel = Panel(of: state, theme, rows: min(rows, room), cursorRow: cursorRow, in: &frame)
        for (index, entry) in keys.enumerated() {
            let row = index % rows
            guard row < panel.rows else { continue }
            let column = 1 + index / rows * columnWidth
            frame.draw(entry.keys, column: column, row: panel.first + row, style: theme.title)
            frame.draw(entry.what, column: column + keyWidth + 1, row: panel.first + row, style: theme.quiet)
        }
        frame.cursor = cursor
    }
}
