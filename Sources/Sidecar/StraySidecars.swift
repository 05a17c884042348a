// Sidecars whose article is gone, by the text that it had: so an article that was renamed or moved finds its marks again.

import Glibc
import TextModel

/// The sidecars of one article that is gone.
public struct StraySidecars: Equatable, Sendable {
    /// The path that the article had.
    public let article: String
    /// Those of all coders, the plain one first.
    public fileprivate(set) var locations: [SidecarLocation]

    /// The path of an article as somebody says it who named another one: from the directory that this lies in, where
    /// both have one of the directories over it in common.
    public static func name(_ article: String, from other: String) -> String {
        let folder = SidecarLocation.real(SidecarLocation.split(other).folder)
        var (way, above) = ("", folder)
        while above != "/", !above.isEmpty {
            if article.isWithin(above) { return way + article.dropFirst(above.count + 1) }
            way += "../"
            above = SidecarLocation.split(above).folder
        }
        return article
    }
}

/// What was found of such sidecars in the directory tree around an article.
public struct StraySearch {
    /// Files and directories that are looked at, at the most.
    public static let limit = 20_000

    /// The marks' own texts, and the sidecars, the nearest first.
    private var found: [(hash: SourceHash, stray: StraySidecars)] = []
    /// How many of them were found in the article's own tree.
    private var foundWithin = 0
    private var left: Int
    private var visited: Set<String> = []
    private let directory: String?
    private let latestText: (String) -> SourceHash?
    /// The file system that the search keeps to in the directories above, and in those of the reader's own; nil in the
    /// article's own tree.
    private var device: dev_t?
    private let article: String
    private let text: (String) -> SourceHash?

    /// Looks through the directory of an article and those in it, then through the tree that it belongs to: that of the
    /// nearest directory up with a `codebook.toml` or a `.git`. Where there is none, it looks into the directories above,
    /// as far as `FolderAbove` goes. Hidden directories and links are passed over.
    ///
    /// - Parameters:
    ///   - directory: where sidecars are kept instead of beside the articles.
    ///   - limit: the most files and directories to look at in that tree.
    ///   - home: the reader's home directory.
    ///   - latestText: the text that an article of this path had last, as far as that is known from elsewhere: nobody
    ///     may have saved since it changed.
    ///   - text: the text of the file at a path, read for this; nil where there is none.
    public init(
        around article: String, directory: String? = nil, limit: Int = StraySearch.limit,
        home: String? = StraySearch.home, latestText: @escaping (String) -> SourceHash? = { _ in nil },
        text: @escaping (String) -> SourceHash? = { _ in nil }, isCancelled: () -> Bool = { false }
    ) {
        left = limit
        self.latestText = latestText
        self.article = article
        self.text = text
        self.directory = directory.map(SidecarLocation.real)
        let own = SidecarLocation.real(SidecarLocation.split(article).folder)
        let project = StraySearch.project(of: own)
        for folder in [own, project] {
            if let folder, let start = mirrored(folder) { look(through: [start], isCancelled) }
        }
        foundWithin = found.count
        guard project == nil else { return }
        left = min(limit, FolderAbove.limit)
        var status = stat()
        guard stat(own, &status) == 0 else { return }
        device = status.st_dev
        var beneath: [String] = []
        // What lies in them is nearer than what lies beneath them.
        for above in FolderAbove.all(of: own, home: home) {
            guard let folder = mirrored(above.path), left > 0, !isCancelled() else { continue }
            let folders = look(into: folder)
            if above.isTree { beneath += folders }
        }
        look(through: beneath, isCancelled)
    }

    /// Looks into these directories, then into those in them, and so on.
    private mutating func look(through folders: [String], _ isCancelled: () -> Bool) {
        var folders = folders[...]
        while let next = folders.popFirst(), left > 0, !isCancelled() { folders += look(into: next) }
    }

    /// The sidecars of articles that are gone and had this text, by article: those above only where there are none in
    /// the article's own tree.
    ///
    /// - Parameter article: another one of the same directory than that which it was looked around.
    public func strays(of hash: SourceHash, for article: String? = nil) -> [StraySidecars] {
        func gone(among found: ArraySlice<(hash: SourceHash, stray: StraySidecars)>) -> [StraySidecars] {
            strays(of: hash, among: found).filter { stray in
                directory != nil || !stray.isThere(with: hash, besides: article ?? self.article, text)
            }
        }
        let within = gone(among: found[..<foundWithin])
        return within.isEmpty ? gone(among: found[foundWithin...]) : within
    }

    private func strays(
        of hash: SourceHash, among found: ArraySlice<(hash: SourceHash, stray: StraySidecars)>
    ) -> [StraySidecars] {
        var strays: [StraySidecars] = []
        for one in found where one.hash == hash {
            if let index = strays.firstIndex(where: { $0.article == one.stray.article }) {
                strays[index].locations += one.stray.locations
            } else {
                strays.append(one.stray)
            }
        }
        for index in strays.indices { strays[index].locations.sort { $0.coder ?? "" < $1.coder ?? "" } }
        return strays
    }

    /// The directory of the project that a directory belongs to; nil where it belongs to none.
    private static func project(of folder: String) -> String? {
        var parts = folder.split(separator: "/")
        while !parts.isEmpty {
            let path = "/" + parts.joined(separator: "/")
            if ["codebook.toml", ".git"].contains(where: { access("\(path)/\($0)", F_OK) == 0 }) { return path }
            parts.removeLast()
        }
        return nil
    }

    /// Where the sidecars of a directory's articles are.
    private func mirrored(_ folder: String) -> String? {
        guard let directory else { return folder }
        let parent = SidecarLocation.split(directory).folder
        if folder.isWithin(parent) { return directory + folder.dropFirst(parent == "/" ? 0 : parent.utf8.count) }
        return parent.isWithin(folder) ? directory : nil
    }

    /// Takes note of the sidecars in a directory; returns the directories in it.
    private mutating func look(into folder: String) -> [String] {
        guard visited.insert(folder).inserted, let names = try? Folder(folder).names() else { return [] }
        var folders: [String] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            left -= 1
            guard left >= 0 else { break }
            let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                let isOwn = status.st_uid == geteuid() && status.st_mode & S_IWOTH == 0
                if device.map({ $0 == status.st_dev && isOwn }) ?? true { folders.append(path) }
            } else if status.st_mode & S_IFMT == S_IFREG, name.hasSuffix(SidecarLocation.ending) {
                take(path)
            }
        }
        return folders
    }

    private mutating func take(_ path: String) {
        let plain = String(path.dropLast(SidecarLocation.ending.count))
        guard !SidecarLocation.split(plain).name.isEmpty else { return }
        var readings: [(article: String, coder: String?)] = [(plain, nil)]
        if let dot = plain.lastIndex(of: "."), SidecarLocation.isCoder(String(plain[plain.index(after: dot)...])) {
            readings.append((String(plain[..<dot]), String(plain[plain.index(after: dot)...])))
        }
        // Most sidecars have their article beside them, and need not be opened.
        let articles = readings.map { (article: article(of: $0.article), coder: $0.coder) }
        guard articles.allSatisfy({ !$0.article.isThere }), let header = StraySearch.header(path) else { return }
        // The name of a sidecar can be read in two ways; what stands in it says which is right: the article's name, or
        // after a renaming that nobody has saved since, at least what that ended in.
        let names = articles.map { SidecarLocation.split($0.article).name }
        let number =
            names.firstIndex { $0.utf8.elementsEqual(header.file.utf8) }
            ?? names.firstIndex { StraySearch.ending(of: $0) == StraySearch.ending(of: header.file) }
        let named = number.map { articles[$0] }
        guard let (article, coder) = named ?? (articles.count == 1 ? articles[0] : nil),
            let location = try? SidecarLocation(article: article, coder: coder, directory: directory),
            location.path.utf8.elementsEqual(path.utf8)
        else { return }
        let stray = StraySidecars(article: article, locations: [location])
        found.append((header.hash, stray))
        if let latest = latestText(article), latest != header.hash { found.append((latest, stray)) }
    }

    /// What stands behind the last dot of a name, as bytes; nothing where there is none.
    private static func ending(of name: String) -> [UInt8] {
        name.lastIndex(of: ".").map { Array(name[$0...].utf8) } ?? []
    }

    private func article(of path: String) -> String {
        guard let directory else { return path }
        let parent = SidecarLocation.split(directory).folder
        return (parent == "/" ? "" : parent) + path.dropFirst(directory.utf8.count)
    }

    /// The text that a sidecar's marks are places of, and the name of the article that had it.
    private static func header(_ path: String) -> (hash: SourceHash, file: String)? {
        guard let contents = (try? SidecarFile.at(path, article: path)?.read()) ?? nil else { return nil }
        var reader = JSONReader(contents.bytes)
        reader.skipSpace()
        let root = try? reader.object(apart: "items") { (_, reader) throws(JSONError) -> Bool in
            if !reader.skipRecordLine() { try reader.skipValue(depth: 2) }
            return true
        }
        guard let source = (root ?? nil)?["gloss:source"], let hash = PageReader.source(of: source),
            let file = source["file"]?.string
        else { return nil }
        return (hash, file)
    }
}

extension String {
    /// Whether there is anything at this path, a broken link among it.
    fileprivate var isThere: Bool {
        var status = stat()
        return lstat(self, &status) == 0 || errno != ENOENT && errno != ENOTDIR
    }

    /// Whether this path is a directory's or leads into it.
    func isWithin(_ folder: String) -> Bool {
        folder == "/" || utf8.elementsEqual(folder.utf8) || utf8.starts(with: (folder + "/").utf8)
    }
}
