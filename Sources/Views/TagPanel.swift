// What stands over the text while a tag is chosen by name, explained, or asked about.

import Annotations
import Reader
import Screen
import TextLayout

/// Draws the panel of the dialogs about tags, where one of them is open.
func drawTagPanel(of state: State, _ theme: Theme, in frame: inout Frame) {
    guard let dialog = state.dialog, let codebook = state.file?.codebook else { return }
    switch dialog {
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
