// What a tag means, and the reader's own last passages under it.

import Annotations
import Reader
import Screen
import TextLayout

/// A tag's definition, and the reader's own last passages under it.
struct TagCardView {
    let state: State
    let theme: Theme
    let card: TagCard
    let codebook: Codebook

    static func hints(_ card: TagCard) -> [(String, String)] {
        let next = card.tags.count > 1 ? [("Tab", "next tag (\(card.place + 1) of \(card.tags.count))")] : []
        return next + [("any key", "goes back")]
    }

    private struct Line {
        var text: String
        var style: Style
        var indent = 0
    }

    func draw(in frame: inout Frame) {
        let lines = lines
        // Half of a high screen at most; on a low one the card matters more than what it is laid over.
        let panel = Panel(of: state, theme, rows: min(lines.count, max(8, state.textRows / 2)), in: &frame)
        for (index, line) in lines.prefix(panel.rows).enumerated() {
            frame.draw(
                line.text, column: 1 + line.indent, row: panel.first + index, style: line.style,
                standIn: theme.standIn)
        }
        if panel.rows > 0 { frame.cursor = Position(column: min(1, frame.size.columns - 1), row: panel.first) }
    }

    private var lines: [Line] {
        let room = state.size.columns - 2
        let key = card.entry?.key.map { "[\($0)] " } ?? ""
        let color = Style(theme.color(of: card.tag, in: codebook), on: .standard, .bold)
        var lines = [Line(text: key + card.tag.name, style: color)]
        let definition = card.entry.map(\.description) ?? "This tag is not in the codebook."
        let said = definition.isEmpty ? "The codebook does not say what it means." : definition
        lines += broken(said, width: room).map { Line(text: $0, style: .plain) }
        if card.passages.isEmpty {
            return lines + [Line(text: "You have no passage with it in this article yet.", style: theme.quiet)]
        }
        lines.append(Line(text: "Your last passages with it:", style: theme.quiet))
        for passage in card.passages {
            let head = passage.place + "  "
            let indent = width(of: head)
            let rows = broken(passage.text, width: room - indent)
            // Two rows of each are enough to remember it by.
            for (index, row) in rows.prefix(2).enumerated() {
                let isCut = index == 1 && rows.count > 2
                let text = isCut ? GlyphRun("\(row) \(rows[2])").clipped(to: room - indent).text : row
                lines.append(
                    Line(text: (index == 0 ? head : "") + text, style: .plain, indent: index == 0 ? 0 : indent))
            }
            if let note = broken(passage.note, width: room - indent - 2).first {
                lines.append(Line(text: "\u{2502} " + note, style: theme.note, indent: indent))
            }
        }
        return lines
    }
}
