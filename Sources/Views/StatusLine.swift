// The line that says where one is, what was done, and whether it is safe on disk.

import Reader
import Screen
import TextLayout
import TextModel

final class StatusLine {
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
        let name = self.name
        let path = file?.outline?.path(at: file?.cursor ?? .zero) ?? []
        var wanted = width(of: name)
        if !path.isEmpty { wanted += min(width(of: StatusLine.joined(path)), StatusLine.leastHeadingRoom * 2) + 2 }
        if let timeLeft, wanted + timeLeft.utf8.count + 4 < limit {
            frame.draw(timeLeft, column: limit - timeLeft.utf8.count - 1, row: row, style: style)
            limit -= timeLeft.utf8.count + 2
        }
        let end = frame.draw(name, column: 1, row: row, limit: limit, style: style, clusters: state.clusters)
        if !path.isEmpty { draw(path, from: end + 2, limit, row, style, &frame) }
    }

    /// The headings over the cursor, the outermost first, where there is room: `Section 3 › Costs`. Of a long way to
    /// the cursor its end is shown.
    private func draw(
        _ path: [Heading], from column: Int, _ limit: Int, _ row: Int, _ style: Style, _ frame: inout Frame
    ) {
        let room = limit - column
        guard room >= StatusLine.leastHeadingRoom else { return }
        var path = path[...]
        var text = StatusLine.joined(path)
        while path.count > 1, GlyphRun(text, clusters: state.clusters).width > room {
            path.removeFirst()
            text = "\u{2026} \u{203A} " + StatusLine.joined(path)
        }
        frame.draw(text, column: column, row: row, limit: limit, style: style, clusters: state.clusters)
    }

    private static func joined(_ path: some Sequence<Heading>) -> String {
        path.map(\.title).joined(separator: " \u{203A} ")
    }

    /// Cells below which a heading would be cut to nothing.
    private static let leastHeadingRoom = 14

    private var name: String {
        var name = state.files[state.current].name
        // Where one is in the article is worth more than where the article is.
        if width(of: name) > min(40, state.size.columns / 3), let slash = name.lastIndex(of: "/") {
            name = "\u{2026}" + name[slash...]
        }
        guard let place = state.placeAmongFiles else { return name }
        return "\(name) (\(place.number)/\(place.count))"
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
        var facts = coders
        func add(_ words: String?) { if let words { facts += words + "  " } }
        add(state.noteHitsInWords ?? state.hitsInWords)
        if file.isDigest { add("digest") }
        facts += paragraphs(file)
        facts += String(file.cursor.percent(of: file.document.byteCount - 1))
        facts += "%  "
        facts += seen
        add(state.waitingInWords)
        facts += file.filterInWords ?? StatusLine.number(file.annotations.count, "mark")
        let orphans = file.annotations.orphanCount
        if orphans > 0 { facts += ", \(orphans) lost" }
        if file.draftCount > 0 { facts += ", " + StatusLine.number(file.draftCount, "draft") }
        return facts
    }

    /// `1 mark`, `2 marks`.
    private static func number(_ count: Int, _ what: String) -> String {
        String(count) + (count == 1 ? " " + what : " " + what + "s")
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
        let own = state.options.namedCoder.map { "coder \($0)  " } ?? ""
        guard let others = file?.others else { return own }
        if let words = state.othersInWords { return clipped(words) + "  " }
        let signs = others.filter { !$0.annotations.isEmpty }.map(\.sign).joined(separator: " ")
        return own + (signs.isEmpty ? "" : "with \(signs)  ")
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
            return number.map { "\u{B6} " + String($0 + 1) + "  " } ?? ""
        }
        guard count > 0 else { return "" }
        let number = (file.document.knownParagraphIndex(atOrBefore: file.cursor) ?? 0) + 1
        return "\u{B6} " + String(number) + "/" + String(count) + "  "
    }

    private var saving: (text: String, isAlarm: Bool) {
        // A file that is out of view and not saved must not be forgotten either.
        if let index = state.files.indices.first(where: { state.files[$0].file?.saving.failure != nil }) {
            let unsaved = state.files[index].name
            return (unsaved == state.files[state.current].name ? "NOT SAVED" : "NOT SAVED: \(unsaved)", true)
        }
        guard let file else { return ("", false) }
        let isSaved = self.isSaved(file)
        guard file.oldText != nil else { return isSaved }
        // The text on screen is not what the file holds: whoever copies from it must know.
        return (isSaved.text.isEmpty ? "old text" : "old text, " + isSaved.text, true)
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
