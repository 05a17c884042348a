// Edits on their way to disk: one save at a time for each file, the next takes all edits since.

import Annotations

extension State {
    /// Counts an edit, and has it saved unless a save is under way.
    mutating func edited() -> [Effect] {
        file?.saving.edition += 1
        return save(current)
    }

    private mutating func save(_ index: Int) -> [Effect] {
        guard var file = files[index].file, file.saving.inFlight == nil, !file.saving.isComplete else { return [] }
        file.saving.inFlight = file.saving.edition
        file.saving.sent = file.annotations
        files[index].file = file
        return [.save(index: index, file.annotations)]
    }

    mutating func saved(_ index: Int, _ result: SaveResult) -> [Effect] {
        guard var file = files[index].file, let edition = file.saving.inFlight else { return [] }
        let before = file.annotations
        let sent = file.saving.sent ?? before
        file.saving.inFlight = nil
        file.saving.sent = nil
        var forgotten: [Effect] = []
        switch result {
        case .done(let onDisk, let notice):
            file.saving.onDisk = edition
            if file.saving.isComplete { forgotten = file.forgetFinishedDrafts(index) }
            file.saving.failure = nil
            file.saving.journaled = nil
            file.merge(onDisk, since: sent)
            if let notice { tell(notice) }
        case .journaled(let sentence):
            // Said once, and then shown: it is tried again and again.
            if file.saving.journaled == nil { message = .problem(sentence) }
            file.saving.journaled = (edition, sentence)
            file.saving.failure = nil
            if file.saving.isSafe { forgotten = file.forgetFinishedDrafts(index) }
        case .failed(let reason):
            let isNew = file.saving.failure == nil
            file.saving.failure = reason
            message = .problem("NOT SAVED: \(reason)")
            files[index].file = file
            // Tried again at the next edit, and when the time has come.
            if isQuitting {
                isQuitting = false
                dialog = .confirmQuit(reason: reason)
            }
            return (isNew ? [.ring] : []) + takeWaitingSteps(index)
        }
        files[index].file = file
        forgotten += unbindDrafts(since: before, index) + takeWaitingSteps(index)
        guard isQuitting else { return forgotten + next(index) }
        let next = saveUnsafe(index)
        guard next.isEmpty, files.allSatisfy({ $0.file?.saving.isSafe ?? true }) else {
            return forgotten + next
        }
        return forgotten + leave()
    }

    /// What a save has to say does not push a problem off the screen that came up at the same moment.
    private mutating func tell(_ notice: String) {
        if let problem = message, problem.kind == .problem {
            message = .problem("\(problem.text); \(notice)")
        } else {
            message = .information(notice)
        }
    }

    /// Tries again what could not be saved, and looks at the sidecar that could not take it: others may write it all the
    /// same. All else that others write is noticed by whoever watches the files.
    mutating func retry() -> [Effect] {
        let retries = files.indices.flatMap { save($0) }
        guard file?.saving.isInJournal == true else { return retries }
        file?.saving.isNoticed = true
        return retries + look(current)
    }

    /// Looks at a sidecar that somebody may have written while it was read.
    mutating func lookWhereNoticed(_ index: Int) -> [Effect] {
        files.indices.contains(index) && files[index].file?.saving.isNoticed == true ? look(index) : []
    }

    /// Looks at the sidecar of the file in view, after what could not be saved has been tried again.
    mutating func saveAndLook() -> [Effect] { files.indices.flatMap { save($0) } + (file == nil ? [] : look(current)) }

    /// Looks at every sidecar, after a time in which nobody did.
    mutating func lookAtAll() -> [Effect] { files.indices.flatMap { save($0) + look($0) } + lookAtOthers() }

    /// Looks at a sidecar that somebody may have written: at once, or after the save or the look that is under way.
    mutating func noticed(_ index: Int) -> [Effect] {
        guard files.indices.contains(index) else { return [] }
        files[index].file?.saving.isNoticed = true
        return look(index) + (index == current ? lookAtOthers() : [])
    }

    /// One look at a time, which is also none while a save is under way: that looks, too.
    private mutating func look(_ index: Int) -> [Effect] {
        guard var file = files[index].file, file.saving.inFlight == nil, file.readOnly == nil, file.arriving == nil
        else { return [] }
        file.saving.inFlight = file.saving.onDisk
        file.saving.sent = file.annotations
        file.saving.isNoticed = false
        files[index].file = file
        return [.refresh(index: index, file.annotations)]
    }

    /// Saves what is nowhere on disk. What is in the journal is tried again when the time has come.
    private mutating func saveUnsafe(_ index: Int) -> [Effect] {
        files[index].file?.saving.isSafe == true ? [] : save(index)
    }

    /// What has waited for the save or the look that has ended: edits first.
    private mutating func next(_ index: Int) -> [Effect] {
        let edits = saveUnsafe(index)
        return edits.isEmpty && files[index].file?.saving.isNoticed == true ? look(index) : edits
    }

    /// Takes in what another program has written.
    ///
    /// - Parameter isFromJournal: whether some of it is in the journal only, so that the sidecar has to be given it.
    mutating func refreshed(_ index: Int, _ onDisk: AnnotationSet?, isFromJournal: Bool = false) -> [Effect] {
        guard var file = files[index].file else { return [] }
        let marks = file.annotations
        let sent = file.saving.sent ?? marks
        file.saving.inFlight = nil
        file.saving.sent = nil
        if let onDisk {
            let before = marks.count
            file.merge(onDisk, since: sent)
            if index == current, file.annotations.count != before {
                message = .information("another program has changed the marks: there are \(file.annotations.count) now")
            }
        }
        if isFromJournal, file.saving.isComplete { file.saving.takeFromJournal() }
        files[index].file = file
        return unbindDrafts(since: marks, index) + takeWaitingSteps(index) + next(index)
    }
}

extension FileState {
    /// Has the drafts of notes that are on disk now forgotten, but for those that were begun again.
    fileprivate mutating func forgetFinishedDrafts(_ index: Int) -> [Effect] {
        defer { saving.finishedDrafts = [] }
        return saving.finishedDrafts.filter { drafts[$0] == nil }.sorted()
            .map { .keepDraft(index: index, place: $0, text: nil) }
    }

    /// Takes in what is on disk now; `sent` is what was sent there.
    fileprivate mutating func merge(_ onDisk: AnnotationSet, since sent: AnnotationSet) {
        annotations = AnnotationSet.rebased(annotations, since: sent, onto: onDisk, current: document.hash)
    }
}
