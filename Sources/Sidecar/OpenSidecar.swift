// A sidecar that a program works with: what it held when it was last read or written, and the way to change it.

import Annotations
import Glibc
import TextModel

/// What a save did.
public struct SaveOutcome: Sendable {
    /// What is on the disk now: mine, and what others had written since.
    public var annotations: AnnotationSet
    /// The number of marks that others added, changed or deleted.
    public var fromOthers: Int
    /// Marks whose note or span was changed here and elsewhere; their version stands beside each of them.
    public var conflicts: [AnnotationID]
    /// The sidecar had vanished and was written again.
    public var wasRestored: Bool
    /// The name, beside the sidecar, of the copy of what could not be read; nil when none was needed.
    public var keptCopy: String?
    /// Whether the file was written; false where it said all of it already.
    public var hasWritten: Bool
    /// Where texts are kept from now on, by this save for the first time ever; nil where that is no news.
    public var newSnapshotFolder: String?
}

/// One coder's sidecar of one article, open. A value that is used from one thread at a time.
public struct OpenSidecar: Sendable {
    public let location: SidecarLocation
    /// What the sidecar held when it was last read or written, in the text that was last given.
    public internal(set) var annotations = AnnotationSet()
    /// What is not as it should be in the file.
    public internal(set) var findings: [Finding] = []
    /// Why nothing can be written into it, as the end of a sentence; nil when it can.
    public internal(set) var readOnlyReason: String?

    /// The bytes that were last read or written; nil where there was no file.
    var base: [UInt8]?
    var page: Page?
    /// What a journal still knows of a sidecar that has vanished: its header and its foreign records.
    var waiting: Page?
    /// The text in which `annotations` were resolved; nil while there were none to resolve, so that nothing had to be
    /// hashed.
    var source: SourceHash?
    /// Marks whose record does not say what they say; that of all others needs no second look.
    var unsettled: Set<AnnotationID> = []
    /// Whether some of the bytes could not be read.
    var isDamaged = false
    /// Whether the last write may not have reached the disk.
    var isUncertain = false
    private var mark: SidecarFile.Mark?
    /// The texts that marks were made in, as far as they are kept.
    let texts: OldTexts
    /// The text that is known to be kept.
    var keptSource: SourceHash?
    /// Marks that the next save notes as carried here.
    var carrying: Set<AnnotationID> = []

    public var isReadOnly: Bool { readOnlyReason != nil }
    /// Whether there was a file when it was last read or written.
    public var exists: Bool { base != nil }

    private init(_ location: SidecarLocation, _ snapshots: Snapshots) {
        self.location = location
        texts = OldTexts(snapshots, of: location)
    }

    /// The texts that marks were made in and that had to be read to find these again, by their hashes.
    public var oldTexts: [SourceHash: Document] { texts.read(except: source) }

    /// Whether its header names this text, as it does after every save.
    public func saysItsText(is document: Document) -> Bool {
        page.flatMap { PageReader.source(of: $0.value("gloss:source")) } == document.hash
    }

    /// A text that marks were made in, where it is kept.
    public func keptText(_ hash: SourceHash) -> Document? { texts.texts(of: [hash])[hash] }

    /// Reads the texts of all marks that are changed or lost, so that they are among `oldTexts`.
    public func readTextsOfDrifted() {
        let drifted = annotations.all.filter { $0.anchor.status == .changed || $0.anchor.status == .orphan }
        _ = texts.texts(of: Set(drifted.map(\.target.source)).subtracting(source.map { [$0] } ?? []))
    }

    /// Reads the sidecar. One that is not there is empty, and is made by the first save that holds a mark.
    ///
    /// Marks that were made in another text than the document are looked for in it, all at once: a second for some
    /// megabytes of text.
    ///
    /// - Parameter snapshots: where texts are kept that marks were made in, and where the first save keeps this one.
    /// - Throws: `.notAFile`, `.linkElsewhere`, `.foreignOwner`, `.tooLarge`, `.unreadable`. What is wrong *within*
    ///   the file is in `findings`.
    public static func open(
        _ location: SidecarLocation, document: Document, snapshots: Snapshots = .none
    ) throws(SidecarError) -> OpenSidecar {
        var sidecar = OpenSidecar(location, snapshots)
        guard let file = try SidecarFile.at(location) else { return sidecar }
        let mark = file.mark()
        if let contents = try file.read() { sidecar.adopt(contents, document: document) }
        sidecar.mark = mark
        return sidecar
    }

    /// Reads the sidecar as `open` does, and gives up when that is not wanted any more.
    ///
    /// - Parameter isUnwanted: asked often while marks are looked for, from the calling thread.
    /// - Returns: nil when it was given up.
    public static func open(
        _ location: SidecarLocation, document: Document, snapshots: Snapshots = .none,
        unless isUnwanted: @escaping @Sendable () -> Bool
    ) throws(SidecarError) -> OpenSidecar? {
        var sidecar = OpenSidecar(location, snapshots)
        guard let file = try SidecarFile.at(location) else { return sidecar }
        let mark = file.mark()
        guard let contents = try file.read() else { return sidecar }
        guard sidecar.texts.search(unless: isUnwanted, { sidecar.adopt(contents, document: document) }) else {
            return nil
        }
        sidecar.mark = mark
        return sidecar
    }

    /// Reads the sidecar again as `refresh` does; where that is not wanted any more, it stays as it is, and nil is
    /// returned.
    public mutating func refresh(
        _ mine: AnnotationSet? = nil, document: Document, unless isUnwanted: @escaping @Sendable () -> Bool
    ) throws(SidecarError) -> AnnotationSet? {
        var sidecar = self
        var merged: AnnotationSet?
        let isWhole = try texts.search(unless: isUnwanted) { () throws(SidecarError) in
            merged = try sidecar.refresh(mine, document: document)
        }
        guard isWhole else { return nil }
        self = sidecar
        return merged
    }

    /// Takes what stands in the file for what both sides begin with.
    mutating func adopt(_ contents: SidecarFile.Contents, document: Document) {
        let reading = PageReader.read(contents.bytes, document: document, texts: texts)
        base = contents.bytes
        page = reading.page
        annotations = reading.marks
        findings = reading.findings
        readOnlyReason = reading.readOnlyReason
        if readOnlyReason == nil, contents.hasOtherNames {
            readOnlyReason = "the file has more than one name (hard links), which a save would part"
        }
        unsettled = reading.unsettled
        isDamaged = reading.isDamaged
        source = document.hash
        texts.note(document)
    }

    /// Resolves what was last read in another text: the article has changed since.
    mutating func resolve(in document: Document) {
        guard source != document.hash else { return }
        source = document.hash
        unsettled = []
        guard let base else { return }
        let reading = PageReader.read(base, document: document, texts: texts)
        annotations = reading.marks
        unsettled = reading.unsettled
        texts.note(document)
    }

    /// Reads the sidecar again where another program has written it.
    ///
    /// - Parameters:
    ///   - mine: the marks as they are here, with edits that are not saved yet; nil when there are none.
    ///   - document: the article as it is now.
    /// - Returns: mine merged with what the file holds now; nil when the file is as it was, or has vanished, which
    ///   the next save mends.
    public mutating func refresh(_ mine: AnnotationSet? = nil, document: Document) throws(SidecarError)
        -> AnnotationSet?
    {
        resolve(in: document)
        guard let file = try SidecarFile.at(location), let now = file.mark() else { return nil }
        guard now != mark else { return nil }
        guard let contents = try file.read() else { return nil }
        mark = now
        guard contents.bytes != base else { return nil }
        let reading = PageReader.read(contents.bytes, document: document, texts: texts)
        if reading.readOnlyReason != nil, !isReadOnly {
            // What we know is worth more than a file of which nothing can be read; the next save says why it stops.
            findings = reading.findings
            return nil
        }
        let before = annotations
        adopt(contents, document: document)
        guard let mine else { return annotations }
        return AnnotationSet.merge(base: before, mine: mine, theirs: annotations, current: document.hash).set
    }

    /// Notes what is on the disk after a write.
    mutating func settle(_ bytes: [UInt8], _ page: Page, _ marks: AnnotationSet, in file: SidecarFile) {
        base = bytes
        self.page = page
        annotations = marks
        unsettled = []
        isDamaged = false
        findings = []
        mark = file.mark()
    }
}
