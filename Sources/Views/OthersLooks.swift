// How the marks of other coders look: underlined and slanted, without a colour, with the coder's sign beside the row.

import Annotations
import Reader
import Screen
import TextLayout
import TextModel

/// The marks of others on screen, found once a frame.
struct OthersLooks {
    private let theme: Theme
    private let marks: [(span: Span, sign: String)]

    /// - Parameter visible: the stretches of text on screen.
    init(_ file: FileState, _ visible: [Span], _ theme: Theme) {
        self.theme = theme
        let found = file.others == nil ? [] : visible.flatMap { file.othersMarks(touching: $0) }
        marks = found.compactMap { other in
            file.isShown(other.mark) ? other.mark.span.map { ($0, other.coder.sign) } : nil
        }
    }

    var isEmpty: Bool { marks.isEmpty }

    var spans: [Span] { marks.map(\.span) }

    func style(_ style: Style, at offset: ByteOffset) -> Style {
        marks.contains { $0.span.contains(offset) } ? theme.othersMarked(style) : style
    }

    /// The cells of the signs for the gutter beside a row, each coder's once.
    func signs(in row: Row) -> [(text: String, style: Style)] {
        var signs: [String] = []
        for mark in marks where mark.span.overlaps(row.span) && !signs.contains(mark.sign) { signs.append(mark.sign) }
        let style = theme.othersMarked(theme.quiet)
        return signs.flatMap { sign in sign.map { (String($0), style) } }
    }
}
