// What is on screen while sentences are chosen by letters, or an edge of a mark is moved.

import Reader
import Screen
import TextLayout
import TextModel

extension ArticleView {
    /// Puts the letters that can still be typed on the first cells of their sentences. They lie over the text: nothing
    /// moves, and a wide grapheme gives way whole.
    func drawHints(_ typed: String, _ shown: [FlowRow], _ frame: inout Frame) {
        // Where sentences of a cell or two follow one another, the letters of the next one go where there is room.
        var taken: Set<Position> = []
        for hint in state.sentenceHints {
            guard let screenRow = shown.firstIndex(where: { $0.beneath == 0 && $0.row.span.overlaps(hint.span) }) else {
                continue
            }
            let start = max(hint.span.start, shown[screenRow].row.span.start)
            let column = left + file.column(of: start)
            let columns = Array(column..<max(column, state.size.columns - 1)) + (0..<column).reversed()
            let free = columns.first { column in
                column + 1 < state.size.columns
                    && (column...column + 1).allSatisfy { !taken.contains(Position(column: $0, row: screenRow)) }
            }
            guard let free else { continue }
            for (offset, letter) in hint.label.enumerated() {
                taken.insert(Position(column: free + offset, row: screenRow))
                guard hint.label.hasPrefix(typed) else { continue }
                let style = offset < typed.count ? theme.typedHint : theme.hint
                frame.put(String(letter), width: 1, column: free + offset, row: screenRow, style: style)
            }
        }
    }
}

extension HintLine {
    /// Which edge is in hand, and what can be done with it.
    func drawEdge(_ move: EdgeMove, _ frame: inout Frame) {
        if !state.pendingKeys.isEmpty { return drawContinuations(&frame) }
        if let count = state.count { return draw(count, &frame) }
        let tags = move.mark.tags.map(\.name).joined(separator: ", ")
        let end = frame.draw(
            "\(move.edge) of \(tags.isEmpty ? "the note" : tags)", column: 1, row: row,
            limit: max(12, state.size.columns / 3), style: theme.title, clusters: state.clusters)
        if let message = state.message {
            frame.draw(
                message.text, column: end + 2, row: row, style: message.kind == .problem ? theme.problem : .plain,
                clusters: state.clusters)
            return
        }
        let other = hints([move.isStart ? .moveEnd : .moveStart]).map {
            ($0.0, "the \(move.isStart ? "end" : "start")")
        }
        draw([("Enter", "keeps"), ("Esc", "returns"), ("motions", "move it")] + other, from: end + 2, &frame)
    }

    func drawSentenceHints(_ typed: String, _ frame: inout Frame) {
        guard state.message == nil else { return drawMessage(or: [], &frame) }
        let end = frame.draw(
            typed.isEmpty ? "two letters select a sentence" : "\(typed)\u{2026}", column: 1, row: row,
            style: theme.title)
        draw([("Esc", "goes back")], from: end + 2, &frame)
    }
}

extension Theme {
    /// A letter to be typed, over the text.
    var hint: Style {
        guard hasColor, hasShades else { return Style(.standard, on: .standard, [.reverse, .bold]) }
        return Style(.indexed(16, fallback: 0), on: .indexed(220, fallback: 3), .bold)
    }

    /// A letter that has been typed.
    var typedHint: Style {
        guard hasColor, hasShades else { return Style(.standard, on: .standard, .reverse) }
        return Style(.indexed(16, fallback: 0), on: .indexed(250, fallback: 7))
    }
}
