// The sidecars of an article that is gone become those of the article that has its text now: they are renamed, so that
// all that stands in them stays.

import CFiles
import Glibc
import TextModel

extension StraySidecars {
    /// Renames all of them, or none. Nothing is ever replaced.
    ///
    /// - Parameter directory: where sidecars are kept instead of beside the article.
    /// - Throws: `.notRenamed`, and what a location can throw.
    public func adopt(by article: String, directory: String? = nil) throws(SidecarError) {
        guard let first = locations.first else { return }
        let names = try locations.map { (old) throws(SidecarError) in
            (old.path, try SidecarLocation(article: article, coder: old.coder, directory: directory).path)
        }
        var done: [(from: String, to: String)] = []
        do throws(SystemError) {
            var status = stat()
            guard lstat(self.article, &status) != 0, errno == ENOENT || errno == ENOTDIR else {
                throw SystemError(code: EEXIST)
            }
            let target = SidecarLocation.split(names[0].1).folder
            try Folder.make(target)
            // Whoever saves into either of them waits, and looks again then.
            let locks = try Folder.locks(on: [SidecarLocation.split(first.path).folder, target])
            for (from, to) in names {
                try StraySidecars.move(from, to)
                done.append((from, to))
            }
            withExtendedLifetime(locks) {}
        } catch {
            for (from, to) in done.reversed() { try? StraySidecars.move(to, from) }
            let failed = names[min(done.count, names.count - 1)]
            throw .notRenamed(failed.0, to: failed.1, reason: error.reason)
        }
    }

    private static func move(_ from: String, _ to: String) throws(SystemError) {
        let (old, new) = (SidecarLocation.split(from), SidecarLocation.split(to))
        let (source, target) = (try Folder(old.folder), try Folder(new.folder))
        try source.moveNew(old.name, to: new.name, in: target)
        try target.sync()
        try source.sync()
    }
}
