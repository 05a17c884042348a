// The tags to choose from while one is given or merged by its name.

import Annotations
import Reader
import Screen
import TextLayout

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
