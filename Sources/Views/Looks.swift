// What the graphemes on screen look like: where marks, hits, the selection and the current sentence are.

import Annotations
import Reader
import Screen
import TextLayout
import TextModel

/// What the graphemes on screen look like: marks, selection, hits and the current sentence, found once a frame.
struct Looks {
    private let theme: Theme
    private let marks: [(span: Span, color: Color, letters: [(text: String, style: Style)])]
    /// The marks with the shortest first: where they overlap, the innermost gives the colour.
    private let innermost: [(span: Span, color: Color)]
    private let others: OthersLooks
    private let selection: (span: Span, isSettled: Bool)?
    private let sentence: Span?
    private let hits: [Span]
    private let hitAtCursor: Span?
    /// Where the style of the text may change, in order.
    private let edges: [ByteOffset]

    /// - Parameter visible: the stretches of text on screen, in order.
    init(_ view: ArticleView, _ visible: [Span]) {
        let theme = view.theme
        self.theme = theme
        var moved: (id: AnnotationID, span: Span)?
        if case .edge(let move) = view.state.dialog { moved = (move.mark.id, move.span(in: view.file.document)) }
        // Where nothing is marked there is nothing to be gathered, at every key press.
        let found = view.file.annotations.isEmpty ? [] : Looks.marks(of: view.file, visible, moved)
        marks = found.map { mark, span in
            let color = mark.tags.first.map { theme.color(of: $0, in: view.file.codebook) }
            let sign = mark.anchor.status == .changed ? [(Looks.changedSign, theme.title)] : []
            return (
                span, color ?? theme.note.foreground, sign + Looks.letters(of: mark.tags, view.file.codebook, theme)
            )
        }
        others = OthersLooks(view.file, visible, theme)
        innermost = marks.map { ($0.span, $0.color) }.sorted { $0.span.count < $1.span.count }
        var editing: Span?
        if case .note(let editor) = view.state.dialog { editing = editor.span }
        if let selected = view.file.selectedSpan {
            selection = (selected, view.file.selection?.isSettled == true)
        } else {
            selection = moved.map { ($0.span, false) } ?? editing.map { ($0, true) }
        }
        sentence =
            selection == nil && !view.file.isCursorHidden ? view.file.document.sentence(at: view.file.cursor) : nil
        if let search = view.state.search, search.isShown {
            hits = visible.flatMap { search.pattern.hits(in: view.file.document, touching: $0) }
            hitAtCursor = view.state.hitAtCursor ?? hits.first { $0.start == view.file.cursor }
        } else {
            hits = []
            hitAtCursor = nil
        }
        var edges: [ByteOffset] = []
        func add(_ span: Span?) {
            guard let span else { return }
            edges.append(span.start)
            edges.append(span.end)
        }
        for mark in marks { add(mark.span) }
        for span in others.spans { add(span) }
        for hit in hits { add(hit) }
        add(selection?.span)
        add(sentence)
        add(hitAtCursor)
        self.edges = edges.count > 2 ? edges.sorted() : edges
    }

    /// The marks in view and where each is: the one whose edge is being moved where its edges are now.
    private static func marks(of file: FileState, _ visible: [Span], _ moved: (id: AnnotationID, span: Span)?)
        -> [(Annotation, Span)]
    {
        var seen: Set<AnnotationID> = []
        var marks = visible.flatMap { file.annotations.touching($0) }.compactMap { mark -> (Annotation, Span)? in
            guard file.isShown(mark), visible.count < 2 || seen.insert(mark.id).inserted else { return nil }
            return mark.span.map { (mark, $0) }
        }
        guard let moved, let mark = file.annotations[moved.id] else { return marks }
        marks.removeAll { $0.0.id == moved.id }
        return marks + [(mark, moved.span)]
    }

    /// The first place after this one where the style may be another.
    func edge(after offset: ByteOffset) -> ByteOffset {
        edges.first { $0 > offset } ?? ByteOffset(.max)
    }

    func style(at offset: ByteOffset) -> Style {
        var style = Style.plain
        let overlapping = innermost.filter { $0.span.contains(offset) }.map(\.color)
        if !overlapping.isEmpty { style = theme.marked(style, colors: overlapping) }
        style = others.style(style, at: offset)
        if let selection, selection.span.contains(offset) {
            style = selection.isSettled ? theme.settled(style) : theme.selected(style)
        }
        if let sentence, sentence.contains(offset) { style = theme.current(style) }
        if let hitAtCursor, hitAtCursor.contains(offset) {
            style = theme.hitAtCursor(style)
        } else if hits.contains(where: { $0.contains(offset) }) {
            style = theme.hit(style)
        }
        return style
    }

    /// The letters for the gutter beside a row: of each mark in it, none twice.
    func letters(in row: Row) -> [(text: String, style: Style)] {
        guard !marks.isEmpty || !others.isEmpty else { return [] }
        var letters: [(text: String, style: Style)] = []
        for mark in marks where mark.span.overlaps(row.span) {
            for letter in mark.letters where !letters.contains(where: { $0 == letter }) { letters.append(letter) }
        }
        return letters + others.signs(in: row)
    }

    /// What stands before the letters of a mark whose passage is reworded, until the reader has accepted that.
    static let changedSign = "~"

    /// What stands for each tag, in one cell; `•` for a mark without a tag.
    static func letters(of tags: [Tag], _ codebook: Codebook, _ theme: Theme) -> [(text: String, style: Style)] {
        guard !tags.isEmpty else { return [("\u{2022}", theme.note)] }
        return tags.map { tag in
            let glyph = Glyph(codebook.letter(of: tag))
            let isOneCell = glyph.width == 1 && !glyph.isDisputed
            return (
                isOneCell ? glyph.text : String(Triage(tag)?.plainSign ?? Codebook.commonSign),
                Style(theme.color(of: tag, in: codebook), on: .standard, .bold)
            )
        }
    }
}
