// The files of a merge: read wherever they are, and written so that nothing is lost that was in the way.

import Annotations
import Glibc
import TextModel

/// The three texts of a merge.
public struct MergeFiles: Sendable {
    public var base: [UInt8]
    public var ours: [UInt8]
    public var theirs: [UInt8]

    /// Reads them; `/dev/null` is empty.
    public init(base: String, ours: String, theirs: String) throws(SidecarError) {
        self.base = try MergeFiles.read(base)
        self.ours = try MergeFiles.read(ours)
        self.theirs = try MergeFiles.read(theirs)
    }

    private static func read(_ path: String) throws(SidecarError) -> [UInt8] {
        if path == "/dev/null" { return [] }
        guard let resolved = realpath(path, nil) else {
            throw .unreadable(path, reason: SystemError(code: errno).reason)
        }
        defer { free(resolved) }
        let (folder, name) = SidecarLocation.split(String(cString: resolved))
        do throws(SystemError) {
            let descriptor = try Folder(folder).open(name)
            guard try descriptor.status().st_mode & S_IFMT == S_IFREG else { throw SystemError(code: ENXIO) }
            return try descriptor.bytes(limit: SidecarFile.sizeLimit)
        } catch {
            switch error.code {
            case ENXIO, ENODEV: throw .notAFile(path)
            case EFBIG: throw .tooLarge(path)
            default: throw .unreadable(path, reason: error.reason)
            }
        }
    }

    /// Puts the merged text in its place.
    ///
    /// - Parameter isOurs: whether `path` is where ours was read: what another program wrote there since is merged.
    /// - Returns: the name, beside it, of the copy of what stood there and was none of the three; nil where there was
    ///   nothing to be kept.
    /// - Throws: `.readOnly` where something stands there that is no sidecar.
    public func write(_ merged: SidecarMerge, to path: String, isOurs: Bool) throws(SidecarError) -> String? {
        let article = SidecarLocation(sidecar: path)?.article ?? path
        do throws(SidecarError) {
            guard let file = try SidecarFile.at(path, article: article) else {
                throw .unwritable(path, reason: SystemError(code: ENOENT).reason)
            }
            guard file.folder.mayWrite(file.name) else {
                throw .unwritable(path, reason: SystemError(code: errno).reason)
            }
            let lock = file.folder.lock()
            return try withExtendedLifetime(lock) { () throws(SidecarError) in
                try write(merged.bytes, into: file, isOurs: isOurs, isLocked: lock != nil)
            }
        } catch .unreadable(let path, let reason) {
            throw .unwritable(path, reason: reason)
        }
    }

    private func write(
        _ bytes: [UInt8], into file: SidecarFile, isOurs: Bool, isLocked: Bool
    ) throws(SidecarError) -> String? {
        var bytes = bytes
        var known = [base, ours, theirs, []]
        var kept: String?
        var displaced: [String] = []
        for turn in 0..<100 {
            let disk = try file.read()
            if disk?.hasOtherNames ?? false {
                throw .readOnly(file.path, reason: "the file has more than one name (hard links)")
            }
            if let disk, !known.contains(disk.bytes) {
                if isOurs, let again = merged(bytes, with: disk.bytes) {
                    bytes = again
                } else {
                    let reading = PageReader.read(disk.bytes, document: nil)
                    if let reason = reading.readOnlyReason { throw .readOnly(file.path, reason: reason) }
                    kept = try attempt(file) { () throws(SystemError) in try file.keep(disk) }
                }
                known.append(disk.bytes)
            }
            if turn == 0, isLocked {
                displaced += try attempt(file) { () throws(SystemError) in
                    try takeIn(into: &bytes, beside: file, disk: disk?.bytes, isOurs: isOurs)
                }
            }
            switch try attempt(file, { () throws(SystemError) in try file.replace(with: bytes, read: disk) }) {
            case .done:
                try attempt(file) { () throws(SystemError) in
                    try file.folder.sync()
                    for name in displaced { try? file.folder.remove(name) }
                }
                return kept
            case .overtaken(let other, let temporary):
                known.append(bytes)
                guard let again = merged(bytes, with: other) else {
                    try attempt(file) { () throws(SystemError) in try file.setAside(temporary) }
                    continue
                }
                bytes = again
                displaced.append(temporary)
            case .changed: continue
            }
        }
        throw .contended(file.path)
    }

    /// What was to be written with what another program has written since ours was read.
    private func merged(_ bytes: [UInt8], with disk: [UInt8]) -> [UInt8]? {
        try? SidecarMerge(base: ours, ours: bytes, theirs: disk).bytes
    }

    private func attempt<Value>(
        _ file: SidecarFile, _ body: () throws(SystemError) -> Value
    ) throws(SidecarError) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw .unwritable(file.path, reason: error.reason)
        }
    }
}
