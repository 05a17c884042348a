// The articles that PATHs name, with their marks: an article, a sidecar or a directory, all coders or one.

import Annotations
import Glibc
import Interchange
import Sidecar
import TextModel

/// An article and the sidecars that were asked for.
struct MarkedArticle {
    /// The path as typed, joined with the path below it, without `./`.
    let file: String
    let document: Document
    let sidecars: [OpenSidecar]

    /// All marks in document order, orphans last.
    var marks: [Annotation] {
        let all = sidecars.flatMap(\.annotations.inDocumentOrder)
        return all.sorted { left, right in
            switch (left.span, right.span) {
            case (let left?, let right?) where left.start != right.start: left.start < right.start
            case (let left?, let right?) where left.end != right.end: left.end < right.end
            case (nil, _?): false
            case (_?, nil): true
            default: left.id < right.id
            }
        }
    }

    /// The marks that have one of the tags, or a sub-tag of one; all of them when there are none.
    func marks(tagged tags: [String]) -> [Annotation] {
        let wanted = tags.compactMap { Tag($0) }
        guard !tags.isEmpty else { return marks }
        return marks.filter { mark in mark.tags.contains { tag in wanted.contains { tag.isWithin($0) } } }
    }
}

/// What a list of PATHs leads to.
struct Corpus {
    /// In the order of their paths.
    private(set) var articles: [MarkedArticle] = []
    /// Whether something could not be read; it has been said.
    private(set) var hasProblems = false
    private var wanted: [PathBytes: Set<SidecarLocation>] = [:]

    /// Sidecars whose articles are not there, in the order of their paths; said at once unless it is quiet.
    private(set) var strays: [SidecarLocation] = []
    /// Whether what is wrong within sidecars is left to be said by the caller.
    private let isQuiet: Bool
    /// What lies in the trees around articles without marks, by their directory.
    private var searches: [String: StraySearch] = [:]

    /// Whether a sidecar is to be opened.
    private let isWanted: (SidecarLocation) -> Bool
    /// Where sidecars are kept instead of beside the articles.
    private let directory: String?

    /// Finds and opens everything; what is wrong with one article is said, and does not keep the others back.
    ///
    /// - Parameters:
    ///   - isQuiet: does not say what is wrong within sidecars, and that articles are gone.
    ///   - isWanted: leaves out sidecars, and articles that have none but those.
    init(
        _ paths: [String], _ options: MarkOptions, isQuiet: Bool = false,
        only isWanted: ((SidecarLocation) -> Bool)? = nil
    ) throws(Failure) {
        self.isQuiet = isQuiet
        self.isWanted = isWanted ?? { _ in true }
        directory = options.sidecarDir
        try options.check()
        for path in paths {
            do throws(Failure) {
                // A variable of a script that was never set is not to mean every article there is.
                if path.isEmpty { throw Failure(nil, "a PATH is empty; name an article or a directory") }
                try find(Corpus.plain(path), options)
            } catch {
                note(error)
            }
        }
        for file in wanted.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            do throws(Failure) {
                try open(file)
            } catch {
                note(error)
            }
        }
    }

    private mutating func note(_ failure: Failure) {
        Output.message(failure.message)
        hasProblems = true
    }

    private mutating func find(_ path: String, _ options: MarkOptions) throws(Failure) {
        if ArticleFile.isDirectory(path) {
            try walk(path, options)
        } else if let location = SidecarLocation(sidecar: path), access(path, F_OK) == 0 {
            if options.coder == nil || options.coder == location.coder { add(location) }
        } else {
            try ArticleFile.check(path)
            wanted[PathBytes(path.utf8), default: []].formUnion([])
            try addAll(of: path, options)
        }
    }

    /// Looks through a directory and those in it; links to directories are not followed.
    private mutating func walk(_ directory: String, _ options: MarkOptions) throws(Failure) {
        if options.sidecarDir != nil {
            for article in try ArticleFile.articles(in: directory) { try addAll(of: article, options) }
        }
        for name in try ArticleFile.names(in: directory) where !name.hasPrefix(".") {
            let path = ArticleFile.join(directory, name)
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                do throws(Failure) {
                    try walk(path, options)
                } catch {
                    note(error)
                }
            } else if options.sidecarDir == nil, let location = SidecarLocation(sidecar: path),
                options.coder == nil || options.coder == location.coder
            {
                add(location)
            }
        }
    }

    private mutating func addAll(of article: String, _ options: MarkOptions) throws(Failure) {
        do throws(SidecarError) {
            for location in try SidecarLocation.all(of: article, directory: options.sidecarDir)
            where options.coder == nil || options.coder == location.coder {
                add(location)
            }
        } catch {
            throw Failure(error)
        }
    }

    private mutating func add(_ location: SidecarLocation) {
        wanted[PathBytes(location.article.utf8), default: []].insert(location)
    }

    private mutating func open(_ path: PathBytes) throws(Failure) {
        let file = String(decoding: path, as: UTF8.self)
        let locations = (wanted[path] ?? []).filter(isWanted).sorted { $0.path < $1.path }
        if locations.isEmpty, wanted[path]?.isEmpty == false { return }
        if access(file, F_OK) != 0, let sidecar = locations.first {
            if isQuiet {
                strays += locations
                return
            }
            throw Failure(sidecar.path, "its article \(file) is not there; put it back beside the sidecar")
        }
        let document = try ArticleFile.completeDocument(file)
        if locations.isEmpty { sayStrays(of: file, document) }
        var sidecars: [OpenSidecar] = []
        for location in locations {
            do throws(SidecarError) {
                let sidecar = try OpenSidecar.open(
                    location, document: document, snapshots: Surroundings.keptTexts)
                if !isQuiet, Corpus.say(sidecar) { hasProblems = true }
                sidecars.append(sidecar)
            } catch {
                note(Failure(error))
            }
        }
        articles.append(MarkedArticle(file: file, document: document, sidecars: sidecars))
    }

    /// Says that an article without marks has the text of one that is gone.
    private mutating func sayStrays(of file: String, _ document: Document) {
        guard let own = try? SidecarLocation.all(of: file, directory: directory), own.isEmpty else { return }
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        let search =
            searches[folder]
            ?? StraySearch(
                around: file, directory: directory, text: { (try? ArticleFile.completeDocument($0))?.hash })
        searches[folder] = search
        for stray in search.strays(of: document.hash, for: file) {
            let name = StraySidecars.name(stray.article, from: file)
            Output.message("\(file): marks of \(name) (gone) fit this text; open it in gloss to keep them with it")
        }
    }

    /// Says what is wrong in a sidecar; true when something of it could not be read.
    static func say(_ sidecar: OpenSidecar) -> Bool {
        for finding in sidecar.findings {
            let line = finding.line.map { ":\($0)" } ?? ""
            Output.message("\(sidecar.location.path)\(line): \(finding.message)")
        }
        if let reason = sidecar.readOnlyReason { Output.message("\(sidecar.location.path): \(reason)") }
        return sidecar.findings.contains(where: \.isDamage)
            || sidecar.readOnlyReason != nil && sidecar.annotations.isEmpty
    }

    /// A path without `./` before it or `/` behind it.
    static func plain(_ path: String) -> String {
        var path = Substring(path)
        while path.hasPrefix("./"), path.count > 2 { path = path.dropFirst(2).drop { $0 == "/" } }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path.isEmpty ? "." : String(path)
    }
}
