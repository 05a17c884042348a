// The keys in force, over a part of the text.

import Reader
import Screen
import TextLayout
import TextModel

struct HelpView {
    let state: State
    let theme: Theme
    let help: Help

    func draw(in frame: inout Frame) {
        let area = state.helpSpan
        for row in area { frame.fill(row: row, columns: 0..<state.size.columns, style: .plain) }
        let edge = edgeRow(area)
        if let edge { drawEdge(at: edge, &frame) }
        let first = edge == area.lowerBound ? area.lowerBound + 1 : area.lowerBound
        let lines = state.helpLines(help.filter.text)
        let shown = lines.dropFirst(help.scrolled).prefix(state.helpRows)
        for (offset, line) in shown.enumerated() {
            let row = first + offset
            switch line {
            case .title(let title): frame.draw(title, column: 1, row: row, style: theme.title)
            case .entry(let keys, let text):
                frame.draw(keys, column: 2, row: row, style: .plain)
                frame.draw(text, column: state.helpKeyWidth + 4, row: row, style: theme.quiet)
            case .blank: break
            }
        }
        frame.cursor = Position(column: 0, row: first)
        guard area.count > 1 else { return }
        let end = help.scrolled + shown.count
        drawFoot(at: first + state.helpRows, end < lines.count ? "\(end) of \(lines.count) lines" : "all", &frame)
    }

    /// The row between the help and the text; nil where the help has the whole screen.
    private func edgeRow(_ area: Range<Int>) -> Int? {
        guard area.count < state.size.rows else { return nil }
        return area.lowerBound > 0 ? area.lowerBound : area.upperBound - 1
    }

    private func drawEdge(at row: Int, _ frame: inout Frame) {
        for column in 0..<state.size.columns {
            frame.put("\u{2500}", width: 1, column: column, row: row, style: theme.quiet)
        }
    }

    private func drawFoot(at row: Int, _ place: String, _ frame: inout Frame) {
        frame.fill(row: row, columns: 0..<state.size.columns, style: theme.status)
        guard !help.isTyping else {
            let end = frame.draw("filter: " + help.filter.text, column: 1, row: row, style: theme.status)
            let column = 1 + 8 + GlyphRun(help.filter.head).width
            frame.draw("Enter keeps it, Esc drops it", column: end + 3, row: row, style: theme.status)
            frame.cursor = Position(column: min(column, state.size.columns - 1), row: row)
            return
        }
        let filter = help.filter.text.isEmpty ? "" : " with “\(help.filter.text)”"
        let back = help.back == nil ? "text" : "list"
        let text = "\(place)\(filter); Space pages, / filters, any other key goes back to the \(back)"
        frame.draw(state.message?.text ?? text, column: 1, row: row, style: theme.status)
    }
}
