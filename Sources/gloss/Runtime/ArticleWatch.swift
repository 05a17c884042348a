// Articles that other programs write to while they are open: noticed, waited for until they are quiet, and read again.
// What lies beside them (sidecar, journal, codebook) is noticed by the same look, and read by others.

import Dispatch
import Glibc
import Reader
import Sidecar
import Synchronization
import TextModel

/// Looks after the files of the articles that are open, on a thread of its own; what comes of it is handed to `report`.
final class ArticleWatch: Sendable {
    /// What tells that a path leads to another file, or that the file was written to.
    struct Stamp: Equatable, Sendable {
        private let device: UInt
        private let node: UInt
        let size: Int
        private let times: [Int]

        /// Nil where there is no file.
        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            self.init(status)
        }

        /// The same, but a file that is there is opened for it: that makes file systems ask the machine that has it, and
        /// not what they remember of it (close-to-open consistency of NFS).
        init?(opening path: String) {
            let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
            guard descriptor >= 0 else {
                self.init(path)
                return
            }
            defer { close(descriptor) }
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return nil }
            self.init(status)
        }

        private init(_ status: stat) {
            (device, node, size) = (UInt(status.st_dev), UInt(status.st_ino), Int(status.st_size))
            times = [
                status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
            ]
        }
    }

    private struct Watched: Sendable {
        let path: String
        /// The text that is shown.
        var document: Document
        /// What the reader was told last that the file holds: a text, or that it cannot be read.
        var told: SourceHash?
        /// The file as it was when that was found out.
        var known: Stamp?
        var isSettling = false
        /// What is kept beside it, or could be: the paths, and what was there at the last look; nil before the first.
        var beside: (paths: [String], stamps: [Stamp?]?) = ([], nil)
        var lastNotice = DispatchTime.now()
    }

    /// Milliseconds between two looks at a file that is being written.
    private static let step = 100
    /// Looks without a change after which a file counts as written; of one that is gone, empty or still open for writing
    /// more are wanted, as it will hardly stay so.
    private static let quiet = (usual: 3, gone: 10, open: 50)

    /// Seconds after which what lies beside an article is read again though its stamp says that it is as it was: the
    /// clocks of file systems are coarse, and folders can be moved.
    private static let longestUnread = 10.0

    private let queue = DispatchQueue(label: "gloss.article", qos: .utility)
    private let watched = Mutex<[Int: Watched]>([:])
    private let report: @Sendable (Action) -> Void

    init(report: @escaping @Sendable (Action) -> Void) { self.report = report }

    /// Looks after a file from now on.
    ///
    /// - Parameter stamp: the file as it was before the document was read from it.
    func watch(_ path: String, _ stamp: Stamp?, _ document: Document, index: Int) {
        watched.withLock { $0[index] = Watched(path: path, document: document, told: nil, known: stamp) }
    }

    /// Looks after files beside the article as well: their change is reported as `noticed`. The first look reports it in
    /// any case, as they may have changed since they were read.
    func watch(beside paths: [String], index: Int) {
        watched.withLock { if $0[index]?.beside.paths != paths { $0[index]?.beside = (paths, nil) } }
    }

    /// Has the next look report what lies beside the article in any case: it could not be read this time.
    func lookAgain(index: Int) { watched.withLock { $0[index]?.beside.stamps = nil } }

    /// Takes note that another text is shown.
    func take(_ document: Document, index: Int) { watched.withLock { $0[index]?.document = document } }

    func forget(index: Int) { watched.withLock { _ = $0.removeValue(forKey: index) } }

    /// Looks whether the file still is what it was, unless that is being found out, and those beside it.
    func look(index: Int) {
        queue.async { [self] in
            guard let one = watched.withLock({ $0[index] }) else { return }
            if !one.beside.paths.isEmpty { lookBeside(one, index) }
            guard !one.isSettling else { return }
            let now = Stamp(one.path)
            guard now != one.known else { return }
            watched.withLock { $0[index]?.isSettling = true }
            settle(index, now, looks: 0)
        }
    }

    private func lookBeside(_ one: Watched, _ index: Int) {
        let stamps = one.beside.paths.map { Stamp(opening: $0) }
        let now = DispatchTime.now()
        guard stamps != one.beside.stamps || now >= one.lastNotice + ArticleWatch.longestUnread else { return }
        watched.withLock {
            // Where other files came to be watched meanwhile, these stamps are not theirs.
            if $0[index]?.beside.paths == one.beside.paths { $0[index]?.beside.stamps = stamps }
            $0[index]?.lastNotice = now
        }
        report(.noticed(index: index))
    }

    /// Returns when what is known by now has been reported.
    func finish() { queue.sync {} }

    private func settle(_ index: Int, _ last: Stamp?, looks: Int) {
        queue.asyncAfter(deadline: .now() + .milliseconds(ArticleWatch.step)) { [self] in
            guard let one = watched.withLock({ $0[index] }) else { return }
            let now = Stamp(one.path)
            let looks = now == last ? looks + 1 : 0
            var wanted = ArticleWatch.quiet.usual
            if now.map({ $0.size == 0 }) ?? true { wanted = ArticleWatch.quiet.gone }
            if looks >= wanted, WrittenFile.isOpen(one.path) { wanted = ArticleWatch.quiet.open }
            guard looks >= wanted, read(one, now, index) else { return settle(index, now, looks: looks) }
            watched.withLock { $0[index]?.isSettling = false }
        }
    }

    /// - Returns: false where the file has changed again meanwhile.
    private func read(_ one: Watched, _ stamp: Stamp?, _ index: Int) -> Bool {
        let shown = one.document.hash
        do throws(Failure) {
            if stamp?.size == 0 { throw Failure("\(one.path) is empty now", "") }
            let document = try ArticleFile.completeDocument(one.path)
            let hash = document.hash
            guard Stamp(one.path) == stamp else { return false }
            note(stamp, hash, index)
            let isOldReadable = one.document.renew()
            if hash == shown, isOldReadable {
                if one.told.map({ $0 != shown }) ?? false { report(.articleChanged(index: index, .restored)) }
            } else if hash != one.told || hash == shown {
                report(.articleChanged(index: index, .rewritten(document, isOldReadable: isOldReadable)))
            }
        } catch {
            guard Stamp(one.path) == stamp else { return false }
            note(stamp, ArticleWatch.unreadable, index)
            let reason = ArticleWatch.reason(error, one.path, stamp)
            report(.articleChanged(index: index, .unreadable(reason, isOldReadable: one.document.renew())))
        }
        return true
    }

    /// Stands for what has no text.
    private static let unreadable = SourceHash(of: [0])

    private func note(_ stamp: Stamp?, _ hash: SourceHash, _ index: Int) {
        watched.withLock {
            $0[index]?.known = stamp
            $0[index]?.told = hash
        }
    }

    private static func reason(_ failure: Failure, _ path: String, _ stamp: Stamp?) -> String {
        if failure.problem.isEmpty { return failure.file ?? path }
        guard stamp != nil else { return "\(path) is gone (deleted, moved or renamed)" }
        return "\(path) was written to by another program and cannot be read: \(failure.problem)"
    }
}
