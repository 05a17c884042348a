// What the library tells of an article: its title from the file, its marks from the sidecar, its place from the state
// folder.

import Annotations
import Glibc
import Reader
import Sidecar
import TextModel

/// Looks into articles, one after the other; what they share is kept in mind.
struct LibraryReader {
    private let request: ReaderRequest
    private let places: KeptPlaces
    /// By the directory's path.
    private var codebooks: [PathBytes: Codebook] = [:]
    private var absoluteFolders: [PathBytes: String] = [:]

    /// Bytes of a sidecar that is counted at once: some milliseconds' work.
    private static let largestAtOnce = 1 << 20

    init(request: ReaderRequest, folder: StateFolder) {
        self.request = request
        places = folder.keptPlaces()
    }

    /// - Parameter isPatient: whether marks are counted whatever that takes.
    /// - Returns: what is known, nil for a file that is no article; and whether its marks are still to be counted.
    mutating func facts(of article: FoundArticle, isPatient: Bool) -> (facts: LibraryFacts?, isPutOff: Bool) {
        let entry = article.entry
        var facts = LibraryFacts(title: nil)
        switch LibraryHead.read(entry.exactPath ?? Array(entry.path.utf8)) {
        case .notText: return (nil, false)
        case .problem(let reason): facts.problem = reason
        case .text(let head): facts.title = Title.of(head)
        }
        // What is kept about an article is kept by its name, which must be one that can be written down.
        guard entry.exactPath == nil else { return (facts, false) }
        if let place = places.place(of: absolute(article), size: entry.size) {
            facts.lastRead = Timestamp(secondsSince1970: place.keptAt)
            facts.progress = place.percent
        }
        guard article.hasSidecar || request.sidecarDirectory != nil,
            let location = try? SidecarLocation(
                article: entry.path, coder: request.coder, directory: request.sidecarDirectory)
        else { return (facts, false) }
        if !isPatient, MarkCounts.size(of: location) > LibraryReader.largestAtOnce {
            facts.marks = nil
            return (facts, true)
        }
        if let counts = (try? MarkCounts.read(location)) ?? nil {
            facts.marks = MarkTally(
                total: counts.marks, tags: counts.tags, untagged: counts.untagged, codebook: codebook(article.folder))
        }
        return (facts, false)
    }

    private mutating func codebook(_ folder: String) -> Codebook {
        let key = PathBytes(folder.utf8)
        if let known = codebooks[key] { return known }
        let codebook = (try? Surroundings.codebook(in: folder).codebook) ?? .builtIn
        codebooks[key] = codebook
        return codebook
    }

    /// As `StateFolder.absolute`, with one look for each directory rather than for each article.
    private mutating func absolute(_ article: FoundArticle) -> String {
        let path = article.entry.path
        guard !article.isLink else { return StateFolder.absolute(path) }
        let key = PathBytes(article.folder.utf8)
        let folder = absoluteFolders[key] ?? StateFolder.absolute(article.folder)
        absoluteFolders[key] = folder
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
        return folder == "/" ? "/" + name : folder + "/" + name
    }
}
