// What may follow the keys that were pressed, above the status line: shown where the hint line has no room for it.

import Annotations
import Reader
import Screen
import TextLayout

struct PrefixPanel {
    let state: State
    let theme: Theme

    struct Entry: Equatable {
        var key: String
        var what: String
        /// What the codebook says of it, where it is a tag.
        var definition = ""
        var tag: Tag?
    }

    /// The keys that may follow; nil when no sequence has begun.
    var entries: [Entry]? {
        guard !state.pendingKeys.isEmpty, case .prefix(let next) = state.keymap.lookup(state.pendingKeys) else {
            return nil
        }
        return next.compactMap { key, binding in
            let key = Key.display(of: [key])
            guard let binding else { return Entry(key: key, what: "\u{2026}") }
            if let number = binding.recentTagNumber {
                return state.recentTags[number].map { Entry(key: key, what: $0.name) }
            }
            let tag = binding.command == .tag ? binding.argument.flatMap(Tag.init) : nil
            let definition = tag.flatMap { state.file?.codebook[$0]?.description } ?? ""
            return Entry(key: key, what: HintLine.short(binding), definition: definition, tag: tag)
        }
    }

    /// The cells that a line of hints takes with all of them in it.
    static func lineWidth(_ entries: [Entry]) -> Int {
        entries.reduce(0) { $0 + GlyphRun($1.key).width + GlyphRun($1.what).width + 3 }
    }

    func draw(in frame: inout Frame) {
        guard let entries else { return }
        if drawTags(entries, in: &frame) { return }
        guard !HintLine(state: state, theme: theme).hasRoom(for: entries) else { return }
        let keyWidth = entries.reduce(1) { max($0, GlyphRun($1.key).width) }
        let columnWidth = keyWidth + entries.reduce(1) { max($0, GlyphRun($1.what).width) } + 4
        let columns = max(1, (state.size.columns - 2) / columnWidth)
        let rows = (entries.count + columns - 1) / columns
        // One row of text stays in sight with the cursor in it, if there is more than that.
        let panel = Panel(of: state, theme, rows: rows, in: &frame)
        for (index, entry) in entries.enumerated() {
            let row = index % rows
            guard panel.rows > row else { continue }
            let column = 1 + index / rows * columnWidth
            frame.draw(entry.key, column: column, row: panel.first + row, style: theme.title)
            frame.draw(entry.what, column: column + keyWidth + 1, row: panel.first + row, style: theme.quiet)
        }
    }

    /// Tags with what they mean, a row each, and the recent ones below them; false where there is no room for that, or
    /// nothing to be said.
    private func drawTags(_ entries: [Entry], in frame: inout Frame) -> Bool {
        let tags = entries.filter { $0.tag != nil }
        let recent = entries.filter { $0.tag == nil }
        let recentRows = inRows(recent)
        let rows = tags.count + recentRows.count
        guard tags.contains(where: { !$0.definition.isEmpty }), rows < state.textRows - 2 else { return false }
        let panel = Panel(of: state, theme, rows: rows, in: &frame)
        let keyWidth = tags.reduce(1) { max($0, width(of: $1.key)) }
        let nameWidth = min(tags.reduce(1) { max($0, width(of: $1.what)) }, state.size.columns / 3)
        for (index, entry) in tags.enumerated() {
            guard index < panel.rows, let tag = entry.tag, let codebook = state.file?.codebook else { break }
            let row = panel.first + index
            let color = Style(theme.color(of: tag, in: codebook), on: .standard, .bold)
            frame.draw(entry.key, column: 1, row: row, style: color)
            frame.draw(entry.what, column: 2 + keyWidth, row: row, limit: 2 + keyWidth + nameWidth, style: .plain)
            frame.draw(flat(entry.definition), column: 4 + keyWidth + nameWidth, row: row, style: theme.quiet)
        }
        for (index, entries) in recentRows.enumerated() where tags.count + index < panel.rows {
            var column = 1
            for entry in entries {
                let row = panel.first + tags.count + index
                column = frame.draw(entry.key, column: column, row: row, style: theme.title) + 1
                column = frame.draw(entry.what, column: column, row: row, style: theme.quiet) + 2
            }
        }
        return true
    }

    /// As many rows as the entries need beside each other.
    private func inRows(_ entries: [Entry]) -> [[Entry]] {
        var rows: [[Entry]] = []
        var column = 1
        for entry in entries {
            let taken = width(of: entry.key) + width(of: entry.what) + 3
            if rows.isEmpty || column + taken > state.size.columns + 2 {
                rows.append([])
                column = 1
            }
            rows[rows.count - 1].append(entry)
            column += taken
        }
        return rows
    }
}
