// All that the reader knows of one file, as it lies in memory; what each is for is said in `FileState`.

import Annotations
import TextLayout
import TextModel

struct FileFields {
    let name: String
    var document: Document
    var codebook: Codebook
    var codebookPath: String?
    var keymap: Keymap
    var readOnly: String?
    var arriving: Double?
    var adoption: Adoption?
    var isSeekingStrays = false
    var newText: NewText?
    var oldText: OldText?
    var opening: FileState.Opening?
    var annotations: AnnotationSet { didSet { marksEdition &+= 1 } }
    var marksEdition = 0
    var drift = Drift()
    var filter: MarkFilter?
    var digest: Digest?
    var history = History()
    var waitingSteps: [HistoryStep] = []
    var saving: Saving

    var cursor: ByteOffset
    var goalColumn: Int?
    var selection: Selection?
    var endReached: ByteOffset?
    var isReadingNote = false
    var inHand: AnnotationID?

    var outline: Outline?
    var outlineWork: WorkID?
    var isOutlineToOpen = false
    var isOutlineStopped = false
    var headingSteps: (steps: Int, from: ByteOffset, selection: Selection?)?

    var layout: Layout
    let noteLayouts = NoteLayouts()
    var top: FlowRow

    var areNotesFolded = false
    var foldExceptions: Set<AnnotationID> = []
    var drafts: [String: String]
    var draftSpans: [String: Span] = [:]
    var takenDrafts: [String: String] = [:]
    let density: WordDensity
    var places: [Character: ByteOffset]
    var seen = Seen()
    var keptSeen: KeptSeen?
    var rememberedSeen = Seen()
    var others: [CoderMarks]? { didSet { marksEdition &+= 1 } }
    var areOthersWanted = false
    var areOthersReread = false
    var readOthers: [CoderMarks] = []
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
    }
}
