// Unfinished notes on their way to the disk, written beside the reader in the order they came in.

import Dispatch
import Synchronization

/// Writes drafts: of a long one that takes longer than one waits for a key.
final class DraftKeeper: Sendable {
    private let folder: StateFolder
    private let queue = DispatchQueue(label: "gloss.drafts")
    /// Whether one could not be written since that was asked last.
    private let hasFailed = Mutex(false)

    init(folder: StateFolder) { self.folder = folder }

    /// Has an unfinished note of an article remembered, or forgotten.
    func keep(_ text: String?, at place: String, of article: String) {
        queue.async { [self] in
            if !folder.keepDraft(text, at: place, of: article) { hasFailed.withLock { $0 = true } }
        }
    }

    /// Waits until all are written.
    ///
    /// - Returns: whether all that came in since this was asked last are on disk.
    @discardableResult
    func finish() -> Bool {
        queue.sync {
            hasFailed.withLock { hasFailed in
                defer { hasFailed = false }
                return !hasFailed
            }
        }
    }
}
