// The save: read again, merge, check, write beside, swap, look at what was displaced, and only then "saved".

import Annotations
import Glibc
import TextModel

extension OpenSidecar {
    /// Saves the marks and merges what other programs wrote in between.
    ///
    /// Nothing is written where the marks say what the file says. A set that is empty and never had a file gets none.
    ///
    /// - Parameters:
    ///   - mine: all marks of this coder, resolved in `document`.
    ///   - document: the article as it is now.
    ///   - newIDs: the names for a sidecar that has to be made.
    /// - Throws: `.unwritable` and the like; the old file is whole then, and the next call tries again from the start.
    public mutating func save(
        _ mine: AnnotationSet, codebook: Codebook, document: Document, newIDs: PageIDs
    ) throws(SidecarError) -> SaveOutcome {
        try save(mine, codebook: codebook, document: document, newIDs: newIDs, isLocking: true)
    }

    /// - Parameter isLocking: false behaves as where the file system has no locks.
    mutating func save(
        _ mine: AnnotationSet, codebook: Codebook, document: Document, newIDs: PageIDs, isLocking: Bool
    ) throws(SidecarError) -> SaveOutcome {
        resolve(in: document)
        if let readOnlyReason { throw .readOnly(location.path, reason: readOnlyReason) }
        let holdsNothing = mine.isEmpty && waiting?.foreign.isEmpty != false
        if !isUncertain, base == nil || mine.saysTheSame(as: annotations), holdsNothing || base != nil {
            // No edit, no write: but for a file that vanished, this is all there is to do.
            if base == nil || (try? SidecarFile.at(location)?.mark()) != nil { return untouched }
        }
        let file: SidecarFile
        do throws(SidecarError) {
            file = try openedForWriting()
        } catch .unreadable(let path, let reason) {
            throw .unwritable(path, reason: reason)
        }
        let lock = isLocking ? file.folder.lock() : nil
        var save = Save(
            file: file,
            composition: Composition(
                article: location.article, codebook: codebook, document: document, newIDs: newIDs,
                known: annotations, unsettled: unsettled, carrying: carrying),
            ancestor: Save.Version(bytes: base, page: page, marks: annotations, isDamaged: isDamaged), mine: mine,
            waiting: waiting, isForced: isUncertain, texts: texts)
        isUncertain = true
        let written: Save.Version
        do throws(SidecarError) {
            written = try withExtendedLifetime(lock) { () throws(SidecarError) in try save.run(isLocked: lock != nil) }
        } catch .unreadable(let path, let reason) {
            // What cannot be read again cannot be merged with, so nothing is written: to the reader that is not saved.
            throw .unwritable(path, reason: reason)
        }
        isUncertain = false
        guard let bytes = written.bytes, let page = written.page else { return untouched }
        waiting = nil
        settle(bytes, page, written.marks, in: file)
        texts.note(document)
        // Only now: a text that cannot be kept must not stand in the way of the marks.
        let newFolder = keepText(of: document)
        return SaveOutcome(
            annotations: annotations, fromOthers: save.fromOthers, conflicts: save.conflicts,
            wasRestored: save.wasRestored, keptCopy: save.keptCopy, hasWritten: save.hasWritten,
            newSnapshotFolder: newFolder)
    }

    private var untouched: SaveOutcome {
        SaveOutcome(
            annotations: annotations, fromOthers: 0, conflicts: [], wasRestored: false, keptCopy: nil,
            hasWritten: false)
    }

    private func openedForWriting() throws(SidecarError) -> SidecarFile {
        do throws(SystemError) {
            try Folder.make(SidecarLocation.split(location.path).folder)
        } catch {
            throw SidecarError.unwritten(location.path, error)
        }
        guard let file = try SidecarFile.at(location) else {
            throw .unwritable(location.path, reason: SystemError(code: ENOENT).reason)
        }
        guard file.folder.mayWrite(file.name) else {
            throw SidecarError.unwritten(location.path, SystemError(code: errno))
        }
        return file
    }
}

/// One save on its way to the disk.
struct Save {
    /// A state of the sidecar: what stood or will stand in the file.
    struct Version {
        var bytes: [UInt8]?
        var page: Page?
        var marks: AnnotationSet
        /// Whether some of the bytes could not be read.
        var isDamaged = false
    }

    let file: SidecarFile
    let composition: Composition
    private var document: Document { composition.document }
    /// What mine and the file's state grew out of.
    var ancestor: Version
    /// The bytes of the file that `mine` holds all of.
    private var expected: [UInt8]?
    /// Whether some of those could not be read.
    private var isExpectedDamaged: Bool
    var mine: AnnotationSet
    /// Whether to write even what the file seems to hold: the last attempt may not have reached the disk.
    let isForced: Bool
    let texts: OldTexts?

    private(set) var fromOthers = 0
    private(set) var conflicts: [AnnotationID] = []
    private(set) var wasRestored = false
    private(set) var keptCopy: String?
    private(set) var hasWritten = false
    /// Displaced files that are merged into `mine` and may go once that is on the disk.
    private var merged: [String] = []
    /// The header as the last merge left it, or as it waited in a journal; nil while it is the ancestor's.
    private var header: Page?

    init(
        file: SidecarFile, composition: Composition, ancestor: Version, mine: AnnotationSet, waiting: Page?,
        isForced: Bool, texts: OldTexts? = nil
    ) {
        self.file = file
        self.composition = composition
        self.ancestor = ancestor
        expected = ancestor.bytes
        isExpectedDamaged = ancestor.isDamaged
        self.mine = mine
        header = waiting
        self.isForced = isForced
        self.texts = texts
    }

    /// Goes round until what was displaced is what had been read.
    mutating func run(isLocked: Bool) throws(SidecarError) -> Version {
        var isFirst = true
        for attempt in 0..<200 {
            let disk = try file.read()
            if disk?.hasOtherNames ?? false {
                throw .readOnly(file.path, reason: "the file has more than one name (hard links)")
            }
            if disk?.bytes != expected { try mergeDisk(disk) }
            if isFirst, isLocked { try adoptLeftovers(disk) }
            isFirst = false
            if disk == nil, ancestor.bytes == nil, mine.isEmpty, header?.foreign.isEmpty != false { return ancestor }
            let next = try version()
            guard next.bytes != disk?.bytes || isForced && !hasWritten else {
                try finish()
                return next
            }
            if let disk, keptCopy == nil { try keepDamaged(disk) }
            switch try replace(with: next, read: disk) {
            case .done:
                hasWritten = true
                try finish()
                return next
            case .overtaken(let bytes, let temporary):
                hasWritten = true
                try mergeDisplaced(bytes, temporary, by: next)
            case .changed:
                if attempt > 8 { usleep(useconds_t.random(in: 500...5000)) }
            }
        }
        throw .contended(file.path)
    }

    /// Merges what another program wrote since the file was last read.
    private mutating func mergeDisk(_ disk: SidecarFile.Contents?) throws(SidecarError) {
        expected = disk?.bytes
        guard let disk else {
            // It vanished: everything in it is in mine, and is written again.
            wasRestored = true
            return
        }
        let theirs = try read(disk.bytes)
        isExpectedDamaged = theirs.isDamaged
        merge(theirs, over: ancestor)
        forget(unlessIn: theirs)
    }

    private mutating func mergeDisplaced(_ bytes: [UInt8], _ temporary: String, by written: Version)
        throws(SidecarError)
    {
        mine = written.marks
        header = written.page
        expected = written.bytes
        isExpectedDamaged = false
        if let theirs = try? read(bytes) {
            // What it lacks was in the file that was read: its writer may not have seen that, and relies on us to
            // keep it.
            forget(unlessIn: theirs)
            merge(theirs, over: ancestor)
            merged.append(temporary)
        } else {
            try attempt { () throws(SystemError) in try file.setAside(temporary) }
        }
    }

    /// Keeps of the ancestor only what this version has too.
    ///
    /// Among several writers without a lock a version may lack a mark because its writer never saw it, not because
    /// the mark was deleted. So a mark counts as known to all only when every version seen in this save had it.
    private mutating func forget(unlessIn theirs: Version) {
        ancestor.marks = AnnotationSet(ancestor.marks.all.filter { theirs.marks[$0.id] != nil })
    }

    private mutating func merge(_ theirs: Version, over base: Version) {
        let result = AnnotationSet.merge(
            base: base.marks, mine: mine, theirs: theirs.marks, current: document.hash)
        mine = result.set
        fromOthers += result.fromTheirs
        conflicts += result.conflicts
        guard let page = theirs.page else { return }
        header = (header ?? base.page).map { Page.merge(base: base.page, mine: $0, theirs: page) } ?? page
    }

    /// - Throws: `.readOnly` for a file that is none of ours or of which nothing can be read.
    private func read(_ bytes: [UInt8]) throws(SidecarError) -> Version {
        let reading = PageReader.read(bytes, document: document, texts: texts)
        if let reason = reading.readOnlyReason { throw .readOnly(file.path, reason: reason) }
        return Version(bytes: bytes, page: reading.page, marks: reading.marks, isDamaged: reading.isDamaged)
    }

    private func version() throws(SidecarError) -> Version {
        try composition.version(mine, page: header ?? ancestor.page, path: file.path)
    }

    private mutating func keepDamaged(_ disk: SidecarFile.Contents) throws(SidecarError) {
        guard isExpectedDamaged else { return }
        keptCopy = try attempt { () throws(SystemError) in try file.keep(disk) }
    }

    private func replace(with next: Version, read disk: SidecarFile.Contents?) throws(SidecarError) -> Replaced {
        try attempt { () throws(SystemError) in
            try file.replace(with: next.bytes ?? [], read: disk)
        }
    }

    /// What was merged goes, and the directory is made to last.
    private mutating func finish() throws(SidecarError) {
        try attempt { () throws(SystemError) in
            try file.folder.sync()
            guard !merged.isEmpty else { return }
            for name in merged { try? file.folder.remove(name) }
            try file.folder.sync()
        }
        merged = []
    }

    private func attempt<Value>(_ body: () throws(SystemError) -> Value) throws(SidecarError) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw SidecarError.unwritten(file.path, error)
        }
    }
}

extension Save {
    /// Takes in what programs left that did not live to end their save.
    private mutating func adoptLeftovers(_ disk: SidecarFile.Contents?) throws(SidecarError) {
        let leftovers = (try? file.leftovers()) ?? []
        guard !leftovers.isEmpty else { return }
        let now = String(SourceHash(of: disk?.bytes ?? []).hex.prefix(16))
        for leftover in leftovers {
            if leftover.bytes.isEmpty || SourceHash(of: leftover.bytes).hex.hasPrefix(leftover.base) {
                // Nothing is in it, or it is the old file that a swap displaced: all of that was in what displaced it.
                try? file.folder.remove(leftover.name)
                continue
            }
            guard let theirs = try? read(leftover.bytes), theirs.page != nil,
                (try? JSON.read(leftover.bytes)) != nil
            else {
                // Cut short before its swap it was never shown as saved; anything else may be all there is of it.
                if leftover.base == now {
                    try? file.folder.remove(leftover.name)
                } else if let part = CutShort.ended(leftover.bytes).flatMap({ try? read($0) }), !part.isDamaged {
                    merge(part, over: unrelated(part))
                    merged.append(leftover.name)
                } else {
                    try? file.setAside(leftover.name)
                }
                continue
            }
            if leftover.base == now {
                let onDisk =
                    disk.flatMap { try? read($0.bytes) } ?? Version(bytes: nil, page: nil, marks: AnnotationSet())
                merge(theirs, over: onDisk)
            } else {
                merge(theirs, over: unrelated(theirs))
            }
            merged.append(leftover.name)
        }
    }

    /// An ancestor for a version of unknown descent: what it has in an older form than mine counts as known, and what
    /// only it has was never seen here.
    private func unrelated(_ theirs: Version) -> Version {
        let older = theirs.marks.all.filter { theirs in
            mine[theirs.id].map { !($0.modified < theirs.modified) } ?? false
        }
        return Version(bytes: nil, page: theirs.page, marks: AnnotationSet(older))
    }
}
