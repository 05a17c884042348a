// What can happen to a reader, and what it asks of the world in return.

import Annotations
import Screen
import TextModel

/// Something that happened.
public enum Action: Sendable {
    /// The terminal has something to say.
    case event(Event)
    /// A named action, as a key or `:` asks for it; `count` is what was typed before it.
    case run(Binding, count: Int?)
    /// A file was read (or could not be; the message says why).
    case opened(index: Int, Result<Article, Message>)
    /// Some more of a file's text was read through, from 0 to 1.
    case readOn(index: Int, fraction: Double)
    /// A file's text turned out to have bytes that do not decode: this one has the same code points, and marks for
    /// those bytes.
    case decoded(index: Int, Document)
    /// The marks of a file that was shown before they were there.
    case marksRead(index: Int, ArticleMarks)
    /// Another program has written into the article's file, or taken it away.
    case articleChanged(index: Int, ArticleNews)
    /// The search for marks of an article that is gone takes longer than half a second, or has ended after that.
    case straySearch(index: Int, isRunning: Bool)
    /// Marks of an article that is gone were found, which fit this file's text.
    case strayFound(index: Int, StrayMarks)
    /// Making them this file's takes longer than half a second; `adopted` follows.
    case adoptionIsLate(index: Int)
    /// They are this file's now; or they could not be, and the message says why.
    case adopted(index: Int, Result<AdoptedMarks, Message>)
    /// The marks, and all else that holds places, were found again in another text, as far as they were known when
    /// that was asked for.
    case reanchored(index: Int, edition: Int, Reanchoring.Outcome)
    /// A save ended.
    case saved(index: Int, SaveResult)
    /// The sidecar was looked at: what it holds now, merged with what was sent; nil when it was as before.
    case refreshed(index: Int, AnnotationSet?, isFromJournal: Bool = false)
    /// Somebody has written a sidecar of this file, or may have: time to look at it.
    case noticed(index: Int)
    /// An editor that was handed a note has ended.
    case edited(index: Int, place: String, EditedText)
    /// The headings of a file were found.
    case outlined(WorkID, index: Int, Outline)
    /// The marks of a file were counted.
    case counted(WorkID, index: Int, MarkStatistics)
    /// Rows for the list of marks were put in order, or found.
    case sifted(WorkID, SiftedMarks)
    /// The notes that hold the words were found.
    case notesFound(WorkID, [AnnotationID])
    /// The reader's last passages under a tag were found.
    case passagesFound(WorkID, [Annotation])
    /// A search for one hit ended.
    case found(WorkID, SearchQuery.Outcome)
    /// The hits were counted.
    case tallied(WorkID, SearchTally)
    /// How much of some work is done, 0 to 1. The first word of it comes after half a second.
    case progress(WorkID, Double)
    /// The searches of sessions before this one, the newest last.
    case pastSearches([PastSearch])
    /// A codebook was changed on disk, and this is what there is now; or it could not be, and the message says why.
    case codebookChanged(index: Int, Result<CodebookOnDisk, Message>)
    /// Another program has changed a codebook.
    case codebookRead(index: Int, CodebookOnDisk)
    /// Something was found out for the library.
    case library(LibraryNews)
    /// The sidecars of the other coders were looked at.
    case codersRead(index: Int, [CoderMarks])
    /// About a second went by in which nothing happened: time to look at what other coders did, and to try again what
    /// failed. What others do to the reader's own files is `noticed`.
    case idle
}

/// How a save ended.
public enum SaveResult: Sendable {
    /// On disk and safe: all that was sent, and what others had added meanwhile.
    case done(AnnotationSet, notice: String?)
    /// The place of the sidecar may not be written, and what was sent is safe in the journal; the sentence says so.
    case journaled(String)
    /// Nothing was written; the reason is a sentence.
    case failed(String)
}

/// A request for something that the reader cannot do itself.
public enum Effect: Sendable {
    /// Read the file with this number; answered by `opened`.
    case open(index: Int)
    /// Forget what belongs to the file with this number: it is not open any more.
    case close(index: Int)
    /// Look for articles, or at some of them; answered by `library`.
    case library(LibraryRequest)
    /// Bring these annotations to disk; answered by `saved`. One save or look at a time for each file.
    case save(index: Int, AnnotationSet)
    /// Look whether another program has changed the sidecar, and merge; answered by `refreshed`.
    case refresh(index: Int, AnnotationSet)
    /// Find the marks of the file with this number again in another text; answered by `reanchored` with this edition.
    case reanchor(index: Int, edition: Int, Reanchoring)
    /// Let the marks that were found for the file with this number be its own; answered by `adopted`.
    case adopt(index: Int)
    /// From now on this is the text of the file with this number, which its marks are saved in.
    case takeText(index: Int, Document)
    /// Find the headings of the file with this number; answered by `outlined`.
    case findHeadings(WorkID, index: Int, Document)
    /// Count the marks of the file with this number; answered by `counted`, unless it is stopped.
    case countMarks(WorkID, index: Int, MarkCount)
    /// Put the rows of the list of marks in order, and find those that hold its words; answered by `sifted`, unless it
    /// is stopped.
    case siftMarks(WorkID, MarkSifting)
    /// Find the notes that hold some words; answered by `notesFound`, unless it is stopped.
    case siftNotes(WorkID, NoteSifting)
    /// Find the reader's last passages under a tag; answered by `passagesFound`.
    case findPassages(WorkID, PassageQuery)
    /// Remember where the reader is.
    case keepPosition(index: Int, ReadingPosition)
    /// Remember an unfinished note, or forget it when `text` is nil.
    case keepDraft(index: Int, place: String, text: String?)
    /// Hand a text to the editor of the reader's choice; answered by `edited` with the same place.
    case edit(index: Int, place: String, text: String)
    /// Put a text into the clipboard of whoever sits at the terminal.
    case copy(String)
    /// Have the terminal report the mouse, or leave it to the terminal.
    case mouse(isOn: Bool)
    /// Go on with a search; answered by `found`, unless it is stopped.
    case search(WorkID, SearchQuery)
    /// Count hits; answered by `tallied`, unless it is stopped.
    case tally(WorkID, SearchTally)
    /// Give up what is being done under this number.
    case stop(WorkID)
    /// Say what was searched for in sessions before; answered by `pastSearches`.
    case readSearches
    /// Remember what was searched for.
    case keepSearches([PastSearch])
    /// Remember the places of an article that have a letter.
    case keepPlaces(index: Int, [Character: ByteOffset])
    /// Remember what of an article has been on screen.
    case keepSeen(index: Int, KeptSeen)
    /// Look at the sidecars of the other coders; answered by `codersRead`, where `isNews` only if there is something
    /// new in them.
    case readCoders(index: Int, isNews: Bool)
    /// Change the codebook of these files, which is one, also on disk: the nearest one up from the first of them;
    /// answered by `codebookChanged`.
    case changeCodebook(indices: [Int], [Codebook.Change])
    case suspend
    case redraw
    case ring
    case quit
}

/// Where a reader left off. It is kept in bytes, because code points of a long text are known only once all before
/// them has been read.
public struct ReadingPosition: Equatable, Sendable {
    public var cursor: ByteOffset
    /// The start of the topmost row.
    public var top: ByteOffset
    /// Bytes of the whole text.
    public var length: Int

    public init(cursor: ByteOffset, top: ByteOffset, length: Int) {
        self.cursor = cursor
        self.top = top
        self.length = length
    }
}

/// What is kept about the marks of an article.
public struct ArticleMarks: Sendable {
    public var annotations = AnnotationSet()
    /// Why nothing can be marked here; nil when it can.
    public var readOnly: String?
    /// Whether the journal holds some of them, which the sidecar has to be given.
    public var isFromJournal = false
    /// What the reader should be told.
    public var notice: Message?
    /// What the coder did last.
    public var latest = LatestTags()
    /// Texts that marks were made in and that the article has changed from, by their hash, as far as they are at hand.
    public var oldTexts: [SourceHash: Document] = [:]

    public init() {}
}

/// A line for the reader.
public struct Message: Error, Equatable, Sendable {
    public enum Kind: Sendable { case information, problem }
    public var text: String
    public var kind: Kind

    public static func information(_ text: String) -> Message { Message(text: text, kind: .information) }
    public static func problem(_ text: String) -> Message { Message(text: text, kind: .problem) }
}

/// A file that has been read: everything the reader needs to know of it.
public struct Article: Sendable {
    public var document: Document
    /// Nil when they come later, because the text or the sidecar is long.
    public var marks: ArticleMarks?
    public var codebook: Codebook
    /// The path of the codebook's file; nil for the built-in one.
    public var codebookPath: String?
    public var position: ReadingPosition?
    /// Unfinished notes by place.
    public var drafts: [String: String]
    /// Places that were given a letter; they need not be on whole graphemes any more.
    public var places: [Character: ByteOffset] = [:]
    /// What of it has been on screen before.
    public var seen: KeptSeen?

    public init(
        document: Document, marks: ArticleMarks?, codebook: Codebook, position: ReadingPosition? = nil,
        drafts: [String: String] = [:]
    ) {
        self.document = document
        self.marks = marks
        self.codebook = codebook
        self.position = position
        self.drafts = drafts
    }
}
