// Temporaries of codebooks whose programs were killed: cleared away by the next change, unless they are news.

import Glibc

/// The temporaries beside one settings file. Their names are hidden ones that nobody gives a copy of their own.
struct CodebookLeftovers {
    private let folder: String
    /// The start of their names; the number of the program and six characters follow.
    private let stem: String
    private let path: String

    /// - Parameter path: of the settings file, with no link left in it.
    init(of path: String) {
        self.path = path
        let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
        folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
        stem = ".\(name).gloss-"
    }

    /// The name of a new one, for mkstemp(3).
    var template: String { "\(folder)\(stem)\(getpid()).XXXXXX" }

    /// Removes what programs left that are gone, but for a text which is newer than what is there and neither that nor
    /// what is to be written now.
    ///
    /// - Parameter texts: the text that is there and the one that is to be there.
    func clear(_ texts: [String]) {
        var now = stat()
        let isThere = stat(path, &now) == 0
        for name in names where !isAtWork(name) {
            var status = stat()
            guard lstat(folder + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid()
            else { continue }
            let isOlder =
                isThere
                && (status.st_mtim.tv_sec, status.st_mtim.tv_nsec) < (now.st_mtim.tv_sec, now.st_mtim.tv_nsec)
            if isOlder || isPart(name, of: texts) { unlink(folder + name) }
        }
    }

    private var names: [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(stem) { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether its program may still be writing it.
    private func isAtWork(_ name: String) -> Bool {
        let parts = name.dropFirst(stem.count).split(separator: ".")
        guard parts.count == 2, parts[1].utf8.count == 6, let process = pid_t(parts[0]), process > 0 else {
            return true
        }
        return process != getpid() && (kill(process, 0) == 0 || errno != ESRCH)
    }

    /// Whether one of the texts begins with all that is in it.
    private func isPart(_ name: String, of texts: [String]) -> Bool {
        guard let text = (try? SettingsFile.text(of: folder + name)) ?? nil else { return false }
        return texts.contains { $0.utf8.starts(with: text.utf8) }
    }
}
