// Marks that their sidecar cannot take because its place may not be written: kept elsewhere until it can.

import Annotations
import CFiles
import Glibc
import Synchronization
import TextModel

/// The journal of one sidecar: a file for each session that could not save, and one for this session.
///
/// A file holds the sidecar as it was (`base`) and as it should be (`mine`), each as a text in a string, so that it can
/// be merged into whatever the sidecar has become. It goes only when the sidecar, or a newer file of the journal, holds
/// what it says, and only while it still says what was read. A session holds the lock on its file as long as it lives, so
/// that no other takes its marks over: one of the two would bring back what the other deletes.
public struct Journal: Sendable {
    /// A file of the journal by its name and what was in it.
    private struct File: Sendable {
        var name: String
        var hash: SourceHash
        /// Holds the lock on it; it says nothing where the file system has no locks.
        var descriptor: Descriptor
    }

    /// What one session could not save.
    private struct Entry {
        var file: File
        var base: [UInt8]?
        var mine: [UInt8]
    }

    private let directory: String
    /// The absolute path of the sidecar.
    private let path: String
    /// The first 32 digits of the path's SHA-256, by which all sessions find each other.
    private let stem: String
    /// The name of this session's file.
    private let name: String
    /// Files whose marks are among those that are worked on here.
    private var taken: [File] = []
    /// What this session wrote last, and of what.
    private var written: (file: File, base: [UInt8]?, mine: AnnotationSet)?

    /// Files of the journal that nobody can read, by their paths. They are left as they are.
    public private(set) var unreadable: [String] = []
    /// Whether another session that has not ended keeps marks here, too.
    public private(set) var isShared = false
    /// Whether what was read says more than the sidecar does.
    public private(set) var holdsMore = false

    /// Files that sessions of this very program hold, which it is not to take for another's.
    private static let own = Mutex<Set<String>>([])

    /// - Parameter folder: where journals are kept; it need not be there.
    public init(folder: String, of location: SidecarLocation) {
        directory = folder
        path = location.absolutePath
        stem = String(SourceHash(of: Array(path.utf8)).hex.prefix(32))
        let number = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        name = "\(stem).\(String(repeating: "0", count: 8 - number.utf8.count))\(number).json"
    }

    /// The marks of a sidecar with all that sessions before this one could not save into it. Where that is more than
    /// the sidecar says, it is for the caller to save it. A sidecar that has vanished meanwhile gets its header and its
    /// foreign records back, too, with the next save.
    public mutating func read(into sidecar: inout OpenSidecar, document: Document) -> AnnotationSet {
        var marks = sidecar.annotations
        guard let folder = try? Folder(directory) else { return marks }
        let names = ((try? folder.names()) ?? []).sorted()
        if names.contains(where: isTemporary) { removeLeftovers(from: folder) }
        for name in names where name.hasPrefix(stem + ".") && name.hasSuffix(".json") {
            guard !Journal.isAtWork(name, in: folder) else {
                isShared = true
                continue
            }
            let entry = entry(name, in: folder)
            let mine = entry.map { PageReader.read($0.mine, document: document, texts: sidecar.texts) }
            guard let entry, let mine, let page = mine.page, mine.readOnlyReason == nil, !mine.isDamaged else {
                // One that was merged elsewhere since the names were read is none that nobody can read.
                if (try? folder.open(name)) != nil { unreadable.append("\(directory)/\(name)") }
                continue
            }
            // That the sidecar has vanished does not say that anything in it was deleted.
            let known = sidecar.exists ? entry.base : nil
            let base = known.map { PageReader.read($0, document: document, texts: sidecar.texts).marks }
            marks =
                AnnotationSet.merge(
                    base: base ?? AnnotationSet(), mine: mine.marks, theirs: marks, current: document.hash
                ).set
            if !sidecar.exists {
                sidecar.waiting = sidecar.waiting.map { Page.merge(base: nil, mine: $0, theirs: page) } ?? page
            }
            taken.append(entry.file)
        }
        holdsMore = !marks.saysTheSame(as: sidecar.annotations) || sidecar.waiting?.foreign.isEmpty == false
        return marks
    }

    /// Whether anything is kept for the sidecar, by whatever session.
    public var isEmpty: Bool {
        guard let names = try? Folder(directory).names() else { return true }
        return !names.contains { $0.hasPrefix(stem + ".") && $0.hasSuffix(".json") }
    }

    /// Whether a session of another program that has not ended holds this file.
    private static func isAtWork(_ name: String, in folder: Folder) -> Bool {
        guard !own.withLock({ $0.contains(name) }), let descriptor = try? folder.open(name) else { return false }
        return gloss_lock(descriptor.number, 0) != 0 && errno == EWOULDBLOCK
    }

    private func isTemporary(_ name: String) -> Bool { name.hasPrefix(".\(stem).") && name.hasSuffix(".tmp") }

    /// What sessions left that did not live to put it in its place. It was never said to be safe.
    private func removeLeftovers(from folder: Folder) {
        // Whoever writes one has the lock on the directory until it is in its place.
        guard let lock = folder.lock() else { return }
        for name in (try? folder.names()) ?? [] where isTemporary(name) {
            guard !Journal.isAtWork(name, in: folder) else { continue }
            try? folder.remove(name)
        }
        withExtendedLifetime(lock) {}
    }

    private func entry(_ name: String, in folder: Folder) -> Entry? {
        // Two sidecars in one, and escapes.
        guard let descriptor = try? folder.open(name), let status = try? descriptor.status(),
            status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            let bytes = try? descriptor.bytes(limit: 4 * SidecarFile.sizeLimit), let json = try? JSON.read(bytes),
            let path = json["file"]?.string, path.isExactly(Substring(self.path)), let mine = json["mine"]?.string
        else { return nil }
        // Two who find it at once must not both take it.
        if gloss_lock(descriptor.number, 0) == 0 { Journal.own.withLock { _ = $0.insert(name) } }
        return Entry(
            file: File(name: name, hash: SourceHash(of: bytes), descriptor: descriptor),
            base: json["base"]?.string.map { Array($0.utf8) }, mine: Array(mine.utf8))
    }

    /// Keeps marks that the sidecar could not take. Files of earlier sessions that are merged into them go then.
    ///
    /// - Parameters:
    ///   - mine: all marks, as they were to be saved.
    ///   - sidecar: as it was last read or written.
    /// - Throws: `.unwritable` for the journal's own file; nothing is lost of what it held before.
    public mutating func keep(
        _ mine: AnnotationSet, of sidecar: OpenSidecar, codebook: Codebook, document: Document, newIDs: PageIDs
    ) throws(SidecarError) {
        if let written, written.base == sidecar.base, written.mine.saysTheSame(as: mine) { return }
        let composition = Composition(
            article: sidecar.location.article, codebook: codebook, document: document, newIDs: newIDs,
            known: sidecar.annotations, unsettled: sidecar.unsettled)
        let text = try composition.version(mine, page: sidecar.page ?? sidecar.waiting, path: path)
        let bytes = Journal.text(path, base: sidecar.base, mine: text.bytes ?? [])
        do throws(SystemError) {
            try Folder.make(directory, mode: 0o700)
            let folder = try Folder(directory)
            let lock = folder.lock()
            let descriptor = try put(bytes, into: folder)
            written = (
                File(name: name, hash: SourceHash(of: bytes), descriptor: descriptor), sidecar.base, mine
            )
            remove(taken, from: folder)
            taken = []
            withExtendedLifetime(lock) {}
        } catch {
            throw .unwritable("\(directory)/\(name)", reason: error.reason)
        }
    }

    /// Takes note that the sidecar holds all that was kept.
    public mutating func settle() {
        let files = taken + (written.map { [$0.file] } ?? [])
        guard !files.isEmpty, let folder = try? Folder(directory) else { return }
        let lock = folder.lock()
        remove(files, from: folder)
        withExtendedLifetime(lock) {}
        taken = []
        written = nil
    }

    private static func text(_ path: String, base: [UInt8]?, mine: [UInt8]) -> [UInt8] {
        func string(_ bytes: [UInt8]) -> String { JSONWriter.string(String(decoding: bytes, as: UTF8.self)) }
        let members = [
            "\"file\": \(JSONWriter.string(path))", "\"base\": \(base.map(string) ?? "null")",
            "\"mine\": \(string(mine))",
        ]
        return Array("{\(members.joined(separator: ",\n"))}\n".utf8)
    }

    /// At every instant the old file or the new one is whole under this session's name.
    private func put(_ bytes: [UInt8], into folder: Folder) throws(SystemError) -> Descriptor {
        let temporary = ".\(name).tmp"
        // Only this session gives a file that name, and it does one thing at a time.
        try? folder.remove(temporary)
        Journal.own.withLock { _ = $0.insert(name) }
        do throws(SystemError) {
            let descriptor = try folder.create(temporary)
            // Without locks the file is safe all the same; it may only be taken over too early.
            _ = gloss_lock(descriptor.number, 0)
            try descriptor.write(bytes)
            try descriptor.sync()
            try descriptor.flush()
            try folder.rename(temporary, to: name)
            try folder.sync()
            return descriptor
        } catch {
            // Once more, so that trouble that has passed leaves nothing behind.
            do { try folder.remove(temporary) } catch { try? folder.remove(temporary) }
            throw error
        }
    }

    /// What another session has written since is not what is settled here, and stays.
    private func remove(_ files: [File], from folder: Folder) {
        guard !files.isEmpty else { return }
        for file in files {
            guard let now = try? folder.open(file.name).bytes(limit: 4 * SidecarFile.sizeLimit),
                SourceHash(of: now) == file.hash
            else { continue }
            try? folder.remove(file.name)
        }
        try? folder.sync()
    }
}
