// The keys of a walk, wherever there is room for them: in the hint line, in the row above it on a narrow screen, and
// what is left on the edge of the sheet.

import Reader
import Screen
import TextLayout

/// Keys and what they do, row by row.
struct WalkHints {
    private(set) var rows: [[(keys: String, what: String)]] = []
    /// The column in which each row begins.
    let starts: [Int]
    /// What the rows have no room for.
    private(set) var rest: [(keys: String, what: String)] = []

    /// - Parameters:
    ///   - starts: the column in which each row begins.
    init(_ hints: [(keys: String, what: String)], starts: [Int], columns: Int) {
        self.starts = starts
        var left = hints[...]
        for start in starts {
            var (column, row) = (start, [(keys: String, what: String)]())
            while let hint = left.first, column + WalkHints.width(hint) <= columns {
                row.append(left.removeFirst())
                column += WalkHints.width(hint) + 2
            }
            rows.append(row)
        }
        rest = Array(left)
    }

    static func width(_ hint: (keys: String, what: String)) -> Int {
        Views.width(of: hint.keys) + 1 + Views.width(of: hint.what)
    }
}

extension State {
    /// The keys of the drift review; nil where nothing is reviewed.
    var reviewHints: WalkHints? {
        guard case .walk(.drift) = dialog, let question = walkQuestion, question.words.isEmpty else { return nil }
        var start = 1 + width(of: question.count) + 2
        // What is said stands before the keys, and does not take their place.
        if let message {
            let said = fitted(message.text, to: size.columns - start, clusters: clusters)
            start += GlyphRun(said, clusters: clusters).width + 2
        }
        return WalkHints(
            question.keys, starts: [start] + Array(repeating: 1, count: max(0, hintRows - 1)), columns: size.columns)
    }
}
