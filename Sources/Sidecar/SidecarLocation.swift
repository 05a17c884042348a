// Where the marks of an article are: the path of a sidecar from the path of its article, and back.

import CFiles
import Glibc
import TextModel

/// The place of one coder's sidecar for one article.
public struct SidecarLocation: Hashable, Sendable {
    static let ending = ".gloss.json"

    /// The article's path, as it was given.
    public let article: String
    /// Whose marks these are; nil for the plain sidecar.
    public let coder: String?
    /// The path of the sidecar.
    public let path: String

    /// - Parameters:
    ///   - article: the article's path; the file need not exist.
    ///   - directory: where sidecars are kept instead of beside the article; the article's path from that
    ///     directory's parent is repeated in it.
    /// - Throws: `.badCoder`, or `.outside` where the article is not under the directory's parent.
    public init(article: String, coder: String? = nil, directory: String? = nil) throws(SidecarError) {
        if let coder, !SidecarLocation.isCoder(coder) { throw .badCoder(coder) }
        let name = SidecarLocation.fileName(of: "", coder: coder)
        self.article = article
        self.coder = coder
        guard let directory else {
            path = article + name
            return
        }
        let root = SidecarLocation.components(SidecarLocation.real(directory))
        let parts = SidecarLocation.components(SidecarLocation.realArticle(article))
        let parent = root.dropLast()
        guard parts.count > parent.count, zip(parts, parent).allSatisfy({ $0.isExactly($1) }) else {
            throw .outside(article: article, directory: directory)
        }
        path = "/" + (root + parts.dropFirst(parent.count)).joined(separator: "/") + name
    }

    /// The location that a sidecar's path says; nil when it is not the path of one. A name such as
    /// `article.txt.ana.gloss.json` is read as coder `ana` of `article.txt` unless a file `article.txt.ana` is there.
    public init?(sidecar path: String) {
        guard path.hasSuffix(SidecarLocation.ending) else { return nil }
        let plain = String(path.dropLast(SidecarLocation.ending.count))
        guard let name = plain.split(separator: "/", omittingEmptySubsequences: false).last, !name.isEmpty
        else { return nil }
        self.path = path
        if let dot = plain.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
            SidecarLocation.isCoder(String(plain[plain.utf8.index(after: dot)...])),
            !SidecarLocation.exists(plain), name[..<dot].contains(".") || SidecarLocation.exists(String(plain[..<dot]))
        {
            article = String(plain[..<dot])
            coder = String(plain[plain.utf8.index(after: dot)...])
        } else {
            article = plain
            coder = nil
        }
    }

    /// The sidecars of all coders that are there for an article: the plain one first, then by the coders' names.
    public static func all(of article: String, directory: String? = nil) throws(SidecarError) -> [SidecarLocation] {
        let plain = try SidecarLocation(article: article, directory: directory)
        let (folder, name) = split(plain.path)
        let stem = name.dropLast(ending.count)
        guard let names = try? Folder(folder).names() else { return [] }
        var found: [SidecarLocation] = []
        for name in names.sorted() where name.hasSuffix(ending) {
            guard let rest = name.dropping(exactly: stem), rest.utf8.count >= ending.utf8.count else { continue }
            let middle = rest.dropLast(ending.count)
            if middle.isEmpty {
                found.insert(plain, at: 0)
            } else if middle.first == ".", isCoder(String(middle.dropFirst())),
                // `article.txt.ana` may be an article itself, and this its plain sidecar.
                !exists(article + middle)
            {
                found.append(
                    try SidecarLocation(article: article, coder: String(middle.dropFirst()), directory: directory))
            }
        }
        return found
    }

    /// The name that a coder's sidecar has beside an article of this name.
    public static func fileName(of article: String, coder: String?) -> String {
        article + (coder.map { ".\($0)" } ?? "") + ending
    }

    /// Whether a name can be part of a sidecar's: 1 to 32 ASCII letters, digits, `-` and `_`.
    public static func isCoder(_ name: String) -> Bool {
        (1...32).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// The directory and the name of a path.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.utf8.index(after: slash)...]))
    }

    /// Locations are the same when their paths are, byte by byte.
    public static func == (left: SidecarLocation, right: SidecarLocation) -> Bool {
        left.path.isExactly(right.path) && left.article.isExactly(right.article) && left.coder == right.coder
    }

    public func hash(into hasher: inout Hasher) {
        path.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func components(_ path: String) -> [Substring] {
        var parts: [Substring] = []
        for part in path.utf8.split(separator: UInt8(ascii: "/")).map({ Substring($0) }) where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts
    }

    /// The path of the sidecar from the root, by which it is known wherever the program is started.
    var absolutePath: String {
        let (folder, name) = SidecarLocation.split(path)
        let real = SidecarLocation.real(folder)
        return real == "/" ? "/" + name : real + "/" + name
    }

    /// The absolute path with symbolic links resolved, as far as it exists.
    static func real(_ path: String) -> String {
        if let resolved = realpath(path, nil) {
            defer { free(resolved) }
            return String(cString: resolved)
        }
        let (folder, name) = split(path)
        if folder == path || path.isEmpty { return path }
        return real(folder) + "/" + name
    }

    /// The article's own name stays, even where it is a link: the sidecar is named for what the reader opened.
    private static func realArticle(_ path: String) -> String {
        let (folder, name) = split(path)
        return real(folder) + "/" + name
    }
}
