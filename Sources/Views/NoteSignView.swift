// The signs of notes that are not spread out: in the text's gutter and in the list of marks.

import Reader

enum NoteSignView {
    /// Two triangles that take one cell everywhere and are no letters of a tag.
    static let folded = "\u{25B8}"
    static let draft = "\u{25B9}"

    static func text(of sign: NoteSign) -> String {
        switch sign {
        case .folded: folded
        case .draft: draft
        }
    }
}
