// The numbers of the article's marks, over the whole screen.

import Annotations
import Reader
import Screen

struct StatsView {
    let state: State
    let theme: Theme
    let stats: StatsDialog

    func draw(in frame: inout Frame) {
        for row in 0..<state.size.rows { frame.fill(row: row, columns: 0..<state.size.columns, style: .plain) }
        let rows = state.chart(stats)
        let top = max(0, min(stats.scrolled, rows.count - state.statsRows))
        let shown = rows.dropFirst(top).prefix(state.statsRows)
        for (row, pieces) in shown.enumerated() {
            var column = 1
            for piece in pieces { column = frame.draw(piece.text, column: column, row: row, style: style(piece.role)) }
        }
        // Who follows the cursor by ear or finger begins at the top.
        frame.cursor = Position(column: 0, row: 0)
        guard state.size.rows > 1 else { return }
        drawFoot(
            top + shown.count < rows.count || top > 0 ? "\(top + shown.count) of \(rows.count) lines" : "all", &frame)
    }

    private func style(_ role: ChartPiece.Role) -> Style {
        switch role {
        case .plain: .plain
        case .title: theme.title
        case .quiet: theme.quiet
        case .tag(let tag): Style(theme.color(of: tag, in: state.file?.codebook ?? .builtIn))
        }
    }

    private func drawFoot(_ place: String, _ frame: inout Frame) {
        let row = state.size.rows - 1
        frame.fill(row: row, columns: 0..<state.size.columns, style: theme.status)
        frame.draw(
            "\(place); Space pages, any other key goes back to the text", column: 1, row: row, style: theme.status)
    }
}
