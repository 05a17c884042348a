// The keys of a note that is being written, shown while it is: there every other key is text.

import Screen
import TextLayout
import TextModel

extension NoteEditor {
    /// The key that shows them.
    public static let helpKey = Key(.function(1))
}

extension Keymap {
    /// Keys and what they do in a note, the most wanted first.
    public var noteKeys: [(keys: String, what: String)] {
        let cut = [Key("y", .control), Key("y", .alt)].first { noteStep($0) == nil }.map { Key.display(of: [$0]) }
        let undo = "C-_" + (noteStep(Key("z", .control)) == .undo ? " C-z" : "")
        let redo = keys(for: .redo).filter { keys in
            keys.count == 1 && !keys[0].isPlainCharacter || keys.count == 2 && keys[0] == Key("x", .control)
        }
        let all: [(String?, String)] = [
            ("Enter", "keeps the note"), ("Esc", "closes it; what was typed stays as a draft"),
            ("C-j M-Enter", "new line"), ("C-x C-e", "goes on in $VISUAL or $EDITOR"),
            (undo, "takes back what was typed"),
            (redo.isEmpty ? nil : redo.prefix(2).map { Key.display(of: $0) }.joined(separator: " "), "brings it again"),
            ("C-u C-k", "cut to the start, to the end of the line"),
            ("C-w M-d", "cut the word before, the word after"), (cut, "puts back what was cut"),
            ("C-a C-e", "start, end of the line; so do Home, End"), ("M-< M->", "start, end of the note"),
            ("M-b M-f", "word back, word on"), ("C-b C-f", "letter back, letter on"), ("C-p C-n", "row up, row down"),
            ("C-h C-d", "take out the letter before, after"), ("C-t", "swaps two letters"),
            (isSuspending ? "C-z" : nil, "stops the program for now; fg brings it back"),
        ]
        return all.compactMap { keys, what in keys.map { ($0, what) } }
    }

    private func noteStep(_ key: Key) -> HistoryStep? { historyStep(of: key, in: TextField(isMultiline: true)) }

    private var isSuspending: Bool {
        if case .bound(Binding(.suspend)) = lookup([Key("z", .control)]) { true } else { false }
    }
}

/// As many of the keys of a note as the screen has room for.
public struct NoteKeysPage: Sendable {
    public let keys: [(keys: String, what: String)]
    /// How many follow.
    public let left: Int
    /// Rows, and columns of so many cells, that they are shown in.
    public let rows: Int
    public let columnWidth: Int
    /// Cells.
    public let keyWidth: Int
}

extension State {
    /// The keys of the note that are shown while it is written; nil while none are.
    public var noteKeysPage: NoteKeysPage? {
        guard case .note(let editor) = dialog, let first = editor.helpFirst, let file else { return nil }
        let all = keymap.noteKeys
        let keyWidth = all.reduce(1) { max($0, GlyphRun($1.keys).width) }
        let columnWidth = keyWidth + all.reduce(1) { max($0, GlyphRun($1.what).width) } + 4
        let columns = max(1, (size.columns - 1) / columnWidth)
        // What is typed stays in sight, and the edge of what is shown beside it.
        let row = file.cursorRow(of: editor, rows: textRows, flow: flow)
        let room = max(1, min(max(row, textRows - 1 - row) - 1, textRows - 2))
        let shown = Array(all.dropFirst(first).prefix(room * columns))
        return NoteKeysPage(
            keys: shown, left: max(0, all.count - first - shown.count), rows: (shown.count + columns - 1) / columns,
            columnWidth: columnWidth, keyWidth: keyWidth)
    }

    /// Shows the keys, those that there was no room for, or closes them again; false for a key that means something in
    /// the note, which it goes on to.
    mutating func takesHelpKey(_ key: Key, _ editor: inout NoteEditor) -> Bool {
        guard editor.helpFirst != nil || key == NoteEditor.helpKey else { return false }
        let page = noteKeysPage
        if key == NoteEditor.helpKey, page.map({ $0.left > 0 }) ?? true {
            editor.helpFirst = (editor.helpFirst ?? 0) + (page?.keys.count ?? 0)
        } else {
            editor.helpFirst = nil
        }
        dialog = .note(editor)
        return key == NoteEditor.helpKey || closes(key)
    }

    /// What is said where a note of one's own begins in somebody else's mark; nil where there is none.
    func othersWords(noting span: Span) -> String? {
        guard let other = file?.inHand.flatMap({ file?.othersMark($0) }) ?? file?.othersMarksAtCursor.first else {
            return nil
        }
        let name = other.coder.name
        let passage = file?.selectedSpan == nil ? "the whole sentence" : excerpt(span)
        let place = other.mark.span == span ? "the same words" : passage
        return "\(name)'s mark stays \(name)'s: this is your own note, on \(place)"
    }
}
