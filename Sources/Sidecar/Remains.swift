// What stands beside a sidecar because something went wrong once: copies of what could not be read, unfinished saves.

import CFiles
import Glibc
import TextModel

/// Files that belong to a sidecar and are none.
public struct SidecarRemains: Equatable, Sendable {
    /// The paths of copies of bytes that could not all be read, sorted.
    public var kept: [String] = []
    /// The paths of what programs left that did not live to end their save, sorted; the next save takes them in.
    public var unfinished: [String] = []

    /// Looks in the sidecar's folder; nothing is found where that cannot be read.
    public init(of location: SidecarLocation) {
        guard let file = try? SidecarFile.at(location), let names = try? file.folder.names() else { return }
        let folder = SidecarLocation.split(location.path).folder
        func path(_ name: String) -> String {
            folder == "." ? name : folder == "/" ? folder + name : folder + "/" + name
        }
        for name in names.sorted() {
            if file.isKeptCopy(name) { kept.append(path(name)) }
            if file.isLeftover(name) { unfinished.append(path(name)) }
        }
    }
}

extension SidecarFile {
    fileprivate func isKeptCopy(_ name: String) -> Bool {
        guard let rest = name.dropping(exactly: keptStem) else { return false }
        return [8, 16, 32].contains(rest.utf8.count)
            && rest.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// Whether it is the temporary of a save whose program is no more.
    fileprivate func isLeftover(_ name: String) -> Bool {
        guard name.hasSuffix(".tmp"), let rest = name.dropping(exactly: temporaryStem) else { return false }
        let parts = rest.dropLast(4).split(separator: ".")
        guard parts.count == 2, parts[0].utf8.count == 16, let process = pid_t(parts[1]), process > 0 else {
            return false
        }
        return process == gloss_thread_number() || (kill(process, 0) != 0 && errno == ESRCH)
    }
}

extension OpenSidecar {
    /// Kept texts that marks of this sidecar need, or its next save, and that are not what they should be: the path of
    /// each, and why, as the end of a sentence.
    public func badSnapshots(_ document: Document) -> [(path: String, problem: String)] {
        let hashes = Set(annotations.all.map(\.target.source) + [document.hash])
        var bad: [(path: String, problem: String)] = []
        for folder in texts.snapshots.folders(of: location) {
            for hash in hashes.sorted(by: { $0.hex < $1.hex }) {
                guard case .bad(let problem) = Snapshots.look(for: hash, in: folder) else { continue }
                bad.append(("\(folder)/\(Snapshots.fileName(hash))", problem))
            }
        }
        return bad
    }
}
