// The articles of directories, over the whole screen, and what is known of them as a whole.

import Reader
import Screen
import TextLayout

struct LibraryView {
    let state: State
    let library: LibraryState
    let theme: Theme

    func draw(in frame: inout Frame) {
        ListView(
            library.chooser, theme: theme, columns: 0..<state.size.columns,
            height: min(state.textRows, state.size.rows), isTitled: state.isListTitled
        ).draw(in: &frame)
        drawStatus(&frame)
    }

    /// `by last read ↓   340 articles, 12 MB   2 directories not readable   looking into them: 120 left`
    private func drawStatus(_ frame: inout Frame) {
        let row = state.size.rows - (state.size.rows > 1 ? 2 : 1)
        guard row > 0 else { return }
        frame.fill(row: row, columns: 0..<state.size.columns, style: theme.status)
        var limit = state.size.columns
        if let alarm {
            // Whether marks are saved must not be pushed off the screen by anything.
            let alarm = GlyphRun(alarm).clipped(to: max(9, limit / 2)).text
            limit -= GlyphRun(alarm).width + 1
            frame.fill(row: row, columns: limit - 1..<state.size.columns, style: theme.statusAlarm)
            frame.draw(alarm, column: limit, row: row, style: theme.statusAlarm)
            limit -= 1
        }
        frame.draw(facts.joined(separator: "   "), column: 1, row: row, limit: limit, style: theme.status)
    }

    /// What of the files that are open is not in its sidecar; nil when all is.
    private var alarm: String? {
        if let file = state.files.first(where: { $0.file?.saving.failure != nil }) { return "NOT SAVED: \(file.name)" }
        return state.files.first { $0.file?.saving.isInJournal == true }.map { "in the journal: \($0.name)" }
    }

    private var facts: [String] {
        var facts = ["by \(library.sort.rawValue)\(library.isReversed ? ", turned round" : "")"]
        let count = library.count
        facts.append("\(count) \(count == 1 ? "article" : "articles"), \(LibraryText.size(library.totalSize))")
        let unreadable = library.unreadable.count
        if unreadable > 0 {
            facts.append("\(unreadable) \(unreadable == 1 ? "directory" : "directories") not readable")
        }
        if !library.isComplete {
            facts.append("looking for more \u{2026}")
        } else if library.unread > 0 {
            facts.append("\(library.unread) not looked into yet")
        }
        return facts
    }
}
