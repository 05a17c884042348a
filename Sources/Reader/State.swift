// All that a reader is at one moment. Views draw it, `update` changes it, nothing else does.

import Annotations
import Screen
import TextLayout
import TextModel

/// The whole reader.
public struct State {
    public var size: Size
    @OnHeap public private(set) var options: Options
    /// Whether an article or the library is in view.
    public internal(set) var inView = InView.article
    /// The library that one came from, or can go to.
    @OnHeap public internal(set) var library: LibraryState? = nil
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
    @OnHeap public var search: Search? = nil
    /// What the notes were searched for, after any other search; nil when the text was searched last.
    @OnHeap public internal(set) var noteSearch: NoteSearch? = nil
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
    @OnHeap var phrase: PhraseSearch? = nil
    /// Changes of codebooks that are on their way to the disk.
    var codebookChanges = 0
    /// The names of articles for which marks of another one were not wanted.
    var refusedStrays: Set<String> = []
    /// What was said at the end of a walk, as long as no key was pressed since.
    var walkEnd: Message?
    /// The keys that answered in that walk, besides those that answer in every one.
    var walkEndKeys: [Key] = []
    /// Whether the key before ended a walk: one more of the same is not to end the reader, and all undo with it.
    var hasLeftWalk = false
    /// Keys of those that quit at once, as far as they have been typed into something that lies over the text.
    var quitTrail: [Key] = []
    /// The mark of a changed article that is to be attached anew, as long as its place is looked for.
    @OnHeap public internal(set) var attaching: Attaching? = nil
    /// The list that a note was opened from, as long as the note is open.
    @OnHeap var listBehindNote: Listing? = nil
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
    public indirect enum Dialog: Sendable {
        case help(Help)
        case search(SearchPrompt)
        case command(CommandPrompt)
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

extension State {
    /// The file in view, once it has been read.
    public var file: FileState? {
        // Lent and changed where it is: of two that share a file, one is copied when it is changed.
        _read {
            if inView == .article, files.indices.contains(current) { yield files[current].file } else { yield nil }
        }
        _modify {
            if inView == .article, files.indices.contains(current) {
                yield &files[current].file
            } else {
                var none: FileState?
                yield &none
            }
        }
    }

    /// Cells left of the text: the gutter, with a space on each side.
    public static let gutterWidth = 4

    /// The width of the text column in cells: the measure, or what the screen leaves of it.
    public var columnWidth: Int {
        // The strip of coverage stands apart from the text.
        max(1, min(options.measure, textColumns - State.gutterWidth - (isCoverageShown ? 2 : 1)))
    }
}
