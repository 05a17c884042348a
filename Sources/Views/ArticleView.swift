// The text with its marks, its notes and its gutter.

import Annotations
import Reader
import Screen
import TextLayout
import TextModel

/// The text column of the file in view. A class, like the two lines below it: as a value it would be copied with all of
/// the state wherever a closure asks for it.
final class ArticleView {
    let state: State
    let file: FileState
    let theme: Theme

    let left: Int

    init(state: State, file: FileState, theme: Theme) {
        (self.state, self.file, self.theme) = (state, file, theme)
        left = state.textLeft
    }

    private var document: Document { file.document }

    func draw(in frame: inout Frame) {
        let rows = min(state.textRows, state.size.rows)
        let flow = state.flow
        let shown = flow.rows(from: file.top, height: rows)
        let looks = Looks(self, ArticleView.visible(shown, flow))
        let notes = LaidNotes(in: file)
        defer { if case .sentenceHints(let typed) = state.dialog { drawHints(typed, shown, &frame) } }
        for (index, place) in shown.enumerated() {
            if place.beneath == 0, flow.hidesText, flow.hides(place.row) {
                drawHidden(place.row, at: index, &frame)
            } else if place.beneath == 0 {
                draw(place.row, at: index, looks, &frame)
            } else if let (insertion, noteRow) = flow.insertion(at: place) {
                draw(insertion, noteRow: noteRow, at: index, notes, &frame)
            }
        }
        // A note fills the screen, and the row that it belongs to is above.
        if let first = shown.first, first.beneath > 0, holdsCursor(first.row) { setCursor(left, 0, &frame) }
    }

    private func holdsCursor(_ row: Row) -> Bool {
        row.span.contains(file.cursor) || row.span.end == document.end && file.cursor >= row.span.start
    }

    /// The stretches of text on screen: what is hidden between them is not looked at.
    private static func visible(_ shown: [FlowRow], _ flow: Flow) -> [Span] {
        var spans: [Span] = []
        for place in shown where place.beneath == 0 || spans.isEmpty {
            guard !flow.hidesText || !flow.hides(place.row) else { continue }
            spans.append(joining: place.row.span)
        }
        return spans
    }

    // MARK: Rows

    /// The one row of a hidden stretch, with how much it holds in the middle.
    private func drawHidden(_ row: Row, at screenRow: Int, _ frame: inout Frame) {
        let words = file.hiddenInWords(row.span)
        let isHere = row.span.contains(file.cursor)
        let room = file.layout.width
        let column = left + max(0, (room - width(of: words)) / 2)
        let style = isHere ? theme.current(theme.quiet) : theme.quiet
        if isHere { frame.fill(row: screenRow, columns: left..<left + room, style: style) }
        frame.draw(words, column: column, row: screenRow, limit: left + room, style: style)
        if isHere { setCursor(column, screenRow, &frame) }
    }

    private func draw(_ row: Row, at screenRow: Int, _ looks: Looks, _ frame: inout Frame) {
        let isCursorDrawn =
            !drawNarrow(row, at: screenRow, looks, &frame) && drawGlyphs(row, at: screenRow, looks, &frame)
        if !isCursorDrawn, holdsCursor(row) { setCursor(left + file.column(of: file.cursor), screenRow, &frame) }
        drawGutter(row, at: screenRow, looks, &frame)
    }

    /// Draws a row where every code point is a cell, but for the cursor; of another row it draws nothing, and says false.
    private func drawNarrow(_ row: Row, at screenRow: Int, _ looks: Looks, _ frame: inout Frame) -> Bool {
        file.layout.withNarrowText(of: row) { text in
            let start = row.span.start
            var drawn = 0
            var column = left + row.indent
            while drawn < text.count {
                let end = min(text.count, looks.edge(after: start + drawn) - start)
                let run = UnsafeBufferPointer(rebasing: text[drawn..<end])
                let look = Look(looks.style(at: start + drawn))
                column = frame.put(narrow: run, column: column, row: screenRow, look: look)
                drawn = end
            }
        }
    }

    /// Draws a row grapheme by grapheme, and says whether the cursor is in it.
    private func drawGlyphs(_ row: Row, at screenRow: Int, _ looks: Looks, _ frame: inout Frame) -> Bool {
        var isCursorDrawn = false
        // The style stays the same up to the next place where a mark, the selection or the like begins or ends.
        var style = Style.plain
        var look = Look(style)
        var styleEnd = row.span.start
        let glyphs = file.layout.glyphs(of: row)
        document.withBytes(row.span) { bytes in
            for placed in glyphs {
                let start = placed.span.start
                if start >= styleEnd {
                    (style, styleEnd) = (looks.style(at: start), looks.edge(after: start))
                    look = Look(style)
                }
                let byte = bytes[start - row.span.start]
                if placed.span.count == 1, placed.glyph.width == 1, byte >= 0x20, byte < 0x7F {
                    frame.put(narrow: Unicode.Scalar(byte), column: left + placed.column, row: screenRow, look: look)
                } else {
                    draw(placed, at: screenRow, style, &frame)
                }
                if placed.span.contains(file.cursor) {
                    setCursor(left + placed.column, screenRow, &frame)
                    isCursorDrawn = true
                }
            }
        }
        return isCursorDrawn
    }

    private func draw(_ placed: PlacedGlyph, at screenRow: Int, _ style: Style, _ frame: inout Frame) {
        var style = style
        if placed.glyph.kind == .standIn { style.foreground = theme.standIn.foreground }
        if placed.glyph.kind == .standIn, !theme.hasColor { style.attributes.formUnion(theme.standIn.attributes) }
        let column = left + placed.column
        if placed.glyph.kind == .space, placed.glyph.width > 1 {
            for offset in 0..<placed.glyph.width {
                frame.put(" ", width: 1, column: column + offset, row: screenRow, style: style)
            }
        } else {
            frame.put(placed.glyph, column: column, row: screenRow, style: style)
        }
    }

    private func setCursor(_ column: Int, _ screenRow: Int, _ frame: inout Frame) {
        switch state.dialog {
        case nil, .edge: break
        default: guard state.walkQuestion != nil else { return }
        }
        frame.cursor = Position(column: min(column, state.size.columns - 1), row: screenRow)
    }

    /// The letters of the tags of a row, in the tags' colours: as many as fit, then `+`.
    private func drawGutter(_ row: Row, at screenRow: Int, _ looks: Looks, _ frame: inout Frame) {
        let room = min(State.gutterWidth - 1, left)
        guard room > 0, !state.isZen else { return }
        let letters = looks.letters(in: row)
        let written: String? = if case .note(let editor) = state.dialog { editor.place } else { nil }
        if let sign = file.noteSign(endingIn: row, besides: written) {
            frame.put(NoteSignView.text(of: sign), width: 1, column: left - 1, row: screenRow, style: theme.note)
        }
        guard !letters.isEmpty else { return }
        let shown = letters.count > room ? Array(letters.prefix(room - 1)) : letters
        var column = left - 1 - min(letters.count, room)
        for letter in shown {
            frame.put(letter.text, width: 1, column: max(0, column), row: screenRow, style: letter.style)
            column += 1
        }
        if letters.count > room { frame.put("+", width: 1, column: max(0, column), row: screenRow, style: theme.quiet) }
    }

    // MARK: Notes

    private func draw(
        _ insertion: Insertion, noteRow: Int, at screenRow: Int, _ notes: LaidNotes, _ frame: inout Frame
    ) {
        if case .note(let editor) = state.dialog, editor.place == insertion.owner {
            draw(editor, noteRow: noteRow, at: screenRow, notes.note(editor.field.text, of: insertion.owner), &frame)
        } else if let mark = file.annotations[AnnotationID(insertion.owner)] {
            frame.put("\u{2502}", width: 1, column: left, row: screenRow, style: theme.note)
            let note = notes.note(mark.note, of: insertion.owner)
            let hits = hits(in: mark)
            draw(
                note, noteRow: noteRow, at: screenRow, style: theme.note, hits: hits, isHere: mark.id == file.inHand,
                &frame)
        } else if insertion.owner == FileState.lostLine {
            let words = state.lostInDigest
            let column = left + max(0, (file.layout.width - width(of: words)) / 2)
            frame.draw(words, column: column, row: screenRow, limit: left + file.layout.width, style: theme.quiet)
        } else if let words = file.othersNote(insertion.owner) {
            frame.put("\u{2506}", width: 1, column: left, row: screenRow, style: theme.quiet)
            let note = notes.note(words, of: insertion.owner)
            draw(note, noteRow: noteRow, at: screenRow, style: theme.quiet, &frame)
        }
    }

    /// Where a note holds what the notes were searched for, in bytes of the note.
    private func hits(in mark: Annotation) -> [Span] {
        guard let search = state.noteSearch, search.isShown, Folding.holds(search.words, Folding.folded(mark.note))
        else { return [] }
        return Folding.places(of: search.words, in: mark.note)
    }

    private func draw(
        _ note: LaidNote, noteRow: Int, at screenRow: Int, style: Style, hits: [Span] = [],
        isHere: Bool = false, _ frame: inout Frame
    ) {
        guard note.rows.indices.contains(noteRow) else { return }
        for placed in note.layout.glyphs(of: note.rows[noteRow]) {
            var look = placed.glyph.kind == .standIn ? theme.standIn : style
            if hits.contains(where: { $0.overlaps(placed.span) }) {
                look = isHere ? theme.hitAtCursor(look) : theme.hit(look)
            }
            frame.put(placed.glyph, column: left + 2 + placed.column, row: screenRow, style: look)
        }
    }

    private func draw(
        _ editor: NoteEditor, noteRow: Int, at screenRow: Int, _ note: LaidNote, _ frame: inout Frame
    ) {
        let style = theme.noteEditor
        frame.fill(row: screenRow, columns: left..<left + file.layout.width, style: style)
        frame.put("\u{2503}", width: 1, column: left, row: screenRow, style: style)
        draw(note, noteRow: noteRow, at: screenRow, style: style, &frame)
        let rows = note.rows
        let offset = editor.field.byte
        guard note.row(at: offset) == noteRow else { return }
        var column = rows[noteRow].indent
        for placed in note.layout.glyphs(of: rows[noteRow]) where placed.span.end <= offset {
            column = placed.column + placed.glyph.width
        }
        // Blanks at a row's end are not drawn, but the cursor goes along with them.
        if offset > rows[noteRow].visibleEnd { column += offset - rows[noteRow].visibleEnd }
        frame.cursor = Position(
            column: min(left + 2 + column, left + file.layout.width, state.size.columns - 1), row: screenRow)
    }
}
