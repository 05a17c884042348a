// The strip right of the text: what has been on screen and what is marked, the whole article from top to bottom.

import Annotations
import Reader
import Screen
import TextLayout
import TextModel

struct CoverageStrip {
    let state: State
    let theme: Theme

    func draw(in frame: inout Frame) {
        guard state.isCoverageShown, let file = state.file, let column = state.coverageColumn else { return }
        for (row, cell) in state.coverage(in: min(state.textRows, state.size.rows)).enumerated() {
            frame.put(sign(cell), width: 1, column: column, row: row, style: style(cell, file))
        }
    }

    /// Shapes alone say it all: no colour is needed for that.
    private func sign(_ cell: CoverageCell) -> String {
        if cell.mark != nil { return "\u{25A0}" }
        switch cell.seen {
        case 0: return "\u{B7}"
        case ..<0.5: return "\u{2591}"
        case ..<1: return "\u{2592}"
        default: return "\u{2593}"
        }
    }

    /// What is on screen now stands out; a mark has its first tag's colour.
    private func style(_ cell: CoverageCell, _ file: FileState) -> Style {
        var style = cell.isOnScreen ? theme.title : theme.quiet
        if let mark = cell.mark {
            style = Style(mark.tags.first.map { theme.color(of: $0, in: file.codebook) } ?? theme.note.foreground)
            if cell.isOnScreen { style.attributes = .bold }
        }
        return style
    }
}
