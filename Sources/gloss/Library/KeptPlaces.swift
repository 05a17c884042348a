// How far many articles have been read: most of them have no place that is kept, and cost no look.

import FoundationEssentials
import Glibc

/// The kept places, as they were when this was made.
struct KeptPlaces {
    private let folder: String?
    private let names: Set<String>

    struct Place {
        /// Code points from the start.
        var cursor: Int
        /// 0 to 100; nil where it was not kept.
        var percent: Int?
        /// Seconds since 1970.
        var keptAt: Int
    }

    private struct Kept: Decodable {
        var cursor: Int?
        var percent: Int?
    }

    init(folder: String?) {
        self.folder = folder
        names = Set(folder.flatMap { try? ArticleFile.names(in: $0) } ?? [])
    }

    /// The place in an article, by its absolute path.
    func place(of article: String) -> Place? {
        guard let folder, !names.isEmpty else { return nil }
        let name = StateFolder.fileName(ofAbsolute: article)
        guard names.contains(name) else { return nil }
        let path = "\(folder)/\(name)"
        var status = stat()
        guard stat(path, &status) == 0, let data = try? Data(contentsOf: URL(filePath: path)),
            let kept = try? JSONDecoder().decode(Kept.self, from: data), let cursor = kept.cursor
        else { return nil }
        return Place(
            cursor: max(0, cursor), percent: kept.percent.map { max(0, min(100, $0)) }, keptAt: status.st_mtim.tv_sec)
    }
}
