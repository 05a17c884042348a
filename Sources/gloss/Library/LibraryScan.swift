// Walks directories for articles: names, sizes, and which of them have a sidecar. No file is read but to tell whether
// one without a suffix is text.

import Formats
import Glibc
import Reader
import Sidecar

/// An article that was found, with what the walk learned on its way.
struct FoundArticle: Sendable {
    var entry: LibraryEntry
    /// The path of its directory, as `entry.path` begins.
    var folder: String
    /// Whether its name is a symbolic link's.
    var isLink: Bool
    /// Whether its sidecar is beside it.
    var hasSidecar: Bool
}

/// A path in bytes: names of files need not be UTF-8.
typealias PathBytes = [UInt8]

struct LibraryScan {
    /// Whose sidecars are looked for; nil for the plain ones.
    let coder: String?
    /// Takes what was found so far; false stops the walk.
    let report: ([FoundArticle]) -> Bool

    private var found: [FoundArticle] = []
    private var unreadable: [String] = []
    private var isStopped = false
    private var lastReport = LibraryClock.milliseconds
    /// Paths that were found, where two of the roots could lead to the same; nil where there is one.
    private var seen: Set<PathBytes>?

    /// Milliseconds after which what was found is reported.
    private let reportTime: Int

    init(coder: String?, reportTime: Int = 30, report: @escaping ([FoundArticle]) -> Bool) {
        self.coder = coder
        self.reportTime = reportTime
        self.report = report
    }

    /// Reports the articles of directories and those beneath them, and files that are named themselves. Links to
    /// directories are not followed, as elsewhere; hidden names are left out.
    ///
    /// - Returns: the directories that could not be read.
    mutating func run(_ roots: [String]) -> [String] {
        if roots.count > 1 { seen = [] }
        for root in roots where !isStopped {
            if ArticleFile.isDirectory(root) {
                walk(Array(root.utf8), isOnlyRoot: roots.count == 1)
            } else {
                let path = Array(root.utf8)
                let slash = path.lastIndex(of: UInt8(ascii: "/"))
                let folder = slash.map { $0 == 0 ? [UInt8(ascii: "/")] : Array(path[..<$0]) } ?? [UInt8(ascii: ".")]
                let name = slash.map { Array(path[($0 + 1)...]) } ?? path
                addFile(name, in: folder, path, label: path)
            }
        }
        if !isStopped { _ = report(found) }
        return unreadable
    }

    private mutating func walk(_ root: PathBytes, isOnlyRoot: Bool) {
        // What stands before the names of the articles: nothing, where all are below one directory.
        var waiting: [(path: PathBytes, label: PathBytes)] = [(root, isOnlyRoot ? [] : root)]
        while let (path, label) = waiting.popLast(), !isStopped {
            // Also where there is nothing to be found somebody must ask now and then whether the walk is still wanted.
            tell()
            guard !isStopped else { return }
            guard let folder = OpenFolder(path) else {
                unreadable.append(String(decoding: path, as: UTF8.self))
                continue
            }
            let names = folder.names()
            var sidecars = Set<PathBytes>()
            for (name, _) in names where name.suffix(Self.sidecarEnding.count).elementsEqual(Self.sidecarEnding) {
                sidecars.insert(name)
            }
            for (name, kind) in names where name.first != UInt8(ascii: ".") && !isStopped {
                if kind == .directory {
                    waiting.append((join(path, name), join(label, name)))
                } else if kind != .other, ArticleFile.isArticleName(name) || kind == .unknown {
                    look(at: name, kind, in: folder, path, label, sidecars, &waiting)
                }
            }
        }
    }

    private mutating func look(
        at name: PathBytes, _ kind: OpenFolder.Kind, in folder: OpenFolder, _ path: PathBytes, _ label: PathBytes,
        _ sidecars: Set<PathBytes>, _ waiting: inout [(path: PathBytes, label: PathBytes)]
    ) {
        // Where the directory does not say what a name is, a directory must be told from a link to one.
        let isLink = kind == .link || kind == .unknown && folder.isLink(name)
        guard let status = folder.status(of: name) else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            if !isLink { waiting.append((join(path, name), join(label, name))) }
            return
        }
        guard ArticleFile.isArticleName(name), status.st_mode & S_IFMT == S_IFREG else { return }
        let whole = join(path, name)
        if !name.contains(UInt8(ascii: ".")), !LibraryHead.isText(whole) { return }
        add(
            whole, label: join(label, name), size: Int(status.st_size), folder: path, isLink: isLink,
            hasSidecar: sidecars.contains(sidecarName(name)))
    }

    private mutating func addFile(_ name: PathBytes, in folder: PathBytes, _ path: PathBytes, label: PathBytes) {
        guard let folder = OpenFolder(folder), let status = folder.status(of: name) else { return }
        add(
            path, label: label, size: Int(status.st_size), folder: folder.path, isLink: folder.isLink(name),
            hasSidecar: folder.status(of: sidecarName(name)) != nil)
    }

    private mutating func add(
        _ path: PathBytes, label: PathBytes, size: Int, folder: PathBytes, isLink: Bool, hasSidecar: Bool
    ) {
        if seen?.insert(path).inserted == false { return }
        let text = String(decoding: path, as: UTF8.self)
        let entry = LibraryEntry(
            path: text, exactPath: text.utf8.elementsEqual(path) ? nil : path,
            name: String(decoding: label, as: UTF8.self), size: size)
        found.append(
            FoundArticle(
                entry: entry, folder: String(decoding: folder, as: UTF8.self), isLink: isLink, hasSidecar: hasSidecar))
        // The clock costs as much as the rest of this.
        if found.count % 64 == 0 { tell() }
    }

    /// Reports what was found, when it is time.
    private mutating func tell() {
        guard LibraryClock.milliseconds - lastReport >= reportTime else { return }
        isStopped = !report(found)
        found = []
        lastReport = LibraryClock.milliseconds
    }

    private static let sidecarEnding = Array(SidecarLocation.fileName(of: "", coder: nil).utf8)

    private func sidecarName(_ name: PathBytes) -> PathBytes {
        name + Array(SidecarLocation.fileName(of: "", coder: coder).utf8)
    }

    /// As `ArticleFile.join`, for bytes; nothing stands before a name in `.` or in nothing.
    private func join(_ folder: PathBytes, _ name: PathBytes) -> PathBytes {
        if folder.isEmpty || folder == [UInt8(ascii: ".")] { return name }
        return folder.last == UInt8(ascii: "/") ? folder + name : folder + [UInt8(ascii: "/")] + name
    }
}

/// A directory that is being read.
private final class OpenFolder {
    enum Kind { case file, directory, link, other, unknown }

    let path: PathBytes
    private let stream: OpaquePointer

    /// Nil when it cannot be opened (opendir(3)).
    init?(_ path: PathBytes) {
        guard let stream = path.withCString({ opendir($0) }) else { return nil }
        self.path = path
        self.stream = stream
    }

    deinit { closedir(stream) }

    /// The names in it but `.` and `..`, with what readdir(3) says they are.
    func names() -> [(PathBytes, Kind)] {
        var names: [(PathBytes, Kind)] = []
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        while let entry = readdir(stream) {
            let start = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: UInt8.self)
            let name = PathBytes(
                UnsafeBufferPointer(
                    start: start,
                    count: strlen(
                        UnsafeRawPointer(start)
                            .assumingMemoryBound(to: CChar.self))))
            if name == [UInt8(ascii: ".")] || name == [UInt8(ascii: "."), UInt8(ascii: ".")] { continue }
            let kind: Kind
            switch Int(entry.pointee.d_type) {
            case Int(DT_REG): kind = .file
            case Int(DT_DIR): kind = .directory
            case Int(DT_LNK): kind = .link
            case Int(DT_UNKNOWN): kind = .unknown
            default: kind = .other
            }
            names.append((name, kind))
        }
        return names
    }

    /// What a name leads to, links followed (fstatat(2)); nil where it leads nowhere.
    func status(of name: PathBytes) -> stat? {
        var status = stat()
        return name.withCString { fstatat(dirfd(stream), $0, &status, 0) } == 0 ? status : nil
    }

    func isLink(_ name: PathBytes) -> Bool {
        var status = stat()
        return name.withCString { fstatat(dirfd(stream), $0, &status, AT_SYMLINK_NOFOLLOW) } == 0
            && status.st_mode & S_IFMT == S_IFLNK
    }
}

extension PathBytes {
    /// Calls `body` with the bytes as a C string.
    func withCString<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
        (self + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                // Never nil: there is the byte 0 at least.
                text.baseAddress.map(body) ?? body("")
            }
        }
    }
}

/// A clock that only runs forward (CLOCK_MONOTONIC).
enum LibraryClock {
    static var milliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
