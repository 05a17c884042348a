// Tagging, deleting, undoing: every change of a mark is an edit that can be taken back.

import Annotations
import Screen
import TextModel

extension State {
    /// - Parameter draft: what an unfinished note is known by that a note key means; nil for the note here.
    mutating func mark(_ binding: Binding, times: Int, _ now: Timestamp, draft: String? = nil) -> [Effect] {
        guard let file else { return [] }
        guard file.whyNotMarked == nil else {
            message = file.whyNotMarked
            return []
        }
        guard attaching == nil else {
            message = .information(attachingHint)
            return []
        }
        let isOnText = State.marksPassage.contains(binding.command)
        if isOnText, isOnHiddenText {
            message = .information(hiddenHint)
            return []
        }
        if isOnText, let span = passage, span.count > State.longestMark {
            message = .problem(
                "\(span.count >> 20) MB are selected, and a mark quotes what it is on: select 1 MB at most")
            return []
        }
        switch binding.command {
        case .tag: return tag(named: binding.argument, now)
        case .tagByName: return openTagPicker()
        case .repeatTag: return repeatTags(now)
        case .note: return openNote(draft: draft)
        case .editNote: return openNoteInEditor(draft: draft)
        case .deleteMark: return deleteMark()
        case .moveStart, .moveEnd: takeEdge(isStart: binding.command == .moveStart)
        case .splitMark: return splitMark(now)
        case .joinMarks: return joinMarks(times: times, now)
        case .triageStar: return tag(named: Triage.star.tag.name, now)
        case .triageQuestion: return tag(named: Triage.question.tag.name, now)
        case .triageAttention: return tag(named: Triage.attention.tag.name, now)
        case .triage: return openTriage()
        case .driftReview: reviewDrift()
        case .samePhrase: return openSamePhrase()
        case .undo: return (0..<times).flatMap { _ in step(.undo) }
        default: return (0..<times).flatMap { _ in step(.redo) }
        }
        return []
    }

    /// Commands that mark the passage that is meant.
    private static let marksPassage: Set<Command> = [
        .tag, .tagByName, .repeatTag, .note, .editNote, .triageStar, .triageQuestion, .triageAttention,
    ]

    /// The most bytes that one mark is on: it is held and written with all of them.
    static let longestMark = 1 << 20

    /// What tag and note keys mean: the selection, or the current sentence.
    var passage: Span? {
        file.flatMap { file in
            let span = file.selectedSpan ?? file.document.sentence(at: file.cursor)
            // In a text without a character there is nothing that a mark could be on.
            return span.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    // MARK: Tags

    mutating func tag(named name: String?, _ now: Timestamp) -> [Effect] {
        guard let file else { return [] }
        if let number = Binding(.tag, argument: name).recentTagNumber {
            guard let tag = recentTags[number] else {
                let keys = keymap.recentKeys
                let shown = keys.indices.contains(number - 1) ? keys[number - 1] : String(number)
                message = .information(
                    "no tag has number \(shown) yet; those you give get the numbers \(keys.first ?? "1") to "
                        + "\(keys.last ?? "9")")
                return []
            }
            return give(known: tag, now)
        }
        guard let name else {
            let known = file.codebook.entries.map(\.tag.name).joined(separator: ", ")
            message = .problem("which tag? (\(known))")
            return []
        }
        guard let tag = Tag(name), tag.isPath else {
            message = .problem("“\(name)” cannot be a tag: no ; or , and nothing empty on either side of /")
            return []
        }
        return give(known: tag, now)
    }

    /// Gives a tag that the codebook has; asks about any other.
    private mutating func give(known tag: Tag, _ now: Timestamp) -> [Effect] {
        guard file?.codebook.knows(tag) == true else {
            askForNew(tag, back: nil)
            return []
        }
        return give(tag, now)
    }

    /// Gives a tag to the selection or the sentence, or takes it off.
    ///
    /// - Parameter changes: what becomes of the codebook at the same step.
    mutating func give(_ tag: Tag, adding changes: [Codebook.Change] = [], _ now: Timestamp) -> [Effect] {
        guard let file else { return [] }
        guard let span = passage else {
            message = .problem("no sentence here to tag")
            return []
        }
        let isSettled = file.selection?.isSettled == true
        var edit: Edit
        if let old = file.mark(on: span, coder: options.coder) {
            var new = old
            new.modified = now
            if old.tags.contains(tag) {
                new.tags.removeAll { $0 == tag }
                noteTakenOff(tag, old.id)
                let isEmpty = new.tags.isEmpty && new.note.isEmpty
                edit = Edit(
                    [Edit.Change(before: old, after: isEmpty ? nil : new)],
                    summary: isEmpty ? "mark \(tag) taken off" : "\(tag) taken off")
            } else {
                new.tags.append(tag)
                edit = Edit([Edit.Change(before: old, after: new)], summary: "tagged \(tag), too")
                // A first pass has keys of its own to be given again.
                if !tag.isTriage { noteGiven([tag], to: old.id, isSame: isSettled) }
            }
        } else {
            let new = newAnnotation(on: span, tags: [tag], note: "", now)
            edit = Edit([Edit.Change(before: nil, after: new)], summary: "tagged \(tag)")
            if !tag.isTriage { noteGiven([tag], to: new.id, isSame: false) }
        }
        edit.codebook = changes
        edit.summary += ": " + excerpt(span)
        return settle(edit, on: span)
    }

    mutating func repeatTags(_ now: Timestamp) -> [Effect] {
        guard let file, !lastTags.isEmpty else {
            message = .information("no tag has been given yet")
            return []
        }
        guard let span = passage else {
            message = .problem("no sentence here to tag")
            return []
        }
        let old = file.mark(on: span, coder: options.coder)
        let missing = lastTags.filter { tag in !(old?.tags.contains(tag) ?? false) }
        guard !missing.isEmpty else {
            message = .information("tagged \(lastTags.map(\.name).joined(separator: ", ")) already")
            return []
        }
        // They may have been given in another file, whose codebook has them.
        if let unknown = missing.first(where: { !file.codebook.knows($0) }) {
            if missing.count == 1 {
                askForNew(unknown, back: nil)
            } else {
                message = .information(notInCodebook(unknown))
            }
            return []
        }
        var new = old ?? newAnnotation(on: span, tags: [], note: "", now)
        new.tags += missing
        new.modified = now
        noteGiven(lastTags, to: new.id, isSame: false)
        let names = missing.map(\.name).joined(separator: ", ")
        return settle(
            Edit([Edit.Change(before: old, after: new)], summary: "tagged \(names): \(excerpt(span))"), on: span)
    }

    /// Why a tag is not given as it stands, and what to do.
    func notInCodebook(_ tag: Tag) -> String {
        let key = keymap.keys(for: .tagByName).first.map { Key.display(of: $0) } ?? Command.tagByName.rawValue
        return "“\(tag.name)” is not in the codebook of this article; \(key) and its name add it"
    }

    mutating func newAnnotation(on span: Span, tags: [Tag], note: String, _ now: Timestamp) -> Annotation {
        let document = file!.document
        let target = Anchoring.target(for: span, in: document)
        return Annotation(
            id: ids.next(), tags: tags, note: note, created: now, creator: options.coder, target: target,
            anchor: .exact(Place(span: span, codePoints: target.position)))
    }

    /// The first words of a passage, for the status line.
    func excerpt(_ span: Span) -> String {
        guard let file else { return "" }
        let text = file.document.text(Span(span.start, min(span.end, span.start + 160)))
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 32 ? "“\(words.prefix(31))…”" : "“\(words)”"
    }

    /// Applies an edit and leaves its passage as the settled selection.
    mutating func settle(_ edit: Edit, on span: Span) -> [Effect] {
        let effects = apply(edit)
        guard var file else { return effects }
        let live = file.selection.flatMap { $0.isEmpty ? nil : $0 }
        var selection = live ?? Selection(span, in: file.document)
        selection.isSettled = true
        file.selection = selection
        file.inHand = edit.changes.last { $0.after != nil }?.id
        self.file = file
        sayIfHidden(edit)
        return effects
    }

    // MARK: Edits

    /// Applies a new edit, notes it in the history and has it saved.
    mutating func apply(_ edit: Edit) -> [Effect] {
        let steps = takeWaitingSteps()
        guard var file else { return steps }
        let before = file.annotations
        var edit = edit
        // What is undone is what was done, where the codebook has changed elsewhere since the edit was made.
        var codebook = file.codebook
        edit.codebook = codebook.apply(edit.codebook)
        do {
            try file.annotations.apply(edit)
        } catch {
            message = .problem("another program has just changed this mark; look at it and try again")
            return steps
        }
        file.history.record(edit)
        self.file = file
        message = .information(edit.summary)
        return steps + unbindDrafts(since: before, current) + changeCodebook(by: edit.codebook) + edited()
    }

    private mutating func deleteMark() -> [Effect] {
        guard let file, let mark = file.markInHand else {
            message = noMarkHere
            return []
        }
        let what = mark.tags.isEmpty ? "note" : mark.tags.map(\.name).joined(separator: ", ")
        let passage = mark.span.map(excerpt) ?? ""
        self.file?.dropSelection()
        return apply(Edit([Edit.Change(before: mark, after: nil)], summary: "deleted \(what): \(passage)"))
    }
}

extension FileState {
    /// Why nothing can be marked here now; nil when it can.
    var whyNotMarked: Message? {
        if let readOnly { return .problem(readOnly) }
        if let oldText, !oldText.isWhole {
            return .problem("\(oldText.reason); it can be marked again when it can be read")
        }
        return arriving.map {
            .information("\(name) is still being read (\(Int($0 * 100))%); it can be marked in a moment")
        }
    }

    /// The reader's own mark on exactly this span: the one in hand, where there are several.
    func mark(on span: Span, coder: String?) -> Annotation? {
        let marks = annotations.spanning(span).filter { $0.creator == coder }
        return marks.first { $0.id == inHand } ?? marks.first
    }

    /// The marks under the cursor, the innermost first.
    public var marksAtCursor: [Annotation] {
        annotations.holding(cursor).filter { isShown($0) }.sorted {
            ($0.span!.count, $0.span!.start, $0.id) < ($1.span!.count, $1.span!.start, $1.id)
        }
    }

    /// The mark that a key for marks means: the one in hand, else the one on the settled selection, else the
    /// innermost under the cursor.
    public var markInHand: Annotation? {
        if let inHand, let mark = annotations[inHand] { return mark }
        // A mark of one's own on the passage of somebody else's is not what was taken in hand.
        if let inHand, othersMark(inHand) != nil { return nil }
        if let selectedSpan { return annotations.spanning(selectedSpan).first(where: isShown) }
        return marksAtCursor.first
    }
}
