// What stands over the text while a tag is chosen by name, explained, or asked about.

import Annotations
import Reader
import Screen
import TextLayout

/// Draws the panel of the dialogs about tags, where one of them is open.
func drawTagPanel(of state: State, _ theme: Theme, in frame: inout Frame) {
    guard let codebook = state.file?.codebook else { return }
    switch state.dialog {
    case .tagPicker(let picker):
        TagPickerView(state: state, theme: theme, picker: picker, codebook: codebook).draw(in: &frame)
    case .tagCard(let card): TagCardView(state: state, theme: theme, card: card, codebook: codebook).draw(in: &frame)
    case .question(let question): draw(question, state, theme, in: &frame)
    default: break
    }
}

private func draw(_ question: Question, _ state: State, _ theme: Theme, in frame: inout Frame) {
    let lines = question.lines.enumerated().flatMap { index, line in
        broken(line, width: state.size.columns - 2).map { (text: $0, isFirst: index == 0) }
    }
    let panel = Panel(of: state, theme, rows: lines.count, in: &frame)
    for (index, line) in lines.prefix(panel.rows).enumerated() {
        let end = frame.draw(
            line.text, column: 1, row: panel.first + index, style: line.isFirst ? theme.title : .plain,
            standIn: theme.standIn)
        if line.isFirst {
            frame.cursor = Position(column: min(end + 1, state.size.columns - 1), row: panel.first + index)
        }
    }
}

/// The tags that go with what was typed; the prompt is in the hint line.
struct TagPickerView {
    let state: State
    let theme: Theme
    let picker: TagPicker
    let codebook: Codebook

    /// As many tags as are seen at once, where the screen is high enough.
    private static let mostRows = 10

    func draw(in frame: inout Frame) {
        let choices = picker.choices
        let height = min(TagPickerView.mostRows, max(1, choices.count), max(1, state.textRows / 2))
        let panel = Panel(of: state, theme, rows: height, in: &frame)
        guard panel.rows > 0 else { return }
        guard !choices.isEmpty else {
            let said = picker.purpose == .give ? "a tag holds no ; or , and nothing empty beside a /" : "no such tag"
            frame.draw(said, column: 3, row: panel.first, style: theme.quiet)
            return
        }
        let top = max(0, min(picker.chosenPlace - panel.rows / 2, choices.count - panel.rows))
        let shown = choices[top..<min(choices.count, top + panel.rows)]
        let nameWidth = min(shown.reduce(1) { max($0, width(of: $1.tag.name)) }, max(8, state.size.columns * 2 / 5))
        for (index, choice) in shown.enumerated() {
            draw(choice, at: panel.first + index, nameWidth, isChosen: top + index == picker.chosenPlace, &frame)
        }
    }

    private func draw(_ choice: TagChoice, at row: Int, _ nameWidth: Int, isChosen: Bool, _ frame: inout Frame) {
        let style = isChosen ? theme.selected(.plain) : .plain
        let quiet = isChosen ? style : theme.quiet
        if isChosen {
            frame.fill(row: row, columns: 0..<state.size.columns, style: style)
            // More than colour says which row it is.
            frame.draw("\u{25B8}", column: 0, row: row, style: style)
        }
        let key = choice.entry?.key.map(String.init) ?? (choice.isNew ? "+" : "\u{2022}")
        let color = Style(theme.color(of: choice.tag, in: codebook), on: .standard, .bold)
        frame.draw(key, column: 2, row: row, limit: 4, style: isChosen ? style : color)
        let column = 5
        let limit = column + nameWidth
        let run = GlyphRun(choice.tag.name)
        let name = run.width > nameWidth ? run.clipped(to: nameWidth).text : choice.tag.name
        frame.draw(name, column: column, row: row, limit: limit, style: style, standIn: theme.standIn)
        frame.draw(remark(choice), column: limit + 2, row: row, style: quiet, standIn: theme.standIn)
    }

    /// What is to be said of a tag, after its name.
    private func remark(_ choice: TagChoice) -> String {
        if choice.isNew { return "a new tag" }
        let definition =
            choice.entry.map { flat($0.description) } ?? Triage(choice.tag)?.description ?? "not in the codebook"
        return choice.isGiven ? "given; Enter takes it off  \(definition)" : definition
    }
}

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

extension HintLine {
    /// What is typed, and what the keys do with it.
    func draw(_ picker: TagPicker, _ frame: inout Frame) {
        var remark = "Enter takes, Tab next, C-o definition, Esc back"
        if let chosen = picker.chosen {
            switch picker.purpose {
            case .merge: remark = "Enter merges into “\(chosen.tag.name)”, Tab next, Esc back"
            case .give where chosen.isNew: remark = "Enter makes a new tag, Tab next, Esc back"
            case .give: break
            }
        }
        let prompt: String
        if case .merge(let tag) = picker.purpose { prompt = "merge \(tag.name) into: " } else { prompt = "tag: " }
        draw(prompt, picker.field, remark: remark, &frame)
    }

    /// A prompt with a field behind it, and at the right, where there is room, what the keys do; a message first.
    func draw(_ prompt: String, _ field: TextField, remark: String, _ frame: inout Frame) {
        let prompt = GlyphRun(prompt).clipped(to: max(1, state.size.columns / 2)).text
        let start = 1 + width(of: prompt)
        let columns = state.size.columns
        frame.draw(prompt, column: 1, row: row, style: theme.title)
        let typed = start + width(of: field.text) + 3
        let said = state.message?.text ?? remark
        let style = state.message?.kind == .problem ? theme.problem : theme.quiet
        // What is typed has the first claim on the line, up to half of it.
        let room = columns - max(min(typed, columns / 2), start + 4) - 1
        let run = GlyphRun(said)
        let isShown = room >= 12 && (run.width <= room || state.message != nil)
        let taken = isShown ? min(run.width, room) : 0
        let limit = columns - taken - (isShown ? 2 : 0)
        if isShown { frame.draw(said, column: columns - taken - 1, row: row, limit: columns - 1, style: style) }
        draw(field, from: start, to: limit, &frame)
    }

    private func draw(_ field: TextField, from start: Int, to limit: Int, _ frame: inout Frame) {
        // The end that is being typed stays in view.
        var first = field.cursor
        var used = 0
        while first > 0 {
            let next = GlyphRun(String(field.characters[first - 1])).width
            guard start + used + next < limit - 1 else { break }
            used += next
            first -= 1
        }
        let text = String(field.characters[first...])
        frame.draw(text, column: start, row: row, limit: limit, style: .plain, standIn: theme.standIn)
        frame.cursor = Position(column: min(start + used, state.size.columns - 1), row: row)
    }
}
