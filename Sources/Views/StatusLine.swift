// The line that says where one is, what was done, and whether it is safe on disk.

import Reader
import Screen
import TextLayout
import TextModel

struct StatusLine {
    let state: State
    let theme: Theme

    func draw(in frame: inout Frame) {
        let row = state.size.rows - (state.size.rows > 1 ? 2 : 1)
        guard row >= 0 else { return }
        let style = theme.status
        frame.fill(row: row, columns: 0..<state.size.columns, style: style)
        let right = facts
        var limit = state.size.columns
        // Whether the marks are saved must not be pushed off the screen by anything.
        let saving = self.saving
        let savingWidth = width(of: saving.text)
        if savingWidth + 2 < limit {
            limit -= savingWidth + 1
            frame.fill(
                row: row, columns: limit - 1..<state.size.columns, style: saving.isAlarm ? theme.statusAlarm : style)
            frame.draw(saving.text, column: limit, row: row, style: saving.isAlarm ? theme.statusAlarm : style)
            limit -= 1
        }
        let rightWidth = width(of: right)
        if rightWidth + 12 < limit {
            frame.draw(right, column: limit - rightWidth - 1, row: row, style: style)
            limit -= rightWidth + 2
        }
        frame.draw(name, column: 1, row: row, limit: limit, style: style)
    }

    private var name: String {
        let name = state.files[state.current].name
        return state.files.count > 1 ? "\(name) (\(state.current + 1)/\(state.files.count))" : name
    }

    /// `¶ 12/340  27%  3 marks`
    private var facts: String {
        guard let file = state.file else { return "" }
        let paragraphs = file.document.paragraphs.count
        let paragraph = (file.document.paragraphIndex(atOrBefore: file.cursor) ?? 0) + 1
        let end = max(1, file.document.byteCount - 1)
        let percent = file.cursor.value * 100 / end
        let orphans = file.annotations.orphans.count
        let marks = file.annotations.count
        return "\u{B6} \(paragraph)/\(paragraphs)  \(min(percent, 100))%  \(marks) \(marks == 1 ? "mark" : "marks")"
            + (orphans > 0 ? ", \(orphans) lost" : "")
            + (file.draftCount > 0 ? ", \(file.draftCount) \(file.draftCount == 1 ? "draft" : "drafts")" : "")
    }

    private var saving: (text: String, isAlarm: Bool) {
        // A file that is out of view and not saved must not be forgotten either.
        if let unsaved = state.files.first(where: { $0.file?.saving.failure != nil }) {
            return (unsaved.name == state.files[state.current].name ? "NOT SAVED" : "NOT SAVED: \(unsaved.name)", true)
        }
        guard let file = state.file else { return ("", false) }
        if file.readOnly != nil { return ("read-only", false) }
        if !file.saving.isComplete { return ("saving", false) }
        // Where nothing was ever marked there is nothing to be saved.
        return (file.annotations.isEmpty && !file.saving.hasEdits ? "" : "saved", false)
    }
}
