// A note in the program that the reader edits texts with: handed over as a draft, and taken back as the note.

import Annotations
import TextModel

/// What came of a note that was handed to an editor.
public enum EditedText: Equatable, Sendable {
    /// The program ended as it should, with this in its file.
    case text(String)
    /// It ended with a complaint; what its file holds is no more than a draft.
    case unfinished(String, reason: String)
    /// There is nothing to be taken back; the sentence says why, and where what was written is.
    case failed(String)
}

extension State {
    /// Hands the note here to $VISUAL or $EDITOR.
    mutating func openNoteInEditor(draft: String?) -> [Effect] {
        _ = openNote(draft: draft)
        guard case .note(var editor) = dialog else { return [] }
        editor.isAside = true
        return edit(editor)
    }

    /// Hands over the note that is being written, as far as it is.
    mutating func edit(_ editor: NoteEditor) -> [Effect] {
        message = nil
        dialog = .note(editor)
        return [.edit(index: current, place: editor.place, text: editor.field.text)]
    }

    /// Takes back what an editor has made of a note.
    mutating func edited(_ index: Int, _ place: String, _ outcome: EditedText, _ now: Timestamp) -> [Effect] {
        guard case .note(var editor) = dialog, [editor.place, editor.formerPlace].contains(place), index == current
        else {
            return keepForLater(index, place, outcome)
        }
        switch outcome {
        case .text(let text):
            let field = TextField(State.cleaned(text), isMultiline: true, killed: killed)
            guard field.text != editor.field.text.trimmingTrailingSpace() else {
                return putBack(editor, .information("nothing was changed in the editor"))
            }
            guard !field.text.isEmpty else {
                return putBack(editor, .problem("the editor left nothing; the note is as it was"))
            }
            editor.field = field
            bringIntoView(editor)
            // Until the note is on disk its text is kept as a draft, as that of a note which was typed here is.
            return keep(editor) + keepNote(editor, now)
        case .unfinished(let text, let reason):
            let field = TextField(State.cleaned(text), isMultiline: true, killed: killed)
            guard !field.text.isEmpty, field.text != editor.field.text.trimmingTrailingSpace() else {
                return putBack(editor, .problem("\(reason); the note is as it was"))
            }
            editor.field = field
            let effects = keep(editor)
            if editor.isAside { closeNote() }
            message = .problem("what was written is kept as a draft; \(reason): open the note here to go on with it")
            return effects
        case .failed(let sentence):
            return putBack(editor, .problem(sentence))
        }
    }

    /// Scrolls as if the note had been typed here, so that all of it that fits is seen.
    private mutating func bringIntoView(_ editor: NoteEditor) {
        dialog = .note(editor)
        let (rows, flow) = (textRows, flow)
        file?.keepInView(editor, rows: rows, flow: flow)
    }

    /// Leaves the note as it was before the editor was asked for.
    private mutating func putBack(_ editor: NoteEditor, _ message: Message) -> [Effect] {
        dialog = .note(editor)
        if editor.isAside { closeNote() }
        self.message = message
        return []
    }

    /// A text that comes back when the reader is elsewhere becomes a draft of its place.
    private mutating func keepForLater(_ index: Int, _ place: String, _ outcome: EditedText) -> [Effect] {
        let written: String? =
            switch outcome {
            case .text(let text), .unfinished(let text, _): State.cleaned(text)
            case .failed: nil
            }
        guard let written, !written.isEmpty, files.indices.contains(index), files[index].file != nil else { return [] }
        files[index].file?.drafts[place] = written
        files[index].file?.locateDrafts()
        return [.keepDraft(index: index, place: place, text: written)]
    }

    /// A text as a note holds it: line breaks are "\n", and the one at the end that editors add is none of it.
    private static func cleaned(_ text: String) -> String {
        var text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        var field = TextField(isMultiline: true)
        field.insert(text)
        return field.text.trimmingTrailingSpace()
    }
}
