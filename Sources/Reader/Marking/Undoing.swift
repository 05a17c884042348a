// Undo and redo. A step that changes the codebook waits for a look at what others have done to it and to the marks.

import Annotations

/// A step of the history.
enum HistoryStep: Sendable {
    case undo
    case redo
}

extension State {
    /// Goes a step of the history; one that changes the codebook after the next look at the disk, so that it is not
    /// mixed with what another program has just made of the same tags.
    mutating func step(_ step: HistoryStep) -> [Effect] {
        guard let file else { return [] }
        let edit = step == .undo ? file.history.done.last : file.history.undone.last
        if file.waitingSteps.isEmpty, edit?.codebook.isEmpty ?? true { return step == .undo ? undo() : redo() }
        self.file?.waitingSteps.append(step)
        // A save looks at the disk, too.
        return file.saving.inFlight == nil ? saveAndLook() : []
    }

    mutating func undo() -> [Effect] {
        guard let edit = file?.history.undo() else {
            message = .information("nothing to undo in this session")
            return []
        }
        return applyFromHistory(edit, .undo)
    }

    mutating func redo() -> [Effect] {
        guard let edit = file?.history.redo() else {
            message = .information("nothing to redo")
            return []
        }
        return applyFromHistory(edit, .redo)
    }

    private mutating func applyFromHistory(_ edit: Edit, _ step: HistoryStep) -> [Effect] {
        guard var file else { return [] }
        let verb = step == .undo ? "undone" : "redone"
        let before = file.annotations
        // Where others have changed the same marks since, the rest of these stays as it is.
        let edit = file.annotations.fitted(edit) ?? edit
        do {
            try file.annotations.apply(edit)
        } catch {
            message = .problem("not \(verb), because another program has changed that mark since: \(edit.summary)")
            return []
        }
        var codebook = file.codebook
        let changes = codebook.apply(edit.codebook)
        if !changes.isEmpty { file.history.learn(changes, isUndone: step == .undo) }
        file.dropSelection()
        // A tag that is renamed on all marks is no reason to go to one of them.
        if !isListOfTags, edit.changes.count == 1 || edit.codebook.isEmpty { file.goWhere(edit) }
        self.file = file
        message = .information("\(verb): \(edit.summary)")
        return unbindDrafts(since: before, current) + changeCodebook(by: changes) + edited()
    }

    /// Whether the tags are worked on in their list: the article behind it stays where it is.
    private var isListOfTags: Bool {
        if case .list(let listing) = dialog, case .tags = listing.meaning { true } else { false }
    }

    /// Goes the steps that waited, now that it is known what others have done, or because nothing can wait for it.
    mutating func takeWaitingSteps() -> [Effect] {
        files.indices.flatMap { files[$0].file?.waitingSteps.isEmpty == false ? takeWaitingSteps($0) : [] }
    }

    /// The same for one file, which need not be the one in view.
    mutating func takeWaitingSteps(_ index: Int) -> [Effect] {
        guard let steps = files[index].file?.waitingSteps, !steps.isEmpty else { return [] }
        files[index].file?.waitingSteps = []
        let (shown, view) = (current, inView)
        (current, inView) = (index, .article)
        var effects: [Effect] = []
        for step in steps { effects += step == .undo ? undo() : redo() }
        (current, inView) = (shown, view)
        refreshTagList()
        return effects
    }
}

extension FileState {
    /// Whether a step of the history waits for a look at the disk.
    public var isWaiting: Bool { !waitingSteps.isEmpty }

    /// Goes to what a step of the history left, and takes it in hand: whatever else lies there, the next key means
    /// what has just come back. Of several marks it is the innermost under the cursor, else the last; the passage of a
    /// single one is selected, so that a tag's key means it, too.
    fileprivate mutating func goWhere(_ edit: Edit) {
        let left = edit.changes.compactMap(\.after)
        let here = left.filter { $0.span?.contains(cursor) ?? false }
        let mark = here.min { $0.span!.count < $1.span!.count } ?? left.last
        guard let span = (mark ?? edit.changes.last?.before)?.span else { return }
        if !span.contains(cursor) {
            go(to: span.start)
            reveal(cursor)
        }
        inHand = mark.flatMap { isShown($0) && span.contains(cursor) ? $0.id : nil }
        if inHand != nil, edit.changes.count == 1 { selection = Selection(span, in: document, isSettled: true) }
    }
}
