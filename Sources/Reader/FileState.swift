// All that the reader knows of one file: its text, its marks, where one is in it, and what of it is on disk.

import Annotations
import TextLayout
import TextModel

/// A file that was asked for.
public struct FileSlot {
    /// The path as it was typed.
    public let name: String
    /// The bytes of the path where they are not UTF-8, so that `name` can only show it.
    public var exactPath: [UInt8]?
    /// Whether it was opened from the library, so that leaving it leads back there.
    public internal(set) var isFromLibrary = false
    /// Nil until it has been read.
    public var file: FileState?
    /// Why it could not be read; it is passed over from then on.
    var problem: Message?

    /// Whether it was opened from the library and closed again: then only the library leads to its article.
    var isClosed: Bool { isFromLibrary && file == nil }

    /// The path as the file system has it, without `./` before it.
    var pathBytes: [UInt8] { exactPath ?? Array(State.plain(name).utf8) }
}

/// A file that is open.
public struct FileState {
    public let name: String
    public internal(set) var document: Document
    public internal(set) var codebook: Codebook
    /// The path of the codebook's file; nil for the built-in one.
    public internal(set) var codebookPath: String?
    /// The keymap with the keys of the codebook.
    @OnHeap public internal(set) var keymap: Keymap
    public internal(set) var readOnly: String?
    /// How much of the text has been read through, from 0 to 1, while its marks are still to come; nil when they are
    /// there.
    public internal(set) var arriving: Double?
    /// Marks of an article that is gone, which may be this one's.
    var adoption: Adoption?
    /// Whether such marks are being looked for, and that takes its time.
    var isSeekingStrays = false
    /// Another text that the article has by now, until it can be shown.
    @OnHeap var newText: NewText? = nil
    /// Why the text that is shown is not the article's any more; nil where it is.
    public internal(set) var oldText: OldText?
    /// What was kept of the article, as long as its text may be a makeshift.
    var opening: Opening?
    public internal(set) var annotations: AnnotationSet { didSet { marksEdition &+= 1 } }
    /// Counts the changes of the marks, those of others among them: what is worked out from them tells by it whether it is of now.
    var marksEdition = 0
    /// What is known of marks whose passage has changed.
    var drift = Drift()
    /// Which marks are shown; nil for all.
    public internal(set) var filter: MarkFilter?
    /// The article collapsed to its marks; nil when it is not.
    var digest: Digest?
    public internal(set) var history = History()
    /// Steps of the history that wait until it is known what others have done to marks and codebook.
    var waitingSteps: [HistoryStep] = []
    @OnHeap public internal(set) var saving: Saving

    /// Always on a grapheme that is drawn, or on the line end of a blank line.
    public internal(set) var cursor: ByteOffset
    /// The column that rows up and down try to keep, in cells.
    var goalColumn: Int?
    public internal(set) var selection: Selection?
    /// The place of the cursor when the last motion went to the end of a row or of the text; else nil.
    var endReached: ByteOffset?
    /// The mark that mark keys mean, where several lie under the cursor.
    public internal(set) var inHand: AnnotationID?

    /// Nil until the headings have been looked for.
    public internal(set) var outline: Outline?
    /// The search for headings that is under way beside the reader.
    var outlineWork: WorkID?
    /// Whether the list of headings is to open when they are known.
    var isOutlineToOpen = false
    /// Whether the search for headings was stopped: it begins again only when somebody asks for them.
    var isOutlineStopped = false
    /// Headings to go on by when they are found, and where this was asked for, with what selected.
    var headingSteps: (steps: Int, from: ByteOffset, selection: Selection?)?

    public internal(set) var layout: Layout
    /// The rows of long notes.
    public let noteLayouts = NoteLayouts()
    /// The topmost row on screen.
    public internal(set) var top: FlowRow

    public internal(set) var areNotesFolded = false
    /// Notes that are the other way round than `areNotesFolded` says.
    var foldExceptions: Set<AnnotationID> = []
    /// The number of unfinished notes.
    public var draftCount: Int { drafts.count }
    /// Unfinished notes by place.
    var drafts: [String: String]
    /// Their passages, as far as they are known.
    var draftSpans: [String: Span] = [:]
    /// The new names of drafts that are known by their passage, since the text changed last.
    var takenDrafts: [String: String] = [:]
    /// How many words the text has for its bytes, as far as has been seen.
    let density: WordDensity
    /// Places that were given a letter.
    public internal(set) var places: [Character: ByteOffset]
    /// What of the text has been on screen, in this session and before.
    public internal(set) var seen = Seen()
    /// What was kept of that for a text of another length, which this one may become.
    var keptSeen: KeptSeen?
    /// What of `seen` is on disk.
    var rememberedSeen = Seen()
    /// The marks of the other coders while they are shown; nil while they are hidden.
    public internal(set) var others: [CoderMarks]? { didSet { marksEdition &+= 1 } }
    /// Whether they are to be shown: they may still have to be read.
    var areOthersWanted = false
    /// Whether they are being read once more because the text has changed, which is no news.
    var areOthersReread = false
    /// All that were read, those among them that are not shown.
    var readOthers: [CoderMarks] = []
    /// Whose marks are shown of them.
    var shownCoders = CoderChoice.all

    init(
        _ name: String, _ article: Article, keymap: Keymap, width: Int, isJustified: Bool, clusters: ClusterWidths
    ) {
        self.name = name
        document = article.document
        codebook = article.codebook
        codebookPath = article.codebookPath
        self.keymap = keymap.adding(article.codebook)
        readOnly = article.marks?.readOnly
        arriving = article.marks == nil ? 0 : nil
        annotations = article.marks?.annotations ?? AnnotationSet()
        drift = article.marks.map { Drift($0) } ?? Drift()
        var saving = Saving()
        if article.marks?.isFromJournal ?? false { saving.takeFromJournal() }
        self.saving = saving
        drafts = article.drafts
        places = article.places
        if article.seen?.length == article.document.byteCount {
            seen = article.seen?.seen ?? Seen()
            rememberedSeen = seen
        } else {
            keptSeen = article.seen
        }
        layout = Layout(article.document, width: width, isJustified: isJustified, clusters: clusters)
        let end = article.document.end
        let kept = min(article.position?.cursor ?? .zero, end)
        cursor = kept
        top = FlowRow(row: layout.row(at: min(article.position?.top ?? .zero, end)))
        density = .around(kept, in: article.document)
        settleCursor()
        locateDrafts()
        if arriving != nil { opening = Opening(position: article.position, places: places, cursor: cursor) }
    }

    /// Places that were kept are those of a text that decodes.
    struct Opening: Sendable {
        let position: ReadingPosition?
        let places: [Character: ByteOffset]
        /// Where the cursor was put at first.
        let cursor: ByteOffset
    }

    public func isFolded(_ id: AnnotationID) -> Bool { foldExceptions.contains(id) != areNotesFolded }
}

/// What is on disk, and what is on its way there.
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
