// The keys in force, over the text.

import Reader
import Screen
import TextLayout
import TextModel

struct HelpView {
    let state: State
    let theme: Theme
    let scrolled: Int

    func draw(in frame: inout Frame) {
        let lines = state.helpLines
        let shown = lines.dropFirst(scrolled).prefix(state.helpRows)
        for (row, line) in shown.enumerated() {
            switch line {
            case .title(let title): frame.draw(title, column: 1, row: row, style: theme.title)
            case .entry(let keys, let help):
                frame.draw(keys, column: 2, row: row, style: .plain)
                frame.draw(help, column: state.helpKeyWidth + 4, row: row, style: theme.quiet)
            case .blank: break
            }
        }
        guard state.size.rows > 1 else { return }
        let row = state.size.rows - 1
        frame.fill(row: row, columns: 0..<state.size.columns, style: theme.status)
        let end = scrolled + shown.count
        let place = end < lines.count ? "\(end) of \(lines.count) lines; Space for more" : "end of help"
        let text = state.message?.text ?? "\(place); Esc goes back to the text"
        frame.draw(text, column: 1, row: row, style: theme.status)
        frame.cursor = Position(column: 0, row: 0)
    }
}
