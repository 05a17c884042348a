// How far many articles have been read: most of them have no place that is kept, and cost no look.

import FoundationEssentials
import Glibc
import TextModel

/// The kept places, as they were when this was made.
struct KeptPlaces {
    private let folder: String?
    private let names: Set<String>

    struct Place {
        /// How much of the text's bytes lies before the cursor, 0 to 100.
        var percent: Int
        /// Seconds since 1970.
        var keptAt: Int
    }

    private struct Kept: Decodable {
        var cursorByte: Int?
        var length: Int?
    }

    init(folder: String?) {
        self.folder = folder
        names = Set(folder.flatMap { try? ArticleFile.names(in: $0) } ?? [])
    }

    /// The place in an article, by its absolute path; `size` is that of the file in bytes, for places that were kept
    /// without it.
    func place(of article: String, size: Int) -> Place? {
        guard let folder, !names.isEmpty else { return nil }
        let name = StateFolder.fileName(ofAbsolute: article)
        guard names.contains(name) else { return nil }
        let path = "\(folder)/\(name)"
        var status = stat()
        guard stat(path, &status) == 0, let data = try? Data(contentsOf: URL(filePath: path)),
            let kept = try? JSONDecoder().decode(Kept.self, from: data), let cursor = kept.cursorByte
        else { return nil }
        // What is kept may say anything.
        let length = max(1, kept.length ?? size)
        return Place(percent: ByteOffset(cursor).percent(of: length - 1), keptAt: status.st_mtim.tv_sec)
    }
}
