// Writing a note beneath its passage.

import Annotations
import Screen
import TextModel

/// A note that is being written.
public struct NoteEditor: Equatable, Sendable {
    /// Beneath which passage.
    public internal(set) var span: Span
    /// The mark whose note it is; nil when the note will make a new one.
    public internal(set) var mark: AnnotationID?
    /// What its draft is known by: the mark's id, or the code points of the passage where it had none.
    public internal(set) var place: String
    /// What it was known by before its mark went away.
    var formerPlace: String?
    public var field: TextField
    /// The note of the mark when the editor was opened.
    var known = ""
    /// Whether a program of the reader's own choice was asked for from the text: then the editor here was never open.
    var isAside = false
    /// The number of the first of the keys that are shown that work in it; nil while none are.
    var helpFirst: Int?
}

extension State {
    /// Opens the note of the selection, of the mark under the cursor, or of the current sentence.
    ///
    /// - Parameter wanted: what the draft is known by that is to be gone on with; nil for the one here, if any.
    mutating func openNote(draft wanted: String? = nil) -> [Effect] {
        listBehindNote = nil
        guard let file else { return [] }
        let isFree = file.selection?.isSettled == false
        let mark: Annotation?
        let span: Span?
        if isFree, let selected = file.selectedSpan {
            span = selected
            mark = file.mark(on: selected, coder: options.coder)
        } else {
            let inHand = file.markInHand
            span = inHand?.span ?? file.selectedSpan ?? file.document.sentence(at: file.cursor)
            // A mark that the filter hides is not in hand, but two notes on one passage are one too many.
            mark = inHand ?? span.flatMap { file.mark(on: $0, coder: options.coder) }
        }
        guard let span, !span.isEmpty else {
            message = .problem("no sentence here to write a note on")
            return []
        }
        self.file?.revealEnds(of: span)
        let codePoints = file.document.codePoints(span)
        let passage = "\(codePoints.start.value)..\(codePoints.end.value)"
        // A draft from before its passage was tagged is still known by the passage.
        let places = mark.map { [$0.id.iri, passage] } ?? [passage]
        let place = wanted ?? places.first { file.drafts[$0] != nil } ?? places[0]
        let draft = file.drafts[place]
        dialog = .note(
            NoteEditor(
                span: span, mark: mark?.id, place: place,
                field: TextField(draft ?? mark?.note ?? "", isMultiline: true, killed: killed),
                known: mark?.note ?? ""))
        if mark != nil, let mark { self.file?.setFolded(mark.id, false) }
        if let mark, !mark.note.isEmpty {
            // Inside a larger mark this may be another passage than the one that a tag key means.
            message = .information("the note on \(excerpt(span)); Enter keeps it, Esc closes it")
        }
        if mark == nil, let words = othersWords(noting: span) { message = .information(words) }
        if draft != nil { message = .information("this is your draft; Enter keeps it, Esc closes it") }
        return []
    }

    mutating func noteDialog(_ key: Key, _ editor: NoteEditor, _ now: Timestamp) -> [Effect] {
        var editor = editor
        if takesHelpKey(key, &editor) { return [] }
        switch key {
        case Key(.enter): return keepNote(editor, now)
        case Key("j", .control), Key(.enter, .alt): editor.field.insert("\n")
        case Key("e", .control) where editor.field.isAfterControlX: return edit(editor)
        case Key(.up), Key("p", .control): moveRow(-1, &editor)
        case Key(.down), Key("n", .control): moveRow(1, &editor)
        case _ where closes(key):
            closeNote()
            let saved = savedNote(editor)
            if editor.isNoDraft(besides: saved) {
                if editor.field.text.isEmpty, !saved.isEmpty { message = .information("closed; the note is as it was") }
                return dropDraft(editor)
            }
            message = .information(
                "closed; what was typed is kept as a draft: open the note here again to go on with it")
            return []
        default:
            let before = editor.field.text
            if let step = keymap.historyStep(of: key, in: editor.field) {
                editor.field.go(step)
            } else {
                guard editor.field.take(key) else { return [] }
            }
            killed = editor.field.killed
            guard editor.field.text != before else {
                dialog = .note(editor)
                return []
            }
            return keep(editor)
        }
        dialog = .note(editor)
        return key == Key("j", .control) || key == Key(.enter, .alt) ? keep(editor) : []
    }

    /// Moves the cursor of a note to the row above or below, as the note is laid out on screen.
    private func moveRow(_ step: Int, _ editor: inout NoteEditor) {
        guard let file else { return }
        editor.field.moveRow(
            step, in: file.noteLayouts.note(editor.field.text, of: editor.place, within: file.layout))
    }

    /// Takes over what the editor holds now, and has its draft kept.
    mutating func keep(_ editor: NoteEditor) -> [Effect] {
        dialog = .note(editor)
        if editor.isNoDraft(besides: savedNote(editor)) { return dropDraft(editor) }
        file?.drafts[editor.place] = editor.field.text
        file?.draftSpans[editor.place] = editor.span
        return [.keepDraft(index: current, place: editor.place, text: editor.field.text)]
    }

    private func savedNote(_ editor: NoteEditor) -> String {
        editor.mark.flatMap { file?.annotations[$0]?.note } ?? ""
    }

    mutating func dropDraft(_ editor: NoteEditor) -> [Effect] {
        guard file?.drafts[editor.place] != nil else { return [] }
        file?.drafts[editor.place] = nil
        return [.keepDraft(index: current, place: editor.place, text: nil)]
    }

    /// Enter: the text becomes the note.
    mutating func keepNote(_ editor: NoteEditor, _ now: Timestamp) -> [Effect] {
        guard let file else { return [] }
        if editor.mark == nil, let reason = file.whyNotMarked {
            // What would be quoted is not at hand; what was typed is a draft until it is.
            message = reason
            return []
        }
        let text = editor.field.text.trimmingTrailingSpace()
        let old = editor.mark.flatMap { file.annotations[$0] }
        guard text != old?.note ?? "" else {
            closeNote()
            return dropDraft(editor)
        }
        var new = old ?? newAnnotation(on: editor.span, tags: [], note: text, now)
        new.note = text
        new.modified = now
        let isGone = text.isEmpty && new.tags.isEmpty
        var summary = text.isEmpty ? "note removed" : old?.note.isEmpty ?? true ? "note added" : "note changed"
        var changes: [Edit.Change] = []
        // What somebody else wrote while this was being written was never seen here.
        if let old, !old.note.isEmpty, old.note != editor.known {
            changes.append(Edit.Change(before: nil, after: old.otherVersion))
            summary += ", beside what another program had written meanwhile"
        }
        changes.append(Edit.Change(before: old, after: isGone ? nil : new))
        let edit = Edit(changes, summary: "\(summary): \(excerpt(editor.span))")
        closeNote(of: isGone ? nil : new.id)
        let draft = file.drafts[editor.place]
        let effects = settle(edit, on: editor.span)
        // Only a note that is in the set has no need of its draft any more, and only one on disk of what is kept of it.
        guard isGone || self.file?.annotations[new.id]?.note == text else { return effects }
        // Another draft may have come to this place, with the mark that went away.
        guard self.file?.drafts[editor.place] == draft else { return effects }
        if self.file?.drafts.removeValue(forKey: editor.place) != nil {
            self.file?.saving.finishedDrafts.insert(editor.place)
        }
        return effects
    }

    mutating func foldNote() {
        let here = file?.markInHand.flatMap { $0.note.isEmpty ? nil : $0 }
        guard let mark = here ?? file?.marksAtCursor.first(where: { !$0.note.isEmpty }) ?? noteInRow() else {
            message = .information("no note here")
            return
        }
        let isFolded = file?.isFolded(mark.id) ?? false
        file?.setFolded(mark.id, !isFolded)
    }

    /// A note that is, or would be, shown beneath the cursor's row.
    private func noteInRow() -> Annotation? {
        guard let file else { return nil }
        let row = file.layout.row(at: file.cursor)
        return file.annotations.touching(row.span).first { mark in
            !mark.note.isEmpty && file.isShown(mark) && mark.span.map { file.holdsEnd(of: $0, row) } ?? false
        }
    }

    mutating func foldAllNotes() {
        file?.areNotesFolded.toggle()
        file?.foldExceptions = []
        message = .information(file?.areNotesFolded == true ? "notes folded" : "notes unfolded")
    }
}

extension FileState {
    mutating func setFolded(_ id: AnnotationID, _ folded: Bool) {
        if folded == areNotesFolded { foldExceptions.remove(id) } else { foldExceptions.insert(id) }
    }
}

extension String {
    /// Without the white space at its end.
    func trimmingTrailingSpace() -> String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
