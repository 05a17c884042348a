// What is asked of an open file: its text, its marks, where one is in it, and what of it is on disk.

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
///
/// A key press asks for it some dozens of times, so a copy is one reference: what it holds lies in `FileFields`.
public struct FileState {
    @OnHeap private var fields: FileFields

    public var name: String { fields.name }
    public internal(set) var document: Document {
        _read { yield fields.document }
        _modify { yield &fields.document }
    }
    public internal(set) var codebook: Codebook {
        _read { yield fields.codebook }
        _modify { yield &fields.codebook }
    }
    /// The path of the codebook's file; nil for the built-in one.
    public internal(set) var codebookPath: String? {
        _read { yield fields.codebookPath }
        _modify { yield &fields.codebookPath }
    }
    /// The keymap with the keys of the codebook.
    public internal(set) var keymap: Keymap {
        _read { yield fields.keymap }
        _modify { yield &fields.keymap }
    }
    public internal(set) var readOnly: String? {
        _read { yield fields.readOnly }
        _modify { yield &fields.readOnly }
    }
    /// How much of the text has been read through, from 0 to 1, while its marks are still to come; nil when they are
    /// there.
    public internal(set) var arriving: Double? {
        _read { yield fields.arriving }
        _modify { yield &fields.arriving }
    }
    /// Marks of an article that is gone, which may be this one's.
    var adoption: Adoption? {
        _read { yield fields.adoption }
        _modify { yield &fields.adoption }
    }
    /// Whether such marks are being looked for, and that takes its time.
    var isSeekingStrays: Bool {
        _read { yield fields.isSeekingStrays }
        _modify { yield &fields.isSeekingStrays }
    }
    /// Another text that the article has by now, until it can be shown.
    var newText: NewText? {
        _read { yield fields.newText }
        _modify { yield &fields.newText }
    }
    /// Why the text that is shown is not the article's any more; nil where it is.
    public internal(set) var oldText: OldText? {
        _read { yield fields.oldText }
        _modify { yield &fields.oldText }
    }
    /// What was kept of the article, as long as its text may be a makeshift.
    var opening: Opening? {
        _read { yield fields.opening }
        _modify { yield &fields.opening }
    }
    public internal(set) var annotations: AnnotationSet {
        _read { yield fields.annotations }
        _modify { yield &fields.annotations }
    }
    /// Counts the changes of the marks, those of others among them: what is worked out from them tells by it
    /// whether it is of now.
    var marksEdition: Int {
        _read { yield fields.marksEdition }
        _modify { yield &fields.marksEdition }
    }
    /// What is known of marks whose passage has changed.
    var drift: Drift {
        _read { yield fields.drift }
        _modify { yield &fields.drift }
    }
    /// Which marks are shown; nil for all.
    public internal(set) var filter: MarkFilter? {
        _read { yield fields.filter }
        _modify { yield &fields.filter }
    }
    /// The article collapsed to its marks; nil when it is not.
    var digest: Digest? {
        _read { yield fields.digest }
        _modify { yield &fields.digest }
    }
    public internal(set) var history: History {
        _read { yield fields.history }
        _modify { yield &fields.history }
    }
    /// Steps of the history that wait until it is known what others have done to marks and codebook.
    var waitingSteps: [HistoryStep] {
        _read { yield fields.waitingSteps }
        _modify { yield &fields.waitingSteps }
    }
    public internal(set) var saving: Saving {
        _read { yield fields.saving }
        _modify { yield &fields.saving }
    }

    /// Always on a grapheme that is drawn, or on the line end of a blank line.
    public internal(set) var cursor: ByteOffset {
        _read { yield fields.cursor }
        _modify { yield &fields.cursor }
    }
    /// The column that rows up and down try to keep, in cells.
    var goalColumn: Int? {
        _read { yield fields.goalColumn }
        _modify { yield &fields.goalColumn }
    }
    public internal(set) var selection: Selection? {
        _read { yield fields.selection }
        _modify { yield &fields.selection }
    }
    /// Whether pages or scrolling have led into a note that fills the screen, with the row that it belongs to above.
    public internal(set) var isReadingNote: Bool {
        _read { yield fields.isReadingNote }
        _modify { yield &fields.isReadingNote }
    }
    /// The place of the cursor when the last motion went to the end of a row or of the text; else nil.
    var endReached: ByteOffset? {
        _read { yield fields.endReached }
        _modify { yield &fields.endReached }
    }
    /// The mark that mark keys mean, where several lie under the cursor.
    public internal(set) var inHand: AnnotationID? {
        _read { yield fields.inHand }
        _modify { yield &fields.inHand }
    }

    /// Nil until the headings have been looked for.
    public internal(set) var outline: Outline? {
        _read { yield fields.outline }
        _modify { yield &fields.outline }
    }
    /// The search for headings that is under way beside the reader.
    var outlineWork: WorkID? {
        _read { yield fields.outlineWork }
        _modify { yield &fields.outlineWork }
    }
    /// Whether the list of headings is to open when they are known.
    var isOutlineToOpen: Bool {
        _read { yield fields.isOutlineToOpen }
        _modify { yield &fields.isOutlineToOpen }
    }
    /// Whether the search for headings was stopped: it begins again only when somebody asks for them.
    var isOutlineStopped: Bool {
        _read { yield fields.isOutlineStopped }
        _modify { yield &fields.isOutlineStopped }
    }
    /// Headings to go on by when they are found, and where this was asked for, with what selected.
    var headingSteps: (steps: Int, from: ByteOffset, selection: Selection?)? {
        _read { yield fields.headingSteps }
        _modify { yield &fields.headingSteps }
    }

    public internal(set) var layout: Layout {
        _read { yield fields.layout }
        _modify { yield &fields.layout }
    }
    /// The rows of long notes.
    public var noteLayouts: NoteLayouts { fields.noteLayouts }
    /// The topmost row on screen.
    public internal(set) var top: FlowRow {
        _read { yield fields.top }
        _modify { yield &fields.top }
    }

    public internal(set) var areNotesFolded: Bool {
        _read { yield fields.areNotesFolded }
        _modify { yield &fields.areNotesFolded }
    }
    /// Notes that are the other way round than `areNotesFolded` says.
    var foldExceptions: Set<AnnotationID> {
        _read { yield fields.foldExceptions }
        _modify { yield &fields.foldExceptions }
    }
    /// The number of unfinished notes.
    public var draftCount: Int { drafts.count }
    /// Unfinished notes by place.
    var drafts: [String: String] {
        _read { yield fields.drafts }
        _modify { yield &fields.drafts }
    }
    /// Their passages, as far as they are known.
    var draftSpans: [String: Span] {
        _read { yield fields.draftSpans }
        _modify { yield &fields.draftSpans }
    }
    /// The new names of drafts that are known by their passage, since the text changed last.
    var takenDrafts: [String: String] {
        _read { yield fields.takenDrafts }
        _modify { yield &fields.takenDrafts }
    }
    /// How many words the text has for its bytes, as far as has been seen.
    var density: WordDensity { fields.density }
    /// Places that were given a letter.
    public internal(set) var places: [Character: ByteOffset] {
        _read { yield fields.places }
        _modify { yield &fields.places }
    }
    /// What of the text has been on screen, in this session and before.
    public internal(set) var seen: Seen {
        _read { yield fields.seen }
        _modify { yield &fields.seen }
    }
    /// What was kept of that for a text of another length, which this one may become.
    var keptSeen: KeptSeen? {
        _read { yield fields.keptSeen }
        _modify { yield &fields.keptSeen }
    }
    /// What of `seen` is on disk.
    var rememberedSeen: Seen {
        _read { yield fields.rememberedSeen }
        _modify { yield &fields.rememberedSeen }
    }
    /// The marks of the other coders while they are shown; nil while they are hidden.
    public internal(set) var others: [CoderMarks]? {
        _read { yield fields.others }
        _modify { yield &fields.others }
    }
    /// Whether they are to be shown: they may still have to be read.
    var areOthersWanted: Bool {
        _read { yield fields.areOthersWanted }
        _modify { yield &fields.areOthersWanted }
    }
    /// Whether they are being read once more because the text has changed, which is no news.
    var areOthersReread: Bool {
        _read { yield fields.areOthersReread }
        _modify { yield &fields.areOthersReread }
    }
    /// All that were read, those among them that are not shown.
    var readOthers: [CoderMarks] {
        _read { yield fields.readOthers }
        _modify { yield &fields.readOthers }
    }
    /// Whose marks are shown of them.
    var shownCoders: CoderChoice {
        _read { yield fields.shownCoders }
        _modify { yield &fields.shownCoders }
    }

    init(
        _ name: String, _ article: Article, keymap: Keymap, width: Int, isJustified: Bool, clusters: ClusterWidths
    ) {
        fields = FileFields(
            name, article, keymap: keymap, width: width, isJustified: isJustified, clusters: clusters)
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
