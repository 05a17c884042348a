// What stands in the last line while a search or the letter of a place is being typed.

import Reader
import Screen
import TextLayout
import TextModel

extension HintLine {
    /// The pattern at the left; at the right how it is understood, and what is to be said of it.
    func draw(_ prompt: SearchPrompt, _ frame: inout Frame) {
        var limit = state.size.columns
        // What is typed has the first claim on the line, up to a third of it; then what is to be said of it.
        let typed = min(GlyphRun(prompt.field.text).width + 4, max(8, limit / 3))
        for (text, style) in remarks(on: prompt) {
            let run = GlyphRun(text)
            let room = limit - typed - 2
            guard run.width <= room || (limit == state.size.columns && room >= 12) else { continue }
            let width = min(run.width, room)
            frame.draw(text, column: limit - width - 1, row: row, limit: limit - 1, style: style)
            limit -= width + 2
        }
        draw(prompt.isForward ? "/" : "?", prompt.field, limit: limit, &frame)
    }

    /// What the notes are searched for, and how many hold it.
    func draw(_ prompt: NoteSearchPrompt, _ frame: inout Frame) {
        var limit = state.size.columns
        let isEmpty = prompt.field.text.allSatisfy(\.isWhitespace)
        let said = isEmpty ? "words in notes" : state.noteHitsInWords ?? "in no note"
        let width = GlyphRun(said).width
        if width + 12 <= limit {
            frame.draw(said, column: limit - width - 1, row: row, limit: limit - 1, style: theme.quiet)
            limit -= width + 2
        }
        draw("/", prompt.field, limit: limit, &frame)
    }

    /// What is typed about a tag, and what may be.
    func draw(_ prompt: TagNamePrompt, _ frame: inout Frame) {
        switch prompt.what {
        case .name: draw("new name: ", prompt.field, remark: "Enter takes it, C-u empties it, Esc back", &frame)
        case .key:
            draw("key of \(prompt.old): ", prompt.field, remark: "a character, or nothing for none; Enter, Esc", &frame)
        case .color:
            draw("color of \(prompt.old): ", prompt.field, remark: "red, blue … or #rrggbb; C-u empties it", &frame)
        case .definition:
            draw("\(prompt.old): ", prompt.field, remark: "Enter takes it, C-u empties it, Esc back", &frame)
        }
    }

    /// The one that matters most first.
    private func remarks(on prompt: SearchPrompt) -> [(String, Style)] {
        var remarks: [(String, Style)] = []
        if let remark = prompt.remark {
            remarks.append((remark.text, remark.isAlarm ? theme.problem : theme.quiet))
        } else if let work = state.workInWords {
            remarks.append((work, .plain))
        }
        return remarks + [("\(prompt.mode.rawValue) (C-t)", theme.quiet)]
    }

    /// The letters that are taken, each with the text that begins there.
    func drawPlaces(isNaming: Bool, _ frame: inout Frame) {
        let start = frame.draw(
            isNaming ? "name this place:" : "go to:", column: 1, row: row, style: theme.title)
        frame.cursor = Position(column: min(start + 1, state.size.columns - 1), row: row)
        guard let file = state.file else { return }
        let places = file.places.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        var hints = places.map { letter, offset in
            (String(letter), String(file.excerpt(from: offset).prefix(max(12, (state.size.columns - 20) / 4))))
        }
        if !isNaming { hints.insert(("'", "before the last jump"), at: 0) }
        if isNaming, hints.isEmpty { hints = [("a letter", "names it; ' and the letter come back")] }
        draw(hints, from: start + 3, &frame)
    }
}
