// Which rows are on screen: the cursor's among them, always.

import Annotations
import TextLayout
import TextModel

extension State {
    /// The rows of the file in view, with the notes that are shown between them.
    public var flow: Flow {
        let flow = if case .note(let editor) = dialog { file?.flow(with: editor) } else { file?.flow }
        return flow ?? Flow(Layout(Document(""), width: 1))
    }

    /// Goes to a heading, a hit or the like. Where it is not on screen, it comes a third of it from the top: at the edge
    /// that it came in over, nothing of what follows could be read.
    mutating func land(at offset: ByteOffset) {
        file?.jump(to: offset)
        // An edge in hand may not be able to go there, and stays in sight then.
        if case .edge = dialog { return }
        let flow = self.flow
        let rows = textRows
        file?.bringIntoUpperThird(rows: rows, flow: flow)
    }
}

extension FileState {
    /// The rows with what is shown between them. Where nothing is marked or hidden, no row needs to be asked.
    fileprivate var flow: Flow {
        annotations.isEmpty && digest == nil && others == nil ? Flow(layout) : flow(with: nil)
    }

    /// The same with a note that is being written.
    fileprivate func flow(with editor: NoteEditor?) -> Flow {
        let hidden = digest == nil ? nil : { (offset: ByteOffset) in hiddenStretch(at: offset) }
        return Flow(layout, hidden: hidden, afterLast: lostInsertion) { row in
            var shown = notes(endingIn: row).filter { $0.id != editor?.mark }.map { ($0.id.iri, $0.note) }
            shown += othersNotes(endingIn: row).map { ($0.owner, $0.text) }
            if let editor, holdsEnd(of: editor.span, row) { shown.append((editor.place, editor.field.text)) }
            return shown.map { owner, note in
                Insertion(owner: owner, height: noteLayouts.note(note, of: owner, within: layout).rows.count)
            }
        }
    }
}

/// A note beneath its passage: it is set in by two cells from a text column of this width.
public func noteLayout(_ note: String, width: Int, clusters: ClusterWidths = .unknown) -> Layout {
    Layout(Document(note), width: max(1, width - 2), clusters: clusters)
}

/// A note as it is laid out between the rows of a text.
public func noteLayout(_ note: String, within layout: Layout) -> Layout {
    noteLayout(note, width: layout.width, clusters: layout.clusters)
}

/// The rows of a note.
public func noteRows(_ layout: Layout) -> [Row] {
    var rows = [layout.row(at: .zero)]
    while let next = layout.row(after: rows[rows.count - 1]) { rows.append(next) }
    return rows + [endRow(layout)].compactMap(\.self)
}

/// The row after a final line end, the one that is written next; nil where a note has no line end at its end.
func endRow(_ layout: Layout) -> Row? {
    let last = layout.document.grapheme(before: layout.document.end)
    let ending = layout.document.text(Span(last, layout.document.end))
    return ending.last?.isNewline == true ? layout.row(at: layout.document.end) : nil
}

extension FileState {
    /// The notes to be shown beneath a row, in document order: of marks whose last grapheme is in it.
    public func notes(endingIn row: Row) -> [Annotation] {
        annotations.touching(row.span).filter { annotation in
            guard !annotation.note.isEmpty, isShown(annotation), !isFolded(annotation.id), let span = annotation.span
            else { return false }
            return holdsEnd(of: span, row)
        }
    }

    func holdsEnd(of span: Span, _ row: Row) -> Bool {
        let last = span.isEmpty ? span.start : document.grapheme(before: span.end)
        return row.span.contains(last) || (row.span.end == document.end && last >= row.span.start)
    }

    /// Breaks the text anew for another width, or for what the terminal says; cursor and selection stay on their text.
    mutating func lay(outTo width: Int, _ clusters: ClusterWidths) {
        guard layout.width != max(1, width) || layout.clusters != clusters else { return }
        let start = top.row.span.start
        layout = Layout(document, width: width, isJustified: layout.isJustified, clusters: clusters)
        top = FlowRow(row: layout.row(at: start))
        goalColumn = nil
    }

    /// Scrolls as little as it takes to have the cursor's row on screen, with a row of context where there is room.
    mutating func keepCursorInView(rows: Int, flow: Flow) {
        top = steadied(top, on: flow.row(at: cursor), readsNote: isReadingNote, rows: rows, flow: flow)
    }

    /// The top row at which a row is in view, and no screen left half empty at the end of the text.
    private func steadied(_ top: FlowRow, on row: Row, readsNote: Bool, rows: Int, flow: Flow) -> FlowRow {
        let top = scrolled(top, to: row, readsNote: readsNote, rows: rows, flow: flow)
        // Looked at only where that could be.
        guard flow.hidesText || document.end - top.row.span.start < rows * layout.width * 4 else { return top }
        return lastTop(notAfter: top, rows: rows, flow: flow)
    }

    /// Scrolls as little as it takes to have as much as fits of a passage that begins at the cursor on screen.
    mutating func bringIntoView(_ span: Span, rows: Int, flow: Flow) {
        top = scrolled(top, to: flow.row(at: cursor), readsNote: false, rows: rows, flow: flow)
        let margin = FileState.context(rows)
        let last = flow.row(at: span.isEmpty ? span.start : document.grapheme(before: span.end))
        let above = flow.distance(from: top, to: flow.row(at: cursor), limit: rows) ?? 0
        let below = flow.distance(from: top, to: last, limit: 2 * rows) ?? 2 * rows
        top = flow.moved(top, by: max(0, min(below + margin - (rows - 1), above - margin)))
    }

    /// The row of the text that a note stands beneath, and how many rows beneath it the row is that is being typed.
    private func typedRow(of editor: NoteEditor, flow: Flow) -> FlowRow {
        let last = editor.span.isEmpty ? editor.span.start : document.grapheme(before: editor.span.end)
        let row = flow.row(at: last)
        var beneath = 1
        for insertion in flow.insertions(row) {
            if insertion.owner == editor.place { break }
            beneath += insertion.height
        }
        let typed = editor.field.byte
        beneath += noteLayouts.note(editor.field.text, of: editor.place, within: layout).row(at: typed)
        return FlowRow(row: row, beneath: beneath)
    }

    /// The row of the screen that the cursor of a note is in, which is in view.
    func cursorRow(of editor: NoteEditor, rows: Int, flow: Flow) -> Int {
        let typed = typedRow(of: editor, flow: flow)
        if typed.row == top.row { return typed.beneath - top.beneath }
        return (flow.distance(from: top, to: typed.row, limit: rows) ?? 0) + typed.beneath
    }

    /// Scrolls as little as it takes to have the row that is being typed on screen.
    mutating func keepInView(_ editor: NoteEditor, rows: Int, flow: Flow) {
        let target = typedRow(of: editor, flow: flow)
        let (row, beneath) = (target.row, target.beneath)
        top = valid(top, flow)
        if top.row == row, top.beneath > 0 {
            if beneath < top.beneath { top = target }
            if beneath - top.beneath > rows - 1 { top = FlowRow(row: row, beneath: beneath - (rows - 1)) }
        } else if let distance = flow.distance(from: top, to: row, limit: rows) {
            if distance + beneath > rows - 1 { top = flow.moved(top, by: distance + beneath - (rows - 1)) }
        } else {
            top = flow.moved(target, by: -(row.span.start < top.row.span.start ? rows / 3 : rows - 1))
        }
    }

    /// The top row nearest to this one at which a row is on screen, with a row of context and as much as fits of the
    /// notes beneath it. Where that has been done, nothing is left to be done.
    ///
    /// - Parameter readsNote: whether a note that fills the screen may do for the row that it belongs to.
    private func scrolled(_ top: FlowRow, to row: Row, readsNote: Bool, rows: Int, flow: Flow) -> FlowRow {
        let beneath = flow.insertions(row).reduce(0) { $0 + $1.height }
        var top = valid(top, flow)
        let isFilled = top.row == row && top.beneath > 0 && beneath - top.beneath + 1 >= rows - FileState.context(rows)
        if readsNote, isFilled { return top }
        // A note that fills the screen leaves no room for context.
        let margin = beneath < rows - 1 ? FileState.context(rows) : 0
        var distance = flow.distance(from: top, to: row, limit: rows)
        if distance == nil {
            let place = FlowRow(row: row)
            if let above = flow.distance(from: place, to: top.row, limit: rows), above <= rows {
                // Just above the screen: scroll up to it.
                top = flow.moved(place, by: -margin)
            } else if let down = flow.distance(from: top, to: row, limit: rows * 2) {
                // Just below it: scroll down to it.
                top = flow.moved(top, by: down - (rows - 1) + margin)
            } else {
                // Far away: a third of the screen from its top.
                top = flow.moved(place, by: -(rows / 3))
            }
            distance = flow.distance(from: top, to: row, limit: rows)
        }
        guard let distance else { return top }
        // The note beneath the row belongs into view as far as it fits.
        let excess = distance + max(margin, beneath) - (rows - 1)
        if distance < margin { return flow.moved(top, by: distance - margin) }
        return excess > 0 ? flow.moved(top, by: min(distance, excess)) : top
    }

    /// Rows that are kept in view above and below the cursor's, where a screen has room for them.
    private static func context(_ rows: Int) -> Int { rows >= 8 ? 1 : 0 }

    /// The row on screen, nearest to a place, that the cursor can be on while the text stays where it is; where notes
    /// leave none, one with which it goes on the way that it has just gone, as else nobody would get past them. Without
    /// notes it is the row at that place.
    ///
    /// - Parameter count: which way the text has gone: down the article where it is positive.
    private func row(near place: FlowRow, from top: FlowRow, goneBy count: Int, rows: Int, flow: Flow) -> Row {
        guard flow.inserts else { return place.row }
        let shown = flow.rows(from: top, height: rows)
        let wanted = shown.firstIndex(of: place) ?? (place.row.span.start < top.row.span.start ? 0 : shown.count - 1)
        let near = shown.indices.filter { shown[$0].beneath == 0 }.sorted { abs($0 - wanted) < abs($1 - wanted) }
        var onward: Row?
        // The row of a note whose end alone is on screen may do as well, and is asked last.
        for row in near.map({ shown[$0].row }) + [top.row] {
            let next = steadied(top, on: row, readsNote: true, rows: rows, flow: flow)
            if next == top { return row }
            let isBelow = (next.row.span.start, next.beneath) > (top.row.span.start, top.beneath)
            if onward == nil, isBelow == (count > 0) { onward = row }
        }
        return onward ?? place.row
    }

    /// The top row as it is laid out now: notes may have gone from beneath it.
    private func valid(_ top: FlowRow, _ flow: Flow) -> FlowRow {
        let row = flow.row(at: top.row.span.start)
        let height = flow.insertions(row).reduce(0) { $0 + $1.height }
        return FlowRow(row: row, beneath: min(top.beneath, height))
    }

    /// Moves by rows of text; notes between them are skipped.
    mutating func moveRows(_ count: Int, flow: Flow) {
        let column = goalColumn ?? self.column(of: cursor)
        var row = flow.row(at: cursor)
        for _ in 0..<abs(count) {
            guard let next = count > 0 ? flow.row(after: row) : flow.row(before: row) else { break }
            row = next
        }
        go(to: place(in: row, column: column))
        goalColumn = column
    }

    /// Turns pages: the text moves by that many rows, the cursor stays where it is on the screen.
    mutating func page(by count: Int, rows: Int, flow: Flow) {
        let column = goalColumn ?? self.column(of: cursor)
        let distance = flow.distance(from: top, to: flow.row(at: cursor), limit: rows) ?? 0
        var next = flow.moved(top, by: count)
        if count > 0 { next = lastTop(notAfter: next, rows: rows, flow: flow) }
        let place = flow.moved(next, by: distance)
        if next == top {
            // On the last page, and on the first, the cursor goes to the end that was asked for.
            moveTo(flow.moved(place, by: count).row, column)
        } else {
            moveTo(row(near: place, from: next, goneBy: count, rows: rows, flow: flow), column)
        }
        show(next, flow)
        goalColumn = column
    }

    /// Moves the text under a cursor that stays on its text as long as it can.
    mutating func scroll(by count: Int, rows: Int, flow: Flow) {
        let column = goalColumn ?? self.column(of: cursor)
        var next = flow.moved(top, by: count)
        if count > 0 { next = lastTop(notAfter: next, rows: rows, flow: flow) }
        let margin = FileState.context(rows)
        let row = flow.row(at: cursor)
        let distance = flow.distance(from: next, to: row, limit: rows)
        if flow.inserts {
            let isAbove = row.span.start <= next.row.span.start
            let place = distance == nil ? flow.moved(next, by: isAbove ? 0 : rows - 1) : FlowRow(row: row)
            let steady = self.row(near: place, from: next, goneBy: count, rows: rows, flow: flow)
            if steady != row { moveTo(steady, column) }
        } else if let distance {
            if margin > distance, next.row.span.start > .zero { moveTo(flow.moved(next, by: margin).row, column) }
            if distance > rows - 1 - margin { moveTo(flow.moved(next, by: rows - 1 - margin).row, column) }
        } else {
            let down = row.span.start < next.row.span.start
            moveTo(flow.moved(next, by: down ? margin : rows - 1 - margin).row, column)
        }
        show(next, flow)
        goalColumn = column
    }

    /// Has the screen begin there, where pages or scrolling have led.
    private mutating func show(_ top: FlowRow, _ flow: Flow) {
        self.top = top
        isReadingNote = top.beneath > 0 && flow.row(at: cursor) == top.row
    }

    private mutating func moveTo(_ row: Row, _ column: Int) { go(to: place(in: row, column: column)) }

    fileprivate mutating func bringIntoUpperThird(rows: Int, flow: Flow) {
        let row = flow.row(at: cursor)
        if flow.distance(from: valid(top, flow), to: row, limit: rows) == nil {
            bringCursor(toRow: rows / 3, flow: flow)
        }
    }

    mutating func bringCursor(toRow row: Int, flow: Flow) {
        top = flow.moved(FlowRow(row: flow.row(at: cursor)), by: -row)
    }

    /// The place, or the last one before it that still fills the screen with text.
    private func lastTop(notAfter place: FlowRow, rows: Int, flow: Flow) -> FlowRow {
        var (last, missing) = (place, rows - 1)
        while missing > 0, let next = flow.below(last) { (last, missing) = (next, missing - 1) }
        return missing > 0 ? flow.moved(place, by: -missing) : place
    }

    /// The column of a place in its row, in cells.
    public func column(of offset: ByteOffset) -> Int {
        min(layout.column(of: offset, in: layout.row(at: offset)), max(0, layout.width - 1))
    }

    /// The place in a row that is at a column, or the last one before it.
    func place(in row: Row, column: Int) -> ByteOffset { layout.place(at: column, in: row) }
}
