// The article's headings: found when they are first asked for or when there is nothing else to do, shown as a list,
// stepped through with keys.

import TextModel

extension State {
    /// The most bytes of a text whose headings are found while the reader waits: some hundredths of a second.
    static let outlineAtOnce = 1 << 20

    /// Opens the list of headings, or asks for it where the text is large.
    mutating func openOutline() -> [Effect] {
        let effects = findHeadings()
        guard let file else { return effects }
        guard let outline = file.outline else {
            self.file?.isOutlineToOpen = true
            message = .information("looking for headings \u{2026}")
            return effects
        }
        let document = file.document
        let headings = outline.headings
        let title = { @Sendable (number: Int) in document.title(of: headings[number]) }
        let rows = ListRows(count: headings.count, searched: title) { number in
            let heading = headings[number]
            let percent = heading.span.start.value * 100 / max(1, document.byteCount)
            return ListRow(title(number), level: heading.level - 1, fields: ["\(percent)%"])
        }
        let chooser = Chooser(
            title: outline.isCut ? "Headings (the first \(headings.count))" : "Headings", rows: rows,
            chosen: outline.index(at: file.cursor) ?? 0, emptyMessage: "no headings in this text", fieldWidths: [3])
        openList(chooser) { headings[$0].span.start }
        return effects
    }

    /// Goes to a heading further down or up.
    mutating func goToHeading(_ steps: Int) -> [Effect] {
        let effects = findHeadings()
        guard var file else { return effects }
        guard let outline = file.outline else {
            message = .information("looking for headings \u{2026}")
            return effects
        }
        let here = outline.index(at: file.cursor) ?? -1
        // In the middle of a section its own heading is the one before.
        let isOnHeading = here >= 0 && outline.headings[here].span.start == file.cursor
        let wanted = here + steps + (steps < 0 && !isOnHeading ? 1 : 0)
        let number = max(0, min(wanted, outline.headings.count - 1))
        guard outline.headings.indices.contains(number), outline.headings[number].span.start != file.cursor,
            (outline.headings[number].span.start > file.cursor) == (steps > 0)
        else {
            message = .information(
                outline.headings.isEmpty
                    ? "no headings in this text" : "no heading further \(steps > 0 ? "down" : "up")")
            return effects
        }
        if file.selection?.isSettled == true { file.dropSelection() }
        file.goalColumn = nil
        file.inHand = nil
        file.go(to: outline.headings[number].span.start)
        file.selection?.head = file.cursor
        self.file = file
        return effects
    }

    /// Sees to it that the headings of the file in view are known: at once for a small text, else some time later.
    mutating func findHeadings() -> [Effect] {
        guard let file, file.outline == nil else { return [] }
        if file.document.byteCount <= State.outlineAtOnce {
            self.file?.outline = file.document.outline() ?? .empty
            return []
        }
        guard !file.isOutlineAskedFor else { return [] }
        self.file?.isOutlineAskedFor = true
        return [.findHeadings(index: current, file.document)]
    }

    /// Takes the headings that were found beside the reader.
    mutating func outlined(_ index: Int, _ outline: Outline) -> [Effect] {
        guard files.indices.contains(index) else { return [] }
        files[index].file?.outline = outline
        guard index == current, file?.isOutlineToOpen == true else { return [] }
        file?.isOutlineToOpen = false
        // Whoever does something else by now does not want a list over it.
        guard dialog == nil, pendingKeys.isEmpty else { return [] }
        message = nil
        return openOutline()
    }
}
