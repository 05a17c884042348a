// A caret between letters: how motions move the head of a selection that ends before the cursor, as in editors.

import TextLayout
import TextModel

extension FileState {
    /// Moves the head of the selection by a unit of text; false when there is nothing further.
    ///
    /// The cursor goes along to the grapheme behind the caret. At the end of a line or row it stays on the last one
    /// before it, as it may not stand behind that.
    mutating func moveCaret(_ command: Command) -> Bool {
        guard let place = caret(after: command), place != selection?.head else { return false }
        let row = layout.row(at: cursor).span.start
        selection?.head = place
        cursor = command == .rowEnd ? max(row, document.grapheme(before: place)) : place
        settleCursor()
        return true
    }

    /// A selection of nothing, or of the grapheme under the cursor, to be moved on from.
    ///
    /// Whoever went to the end of a row means what stands behind its last letter, though the cursor is drawn on that.
    func begunSelection(isHeld: Bool, isExclusive: Bool) -> Selection {
        let isBehind = isExclusive && endReached == cursor && cursor < layout.row(at: cursor).visibleEnd
        let place = isBehind ? document.grapheme(after: cursor) : cursor
        return Selection(origin: place, head: place, isHeld: isHeld, isExclusive: isExclusive)
    }

    /// Where a motion leads the caret.
    private func caret(after command: Command) -> ByteOffset? {
        guard let selection else { return nil }
        let head = selection.head
        // At its front end a selection is moved as the cursor is: to where words and sentences begin.
        let isAtBack = head >= selection.origin
        switch command {
        case .graphemeRight: return head < document.end ? document.grapheme(after: head) : nil
        case .graphemeLeft: return head > .zero ? document.grapheme(before: head) : nil
        case .wordEnd: return unitEnd(after: head, at: document.word(at:), then: document.word(after:))
        case .wordNext:
            return isAtBack
                ? unitEnd(after: head, at: document.word(at:), then: document.word(after:))
                : document.word(after: head)?.start
        case .wordPrevious: return document.word(before: head)?.start
        case .sentenceNext:
            return isAtBack
                ? unitEnd(after: head, at: document.sentence(at:), then: document.sentence(after:))
                : document.sentence(after: head)?.start
        case .sentencePrevious: return document.sentence(before: head)?.start
        case .paragraphNext:
            return isAtBack
                ? unitEnd(after: head, at: document.paragraph(at:), then: document.paragraph(after:))
                : document.paragraph(after: head)?.start
        case .paragraphPrevious: return document.paragraph(before: head)?.start
        case .rowStart, .rowEnd:
            guard hiddenStretch(at: cursor) == nil else { return nil }
            let row = layout.row(at: cursor)
            return command == .rowStart ? row.span.start : max(row.span.start, row.visibleEnd)
        default: return nil
        }
    }

    /// Lets rows up and down go by the column of the caret, where that stands behind the last letter of its row.
    mutating func keepCaretColumn() {
        guard let selection, selection.isExclusive, selection.head > cursor, goalColumn == nil else { return }
        goalColumn = columnBehindCursor
    }

    /// Lets the head of the selection follow where a motion took the cursor.
    ///
    /// - Parameter isToLine: whether the motion went to a line by its number.
    mutating func takeHeadAlong(_ command: Command, isToLine: Bool) {
        guard selection?.isExclusive == true else {
            moveHead(to: cursor)
            return
        }
        switch command {
        case .documentEnd where !isToLine: moveHead(to: document.end)
        case .documentStart, .documentEnd: moveHead(to: cursor)
        case _ where State.keepsColumn.contains(command):
            guard let goalColumn else { return }
            // Where the row ends before the column of the caret, the caret is behind its last letter.
            let row = layout.row(at: cursor)
            let isBehind = document.grapheme(after: cursor) >= row.visibleEnd && goalColumn >= columnBehindCursor
            moveHead(to: isBehind && cursor < row.visibleEnd ? row.visibleEnd : cursor)
        default: if hiddenStretch(at: cursor) != nil { moveHead(to: cursor) }
        }
    }

    /// Puts the head of the selection, where there is one, at a place.
    mutating func moveHead(to offset: ByteOffset) { selection?.head = offset }

    /// Puts the cursor where the head of a selection is, or before it.
    mutating func stand(onHeadOf selection: Selection) {
        cursor = selection.head
        settleCursor()
    }

    /// The first column behind the grapheme under the cursor, in cells.
    private var columnBehindCursor: Int {
        let glyphs = layout.glyphs(of: layout.row(at: cursor))
        return glyphs.first { $0.span.end > cursor }.map { $0.column + $0.glyph.width } ?? column(of: cursor)
    }
}
