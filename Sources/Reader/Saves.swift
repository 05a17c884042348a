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
        let sent = file.saving.sent ?? file.annotations
        file.saving.inFlight = nil
        file.saving.sent = nil
        switch result {
        case .done(let onDisk, let notice):
            file.saving.onDisk = edition
            file.saving.failure = nil
            file.annotations = AnnotationSet.merge(
                base: sent, mine: file.annotations, theirs: onDisk, current: file.document.hash
            ).set
            if let notice { message = .information(notice) }
        case .failed(let reason):
            file.saving.failure = reason
        }
        files[index].file = file
        if file.saving.failure != nil {
            // Tried again at the next edit, and when the time has come.
            if isQuitting {
                isQuitting = false
                dialog = .confirmQuit(reason: file.saving.failure ?? "")
            }
            return [.ring]
        }
        let next = save(index)
        guard isQuitting, next.isEmpty, files.allSatisfy({ $0.file?.saving.isComplete ?? true }) else { return next }
        return leave()
    }

    mutating func retrySaves() -> [Effect] { files.indices.flatMap { save($0) } }

    /// Whether a save has failed and waits to be tried again.
    public var isWaitingToRetry: Bool {
        files.contains { $0.file.map { $0.saving.failure != nil && $0.saving.inFlight == nil } ?? false }
    }
}

extension FileState {
    /// Takes in what another program has written.
    mutating func merge(_ onDisk: AnnotationSet) {
        // While a save is under way its answer will bring the same.
        guard saving.inFlight == nil, saving.isComplete else { return }
        annotations = onDisk
    }
}
