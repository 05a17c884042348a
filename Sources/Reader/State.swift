// All that a reader is at one moment. Views draw it, `update` changes it, nothing else does.

import Annotations
import Screen
import TextLayout
import TextModel

/// The whole reader.
public struct State {
    public var size: Size
    public let options: Options
    /// Whether an article or the library is in view.
    public internal(set) var inView = InView.article
    /// The library that one came from, or can go to.
    public internal(set) var library: LibraryState?
    /// The files that were asked for, and those opened from the library; one of them is the current one.
    public var files: [FileSlot]
    public var current: Int
    /// The last file that was in view; what to go back to when another cannot be opened.
    var lastShown = 0
    /// Keys that begin a longer sequence.
    public var pendingKeys: [Key] = []
    /// Keys that mean nothing, as long as what follows goes with them.
    var deadChord: DeadChord?
    public var count: Count?
    /// What the last step did, or why it did not.
    public var message: Message?
    /// What has the keys; nil when the text has.
    public var dialog: Dialog?
    public var search: Search?
    /// What the notes were searched for, after any other search; nil when the text was searched last.
    public internal(set) var noteSearch: NoteSearch?
    /// What was last taken out of a note, for C-y in the next one.
    var killed = ""
    /// How the next search is to be understood: as the last one was.
    var searchMode: SearchPattern.Mode = .literal
    /// The newest last; nil until they were asked for.
    var pastSearches: [PastSearch]?
    /// What is being done beside the reader.
    public internal(set) var works: [Work] = []
    var nextWork = 0
    /// What is being put in order, or looked for, for the list of marks.
    var sifting: Sifting?
    var jumps = JumpList()
    public var lastTags: [Tag] = []
    /// The mark that got `lastTags`: what it gets next is one of them, as long as it stays in hand.
    var lastTagged: AnnotationID?
    /// The mark that `same-tag-next` led to, and the tags that it was looking for.
    var sameTagWay: (mark: AnnotationID, tags: [Tag])?
    /// The tags that a number gives.
    public internal(set) var recentTags = RecentTags()
    public var ids: IDSource
    /// How wide the terminal draws what terminals disagree on.
    public internal(set) var clusters = ClusterWidths.unknown
    /// The reader wants to leave as soon as everything is on disk.
    public var isQuitting = false
    public var appearance: Appearance
    /// Whether there is nothing but text on the screen.
    public internal(set) var isZen = false
    /// Whether the mouse is read here; else it is the terminal's own.
    public internal(set) var isMouseOurs: Bool
    var click: Click?
    /// The search for a passage elsewhere that is under way, or was done last.
    var phrase: PhraseSearch?
    /// Changes of codebooks that are on their way to the disk.
    var codebookChanges = 0
    /// The names of articles for which marks of another one were not wanted.
    var refusedStrays: Set<String> = []
    /// What was said at the end of a walk, as long as no key was pressed since.
    var walkEnd: Message?
    /// The keys that answered in that walk, besides those that answer in every one.
    var walkEndKeys: [Key] = []
    /// The mark of a changed article that is to be attached anew, as long as its place is looked for.
    public internal(set) var attaching: Attaching?
    /// What is to be done when the marks of other coders have been read.
    var coderChoice: CoderChoice?
    /// Whether it is shown how much of the article has been on screen.
    public internal(set) var isCoverageShown = false
    /// What is on screen, and since when.
    var glance: Glance?
    var pace = Pace()

    /// - Parameter library: what the library lists that is in view first: directories, and single articles among them;
    ///   nil when the first of the files is. Without a library there must be a file.
    public init(size: Size, options: Options, files: [String], ids: IDSource, library: [String]? = nil) {
        precondition(!files.isEmpty || library != nil, "a reader without a file")
        self.size = size
        self.options = options
        self.files = files.map { FileSlot(name: $0) }
        self.current = 0
        self.ids = ids
        appearance = options.appearance
        isMouseOurs = options.isMouseOurs
        if let library {
            self.library = LibraryState(
                paths: library, columns: size.columns, now: Timestamp(""), keymap: options.keymap)
            inView = .library
        }
    }

    public enum InView: Sendable {
        /// The current file.
        case article
        case library
    }

    /// What does not change while a reader runs.
    public struct Options: Sendable {
        public var keymap: Keymap
        /// The most cells a row of text takes.
        public var measure: Int
        /// Whether rows are stretched to end flush where a few blanks are enough for that.
        public var justify: Bool
        /// The creator of new annotations.
        public var coder: String?
        /// What the reader looks like at first.
        public var appearance: Appearance
        /// Whether the mouse is read at first.
        public var isMouseOurs: Bool
        /// Whether the article was piped in, so that it lies in no folder.
        public var isPiped: Bool
        /// The coder that was named, whose sidecar is written; nil for the plain one.
        public var namedCoder: String?

        public init(
            keymap: Keymap, measure: Int = 76, justify: Bool = false, coder: String?, isPiped: Bool = false,
            namedCoder: String? = nil,
            appearance: Appearance = Appearance(), isMouseOurs: Bool = true
        ) {
            self.appearance = appearance
            self.isMouseOurs = isMouseOurs
            self.keymap = keymap
            self.measure = measure
            self.justify = justify
            self.coder = coder
            self.isPiped = isPiped
            self.namedCoder = namedCoder
        }
    }

    /// A number typed before an action.
    public struct Count: Equatable, Sendable {
        /// Nil while it has no digit yet.
        public var value: Int?
        /// What counts then.
        public var standing = 4
    }

    /// What can have the keys instead of the text.
    public enum Dialog: Sendable {
        case help(Help)
        case search(SearchPrompt)
        case command(TextField)
        case note(NoteEditor)
        case noteSearch(NoteSearchPrompt)
        /// The next key is the letter of a place, to be named or gone to.
        case place(isNaming: Bool)
        /// An edge of a mark is moved by motions.
        case edge(EdgeMove)
        /// Letters on the sentences on screen are being typed.
        case sentenceHints(typed: String)
        /// A list to choose from.
        case list(Listing)
        /// What the marks come to.
        case stats(StatsDialog)
        /// Places of the article are gone through one by one, each with a question.
        case walk(Walk)
        /// A tag is chosen by its name.
        case tagPicker(TagPicker)
        /// A tag's new name is being typed.
        case tagName(TagNamePrompt)
        /// What a tag means.
        case tagCard(TagCard)
        /// Something to be answered with yes or no.
        case question(Question)
        /// What is not saved would be lost: leave all the same?
        case confirmQuit(reason: String)
    }
}

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
    public internal(set) var keymap: Keymap
    public internal(set) var readOnly: String?
    /// How much of the text has been read through, from 0 to 1, while its marks are still to come; nil when they are
    /// there.
    public internal(set) var arriving: Double?
    /// Marks of an article that is gone, which may be this one's.
    var adoption: Adoption?
    /// Another text that the article has by now, until it can be shown.
    var newText: NewText?
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
    public internal(set) var saving: Saving

    /// Always on a grapheme that is drawn, or on the line end of a blank line.
    public internal(set) var cursor: ByteOffset
    /// The column that rows up and down try to keep, in cells.
    var goalColumn: Int?
    public internal(set) var selection: Selection?
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
        saving = Saving()
        if article.marks?.isFromJournal ?? false { saving.takeFromJournal() }
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
        cursor = min(article.position?.cursor ?? .zero, end)
        top = FlowRow(row: layout.row(at: min(article.position?.top ?? .zero, end)))
        density = .around(cursor, in: article.document)
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

extension State {
    /// The file in view, once it has been read.
    public var file: FileState? {
        get { inView == .article && files.indices.contains(current) ? files[current].file : nil }
        set { if inView == .article, files.indices.contains(current) { files[current].file = newValue } }
    }

    /// Cells left of the text: the gutter, with a space on each side.
    public static let gutterWidth = 4

    /// The width of the text column in cells: the measure, or what the screen leaves of it.
    public var columnWidth: Int {
        // The strip of coverage stands apart from the text.
        max(1, min(options.measure, textColumns - State.gutterWidth - (isCoverageShown ? 2 : 1)))
    }
}
