// Which kept texts nobody needs any more. Only what is certainly of no use goes: a text costs little, and without it
// marks are lost that would have been found.

import CFiles
import Glibc
import TextModel

/// What became of kept texts.
public struct PrunedSnapshots: Sendable {
    /// A text that is gone.
    public struct Removed: Sendable {
        public let path: String
        public let byteCount: Int
        /// The absolute paths of the sidecars that it was kept for.
        public let users: [String]
    }

    /// In the order of their paths.
    public internal(set) var removed: [Removed] = []
    /// The folders of sidecars that are not there now, perhaps only because a disk is not: texts of theirs stay.
    public internal(set) var missingFolders: [String] = []
}

extension Snapshots {
    /// Removes the texts that no sidecar names any more.
    ///
    /// In the data folder a text goes when every sidecar that it was ever kept for has vanished from its folder, or no
    /// longer names the text, and none of those that are given names it. It stays where that cannot be told. Beside
    /// the given sidecars, a text goes that none in the same folder names.
    ///
    /// - Parameters:
    ///   - seen: the sidecars that are known to be there.
    ///   - journal: the folder of the journal, whose marks are not in any sidecar yet.
    public func prune(seen: [SidecarLocation], journal: String?) -> PrunedSnapshots {
        var users = SnapshotUsers()
        var pruned = PrunedSnapshots()
        for path in Set(seen.map(Snapshots.beside)).sorted() {
            guard let parent = try? Folder(SidecarLocation.split(path).folder), let names = try? parent.names() else {
                continue
            }
            let sidecars = names.filter { $0.hasSuffix(SidecarLocation.ending) }
            let around = SidecarLocation.split(path).folder
            Snapshots.prune(path, &pruned) { hash, _ in
                sidecars.allSatisfy { users.need(of: "\(around)/\($0)", for: hash) == .none } ? [] : nil
            }
        }
        guard let folder else { return pruned }
        let here = seen.map(\.absolutePath)
        let journals = journal.flatMap { path in
            (try? Folder(path).names())?.filter { $0.hasSuffix(".json") }.map { "\(path)/\($0)" }
        }
        var missing: Set<String> = []
        Snapshots.prune(folder, &pruned) { hash, use in
            for path in here where users.need(of: path, for: hash) == .certain {
                // Whoever has moved it in the meantime need not name its new place again.
                try? use.add(path)
                return nil
            }
            guard let paths = use.paths, !(journals ?? []).contains(where: { users.need(of: $0, for: hash) != .none })
            else { return nil }
            let needs = paths.map { users.need(of: $0, for: hash) }
            for (path, need) in zip(paths, needs) where need == .untold {
                missing.insert(SidecarLocation.split(path).folder)
            }
            return needs.allSatisfy { $0 == .none } ? paths : nil
        }
        pruned.missingFolders = missing.sorted()
        return pruned
    }

    /// - Parameter isFree: the sidecars that a text was kept for, where none needs it; else nil.
    private static func prune(
        _ path: String, _ pruned: inout PrunedSnapshots, isFree: (SourceHash, SnapshotUse) -> [String]?
    ) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, let folder = try? Folder(path),
            let names = try? folder.names()
        else { return }
        let lock = folder.lock()
        defer { withExtendedLifetime(lock) {} }
        for name in names.sorted() {
            guard name.hasSuffix(".txt"), let hash = SourceHash(hex: String(name.dropLast(4))) else { continue }
            let use = SnapshotUse(folder, hash)
            guard let users = isFree(hash, use), let size = try? folder.open(name).status().st_size,
                (try? folder.remove(name)) != nil
            else { continue }
            use.remove()
            pruned.removed.append(.init(path: "\(path)/\(name)", byteCount: Int(size), users: users))
        }
        try? folder.sync()
    }
}

/// What sidecars name, each read once.
private struct SnapshotUsers {
    enum Need {
        /// It names the text.
        case certain
        /// It is gone, or names other texts.
        case none
        /// It cannot be read, or the folder that it was in is not there.
        case untold
    }

    /// By path; nil for a sidecar that cannot be told anything of, and none for one that is gone.
    private var named: [String: Set<String>?] = [:]

    mutating func need(of path: String, for hash: SourceHash) -> Need {
        let names: Set<String>?
        if let known = named[path] { names = known } else { names = SnapshotUsers.names(in: path) }
        named[path] = .some(names)
        guard let names else { return .untold }
        return names.contains(hash.hex) ? .certain : .none
    }

    private static func names(in path: String) -> Set<String>? {
        let (folderPath, name) = SidecarLocation.split(path)
        guard let folder = try? Folder(folderPath) else { return nil }
        do throws(SystemError) {
            let bytes = try folder.open(name).bytes(limit: 4 * SidecarFile.sizeLimit)
            return hashes(in: bytes)
        } catch  where error.code == ENOENT {
            return []
        } catch  where error.code == ELOOP {
            // A sidecar may be a link, which leads to who knows where.
            return nil
        } catch {
            return nil
        }
    }

    /// Every row of just 64 hexadecimal digits.
    private static func hashes(in bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var start = 0
        bytes.withUnsafeBufferPointer { bytes in
            for index in 0...bytes.count {
                if index < bytes.count, isDigit(bytes[index]) { continue }
                if index - start == 64 { found.insert(String(decoding: bytes[start..<index], as: UTF8.self)) }
                start = index + 1
            }
        }
        return found
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }
}
