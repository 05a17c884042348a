// The hint line while places are gone through: which one, what is asked, and the keys that answer.

import Reader
import Screen
import TextLayout

extension HintLine {
    func drawQuestion(_ frame: inout Frame) {
        guard let question = state.walkQuestion else { return }
        var column = frame.draw(question.count, column: 1, row: row, style: theme.title) + 1
        // What went wrong is told in full, if need be in the place of the question: it is asked again with the next key.
        if let message = state.message, message.kind == .problem,
            column + width(of: question.words) + 2 + width(of: message.text) > state.size.columns
        {
            frame.draw(
                fitted(message.text, to: state.size.columns - column - 1, clusters: state.clusters), column: column + 1,
                row: row, style: theme.problem, clusters: state.clusters)
            drawReviewHints(&frame)
            return
        }
        // On a narrow screen the keys are worth more than all of a long name.
        let limit = min(state.size.columns, column + max(8, state.size.columns / 3))
        let end = frame.draw(
            question.words, column: column, row: row, limit: limit, style: .plain, clusters: state.clusters)
        column = end + (question.words.isEmpty ? 1 : 2)
        if let message = state.message {
            frame.draw(
                fitted(message.text, to: state.size.columns - column, clusters: state.clusters), column: column,
                row: row, style: message.kind == .problem ? theme.problem : .plain, clusters: state.clusters)
        } else if state.reviewHints == nil {
            draw(question.keys.map { ($0.keys, $0.what) }, from: column, &frame)
        }
        drawReviewHints(&frame)
    }

    private func drawReviewHints(_ frame: inout Frame) {
        guard let hints = state.reviewHints else { return }
        for (number, keys) in hints.rows.enumerated() {
            draw(keys.map { ($0.keys, $0.what) }, from: hints.starts[number], row: row + number, &frame)
        }
    }
}

extension HintLine {
    /// What y and n do, in as many words as both have room for: nobody is to see one of the two answers only.
    func answers(to question: Question) -> [(String, String)] {
        let hints = [(keys: "y", what: question.yes), (keys: "n", what: question.no)]
        let isShort = WalkHints(hints, starts: [1], columns: state.size.columns).rest.isEmpty
        return isShort ? hints.map { ($0.keys, $0.what) } : [("y", "yes"), ("n", "no")]
    }
}
