// Another program has written into the article while it is open: its new text is shown at the same place, with the
// marks found again in it; where it cannot be read, the old one stays.

import Annotations
import Screen
import TextLayout
import TextModel

/// What has become of an article's file.
public enum ArticleNews: Sendable {
    /// It holds this text now, which has been read through.
    ///
    /// - isOldReadable: whether the bytes of the text that is shown are still at hand.
    case rewritten(Document, isOldReadable: Bool)
    /// It cannot be read any more; the reason is the beginning of a sentence.
    case unreadable(String, isOldReadable: Bool)
    /// It holds again what is shown.
    case restored
}

/// Why the text on screen is not the article's any more.
public struct OldText: Equatable, Sendable {
    /// The beginning of a sentence: `article.txt is gone`.
    public let reason: String
    /// Whether all of the text is at hand, so that it can be marked.
    public let isWhole: Bool
}

/// A text that is to be shown in the place of another one.
struct NewText: Sendable {
    let document: Document
    let isOldReadable: Bool
    /// Whether the marks are being looked for in it.
    var isUnderWay = false
    /// What was found, and of which edition of the marks.
    var found: (edition: Int, outcome: Reanchoring.Outcome)?
    /// Whether it was said that it waits.
    var isAnnounced = false
}

extension State {
    mutating func articleChanged(_ index: Int, _ news: ArticleNews) {
        guard files.indices.contains(index), var file = files[index].file else { return }
        switch news {
        case .rewritten(let document, let isOldReadable):
            file.newText = NewText(document: document, isOldReadable: isOldReadable)
        case .unreadable(let reason, let isOldReadable):
            file.newText = nil
            file.oldText = OldText(reason: reason, isWhole: isOldReadable)
            message = .problem(
                isOldReadable
                    ? "\(reason); this is its text as it was, and marks in it are kept"
                    : "\(reason); what is shown of it was read before, and can be marked again when it can be read")
        case .restored:
            if file.newText != nil || file.oldText != nil {
                message = .information("\(file.name) holds again what is shown here")
            }
            file.newText = nil
            file.oldText = nil
        }
        files[index].file = file
    }

    mutating func reanchored(_ index: Int, _ edition: Int, _ outcome: Reanchoring.Outcome) {
        // Another text may have come since.
        guard files.indices.contains(index), files[index].file?.newText?.document === outcome.change.new else { return }
        files[index].file?.newText?.isUnderWay = false
        files[index].file?.newText?.found = (edition, outcome)
    }

    /// Goes on with every text that waits to be shown, as far as it goes now.
    mutating func takeNewTexts() -> [Effect] {
        files.indices.flatMap { files[$0].file?.newText == nil ? [] : takeNewText($0) }
    }

    private mutating func takeNewText(_ index: Int) -> [Effect] {
        // Marks are saved in the text that they were made in.
        guard let file = files[index].file, let text = file.newText, file.arriving == nil, file.saving.inFlight == nil,
            file.waitingSteps.isEmpty
        else { return [] }
        if let (edition, outcome) = text.found, edition == file.marksEdition {
            if isInView(index), !isOpenToNewText {
                if !text.isAnnounced {
                    message = .information(
                        "\(file.name) was written to by another program; it is shown when this is closed")
                }
                files[index].file?.newText?.isAnnounced = true
                return []
            }
            return take(outcome, index)
        }
        guard !text.isUnderWay else { return [] }
        files[index].file?.newText?.isUnderWay = true
        var request = Reanchoring(
            from: file.document, to: text.document, isOldReadable: text.isOldReadable, marks: file.annotations,
            history: file.history, others: file.readOthers.map(\.annotations))
        request.snapshots = file.drift.oldTexts
        return [.reanchor(index: index, edition: file.marksEdition, request)]
    }

    private func isInView(_ index: Int) -> Bool { index == current && inView == .article }

    /// Whether what has the keys can do with another text: what is being answered or chosen would be about the old one.
    private var isOpenToNewText: Bool {
        guard attaching == nil else { return false }
        return switch dialog {
        case nil, .note, .edge, .command, .place, .confirmQuit: true
        case .help(let help): help.back == nil
        default: false
        }
    }

    /// Shows another text where the old one was, with all that has a place in it.
    private mutating func take(_ outcome: Reanchoring.Outcome, _ index: Int) -> [Effect] {
        var effects = leaveText(index) + leavePhrase()
        guard var file = files[index].file else { return effects }
        let (before, change) = (file.annotations, outcome.change)
        let isInView = isInView(index)
        let flow = self.flow
        let rowsAbove = isInView ? flow.distance(from: file.top, to: flow.row(at: file.cursor), limit: textRows) : nil
        effects += file.take(outcome, index)
        jumps.move(inFile: index, to: change.place)
        if glance?.view.file == index { glance = nil }
        files[index].file = file
        message = sentence(file, before)
        if isInView {
            effects += takeDialog(change)
            let flow = self.flow
            if let rowsAbove { self.file?.bringCursor(toRow: rowsAbove, flow: flow) }
            effects += tallyHits()
        }
        return effects
    }

    /// `article.txt was written to by another program: 2 moved, 1 changed, 1 lost: zr walks them`.
    private func sentence(_ file: FileState, _ before: AnnotationSet) -> Message {
        var drifted: [Anchor] = []
        file.annotations.forEachDifference(from: before) { old, new in
            if let new, new.anchor != old?.anchor { drifted.append(new.anchor) }
        }
        let counts = DriftCounts(drifted)
        let what = inWords(counts) ?? (file.annotations.isEmpty ? nil : "all marks are where they were")
        let words = "\(file.name) was written to by another program" + (what.map { ": \($0)" } ?? " and read again")
        return counts.lost + counts.changed > 0 ? .problem(words) : .information(words)
    }

    /// Takes what is being written or moved to its place in the new text.
    private mutating func takeDialog(_ change: TextChange) -> [Effect] {
        guard let file else { return [] }
        switch dialog {
        case .edge(let move):
            if let taken = move.taken(by: change, file.annotations[move.mark.id]) {
                stand(on: taken)
            } else {
                dialog = nil
                message = .problem("\(message?.text ?? ""); the mark whose edge was in hand is not found in it")
            }
        case .note(let editor): takeNote(editor, change)
        default: break
        }
        return []
    }

    private mutating func takeNote(_ editor: NoteEditor, _ change: TextChange) {
        guard let file else { return }
        var editor = editor
        let mark = editor.mark.flatMap { file.annotations[$0] }
        if let span = mark?.span ?? change.span(editor.span) {
            editor.span = span
        } else {
            editor.span = file.passage(at: change.place(editor.span.start))
            let words = mark == nil ? "its sentence is gone, and it stands at this one now" : "its passage is lost"
            message = .problem("\(message?.text ?? ""); the note here stays: \(words)")
        }
        if let place = file.takenDrafts[editor.place] { editor.place = place }
        self.file?.revealEnds(of: editor.span)
        dialog = .note(editor)
    }

    /// Gives up the search for the same phrase elsewhere, whose hits are places.
    private mutating func leavePhrase() -> [Effect] {
        defer { phrase = nil }
        return phrase?.work.map { end($0) ? [.stop($0)] : [] } ?? []
    }
}

extension TextPlace {
    /// The same place in another text.
    func taken(by change: TextChange) -> TextPlace {
        TextPlace(
            cursor: change.place(cursor), goalColumn: nil, selection: selection?.taken(by: change), inHand: inHand,
            top: change.place(top), beneath: beneath, opened: opened?.map(change.stretch))
    }
}

extension TextChange {
    /// Where a stretch of text is; empty where it is gone.
    func stretch(_ span: Span) -> Span {
        let start = place(span.start)
        return Span(start, max(start, place(span.end)))
    }
}

extension Selection {
    /// The same in another text; nil where nothing of it is there.
    func taken(by change: TextChange) -> Selection? {
        let span = span(in: change.old)
        let there = change.span(span) ?? change.new.snapped(change.stretch(span))
        guard !there.isEmpty else { return nil }
        var taken = Selection(there, in: change.new, isSettled: isSettled)
        if head < origin { swap(&taken.origin, &taken.head) }
        return taken
    }
}
