// Sidecars in a directory of their own, found where nobody has said that it is one: their article is not beside them, and
// is there all the same.

import Glibc
import TextModel

extension StraySidecars {
    /// Whether the article that these look gone without is there, and has this text: in the place that one of the
    /// directories over them would repeat, if it were kept for sidecars.
    ///
    /// - Parameters:
    ///   - opened: the article that they may be offered to. Where it is itself in such a place, they may be its own.
    ///   - text: the text of the file at a path.
    func isThere(with hash: SourceHash, besides opened: String, _ text: (String) -> SourceHash?) -> Bool {
        let (folder, name) = SidecarLocation.split(opened)
        let own = SidecarLocation.real(folder) + "/" + name
        let places = StraySidecars.repeated(article)
        guard !places.contains(where: { $0.utf8.elementsEqual(own.utf8) }) else { return false }
        return places.contains { place in
            var status = stat()
            guard lstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
            return text(place) == hash
        }
    }

    /// The paths that one in a directory for sidecars may stand for: it repeats an article's path from the directory's
    /// parent on, so that it is one directory longer.
    static func repeated(_ path: String) -> [String] {
        let parts = path.split(separator: "/")
        return parts.indices.dropLast().map { index in
            "/" + (parts[..<index] + parts[(index + 1)...]).joined(separator: "/")
        }
    }
}
