// Rows as they look: what is drawn of each, behind its indent.

import TextLayout
import TextModel

func rows(_ layout: Layout) -> [Row] {
    var rows = [layout.row(at: .zero)]
    while let last = rows.last, let next = layout.row(after: last) { rows.append(next) }
    return rows
}

/// The rows of a text, each as it is drawn.
func picture(_ text: String, _ width: Int, isJustified: Bool = false) -> [String] {
    let layout = Layout(Document(text), width: width, isJustified: isJustified)
    return rows(layout).map { row in
        let drawn = layout.glyphs(of: row).map(\.glyph.text).joined()
        return drawn.isEmpty ? "" : String(repeating: " ", count: row.indent) + drawn
    }
}
