// From the state of a reader to the screen that shows it.

import Annotations
import Reader
import Screen
import TextLayout
import TextModel

/// Draws a reader. The same state, size and theme always give the same frame.
public func frame(for state: State, theme: Theme) -> Frame {
    var frame = Frame(size: state.size)
    guard state.size.columns > 0, state.size.rows > 0 else { return frame }
    if state.inView == .library, let library = state.library {
        LibraryView(state: state, library: library, theme: theme).draw(in: &frame)
    } else {
        drawArticle(of: state, theme, in: &frame)
    }
    if state.hasHintLine {
        if state.hintsLieOverText {
            frame.fill(row: state.size.rows - 1, columns: 0..<state.size.columns, style: .plain)
        }
        HintLine(state: state, theme: theme).draw(in: &frame)
    }
    if case .help(let help) = state.dialog {
        HelpView(state: state, theme: theme, help: help).draw(in: &frame)
    } else if case .stats(let stats) = state.dialog {
        StatsView(state: state, theme: theme, stats: stats).draw(in: &frame)
    } else {
        PrefixPanel(state: state, theme: theme).draw(in: &frame)
        if case .command(let prompt) = state.dialog, let names = prompt.names {
            CommandNamesView(state: state, theme: theme, names: names, chosenPlace: prompt.chosenPlace).draw(in: &frame)
        }
        drawTagPanel(of: state, theme, in: &frame)
        NoteKeysView(state: state, theme: theme).draw(in: &frame)
    }
    theme.finish(&frame)
    return frame
}

/// The file in view with its status line, and a list beside it or over it.
private func drawArticle(of state: State, _ theme: Theme, in frame: inout Frame) {
    if let file = state.file { ArticleView(state: state, file: file, theme: theme).draw(in: &frame) }
    CoverageStrip(state: state, theme: theme).draw(in: &frame)
    DriftView(state: state, theme: theme).draw(in: &frame)
    if state.hasStatusLine { StatusLine(state: state, theme: theme).draw(in: &frame) }
    if let columns = state.listColumns, let rows = state.listRows, let listing = state.shownListing {
        let height = min(rows.count, state.size.rows - rows.lowerBound)
        ListView(
            listing.chooser, theme: theme, columns: columns, top: rows.lowerBound, height: height,
            isTitled: state.isListTitled, codebook: state.file?.codebook ?? Codebook([])
        ).draw(in: &frame)
    }
}

extension Frame {
    /// Draws a text from somewhere, as much of it as fits before `limit`; returns the column after it.
    @discardableResult
    mutating func draw(
        _ text: String, column: Int, row: Int, limit: Int? = nil, style: Style, standIn: Style? = nil,
        clusters: ClusterWidths = .unknown
    ) -> Int {
        let room = max(0, (limit ?? size.columns) - column)
        var column = column
        if let end = drawPrintable(text, column: column, row: row, room: room, style: style) { return end }
        if let cells = narrowCells(text), cells <= room {
            let look = Look(style)
            for scalar in text.unicodeScalars {
                put(narrow: scalar, column: column, row: row, look: look)
                column += 1
            }
            return column
        }
        for glyph in GlyphRun(text, clusters: clusters).clipped(to: room).glyphs {
            put(glyph, column: column, row: row, style: glyph.kind == .standIn ? standIn ?? style : style)
            column += glyph.width
        }
        return column
    }

    /// Draws a text of printable ASCII, which most of what the reader says is; nil of any other, and where there is no
    /// room for all of it.
    private mutating func drawPrintable(_ text: String, column: Int, row: Int, room: Int, style: Style) -> Int? {
        text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
            guard bytes.count <= room, bytes.isPrintableASCII else { return nil }
            put(narrow: bytes, column: column, row: row, look: Look(style))
            return column + bytes.count
        } ?? nil
    }

    /// Draws one glyph.
    mutating func put(_ glyph: Glyph, column: Int, row: Int, style: Style) {
        put(glyph.text, width: glyph.width, column: column, row: row, style: style)
        if glyph.isDisputed { holdsDisputed = true }
    }
}

/// How many cells a text takes where each of its code points is a grapheme of one cell: printable ASCII, and the signs
/// that the reader itself writes. Nil says nothing about it.
private func narrowCells(_ text: String) -> Int? {
    var cells = 0
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x20..<0x7F, 0xB6, 0xB7, 0x2026, 0x203A, 0x2190...0x2193: cells += 1
        default: return nil
        }
    }
    return cells
}

/// The cells that a text takes.
func width(of text: String) -> Int {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { $0.isPrintableASCII } ?? false
    return isPlain ? text.utf8.count : narrowCells(text) ?? GlyphRun(text).width
}
