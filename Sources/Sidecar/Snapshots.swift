// Texts that were annotated, kept by their hash: with the text that a mark was made in, it is found again more surely.

import CFiles
import Glibc
import TextModel

/// Where annotated texts are kept, and where they are looked for.
public struct Snapshots: Sendable {
    /// Where texts go from now on. They are read wherever they are.
    public enum Place: Sendable {
        /// Into gloss's data folder.
        case data
        /// Into a hidden folder beside the sidecar.
        case beside
        /// Nowhere.
        case off
    }

    let place: Place
    /// The absolute path of the data folder's part for snapshots; nil where the environment names none.
    let folder: String?

    /// - Parameter folder: the absolute path of `gloss/snapshots` in the user's data folder; it need not be there.
    public init(_ place: Place, folder: String?) {
        self.place = place
        self.folder = folder
    }

    /// Nothing is kept, and nothing is read but what is kept beside a sidecar.
    public static let none = Snapshots(.off, folder: nil)

    /// 32 MB: a longer text is not kept.
    public static let largest = 32 << 20
    /// The name of the folder beside sidecars.
    static let besideName = ".gloss-snapshots"

    static func fileName(_ hash: SourceHash) -> String { "\(hash.hex).txt" }

    static func beside(_ location: SidecarLocation) -> String {
        let folder = SidecarLocation.split(location.path).folder
        return folder == "/" ? "/" + besideName : folder + "/" + besideName
    }

    /// The paths of the folders in which the texts of a sidecar may be.
    func folders(of location: SidecarLocation) -> [String] {
        [Snapshots.beside(location)] + (folder.map { [$0] } ?? [])
    }

    /// What stands in a folder under a text's name.
    enum Found {
        case nothing
        case text([UInt8])
        /// The end of a sentence that begins with the file's path.
        case bad(String)
    }

    static func look(for hash: SourceHash, in path: String) -> Found {
        guard let folder = try? Folder(path) else { return .nothing }
        do throws(SystemError) {
            let descriptor = try folder.open(fileName(hash))
            guard try descriptor.status().st_mode & S_IFMT == S_IFREG else { return .bad("it is no regular file") }
            let bytes = try descriptor.bytes(limit: largest)
            guard SourceHash(of: bytes) == hash, bytes.withUnsafeBufferPointer({ WellFormed.firstFlaw($0) == $0.count })
            else { return .bad("it does not hold the text that it is named for") }
            return .text(bytes)
        } catch {
            return error.code == ENOENT ? .nothing : .bad("it cannot be read (\(error.reason))")
        }
    }

    /// A kept text; nil where there is none, or only one that is not what it should be.
    func text(_ hash: SourceHash, of location: SidecarLocation) -> Document? {
        for folder in folders(of: location) {
            if case .text(let bytes) = Snapshots.look(for: hash, in: folder) { return Document(utf8: bytes) }
        }
        return nil
    }
}

// MARK: Keeping

extension Snapshots {
    /// What became of a text that was to be kept.
    enum Kept: Equatable {
        /// It is there, perhaps since long.
        case there
        /// It is there, and is the first one ever in the folder of this path.
        case first(String)
        /// It is not there: nobody wants it, it is too long, or the system did not let us.
        case not
    }

    /// Keeps a text for a sidecar. Nothing is written where it is kept already.
    func keep(_ document: Document, for location: SidecarLocation) -> Kept {
        guard 1...Snapshots.largest ~= document.byteCount else { return .not }
        let path: String
        switch place {
        case .off: return .not
        case .beside: path = Snapshots.beside(location)
        case .data:
            guard let folder else { return .not }
            path = folder
        }
        do throws(SystemError) {
            let isNew = try Snapshots.make(path)
            let folder = try Folder(path)
            guard try folder.status().st_uid == geteuid() else { return .not }
            let lock = folder.lock()
            defer { withExtendedLifetime(lock) {} }
            guard try Snapshots.put(document, into: folder) else { return .not }
            if place == .data { try SnapshotUse(folder, document.hash).add(location.absolutePath) }
            // Who asked for texts beside articles knows about them.
            return isNew && place == .data ? .first(path) : .there
        } catch {
            return .not
        }
    }

    /// Notes that a sidecar needs those of the texts that are kept in the data folder.
    func use(_ hashes: Set<SourceHash>, for location: SidecarLocation) {
        guard place == .data, !hashes.isEmpty, let path = self.folder, let folder = try? Folder(path) else { return }
        let lock = folder.lock()
        defer { withExtendedLifetime(lock) {} }
        for hash in hashes where (try? folder.open(Snapshots.fileName(hash))) != nil {
            try? SnapshotUse(folder, hash).add(location.absolutePath)
        }
    }

    /// - Returns: whether the folder was not there before.
    private static func make(_ path: String) throws(SystemError) -> Bool {
        var status = stat()
        if lstat(path, &status) == 0 {
            // A link beside somebody's articles may lead anywhere.
            let isLink = status.st_mode & S_IFMT == S_IFLNK
            if isLink, SidecarLocation.split(path).name.isExactly(Substring(besideName)) {
                throw SystemError(code: ELOOP)
            }
            return false
        }
        let parent = SidecarLocation.split(path).folder
        try Folder.make(parent, mode: 0o700)
        if mkdir(path, 0o700) != 0 {
            guard errno == EEXIST else { throw SystemError(code: errno) }
            return false
        }
        try Folder(parent).sync()
        return true
    }

    /// - Returns: false for a text that is not what it was when it was opened.
    private static func put(_ document: Document, into folder: Folder) throws(SystemError) -> Bool {
        let name = fileName(document.hash)
        if let status = try? folder.open(name).status(), status.st_mode & S_IFMT == S_IFREG,
            Int(status.st_size) == document.byteCount
        {
            return true
        }
        let bytes = document.copy(document.span)
        guard SourceHash(of: bytes) == document.hash else { return false }
        try folder.put(bytes, as: name)
        return true
    }
}

extension Folder {
    /// Writes a file that only its owner may read; at every instant the old one or the new one is whole.
    func put(_ bytes: [UInt8], as name: String) throws(SystemError) {
        let temporary = ".\(name).\(gloss_thread_number()).tmp"
        // Left by a thread that had our number and is no more.
        try? remove(temporary)
        do throws(SystemError) {
            let descriptor = try create(temporary)
            try descriptor.write(bytes)
            try descriptor.sync()
            try descriptor.flush()
            try rename(temporary, to: name)
        } catch {
            try? remove(temporary)
            throw error
        }
        try sync()
    }
}

extension OpenSidecar {
    /// Keeps the text for the day that the article changes, where a mark was made in it.
    ///
    /// - Returns: the folder, when this is the first text ever that is kept there.
    mutating func keepText(of document: Document) -> String? {
        if keptSource == nil {
            // Its marks may have come from another sidecar, or the sidecar from another place.
            let others = Set(annotations.all.map(\.target.source)).subtracting([document.hash])
            texts.snapshots.use(others, for: location)
        }
        guard keptSource != document.hash, annotations.all.contains(where: { $0.target.source == document.hash })
        else { return nil }
        return keep(document)
    }

    /// Keeps a text that marks of this sidecar were made in.
    ///
    /// - Returns: the folder, when this is the first text ever that is kept there.
    @discardableResult public mutating func keep(_ text: Document) -> String? {
        switch texts.snapshots.keep(text, for: location) {
        case .not: return nil
        case .there:
            keptSource = text.hash
            return nil
        case .first(let folder):
            keptSource = text.hash
            return folder
        }
    }
}
