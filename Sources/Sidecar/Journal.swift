// Marks that their sidecar cannot take because its place may not be written: kept elsewhere until it can.

import Annotations
import TextModel

/// The journal of one sidecar: a file for each session that could not save, and one for this session.
///
/// Each file is a change of what stood there when it was written (`JournalFile`), so that all of them together can be
/// merged into whatever the sidecar has become. It goes only when the sidecar, or a newer file of the journal, holds
/// what it says, and only while it still says what was read. A session holds the lock on its file as long as it lives:
/// the others show its marks, and none takes them over. What a session that is gone has left is taken over by the next.
public struct Journal: Sendable {
    /// What a file said when it was last read.
    struct Reading: Sendable {
        var hash: SourceHash
        var mark: SidecarFile.Mark
        /// Held open, so that no other file is given its number: what has the same mark is the same.
        var descriptor: Descriptor
        /// The text in which its marks were resolved.
        var text: SourceHash
        var patch: JournalPatch
    }

    /// What the marks that are worked on here were last merged with.
    private struct Known: Sendable {
        var sidecar: AnnotationSet
        var patches: [String: JournalPatch]
        /// The text that all of it was resolved in.
        var text: SourceHash
    }

    /// Where journals are kept.
    public let directory: String
    /// The absolute path of the sidecar.
    let path: String
    /// The first 32 digits of the path's SHA-256, by which all sessions find each other.
    let stem: String
    /// The name of this session's file.
    let name: String
    let program: JournalProgram
    /// Files of sessions that are gone whose marks are among those that are worked on here.
    var taken: Set<String> = []
    /// The locks on this session's file and on those, by their names; they say nothing where there are no locks.
    var held: [String: Descriptor] = [:]
    /// All files as they were when they were last looked at.
    var readings: [String: Reading] = [:]
    /// Nil as long as there is nothing in the journal.
    private var known: Known?

    /// Files of the journal that nobody can read, by their paths. They are left as they are.
    public internal(set) var unreadable: [String] = []
    /// Whether another session that has not ended keeps marks here, too.
    public internal(set) var isShared = false
    /// Whether what was read says more than the sidecar does.
    public private(set) var holdsMore = false

    /// - Parameter folder: where journals are kept; it need not be there.
    public init(folder: String, of location: SidecarLocation) { self.init(folder: folder, of: location, .this) }

    init(folder: String, of location: SidecarLocation, _ program: JournalProgram) {
        directory = folder
        path = location.absolutePath
        stem = Journal.stem(of: location)
        let number = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        name = "\(stem).\(String(repeating: "0", count: 8 - number.utf8.count))\(number).json"
        self.program = program
    }

    /// How the names of all files begin that keep marks of this sidecar.
    static func stem(of location: SidecarLocation) -> String {
        String(SourceHash(of: Array(location.absolutePath.utf8)).hex.prefix(32))
    }

    /// Whether anything is kept for the sidecar, by whatever session.
    public var isEmpty: Bool {
        guard let names = try? Folder(directory).names() else { return true }
        return !names.contains(where: isFile)
    }

    func isFile(_ name: String) -> Bool { name.hasPrefix(stem + ".") && name.hasSuffix(".json") }
    func isTemporary(_ name: String) -> Bool { name.hasPrefix(".\(stem).") && name.hasSuffix(".tmp") }
}

extension Journal {
    /// The marks of a sidecar with all that other sessions could not save into it. Where that is more than the sidecar
    /// says, it is for the caller to save it. A sidecar that has vanished meanwhile gets its header and its foreign
    /// records back, too, with the next save.
    public mutating func read(into sidecar: inout OpenSidecar, document: Document) -> AnnotationSet {
        look(sidecar, document, takesOver: true)
        if !sidecar.exists {
            for reading in readings.values.sorted(by: { $0.patch.step < $1.patch.step }) {
                let page = reading.patch.page
                sidecar.waiting = sidecar.waiting.map { Page.merge(base: nil, mine: $0, theirs: page) } ?? page
            }
        }
        commit(sidecar, document)
        let marks = sum(sidecar.annotations, patches, sidecar, document)
        holdsMore = !marks.saysTheSame(as: sidecar.annotations) || sidecar.waiting?.foreign.isEmpty == false
        return marks
    }

    /// Reads sidecar and journal again where another program has written them.
    ///
    /// - Parameter mine: the marks as they are here, with edits that are not saved yet.
    /// - Returns: mine merged with what is there now; nil where that is nothing else.
    public mutating func refresh(
        _ mine: AnnotationSet, of sidecar: inout OpenSidecar, document: Document
    ) throws(SidecarError) -> AnnotationSet? {
        guard known != nil || !isEmpty else { return try sidecar.refresh(mine, document: document) }
        let all = united(mine, with: &sidecar, document)
        commit(sidecar, document)
        holdsMore = !all.saysTheSame(as: sidecar.annotations)
        return all.saysTheSame(as: mine) ? nil : all
    }

    /// Saves marks into the sidecar together with all that the journal holds, which goes then.
    ///
    /// - Returns: as `OpenSidecar.save` does.
    /// - Throws: what that throws; the journal is as it was then.
    public mutating func save(
        _ mine: AnnotationSet, into sidecar: inout OpenSidecar, codebook: Codebook, document: Document, newIDs: PageIDs
    ) throws(SidecarError) -> SaveOutcome {
        let all = known == nil && isEmpty ? mine : united(mine, with: &sidecar, document)
        let outcome = try sidecar.save(all, codebook: codebook, document: document, newIDs: newIDs)
        settle()
        commit(sidecar, document)
        return outcome
    }

    /// Keeps marks that the sidecar could not take. Files of sessions that are gone go then, as far as their marks are
    /// among these.
    ///
    /// - Parameters:
    ///   - mine: all marks, as they were to be saved.
    ///   - sidecar: as it was last read or written.
    /// - Throws: `.unwritable` for the journal's own file; nothing is lost of what it held before.
    public mutating func keep(
        _ mine: AnnotationSet, of sidecar: OpenSidecar, codebook: Codebook, document: Document, newIDs: PageIDs
    ) throws(SidecarError) {
        do throws(SystemError) { try Folder.make(directory, mode: 0o700) } catch { throw unwritable(error) }
        // Whoever writes here has seen all that the others have written.
        let lock = (try? Folder(directory))?.lock()
        defer { withExtendedLifetime(lock) {} }
        look(sidecar, document, takesOver: false)
        let all = merged(mine, sidecar, document)
        let others = patches.filter { $0.key != name && !taken.contains($0.key) }
        let ground = sum(sidecar.annotations, others, sidecar, document)
        let disk = sum(sidecar.annotations, patches, sidecar, document)
        if taken.isEmpty, disk.saysTheSame(as: all), readings[name] != nil || !others.isEmpty { return }
        let composition = Composition(
            article: sidecar.location.article, codebook: codebook, document: document, newIDs: newIDs,
            known: sidecar.annotations, unsettled: sidecar.unsettled)
        let page = sidecar.page ?? sidecar.waiting
        let version = try composition.version(all, page: page, path: path)
        let file = JournalFile(
            base: sidecar.base,
            ground: others.isEmpty ? nil : try composition.version(ground, page: page, path: path).bytes,
            mine: version.bytes ?? [], step: 1 + (readings.values.map(\.patch.step).max() ?? 0), took: took)
        let patch = JournalPatch(
            step: file.step, base: ground, mine: version.marks, page: version.page ?? Page(new: newIDs, label: ""),
            hadSidecar: sidecar.base != nil, took: took)
        do throws(SystemError) { try put(file, patch, document) } catch { throw unwritable(error) }
        note(JournalPatch(patch, mine: mine), sidecar, document)
    }

    /// The names of all files that this session's is to hold all of, the latest last.
    private var took: [String] {
        let earlier = (taken.sorted() + [name]).flatMap { readings[$0]?.patch.took ?? [] }
        let names = earlier.filter { !taken.contains($0) } + taken.sorted()
        return Array(names.suffix(JournalFile.mostTook))
    }

    /// Takes note that the sidecar holds all that was kept, here and by others, when it was last looked at.
    public mutating func settle() {
        guard !readings.isEmpty, let folder = try? Folder(directory) else { return }
        let lock = folder.lock()
        remove(Set(readings.keys), from: folder)
        withExtendedLifetime(lock) {}
        for name in taken { held[name] = nil }
        taken = []
    }

    private func unwritable(_ error: SystemError) -> SidecarError {
        .unwritable("\(directory)/\(name)", reason: error.reason)
    }
}

// What is in the sidecar and the journal together, and what has come in since the marks here were merged with it. A file
// that is gone, or cannot be read for once, says nothing, but where the sidecar or another file holds all of it: neither
// that its marks are deleted nor that they are not.
extension Journal {
    private var patches: [String: JournalPatch] { readings.mapValues(\.patch) }

    /// The marks of a sidecar with each file's change made upon them, in the order in which they were written.
    private func sum(
        _ marks: AnnotationSet, _ patches: [String: JournalPatch], _ sidecar: OpenSidecar, _ document: Document
    ) -> AnnotationSet {
        patches.sorted { ($0.value.step, $0.key) < ($1.value.step, $1.key) }.reduce(marks) { marks, patch in
            patch.value.made(upon: marks, isSidecarThere: sidecar.exists, in: document.hash)
        }
    }

    private mutating func united(
        _ mine: AnnotationSet, with sidecar: inout OpenSidecar, _ document: Document
    ) -> AnnotationSet {
        if known == nil {
            known = Known(sidecar: sidecar.annotations, patches: [:], text: sidecar.source ?? document.hash)
        }
        _ = try? sidecar.refresh(document: document)
        look(sidecar, document, takesOver: true)
        return merged(mine, sidecar, document)
    }

    private func merged(_ mine: AnnotationSet, _ sidecar: OpenSidecar, _ document: Document) -> AnnotationSet {
        let now = patches
        var before = sidecar.annotations
        if let known, known.text == document.hash {
            let took = Set(now.values.flatMap(\.took))
            let told = known.patches.filter { name, patch in
                now[name] != nil || took.contains(name)
                    || patch.isIn(sidecar.annotations, butNotIn: known.sidecar)
            }
            before = sum(known.sidecar, told, sidecar, document)
        } else if known != nil {
            // In another text nothing can be told to be deleted, so that all of it stays.
            before = AnnotationSet()
        }
        return AnnotationSet.merge(
            base: before, mine: mine, theirs: sum(sidecar.annotations, now, sidecar, document), current: document.hash
        ).set
    }

    /// Notes that the marks here were merged with all that was read.
    private mutating func commit(_ sidecar: OpenSidecar, _ document: Document) {
        known =
            readings.isEmpty
            ? nil : Known(sidecar: sidecar.annotations, patches: patches, text: document.hash)
    }

    /// Notes what this session has kept. What others kept is in that file, but not yet among the marks here.
    private mutating func note(_ patch: JournalPatch, _ sidecar: OpenSidecar, _ document: Document) {
        var now = known ?? Known(sidecar: sidecar.annotations, patches: [:], text: document.hash)
        if now.text != document.hash { now = Known(sidecar: AnnotationSet(), patches: [:], text: document.hash) }
        now.patches[name] = patch
        known = now
    }
}
