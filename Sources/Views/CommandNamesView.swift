// The names of commands that go with what is typed behind `:`, each with what it does and its keys.

import Reader
import Screen
import TextLayout

/// The names that Tab goes through; the prompt is in the hint line.
struct CommandNamesView {
    let state: State
    let theme: Theme
    let names: [String]
    let chosenPlace: Int?

    /// As many names as are seen at once, where the screen is high enough.
    private static let mostRows = 10

    func draw(in frame: inout Frame) {
        let height = min(CommandNamesView.mostRows, names.count, max(1, state.textRows / 2))
        let panel = Panel(of: state, theme, rows: height, in: &frame)
        guard panel.rows > 0 else { return }
        let top = max(0, min((chosenPlace ?? 0) - panel.rows / 2, names.count - panel.rows))
        let shown = names[top..<min(names.count, top + panel.rows)]
        let width = shown.reduce(1) { max($0, $1.utf8.count) }
        for (index, name) in shown.enumerated() {
            let (row, isChosen) = (panel.first + index, top + index == chosenPlace)
            let style = isChosen ? theme.selected(.plain) : .plain
            if isChosen {
                frame.fill(row: row, columns: 0..<state.size.columns, style: style)
                // More than colour says which row it is.
                frame.draw("\u{25B8}", column: 0, row: row, style: style)
            }
            frame.draw(name, column: 2, row: row, style: style)
            frame.draw(remark(name), column: 2 + width + 2, row: row, style: isChosen ? style : theme.quiet)
        }
        let hidden = names.count - shown.count
        guard hidden > 0 else { return }
        let said = " \(shown.count) of \(names.count) "
        let edge = panel.first > 0 ? panel.first - 1 : panel.rows
        frame.draw(said, column: max(0, state.size.columns - said.utf8.count - 2), row: edge, style: theme.quiet)
    }

    /// What a command does, and the keys that do it without its name.
    private func remark(_ name: String) -> String {
        guard let command = Command(named: name) else { return "" }
        let keys = state.keymap.shownKeys(for: command).map { "\($0)  " } ?? ""
        return keys + command.info.help
    }
}
