// What the mouse does: the wheel scrolls, a click places the cursor, a drag selects, more clicks take a unit of text.

import Annotations
import Screen
import TextLayout
import TextModel

/// The last press of the left button.
struct Click: Equatable {
    var position: Position
    /// In the terminal's milliseconds.
    var time: Int
    /// 1 for a single click, up to 4.
    var count: Int
    /// What was taken with it; nil where there was no text under the pointer.
    var span: Span?
}

extension State {
    /// Rows of text for one step of the wheel.
    private static let wheelRows = 3
    /// The most milliseconds between the clicks of a double click.
    private static let doubleTime = 400

    mutating func take(_ mouse: Mouse, _ now: Timestamp) -> [Effect] {
        switch mouse.kind {
        case .wheelUp: return wheel(-State.wheelRows, now)
        case .wheelDown: return wheel(State.wheelRows, now)
        case .press(.left): return press(mouse, now)
        case .drag(.left): drag(mouse)
        case .press, .drag, .release: break
        }
        return []
    }

    private mutating func wheel(_ rows: Int, _ now: Timestamp) -> [Effect] {
        switch dialog {
        case nil where inView == .library: chooseArticle(at: (library?.chooser.chosenPlace ?? 0) + rows)
        case nil:
            pendingKeys = []
            message = nil
            return run(Binding(rows > 0 ? .scrollDown : .scrollUp), count: abs(rows), now)
        case .help: scrollHelp(by: rows)
        case .stats: scrollStats(by: rows)
        case .list(let listing): chooseRow(at: listing.chooser.chosenPlace + rows, of: listing)
        case .edge(let move):
            message = nil
            moveEdge(move, rows > 0 ? .scrollDown : .scrollUp, count: abs(rows))
        case .tagPicker(var picker):
            _ = picker.take(Key(rows > 0 ? .down : .up))
            dialog = .tagPicker(picker)
        case .walk(.drift(let walk)): scroll(walk, by: rows)
        case .search, .noteSearch, .command, .note, .place, .sentenceHints, .walk, .confirmQuit, .tagName, .tagCard,
            .question:
            break
        }
        return []
    }

    /// A click in the help, outside of it, or in the text.
    private mutating func press(_ mouse: Mouse, _ now: Timestamp) -> [Effect] {
        if case .help(let help) = dialog {
            if !helpSpan.contains(mouse.position.row) { closeHelp(help) }
            return []
        }
        if case .list(let listing) = dialog { return press(mouse, on: listing, now) }
        if case .edge(let move) = dialog {
            message = nil
            moveEdge(move, to: mouse.position)
            return []
        }
        if dialog == nil, inView == .library { return pressInLibrary(mouse, now) }
        guard dialog == nil, var file else { return [] }
        pendingKeys = []
        count = nil
        message = nil
        let clicks = clicksInARow(mouse)
        click = Click(position: mouse.position, time: mouse.time, count: clicks)
        if mouse.position.column == coverageColumn {
            jump(toCoverageRow: mouse.position.row)
            return []
        }
        guard let place = place(at: mouse.position) else { return [] }
        file.dropSelection()
        file.goalColumn = nil
        file.go(to: place.offset)
        file.inHand = place.note
        if place.note != nil, clicks == 2 {
            self.file = file
            return run(Binding(.note), count: nil, now)
        }
        let unit = file.unit(clicks, at: file.cursor)
        click?.span = unit ?? Span(file.cursor, file.document.grapheme(after: file.cursor))
        if place.note == nil, let unit { file.take(Selection(unit, in: file.document)) }
        self.file = file
        return []
    }

    /// A click chooses a row, a double click takes it.
    private mutating func press(_ mouse: Mouse, on listing: Listing, _ now: Timestamp) -> [Effect] {
        let row = mouse.position.row - (listRows?.lowerBound ?? 0) - (isListTitled ? 1 : 0)
        guard listColumns?.contains(mouse.position.column) == true, (0..<listHeight).contains(row) else { return [] }
        let place = listing.chooser.top + row
        guard place < listing.chooser.count else { return [] }
        let clicks = clicksInARow(mouse)
        click = Click(position: mouse.position, time: mouse.time, count: clicks)
        chooseRow(at: place, of: listing)
        guard clicks == 2, case .list(let chosen) = dialog else { return [] }
        return listDialog(Key(.enter), chosen, now)
    }

    private mutating func pressInLibrary(_ mouse: Mouse, _ now: Timestamp) -> [Effect] {
        let row = mouse.position.row - (isListTitled ? 1 : 0)
        guard let chooser = library?.chooser, (0..<listHeight).contains(row), chooser.top + row < chooser.count else {
            return []
        }
        let clicks = clicksInARow(mouse)
        click = Click(position: mouse.position, time: mouse.time, count: clicks)
        chooseArticle(at: chooser.top + row)
        return clicks == 2 ? libraryKey(Key(.enter), now) : []
    }

    private mutating func chooseArticle(at place: Int) {
        message = nil
        guard let chooser = library?.chooser, chooser.count > 0 else { return }
        library?.step(max(0, min(place, chooser.count - 1)) - chooser.chosenPlace)
    }

    private mutating func chooseRow(at place: Int, of listing: Listing) {
        guard listing.chooser.count > 0 else { return }
        var listing = listing
        let place = max(0, min(place, listing.chooser.count - 1))
        listing.chooser.choose(listing.chooser.number(at: place))
        listing.chooser.settle(height: listHeight)
        dialog = .list(listing)
        previewChosenPlace()
    }

    private func clicksInARow(_ mouse: Mouse) -> Int {
        guard let click, mouse.position.row == click.position.row,
            abs(mouse.position.column - click.position.column) <= 1,
            (0...State.doubleTime).contains(mouse.time - click.time)
        else { return 1 }
        return click.count % 4 + 1
    }

    /// Selects from where the button was pressed to the pointer, by the units that were clicked; at the screen's upper
    /// and lower edge the text goes on.
    private mutating func drag(_ mouse: Mouse) {
        if case .edge(let move) = dialog { return moveEdge(move, to: mouse.position) }
        guard dialog == nil, let click, let origin = click.span, mouse.position != click.position || click.count > 1
        else { return }
        let rows = textRows
        var position = mouse.position
        if position.row >= rows { scroll(1) } else if position.row == 0 { scroll(-1) }
        position.row = max(0, min(position.row, rows - 1))
        guard var file, let place = place(at: position) else { return }
        file.go(to: place.offset)
        let here = file.unit(click.count, at: file.cursor) ?? Span(file.cursor, file.cursor)
        if here.start >= origin.start {
            let last = max(origin.start, file.document.grapheme(before: max(here.end, origin.end)))
            file.take(Selection(origin: origin.start, head: click.count > 1 ? last : file.cursor))
        } else {
            let last = max(origin.start, file.document.grapheme(before: origin.end))
            file.take(Selection(origin: last, head: here.start))
        }
        file.inHand = nil
        self.file = file
    }

    private mutating func scroll(_ rows: Int) {
        let (height, flow) = (textRows, flow)
        file?.scroll(by: rows, rows: height, flow: flow)
    }

    /// The text under a cell of the screen; with it, the mark whose note is there. What is left or right of a row
    /// means its ends, what is below the text its last row. Nil beyond the text's rows.
    func place(at position: Position) -> (offset: ByteOffset, note: AnnotationID?)? {
        guard let file, (0..<textRows).contains(position.row), position.column >= 0 else { return nil }
        let flow = self.flow
        let shown = flow.rows(from: file.top, height: position.row + 1)
        guard let last = shown.last else { return nil }
        if shown.count > position.row, let (insertion, _) = flow.insertion(at: last) {
            let id = AnnotationID(insertion.owner)
            guard let span = file.annotations[id]?.span else { return nil }
            return (span.isEmpty ? span.start : file.document.grapheme(before: span.end), id)
        }
        return (file.place(in: last.row, column: position.column - textLeft), nil)
    }
}

extension FileState {
    /// What so many clicks take at a place: nothing, the word, the sentence, the paragraph.
    fileprivate func unit(_ clicks: Int, at offset: ByteOffset) -> Span? {
        switch clicks {
        case 2: document.word(at: offset)
        case 3: document.sentence(at: offset)
        case 4: document.paragraph(at: offset)
        default: nil
        }
    }
}
