// The line that says where one is, what was done, and whether it is safe on disk.

import Reader
import Screen
import TextLayout
import TextModel

struct StatusLine {
    let state: State
    let file: FileState?
    let theme: Theme

    init(state: State, theme: Theme) {
        (self.state, self.theme) = (state, theme)
        file = state.file
    }

    func draw(in frame: inout Frame) {
        let row = state.size.rows - state.hintRows - 1
        guard row >= 0 else { return }
        let style = theme.status
        frame.fill(row: row, columns: 0..<state.size.columns, style: style)
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
        let right = self.right(limit - 12)
        let rightWidth = width(of: right)
        if !right.isEmpty, rightWidth + 12 < limit {
            frame.draw(right, column: limit - rightWidth - 1, row: row, style: style)
            limit -= rightWidth + 2
        }
        // How long the rest takes is told where name and headings have room beside it.
        let wanted = width(of: name) + (headings.map { min(width(of: $0), StatusLine.leastHeadingRoom * 2) + 2 } ?? 0)
        if let timeLeft, wanted + timeLeft.utf8.count + 4 < limit {
            frame.draw(timeLeft, column: limit - timeLeft.utf8.count - 1, row: row, style: style)
            limit -= timeLeft.utf8.count + 2
        }
        let end = frame.draw(name, column: 1, row: row, limit: limit, style: style, clusters: state.clusters)
        drawHeadings(from: end + 2, limit, row, style, &frame)
    }

    /// The headings over the cursor, the outermost first, where there is room: `Section 3 › Costs`. Of a long way to
    /// the cursor its end is shown.
    private func drawHeadings(from column: Int, _ limit: Int, _ row: Int, _ style: Style, _ frame: inout Frame) {
        guard let path = file?.outline?.path(at: file?.cursor ?? .zero), !path.isEmpty else { return }
        let room = limit - column
        guard room >= StatusLine.leastHeadingRoom else { return }
        var titles = path.map(\.title)
        var text = titles.joined(separator: " \u{203A} ")
        while titles.count > 1, GlyphRun(text, clusters: state.clusters).width > room {
            titles.removeFirst()
            text = "\u{2026} \u{203A} " + titles.joined(separator: " \u{203A} ")
        }
        frame.draw(text, column: column, row: row, limit: limit, style: style, clusters: state.clusters)
    }

    /// The headings over the cursor in full; nil where there is none.
    private var headings: String? {
        guard let path = file?.outline?.path(at: file?.cursor ?? .zero), !path.isEmpty else { return nil }
        return path.map(\.title).joined(separator: " \u{203A} ")
    }

    /// Cells below which a heading would be cut to nothing.
    private static let leastHeadingRoom = 14

    private var name: String {
        var name = state.files[state.current].name
        // Where one is in the article is worth more than where the article is.
        if width(of: name) > min(40, state.size.columns / 3), let slash = name.lastIndex(of: "/") {
            name = "\u{2026}" + name[slash...]
        }
        return state.placeAmongFiles.map { "\(name) (\($0.number)/\($0.count))" } ?? name
    }

    /// `12 min left`, at the reader's own pace.
    private var timeLeft: String? {
        guard let minutes = state.minutesLeft, minutes > 0 else { return nil }
        if minutes < 120 { return "\(minutes) min left" }
        return minutes < 100 * 60 ? "\((minutes + 30) / 60) h left" : nil
    }

    /// The facts, after the mark in hand where several lie under the cursor; of the two, it is what must be said. Where
    /// there is no room for all that can be told, there is for what was asked for.
    private func right(_ room: Int) -> String {
        let facts = self.facts
        guard let markInHand else { return width(of: facts) < room ? facts : fewFacts }
        let both = "\(markInHand)  \(facts)"
        return width(of: both) < room ? both : GlyphRun(markInHand).clipped(to: max(0, room - 1)).text
    }

    /// `¶ 12/340  27%  3 marks`
    private var facts: String {
        guard let file else { return "" }
        let percent = file.cursor.percent(of: file.document.byteCount - 1)
        let orphans = file.annotations.orphanCount
        let marks = file.annotations.count
        let hits = (state.noteHitsInWords ?? state.hitsInWords).map { $0 + "  " } ?? ""
        let shown = file.filterInWords ?? "\(marks) \(marks == 1 ? "mark" : "marks")"
        let waiting = state.waitingInWords.map { $0 + "  " } ?? ""
        let place = "\(file.isDigest ? "digest  " : "")\(paragraphs(file))\(percent)%  "
        return "\(coders)\(hits)\(place)\(seen)\(waiting)\(shown)"
            + (orphans > 0 ? ", \(orphans) lost" : "")
            + (file.draftCount > 0 ? ", \(file.draftCount) \(file.draftCount == 1 ? "draft" : "drafts")" : "")
    }

    /// What has to be said where there is room for little: that not all of the marks, or of the text, is shown; whose
    /// mark this is; how much was seen.
    private var fewFacts: String {
        guard let file else { return "" }
        let narrowed = [
            file.filterInWords.map { $0.replacing(" marks", with: "") }, file.isDigest ? "digest" : nil,
            state.waitingInWords,
        ]
        return (narrowed.compactMap(\.self) + [(coders + seen).trimmed]).filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// Whose mark the cursor is in, and which coder the reader is, where one was named.
    private var coders: String {
        if file?.others != nil, let others = state.othersInWords { return clipped(others) + "  " }
        let others = file?.others.map { $0.filter { !$0.annotations.isEmpty }.map(\.sign).joined(separator: " ") }
        let own = state.options.namedCoder.map { "coder \($0)  " } ?? ""
        return own + (others.map { $0.isEmpty ? "" : "with \($0)  " } ?? "")
    }

    /// No more than a third of the screen: the rest of the line is needed, too.
    private func clipped(_ text: String) -> String {
        let room = max(8, state.size.columns / 3)
        guard width(of: text) > room else { return text }
        return GlyphRun(text).clipped(to: room).text
    }

    /// `42% seen`, while coverage is shown.
    private var seen: String {
        guard state.isCoverageShown, let percent = state.percentSeen else { return "" }
        return "\(percent)% seen  "
    }

    /// Numbers that are still being counted are left out.
    private func paragraphs(_ file: FileState) -> String {
        guard let count = file.document.knownParagraphCount else {
            let number = file.document.knownParagraphIndex(atOrBefore: file.cursor)
            return number.map { "\u{B6} \($0 + 1)  " } ?? ""
        }
        return "\u{B6} \((file.document.knownParagraphIndex(atOrBefore: file.cursor) ?? 0) + 1)/\(count)  "
    }

    private var saving: (text: String, isAlarm: Bool) {
        // A file that is out of view and not saved must not be forgotten either.
        if let unsaved = state.files.first(where: { $0.file?.saving.failure != nil }) {
            return (unsaved.name == state.files[state.current].name ? "NOT SAVED" : "NOT SAVED: \(unsaved.name)", true)
        }
        guard let file else { return ("", false) }
        let isSaved = self.isSaved(file)
        // The text on screen is not what the file holds: whoever copies from it must know.
        return file.oldText == nil
            ? isSaved : (["old text", isSaved.text].filter { !$0.isEmpty }.joined(separator: ", "), true)
    }

    private func isSaved(_ file: FileState) -> (text: String, isAlarm: Bool) {
        if let fraction = file.arriving { return ("reading \(Int(fraction * 100))%", false) }
        if file.readOnly != nil { return ("read-only", false) }
        if file.saving.isInJournal { return ("in the journal", true) }
        if !file.saving.isComplete { return ("saving", false) }
        // Where nothing was ever marked there is nothing to be saved.
        return (file.annotations.isEmpty && !file.saving.hasEdits ? "" : "saved", false)
    }
}

extension String {
    /// Without the blanks at its end.
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
