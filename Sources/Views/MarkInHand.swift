// Which of several marks under the cursor is the one in hand, as the status line says it.

import Annotations
import Reader
import TextLayout

extension StatusLine {
    /// `2 of 3: risk, policy`; nil where fewer than two marks lie under the cursor, or none of them is meant.
    var markInHand: String? {
        guard let file, !file.annotations.isEmpty, let mark = file.markInHand else { return nil }
        let marks = file.marksAtCursor
        guard marks.count > 1, let index = marks.firstIndex(where: { $0.id == mark.id }) else { return nil }
        let tags = mark.tags.isEmpty ? "note" : mark.tags.map(\.name).joined(separator: ", ")
        return "\(index + 1) of \(marks.count): " + GlyphRun(tags, clusters: state.clusters).clipped(to: 24).text
    }
}
