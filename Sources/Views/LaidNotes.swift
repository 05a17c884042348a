// The notes on screen as rows, each laid out once a frame.

import Reader

/// The notes on screen, each broken into rows once a frame however many of its rows are drawn.
final class LaidNotes {
    private let file: FileState
    private var known: [String: LaidNote] = [:]

    /// - Parameter file: in whose text they stand.
    init(in file: FileState) { self.file = file }

    func note(_ words: String, of owner: String) -> LaidNote {
        if let note = known[owner] { return note }
        let note = file.noteLayouts.note(words, of: owner, within: file.layout)
        known[owner] = note
        return note
    }
}
