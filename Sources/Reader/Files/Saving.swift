// What is on disk, and what is on its way there.

import Annotations

/// How far the edits of one file have come.
public struct Saving: Equatable, Sendable {
    /// Counts the edits of this session.
    var edition = 0
    /// The edition that is being saved.
    var inFlight: Int?
    /// The annotations that were sent with it.
    var sent: AnnotationSet?
    /// Whether the sidecar is to be looked at again after what is under way.
    var isNoticed = false
    /// The last edition that is known to be on disk.
    var onDisk = 0
    /// The last edition that is safe in the journal, and the sentence that says why; nil when there is none.
    var journaled: (edition: Int, reason: String)? {
        get { journalReason.map { (journalEdition, $0) } }
        set { (journalEdition, journalReason) = (newValue?.edition ?? 0, newValue?.reason) }
    }
    private var journalEdition = 0
    private var journalReason: String?
    /// Why the last attempt failed; nil when it did not.
    public internal(set) var failure: String?
    /// Places of drafts that became notes: what is kept of them goes when the notes are on disk.
    var finishedDrafts: Set<String> = []

    /// Whether every edit is in the sidecar.
    public var isComplete: Bool { onDisk == edition }
    /// Whether every edit is on disk, but in the journal.
    public var isInJournal: Bool { !isComplete && journaled?.edition == edition }
    /// Whether nothing is lost when the reader ends.
    public var isSafe: Bool { isComplete || isInJournal }
    /// Why the edits are in the journal; nil where they are not.
    public var journalSentence: String? { isInJournal ? journaled?.reason : nil }

    /// Counts what comes from the journal as an edit that is safe there.
    mutating func takeFromJournal() {
        edition += 1
        journaled = (edition, "marks of another session are still in the journal only")
    }
    /// Whether there was an edit at all.
    public var hasEdits: Bool { edition > 0 }
}
