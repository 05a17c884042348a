// What stands in the last line while a search or the letter of a place is being typed.

import Reader
import Screen
import TextLayout
import TextModel

extension HintLine {
    /// The pattern at the left; at the right how it is understood, and what is to be said of it.
    func draw(_ prompt: SearchPrompt, _ frame: inout Frame) {
        let width = state.size.columns
        var limit = width
        // What is typed has the first claim on the line, up to half of it.
        let typed = min(GlyphRun(prompt.field.text).width + 4, max(8, width / 2))
        for (text, style) in remarks(on: prompt) {
            let needed = GlyphRun(text).width + 2
            guard limit - needed >= typed else { continue }
            frame.draw(text, column: limit - needed + 1, row: row, style: style)
            limit -= needed
        }
        draw(prompt.isForward ? "/" : "?", prompt.field, limit: limit, &frame)
    }

    /// From the right to the left.
    private func remarks(on prompt: SearchPrompt) -> [(String, Style)] {
        var remarks: [(String, Style)] = [("\(HintLine.word(for: prompt.mode)) (C-t)", theme.quiet)]
        if let remark = prompt.remark {
            remarks.append((remark.text, remark.isAlarm ? theme.problem : theme.quiet))
        } else if let work = state.workInWords {
            remarks.append((work, .plain))
        }
        return remarks
    }

    private static func word(for mode: SearchPattern.Mode) -> String {
        switch mode {
        case .literal: "as typed"
        case .regex: "regular expression"
        case .unaccented: "accents aside"
        }
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
