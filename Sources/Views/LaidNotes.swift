// The notes on screen as rows, each laid out once a frame.

import Reader
import TextLayout

/// The notes on screen, each broken into rows once a frame however many of its rows are drawn.
final class LaidNotes {
    struct Note {
        let layout: Layout
        let rows: [Row]
    }

    private let text: Layout
    private var known: [String: Note] = [:]

    /// - Parameter text: the layout of the text that they stand in.
    init(within text: Layout) { self.text = text }

    func note(_ words: String, of owner: String) -> Note {
        if let note = known[owner] { return note }
        let layout = noteLayout(words, within: text)
        let note = Note(layout: layout, rows: noteRows(layout))
        known[owner] = note
        return note
    }
}
