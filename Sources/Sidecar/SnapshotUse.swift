// Who uses a kept text: the sidecars whose marks were made in it, so that it can go when none of them needs it any more.

import Glibc
import TextModel

/// The list of the sidecars that a text is kept for: `<hash>.used`, an absolute path a line, each as a JSON string.
struct SnapshotUse {
    private let folder: Folder
    private let name: String

    /// More than any list has.
    private static let largest = 16 << 20

    init(_ folder: Folder, _ hash: SourceHash) {
        self.folder = folder
        name = "\(hash.hex).used"
    }

    /// The absolute paths of sidecars; nil where nobody knows.
    var paths: [String]? {
        guard let bytes = try? folder.open(name).bytes(limit: SnapshotUse.largest) else { return nil }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { (try? JSON.read(Array($0)))?.string }
    }

    /// Adds a sidecar, unless it is there. To be called under the folder's lock.
    func add(_ path: String) throws(SystemError) {
        let known = paths ?? []
        guard !known.contains(where: { $0.isExactly(Substring(path)) }) else { return }
        let lines = (known + [path]).map { JSONWriter.string($0) + "\n" }
        try folder.put(Array(lines.joined().utf8), as: name)
    }

    func remove() { try? folder.remove(name) }
}
