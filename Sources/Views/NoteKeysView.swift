// The keys of the note that is being written, in a panel that leaves its row in sight.

import Reader
import Screen
import TextLayout

struct NoteKeysView {
    let state: State
    let theme: Theme

    /// - Parameter frame: with the article and its cursor in it.
    func draw(in frame: inout Frame) {
        guard let page = state.noteKeysPage else { return }
        let cursor = frame.cursor
        let panel = Panel(of: state, theme, rows: page.rows, cursorRow: cursor?.row ?? 0, in: &frame)
        guard panel.rows > 0 else { return }
        for (index, entry) in page.keys.enumerated() {
            let row = index % page.rows
            guard row < panel.rows else { continue }
            let column = 1 + index / page.rows * page.columnWidth
            let what = column + page.keyWidth + 1
            let room = min(page.columnWidth - page.keyWidth - 2, state.size.columns - what)
            frame.draw(entry.keys, column: column, row: panel.first + row, style: theme.title)
            frame.draw(fitted(entry.what, to: room), column: what, row: panel.first + row, style: theme.quiet)
        }
        if page.left > 0 {
            let sign = " \u{2026} F1 shows \(page.left) more "
            let edge = panel.first == 0 ? panel.rows : panel.first - 1
            frame.draw(sign, column: max(0, state.size.columns - sign.count - 2), row: edge, style: theme.title)
        }
        frame.cursor = cursor
    }
}
