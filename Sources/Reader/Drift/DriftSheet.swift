// The sheet of the drift review, laid out in rows: what became of a mark, its passage as it was and as it is, its note.

import Annotations
import TextLayout
import TextModel

/// What is shown of a mark whose passage has changed.
public struct DriftSheet: Equatable, Sendable {
    public enum Role: Equatable, Sendable {
        case plain
        case title
        /// What stands back: the text around the passage.
        case quiet
        case note
        /// Words that only the old text has, or only the new one.
        case different
        /// The signs around the passage and around differences.
        case sign
        /// In the colour of a tag.
        case tag(Tag)
    }

    /// Some text of a row.
    public struct Piece: Equatable, Sendable {
        /// The cell that it begins in.
        public let column: Int
        public let text: String
        public let role: Role
    }

    public let rows: [[Piece]]
    /// What of the rows is shown while the mark's new place is looked for: what it was on.
    public let oldRows: [[Piece]]

    /// Cells from which on old and new stand side by side.
    private static let leastForBoth = 72
    /// Cells of the words before old and new where they stand one beneath the other.
    private static let labelWidth = 5

    /// - Parameters:
    ///   - mark: as it is now.
    ///   - before: as it was when it was found to have drifted.
    ///   - width: of the screen, in cells.
    init(
        _ mark: Annotation, before: Annotation, isSettled: Bool, _ file: FileState, width: Int,
        _ clusters: ClusterWidths
    ) {
        let isWide = width >= DriftSheet.leastForBoth
        let column = isWide ? (width - 5) / 2 : max(1, width - DriftSheet.labelWidth - 2)
        let context = isWide ? column * 3 / 2 : column / 2
        let old = file.passage(of: before, context: context)
        let new = mark.span.map { PassageInContext($0, in: file.document, context: context) }
        let compared = Comparison(old, new)
        let was = DriftSheet.rows(compared.old, column, clusters)
        let lost = [[Piece(column: 0, text: "not found for certain", role: .quiet)]]
        let isNow = new == nil ? lost : DriftSheet.rows(compared.new, column, clusters)
        oldRows = DriftSheet.labelled("was", was)
        var rows = [DriftSheet.head(mark, before: before, isSettled: isSettled)]
        rows +=
            isWide
            ? DriftSheet.beside(was, isNow, column)
            : DriftSheet.labelled("was", was) + DriftSheet.labelled("now", isNow)
        self.rows = rows + DriftSheet.note(mark.note, width: width, clusters)
    }

    /// `changed 87%  risk, policy`
    private static func head(_ mark: Annotation, before: Annotation, isSettled: Bool) -> [Piece] {
        let words = mark.standing(before: before, isSettled: isSettled)
        var pieces = [Piece(column: 1, text: words, role: .title)]
        var column = 1 + GlyphRun(words).width + 2
        for tag in mark.tags {
            pieces.append(Piece(column: column, text: tag.name, role: .tag(tag)))
            column += GlyphRun(tag.name).width + 1
        }
        return pieces
    }

    private static func labelled(_ label: String, _ rows: [[Piece]]) -> [[Piece]] {
        rows.enumerated().map { index, row in
            (index == 0 ? [Piece(column: 1, text: label, role: .title)] : []) + row.map { $0.moved(by: labelWidth) }
        }
    }

    private static func beside(_ old: [[Piece]], _ new: [[Piece]], _ width: Int) -> [[Piece]] {
        let right = width + 4
        let titles = [
            Piece(column: 1, text: "as it was marked", role: .quiet),
            Piece(column: right, text: "as it is now", role: .quiet),
        ]
        return [titles]
            + (0..<max(old.count, new.count)).map { index in
                (old.indices.contains(index) ? old[index].map { $0.moved(by: 1) } : [])
                    + [Piece(column: right - 2, text: "\u{2502}", role: .quiet)]
                    + (new.indices.contains(index) ? new[index].map { $0.moved(by: right) } : [])
            }
    }

    private static func note(_ note: String, width: Int, _ clusters: ClusterWidths) -> [[Piece]] {
        guard !note.isEmpty else { return [] }
        let layout = noteLayout(note, width: width - 2, clusters: clusters)
        return noteRows(layout).map { row in
            [
                Piece(column: 1, text: "\u{2502}", role: .note),
                Piece(
                    column: 3 + row.indent, text: layout.document.text(Span(row.span.start, row.visibleEnd)),
                    role: .note),
            ]
        }
    }

    /// Pieces broken into rows: the passage between ‹ and ›, what differs between [ and ].
    private static func rows(_ pieces: [Comparison.Piece], _ width: Int, _ clusters: ClusterWidths) -> [[Piece]] {
        var text = ""
        var runs: [(end: Int, role: Role)] = []
        func put(_ words: String, _ role: Role) {
            text += words
            runs.append((text.utf8.count, role))
        }
        var isInPassage = false
        for piece in pieces {
            if isInPassage, !piece.isPassage { put("\u{203A}", .sign) }
            if piece.isApart, !text.isEmpty { put(" ", .quiet) }
            if !isInPassage, piece.isPassage { put("\u{2039}", .sign) }
            isInPassage = piece.isPassage
            if piece.isDifferent { put("[", .sign) }
            put(piece.text, piece.isDifferent ? .different : piece.isPassage ? .plain : .quiet)
            if piece.isDifferent { put("]", .sign) }
        }
        if isInPassage { put("\u{203A}", .sign) }
        let layout = Layout(Document(text), width: max(1, width), clusters: clusters)
        guard !text.isEmpty else { return [[]] }
        return noteRows(layout).map { row in
            var found: [(column: Int, span: Span, role: Role)] = []
            for placed in layout.glyphs(of: row) {
                let role = runs[runs.partitionPoint { $0.end <= placed.span.start.value }].role
                if let last = found.last, last.role == role {
                    found[found.count - 1].span.end = placed.span.end
                } else {
                    found.append((placed.column, placed.span, role))
                }
            }
            return found.map { Piece(column: $0.column, text: layout.document.text($0.span), role: $0.role) }
        }
    }
}

extension DriftSheet.Piece {
    fileprivate func moved(by columns: Int) -> DriftSheet.Piece {
        DriftSheet.Piece(column: column + columns, text: text, role: role)
    }
}

extension Annotation {
    /// What became of a mark, in a word or two: of one that was settled since, what was done with it.
    fileprivate func standing(before: Annotation, isSettled: Bool) -> String {
        switch (before.anchor.status, anchor.status) {
        case (_, .orphan): isSettled || before.anchor.status != .orphan ? "kept as lost" : "lost"
        case (_, .changed): anchor.inWords
        case (.moved, _): anchor.place == before.anchor.place ? (isSettled ? "moved, and right" : "moved") : "attached"
        default: anchor.place == before.anchor.place ? "accepted" : "attached"
        }
    }
}

extension FileState {
    /// The passage that a mark was made on: in the text of then, where that is at hand, else as the mark quotes it.
    fileprivate func passage(of mark: Annotation, context: Int) -> PassageInContext {
        let quote = mark.target.quote
        if let text = drift.oldTexts[mark.target.source], let span = text.span(mark.target.position),
            text.text(span).utf8.elementsEqual(quote.exact.utf8)
        {
            return PassageInContext(span, in: text, context: context)
        }
        let exact = quote.exact.prefix(PassageInContext.longest / 4)
        var passage = PassageInContext(
            before: quote.prefix, passage: exact + (exact.endIndex < quote.exact.endIndex ? " \u{2026}" : ""),
            after: quote.suffix)
        passage.cut(to: context, isWhole: quote.prefix.isEmpty, quote.suffix.isEmpty)
        return passage
    }
}
