// The keys of a note that is being written, shown while it is: there every other key is text.

import Screen
import TextModel

extension NoteEditor {
    /// Keys and what they do, the most wanted first.
    public static let keys: [(keys: String, what: String)] = [
        ("Enter", "keeps the note"), ("Esc", "closes it; what was typed stays as a draft"),
        ("C-j M-Enter", "new line"), ("C-x C-e", "goes on in $VISUAL or $EDITOR"), ("C-_", "takes back what was typed"),
        ("C-u C-k", "cut to the start, to the end of the line"), ("C-w M-d", "cut the word before, the word after"),
        ("C-y", "puts back what was cut"), ("C-a C-e", "start, end of the line"),
        ("M-b M-f", "word back, word on"), ("C-b C-f", "letter back, letter on"), ("C-p C-n", "row up, row down"),
        ("C-h C-d", "take out the letter before, after"), ("C-t", "swaps two letters"),
    ]

    /// The key that shows them.
    public static let helpKey = Key(.function(1))
}

extension State {
    /// Shows the keys, or closes them again; false for a key that means something in the note, which it goes on to.
    mutating func takesHelpKey(_ key: Key, _ editor: inout NoteEditor) -> Bool {
        guard editor.isHelpShown || key == NoteEditor.helpKey else { return false }
        editor.isHelpShown.toggle()
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
