// The article's headings: found when they are first asked for or when there is nothing else to do, shown as a list,
// stepped through with keys.

import TextModel

extension State {
    /// The most bytes of a text whose headings are found while the reader waits: some hundredths of a second where it is
    /// wrapped, a few thousandths where it is not.
    static let outlineAtOnce = 128 << 10
    /// The most bytes of a text whose headings are found without anybody having asked for them.
    static let outlineUnasked = 16 << 20

    /// Opens the list of headings, or asks for it where the text is large.
    mutating func openOutline() -> [Effect] {
        let effects = findHeadings()
        guard let file else { return effects }
        guard let outline = file.outline else {
            self.file?.isOutlineToOpen = true
            message = .information("looking for headings \u{2026}")
            return effects
        }
        let headings = outline.headings
        let size = max(1, file.document.byteCount)
        let row = { @Sendable (number: Int) -> ListRow in
            let heading = headings[number]
            let percent = heading.span.start.percent(of: size)
            return ListRow(heading.title, level: heading.level - 1, fields: ["\(percent)%"])
        }
        let rows = ListRows(count: headings.count, searched: { headings[$0].title }, row: row)
        let chooser = Chooser(
            title: outline.isCut ? "Headings (the first \(headings.count))" : "Headings", rows: rows,
            chosen: outline.index(at: file.cursor) ?? 0, emptyMessage: "no headings in this text", fieldWidths: [3])
        openList(chooser) { headings[$0].span.start }
        return effects
    }

    /// Goes to a heading further down or up.
    mutating func goToHeading(_ steps: Int) -> [Effect] {
        let effects = findHeadings()
        guard let file else { return effects }
        guard let outline = file.outline else {
            self.file?.headingSteps = (steps, file.cursor, file.selection)
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
        land(at: outline.headings[number].span.start)
        return effects
    }

    /// Sees to it that the headings of the file in view are known: at once for a small text, else some time later.
    ///
    /// - Parameter limit: bytes; a text that is longer is left alone.
    mutating func findHeadings(upTo limit: Int = .max) -> [Effect] {
        guard let file, file.outline == nil, file.document.byteCount <= limit else { return [] }
        let isAskedFor = limit == .max
        guard isAskedFor || !file.isOutlineStopped else { return [] }
        self.file?.isOutlineStopped = false
        if file.document.byteCount <= State.outlineAtOnce {
            self.file?.outline = file.document.outline() ?? .empty
            return []
        }
        if let work = file.outlineWork, works.contains(where: { $0.id == work }) { return [] }
        let work = begin("looking for headings")
        self.file?.outlineWork = work
        return [.findHeadings(work, index: current, file.document)]
    }

    /// Gives up looking for the headings of the file in view, which is about to be left.
    mutating func stopOutlining() -> [Effect] {
        guard let work = file?.outlineWork else { return [] }
        file?.outlineWork = nil
        file?.isOutlineToOpen = false
        return end(work) ? [.stop(work)] : []
    }

    /// Takes the headings that were found beside the reader.
    mutating func outlined(_ work: WorkID, _ index: Int, _ outline: Outline) -> [Effect] {
        // What was stopped, or belongs to a text that is no longer shown, is of no use.
        guard end(work), files.indices.contains(index), files[index].file?.outlineWork == work else { return [] }
        files[index].file?.outline = outline
        files[index].file?.outlineWork = nil
        guard index == current else { return [] }
        if let (steps, from, selection) = file?.headingSteps {
            file?.headingSteps = nil
            message = nil
            // Whoever went elsewhere by now does not want to be taken away from there, nor what was selected since to
            // be stretched.
            guard dialog == nil, pendingKeys.isEmpty, file?.cursor == from, file?.selection == selection else {
                return []
            }
            let effects = goToHeading(steps)
            if file?.cursor != from { remember(from) }
            return effects
        }
        guard file?.isOutlineToOpen == true else { return [] }
        file?.isOutlineToOpen = false
        // Whoever does something else by now does not want a list over it.
        guard dialog == nil, pendingKeys.isEmpty else { return [] }
        message = nil
        return openOutline()
    }
}
