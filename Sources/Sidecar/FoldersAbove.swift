// Which folders over an article's own are looked at for the sidecars of one that was moved down, and how far.

import Glibc

/// A folder over that of an article.
///
/// Articles are sorted into folders, mostly a step or two beneath the one they came to. Above that lie things that are
/// none of the article's: so it is `levels` up at the most, never over the home directory, into another file system,
/// into `/`, or into a folder that anybody may write into (`/tmp`). Of the home directory itself, and of a folder that
/// belongs to somebody else, only the files in it are looked at.
struct FolderAbove: Equatable {
    let path: String
    /// Whether the directories in it are looked through as well.
    let isTree: Bool

    /// How many folders up.
    static let levels = 3
    /// Files and directories that are looked at in all of them together, at the most.
    static let limit = 10_000

    /// Those over a folder, the nearest first.
    ///
    /// - Parameters:
    ///   - folder: an absolute path without links.
    ///   - home: the reader's home directory, likewise; nil where there is none.
    static func all(of folder: String, home: String?) -> [FolderAbove] {
        var status = stat()
        guard stat(folder, &status) == 0 else { return [] }
        let device = status.st_dev
        var found: [FolderAbove] = []
        var path = folder
        while found.count < levels, path != "/", path != home {
            path = SidecarLocation.split(path).folder
            let isOverHome = home.map { $0 != path && $0.isWithin(path) } ?? false
            guard path != "/", !isOverHome, stat(path, &status) == 0, status.st_dev == device,
                status.st_mode & S_IWOTH == 0
            else { break }
            found.append(FolderAbove(path: path, isTree: path != home && status.st_uid == geteuid()))
        }
        return found
    }
}

extension StraySearch {
    /// The home directory of whoever runs this, without links; nil where the environment names none.
    public static var home: String? {
        getenv("HOME").map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? SidecarLocation.real($0) : nil }
    }
}
