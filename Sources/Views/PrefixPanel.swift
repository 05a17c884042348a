// What may follow the keys that were pressed, above the status line: shown where the hint line has no room for it.

import Reader
import Screen
import TextLayout

struct PrefixPanel {
    let state: State
    let theme: Theme

    struct Entry: Equatable {
        var key: String
        var what: String
    }

    /// The keys that may follow; nil when no sequence has begun.
    var entries: [Entry]? {
        guard !state.pendingKeys.isEmpty, case .prefix(let next) = state.keymap.lookup(state.pendingKeys) else {
            return nil
        }
        return next.map { Entry(key: Key.display(of: [$0.key]), what: $0.what.map(HintLine.short) ?? "\u{2026}") }
    }

    /// The cells that a line of hints takes with all of them in it.
    static func width(_ entries: [Entry]) -> Int {
        entries.reduce(0) { $0 + GlyphRun($1.key).width + GlyphRun($1.what).width + 3 }
    }

    func draw(in frame: inout Frame) {
        guard let entries, !HintLine(state: state, theme: theme).hasRoom(for: entries) else { return }
        let keyWidth = entries.reduce(1) { max($0, GlyphRun($1.key).width) }
        let columnWidth = keyWidth + entries.reduce(1) { max($0, GlyphRun($1.what).width) } + 4
        let columns = max(1, (state.size.columns - 2) / columnWidth)
        let rows = (entries.count + columns - 1) / columns
        // One row of text stays in sight with the cursor in it, if there is more than that.
        let height = min(rows + 1, state.textRows - 1)
        guard height > 1 else { return }
        let isAbove = (frame.cursor?.row ?? 0) >= state.textRows - height
        let edge = isAbove ? height - 1 : state.textRows - height
        let first = isAbove ? 0 : edge + 1
        for row in min(edge, first)..<min(edge, first) + height {
            frame.fill(row: row, columns: 0..<state.size.columns, style: .plain)
        }
        for column in 0..<state.size.columns {
            frame.put("\u{2500}", width: 1, column: column, row: edge, style: theme.quiet)
        }
        for (index, entry) in entries.enumerated() {
            let row = index % rows
            guard row < height - 1 else { continue }
            let column = 1 + index / rows * columnWidth
            frame.draw(entry.key, column: column, row: first + row, style: theme.title)
            frame.draw(entry.what, column: column + keyWidth + 1, row: first + row, style: theme.quiet)
        }
    }
}
