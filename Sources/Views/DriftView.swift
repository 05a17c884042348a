// The sheet of the drift review beneath the text: what became of a mark, its passage as it was and as it is.

import Annotations
import Reader
import Screen
import TextLayout

struct DriftView {
    let state: State
    let theme: Theme

    func draw(in frame: inout Frame) {
        guard let (rows, count) = state.reviewSheet else { return }
        let edge = state.textRows
        for column in 0..<frame.size.columns {
            frame.put("\u{2500}", width: 1, column: column, row: edge, style: theme.quiet)
        }
        let place = place(rows.startIndex, rows.endIndex, of: count, columns: frame.size.columns)
        drawKeys(at: edge, before: place.map { $0.column + 1 } ?? frame.size.columns, &frame)
        if let place { frame.draw(place.words, column: place.column, row: edge, style: theme.quiet) }
        for row in edge + 1..<edge + state.reviewRows {
            frame.fill(row: row, columns: 0..<frame.size.columns, style: .plain)
        }
        for (index, row) in rows.enumerated() {
            for piece in row where piece.column < frame.size.columns {
                frame.draw(
                    piece.text, column: piece.column, row: edge + 1 + index, style: style(piece.role),
                    standIn: theme.standIn, clusters: state.clusters)
            }
        }
    }

    /// The keys that the hint line has no room for.
    private func drawKeys(at row: Int, before end: Int, _ frame: inout Frame) {
        guard let hints = state.reviewHints?.rest, !hints.isEmpty else { return }
        var column = 1
        for hint in hints where column + WalkHints.width(hint) + 2 <= end {
            column = frame.draw(" \(hint.keys)", column: column, row: row, style: theme.title)
            column = frame.draw(" \(hint.what) ", column: column, row: row, style: theme.quiet)
        }
    }

    /// Which rows of the sheet are in view, where that is not all of them, and the keys that bring the others.
    private func place(_ first: Int, _ end: Int, of count: Int, columns: Int) -> (words: String, column: Int)? {
        guard end - first < count else { return nil }
        let isWalk = state.walkQuestion != nil
        let words = "\(isWalk ? " \u{2193}\u{2191}" : " r") \(first + 1)-\(end) of \(count) "
        let column = columns - width(of: words) - 1
        return column > 0 ? (words, column) : nil
    }

    private func style(_ role: DriftSheet.Role) -> Style {
        switch role {
        case .plain: return .plain
        case .title, .sign: return theme.title
        case .quiet: return theme.quiet
        case .note: return theme.note
        case .different:
            var style = theme.problem
            style.attributes.formUnion([.bold, .underline])
            return style
        case .tag(let tag):
            return Style(theme.color(of: tag, in: state.file?.codebook ?? Codebook([])), on: .standard, .bold)
        }
    }
}
