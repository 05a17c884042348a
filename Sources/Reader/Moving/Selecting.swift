// Taking a passage: by sentence, by paragraph, or freely with any motion.

import Annotations
import TextModel

extension State {
    mutating func select(_ command: Command) {
        guard var file else { return }
        // What is hidden is seen before it is selected.
        if isOnHiddenText, command != .select, command != .swapEnds {
            _ = openOrCloseStretch()
            return
        }
        switch command {
        case .select:
            if file.selection == nil || file.selection?.isSettled == true {
                file.selection = file.begunSelection(isHeld: false, isExclusive: keymap.isSelectionExclusive)
            } else {
                file.dropSelection()
            }
        case .swapEnds:
            if var selection = file.selection {
                swap(&selection.origin, &selection.head)
                file.selection = selection
                file.stand(onHeadOf: selection)
            } else {
                message = .information("nothing is selected")
            }
        case .selectSentence:
            if !file.grow(by: file.document.sentence(at:), next: file.document.sentence(after:)) {
                message = .information("no sentence here")
            }
        case .selectParagraph:
            if !file.grow(by: file.document.paragraph(at:), next: file.document.paragraph(after:)) {
                message = .information("no paragraph here")
            }
        case .selectWord: if !file.growWord() { message = .information("no word here") }
        case .selectQuotation:
            if !file.growEnclosed(by: .quotation) { message = .information(file.nothingEnclosed("quotation")) }
        case .selectParenthesis:
            if !file.growEnclosed(by: .parenthesis) { message = .information(file.nothingEnclosed("parenthesis")) }
        default:
            if !file.shrink() { message = .information("nothing is selected") }
        }
        file.inHand = nil
        file.reveal(file.cursor)
        self.file = file
    }
}

extension FileState {
    /// Selects the unit under the cursor; what already covers whole units grows by the next one. False when there is
    /// no unit here.
    mutating func grow(by unit: (ByteOffset) -> Span?, next: (ByteOffset) -> Span?) -> Bool {
        let live = selection?.isSettled == true ? nil : selectedSpan
        var span: Span
        if let live {
            guard let first = unit(live.start), let last = unit(document.grapheme(before: live.end)) else {
                return false
            }
            span = live.union(first).union(last)
            if span == live {
                guard let following = next(document.grapheme(before: live.end)) else { return true }
                span = live.union(following)
            }
        } else {
            guard let here = unit(cursor) else { return false }
            span = here
        }
        take(Selection(span, in: document))
        return true
    }

    /// Takes the last sentence off the selection; the last one that is left goes with the selection. False when
    /// nothing is selected.
    mutating func shrink() -> Bool {
        guard let live = selectedSpan else { return false }
        guard let last = document.sentence(at: document.grapheme(before: live.end)), last.start > live.start,
            let previous = document.sentence(before: last.start)
        else {
            cursor = live.start
            settleCursor()
            dropSelection()
            return true
        }
        take(Selection(Span(live.start, max(previous.end, document.grapheme(after: live.start))), in: document))
        return true
    }

    mutating func take(_ selection: Selection) {
        self.selection = selection
        cursor = selection.head
        goalColumn = nil
    }
}
