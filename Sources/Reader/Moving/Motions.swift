// Where the cursor goes. One cursor reads and selects: a motion moves the head of a selection that lives.

import TextLayout
import TextModel

extension State {
    /// - Parameter isHeld: whether Shift is held, so that a selection that began with it goes on.
    mutating func move(_ command: Command, times: Int, count: Int?, isHeld: Bool = false) {
        guard var file else { return }
        let (rows, flow) = (textRows, flow)
        // Out of the state meanwhile, so that it is changed where it lies: of two that share it one would be copied. With
        // marks in it that happens all the same, as then the flow asks for their notes and holds it.
        self.file = nil
        defer { self.file = file }
        let isScroll = command == .scrollDown || command == .scrollUp || command == .centre
        if let selection = file.selection, selection.isSettled || selection.isHeld && !isHeld && !isScroll {
            file.dropSelection()
        }
        let start = file.cursor
        let head = file.selection?.head
        if State.keepsColumn.contains(command) { file.keepCaretColumn() }
        switch command {
        case .rowDown: file.moveRows(times, flow: flow)
        case .rowUp: file.moveRows(-times, flow: flow)
        case .pageDown: file.turn(times, pagesOf: max(1, rows - 1), rows: rows, flow: flow)
        case .pageUp: file.turn(times, pagesOf: -max(1, rows - 1), rows: rows, flow: flow)
        case .halfPageDown: file.turn(times, pagesOf: max(1, rows / 2), rows: rows, flow: flow)
        case .halfPageUp: file.turn(times, pagesOf: -max(1, rows / 2), rows: rows, flow: flow)
        case .scrollDown: file.scroll(by: times, rows: rows, flow: flow)
        case .scrollUp: file.scroll(by: -times, rows: rows, flow: flow)
        case .centre: file.bringCursor(toRow: rows / 2, flow: flow)
        case .documentStart, .documentEnd:
            guard let number = count else {
                file.go(to: command == .documentStart ? .zero : file.document.end)
                break
            }
            if let fraction = file.arriving, file.document.knownStart(ofLine: number - 1) == nil {
                message = .information(
                    "lines are still being counted (\(Int(fraction * 100))%); line \(number) can be gone to in a moment"
                )
            } else {
                file.go(to: file.document.start(ofLine: number - 1))
            }
        default:
            let isSelecting = file.selection != nil
            for _ in 0..<times {
                if file.selection?.isExclusive == true {
                    guard file.moveCaret(command) else { break }
                    continue
                }
                // At its front end a selection is moved as the cursor is: to where words and sentences begin.
                let isAtBack = file.selection.map { file.cursor >= $0.origin } ?? false
                guard let place = file.place(command, extending: isAtBack) else { break }
                let before = file.cursor
                file.go(to: place)
                file.stepOverHidden(from: before)
            }
            if !isSelecting, let unit = file.unit(of: command) { file.bringIntoView(unit, rows: rows, flow: flow) }
        }
        let reached = file.cursor
        file.stepOverHidden(from: start)
        if !State.keepsColumn.contains(command) { file.goalColumn = nil }
        if file.cursor != start || file.selection?.head != head { file.inHand = nil }
        file.takeHeadAlong(command, isToLine: count != nil)
        if file.cursor != reached { file.moveHead(to: file.cursor) }
        let isAtEnd = command == .rowEnd || command == .documentEnd && count == nil
        file.endReached = isAtEnd && file.selection == nil ? file.cursor : nil
        if file.cursor == start, file.selection?.head == head { message = message ?? file.standstill(command) }
        sayIfCountWasCut(command, count, rows, file)
    }

    /// A count is not gone all the way where that would keep the reader waiting; nobody is to think that it was.
    private mutating func sayIfCountWasCut(_ command: Command, _ count: Int?, _ rows: Int, _ file: FileState) {
        guard let count, message == nil, ![.documentStart, .documentEnd, .centre].contains(command) else { return }
        let steps = FileState.mostSteps(of: command, rows: rows)
        guard count > steps, file.cursor != .zero, !file.document.isLast(file.cursor) else { return }
        message = .information("\(steps) is as far as one count goes; press it again to go on")
    }

    /// Motions that lead through notes; any other wants to see the row that it is about.
    static let throughNotes: Set<Command> = [
        .pageDown, .pageUp, .halfPageDown, .halfPageUp, .scrollDown, .scrollUp,
    ]

    /// Motions that try to stay in their column.
    static let keepsColumn: Set<Command> = [
        .rowDown, .rowUp, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .scrollDown, .scrollUp, .centre,
    ]

    /// Starts a selection at the cursor if there is none, and moves its head.
    mutating func extend(_ command: Command, _ times: Int) {
        guard let file else { return }
        if file.selection == nil || file.selection?.isSettled == true {
            let begun = file.begunSelection(isHeld: true, isExclusive: keymap.isSelectionExclusive)
            self.file?.selection = begun
        }
        guard let motion = State.motion(of: command) else { return }
        move(motion, times: times, count: nil, isHeld: true)
    }
}

extension FileState {
    /// The most steps that one count takes. Pages are counted by their rows: for more a line's number is better.
    fileprivate static func mostSteps(of command: Command, rows: Int) -> Int {
        switch command {
        case .pageDown, .pageUp: State.mostSteps / max(1, rows - 1)
        case .halfPageDown, .halfPageUp: State.mostSteps / max(1, rows / 2)
        default: State.mostSteps
        }
    }

    /// Turns pages one by one, as the single steps would: the last of them are shorter.
    fileprivate mutating func turn(_ times: Int, pagesOf step: Int, rows: Int, flow: Flow) {
        let pages = min(times, max(1, State.mostSteps / abs(step)))
        for number in 0..<pages {
            let before = (cursor, top)
            page(by: step, rows: rows, flow: flow)
            // After the last page `update` sees to it, but for what is hidden, which the cursor has to be led around first.
            guard number + 1 < pages || flow.hidesText else { break }
            keepCursorInView(rows: rows, flow: flow)
            if (cursor, top) == before { break }
        }
    }

    /// What one goes to in order to read it: a sentence that goes on below the screen would have to be scrolled for.
    fileprivate func unit(of command: Command) -> Span? {
        switch command {
        case .sentenceNext, .sentencePrevious: document.sentence(at: cursor)
        case .paragraphNext, .paragraphPrevious: document.paragraph(at: cursor)
        default: nil
        }
    }

    /// Where a motion by a unit of text leads; nil when there is nothing further.
    ///
    /// At the back end of a selection, motions forward take in the end of the unit rather than the start of the next one: that is
    /// what one means to mark.
    func place(_ command: Command, extending: Bool) -> ByteOffset? {
        switch command {
        case .graphemeRight: return stepRight()
        case .graphemeLeft: return stepLeft()
        case .wordNext:
            return extending ? wordEnd() : document.word(after: cursor)?.start
        case .wordPrevious: return document.word(before: cursor)?.start
        case .wordEnd: return wordEnd()
        case .sentenceNext:
            return extending
                ? end(of: document.sentence(at:), then: document.sentence(after:))
                : document.sentence(after: cursor)?.start
        case .sentencePrevious: return document.sentence(before: cursor)?.start
        case .paragraphNext:
            return extending
                ? end(of: document.paragraph(at:), then: document.paragraph(after:))
                : document.paragraph(after: cursor)?.start
        case .paragraphPrevious: return document.paragraph(before: cursor)?.start
        case .rowStart, .rowEnd:
            // The row that stands for hidden text has but one place.
            guard hiddenStretch(at: cursor) == nil else { return nil }
            let row = layout.row(at: cursor)
            guard command == .rowEnd else { return row.span.start }
            return max(row.span.start, document.grapheme(before: row.visibleEnd))
        default: return nil
        }
    }

    /// The last grapheme of the unit under the cursor, or of the next one when the cursor is there already.
    private func end(of unit: (ByteOffset) -> Span?, then next: (ByteOffset) -> Span?) -> ByteOffset? {
        if let here = unit(cursor).map({ document.grapheme(before: $0.end) }), here > cursor { return here }
        return next(cursor).map { document.grapheme(before: $0.end) }
    }

    private func wordEnd() -> ByteOffset? {
        document.word(endingAfter: document.grapheme(after: cursor)).map { document.grapheme(before: $0.end) }
    }

    private func stepRight() -> ByteOffset? {
        var next = document.grapheme(after: cursor)
        while next < document.end, !isCursorPlace(next) { next = document.grapheme(after: next) }
        return next < document.end ? next : nil
    }

    private func stepLeft() -> ByteOffset? {
        guard cursor > .zero else { return nil }
        var next = document.grapheme(before: cursor)
        while next > .zero, !isCursorPlace(next) { next = document.grapheme(before: next) }
        return next
    }

    /// Whether the cursor may stand here: on anything but the end of a line that holds something.
    func isCursorPlace(_ offset: ByteOffset) -> Bool {
        guard offset < document.end else { return false }
        let first = document.withBytes(Span(offset, offset + 1)) { $0[0] }
        guard first == 0x0A || first == 0x0D else { return true }
        let isLineEnd = document.withBytes(Span(offset, document.grapheme(after: offset))) {
            $0.first == 0x0A || $0.elementsEqual([0x0D, 0x0A])
        }
        return !isLineEnd || document.isLineStart(offset)
    }

    mutating func go(to offset: ByteOffset) {
        endReached = nil
        cursor = offset
        settleCursor()
        isReadingNote = false
    }

    /// Goes somewhere else in the text: a settled selection is dropped, another one goes along.
    mutating func jump(to offset: ByteOffset) {
        if selection?.isSettled == true { dropSelection() }
        goalColumn = nil
        inHand = nil
        go(to: offset)
        reveal(cursor)
        moveHead(to: cursor)
    }

    /// Moves the cursor to the nearest place where it may stand.
    mutating func settleCursor() {
        cursor = document.graphemeBoundary(atOrBefore: min(cursor, document.end))
        while cursor > .zero, !isCursorPlace(cursor) { cursor = document.grapheme(before: cursor) }
    }

    mutating func dropSelection() {
        selection = nil
        inHand = nil
    }

    /// What to say when a motion led nowhere.
    func standstill(_ command: Command) -> Message? {
        switch command {
        case .centre, .rowStart, .rowEnd, .scrollUp, .scrollDown: nil
        case _ where cursor == .zero: .information("start of the article")
        case _ where document.isLast(cursor): .information("end of the article")
        case .sentenceNext: .information("no sentence further down")
        case .paragraphNext: .information("no paragraph further down")
        default: nil
        }
    }
}
