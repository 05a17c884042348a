// The last line while something is typed behind a prompt.

import Reader
import Screen
import TextLayout

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
        if isShown {
            frame.draw(
                fitted(said, to: taken), column: columns - taken - 1, row: row, limit: columns - 1, style: style)
        }
        draw(field, from: start, to: limit, &frame)
    }

    private func draw(_ field: TextField, from start: Int, to limit: Int, _ frame: inout Frame) {
        // The end that is being typed stays in view.
        let characters = field.characters
        var first = field.cursor
        var used = 0
        while first > 0 {
            let next = GlyphRun(String(characters[first - 1])).width
            guard start + used + next < limit - 1 else { break }
            used += next
            first -= 1
        }
        let text = String(characters[first...])
        frame.draw(text, column: start, row: row, limit: limit, style: .plain, standIn: theme.standIn)
        frame.cursor = Position(column: min(start + used, state.size.columns - 1), row: row)
    }
}
