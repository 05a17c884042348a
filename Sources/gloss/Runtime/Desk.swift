// The sidecars that are open, worked on beside the reader: one job at a time, in the order they came.

import Annotations
import Dispatch
import Reader
import Settings
import Sidecar
import Synchronization
import TextModel

/// Saves and looks after sidecars on a thread of its own; what comes of it is handed to `report`.
final class Desk: Sendable {
    private struct Job: Sendable {
        var sidecar: OpenSidecar
        var codebook: Codebook
        /// As it stood on disk when that was last looked at.
        var onDisk: Codebook
        var document: Document
        /// Nil where nothing can be kept.
        var journal: Journal?
    }

    private let queue = DispatchQueue(label: "gloss.desk")
    private struct Jobs: Sendable {
        /// What was done to codebooks, so that taking it back leaves them as they were.
        var revisions: [CodebookRevision] = []
        /// The files that are open, by number.
        var open: Set<Int> = []
        var all: [Int: Job] = [:]
    }

    private let jobs = Mutex(Jobs())
    /// Files that are being checked.
    private let checked = Mutex<Set<Int>>([])
    /// Nil where the system cannot watch.
    private let watch: SidecarWatch?
    private let report: @Sendable (Action) -> Void

    init(report: @escaping @Sendable (Action) -> Void) {
        self.report = report
        watch = SidecarWatch { report(.noticed(index: $0)) }
    }

    /// Takes note that the file with this number is wanted, until it is released.
    func open(index: Int) { jobs.withLock { _ = $0.open.insert(index) } }

    /// Whether anybody still wants what is read for the file with this number.
    func isOpen(index: Int) -> Bool { jobs.withLock { $0.open.contains(index) } }

    /// Takes charge of the sidecar of the file with this number, unless that was closed meanwhile.
    func take(
        _ sidecar: OpenSidecar, codebook: Codebook, document: Document, journal: Journal? = nil, index: Int
    ) {
        let job = Job(sidecar: sidecar, codebook: codebook, onDisk: codebook, document: document, journal: journal)
        jobs.withLock { jobs in
            guard jobs.open.contains(index) else { return }
            jobs.all[index] = job
            watch?.watch(sidecar.location, as: index)
        }
    }

    /// Forgets the sidecar of a file that is closed, after what is under way.
    func release(index: Int) {
        jobs.withLock { jobs in
            _ = jobs.open.remove(index)
            watch?.forget(index)
        }
        queue.async { [self] in _ = jobs.withLock { $0.all.removeValue(forKey: index) } }
    }

    func save(_ annotations: AnnotationSet, index: Int) {
        queue.async { [self] in
            lookAtCodebook(index)
            report(.saved(index: index, saved(annotations, index)))
        }
    }

    func refresh(_ annotations: AnnotationSet, index: Int) {
        queue.async { [self] in
            guard var job = jobs.withLock({ $0.all[index] }) else { return report(.refreshed(index: index, nil)) }
            let merged = try? job.sidecar.refresh(annotations, document: job.document)
            jobs.withLock { $0.all[index] = job }
            lookAtCodebook(index)
            report(.refreshed(index: index, merged ?? nil))
        }
    }

    /// Looks whether another program has changed the codebook, and reports if so. One that cannot be read is passed
    /// over: somebody may be in the midst of writing it.
    private func lookAtCodebook(_ index: Int) {
        guard let job = jobs.withLock({ $0.all[index] }),
            let found = try? Surroundings.codebook(for: job.sidecar.location.article), found.codebook != job.onDisk
        else { return }
        jobs.withLock { jobs in
            jobs.all[index]?.codebook = found.codebook
            jobs.all[index]?.onDisk = found.codebook
        }
        report(.codebookRead(index: index, CodebookOnDisk(found.codebook, path: found.path)))
    }

    /// Changes the codebook of an article: what is saved from now on has it, and its file says it.
    func changeCodebook(_ changes: [Codebook.Change], indices: [Int], article: String) {
        queue.async { [self] in
            jobs.withLock { jobs in
                for index in indices { jobs.all[index]?.codebook.apply(changes) }
            }
            report(changed(changes, indices, article))
        }
    }

    private func changed(_ changes: [Codebook.Change], _ indices: [Int], _ article: String) -> Action {
        let index = indices[0]
        do {
            let folder = try Surroundings.folder(of: article)
            let earlier = jobs.withLock { $0.revisions }
            if let made = try CodebookFile.change(nearestTo: folder, by: changes, earlier: earlier) {
                jobs.withLock { $0.revisions.append(made) }
            }
            let found = try CodebookFile.nearest(to: folder)
            jobs.withLock { jobs in
                for index in indices {
                    jobs.all[index]?.codebook = found.codebook
                    jobs.all[index]?.onDisk = found.codebook
                }
            }
            return .codebookChanged(index: index, .success(CodebookOnDisk(found.codebook, path: found.path)))
        } catch {
            return .codebookChanged(index: index, .failure(.problem(Desk.unchanged(error))))
        }
    }

    /// What matters most comes first: a line on screen has no room for a long path.
    private static func unchanged(_ error: any Error) -> String {
        var reason = (error as? Failure)?.message ?? "\(error)"
        if let error = error as? SettingsError {
            let name = error.file.split(separator: "/").last.map(String.init) ?? error.file
            let short = SettingsError(file: name, line: error.line, column: error.column, problem: error.problem)
            reason = short.message
        }
        return "the marks are changed, the codebook is not: \(reason)"
    }

    /// Looks whether an article whose file has been written to or touched still is what it was, and reports if not.
    func check(_ document: Document, index: Int) {
        guard checked.withLock({ $0.insert(index).inserted }) else { return }
        queue.async { [self] in
            if !document.renew() { report(.articleChanged(index: index)) }
            checked.withLock { _ = $0.remove(index) }
        }
    }

    /// Returns when everything that was asked for has been reported.
    func finish() { queue.sync {} }

    private func saved(_ annotations: AnnotationSet, _ index: Int) -> SaveResult {
        guard var job = jobs.withLock({ $0.all[index] }) else { return .failed("there is no sidecar to save to") }
        defer { jobs.withLock { $0.all[index] = job } }
        guard job.document.renew() else {
            return .failed("the article was written to by another program; open it again and mark it anew")
        }
        do throws(SidecarError) {
            let ids = PageIDs(page: UniqueName.make(), collection: UniqueName.make())
            let outcome = try job.sidecar.save(
                annotations, codebook: job.codebook, document: job.document, newIDs: ids)
            // Its directory may have been made just now.
            watch?.watch(job.sidecar.location, as: index)
            job.journal?.settle()
            return .done(outcome.annotations, notice: Desk.notice(outcome))
        } catch {
            guard case .refused(let path, let reason) = error, job.journal != nil else { return .failed(error.message) }
            return journaled(annotations, &job, "\(path) cannot be written (\(reason))")
        }
    }

    /// Keeps in the journal what the sidecar could not take.
    private func journaled(_ annotations: AnnotationSet, _ job: inout Job, _ problem: String) -> SaveResult {
        let ids = PageIDs(page: UniqueName.make(), collection: UniqueName.make())
        do throws(SidecarError) {
            try job.journal?.keep(
                annotations, of: job.sidecar, codebook: job.codebook, document: job.document, newIDs: ids)
            return .journaled("\(problem); the marks are safe in gloss's journal until it can")
        } catch {
            return .failed("\(problem), and neither can the journal: \(error.message)")
        }
    }

    /// What is said once, when the first text ever is kept; what matters most comes first, for a narrow screen.
    private static func news(ofTextsIn folder: String) -> String {
        var folder = folder
        if let home = Surroundings.variable("HOME"), folder.hasPrefix(home + "/") {
            folder = "~" + folder.dropFirst(home.count)
        }
        return "text kept in \(folder); snapshots = \"off\" in config.toml ends that"
    }

    /// What the reader should know of a save beyond that it worked.
    private static func notice(_ outcome: SaveOutcome) -> String? {
        if !outcome.conflicts.isEmpty {
            return "saved; another program had changed the same note, and its version was added beside yours"
        }
        if outcome.wasRestored { return "saved; the sidecar had vanished and was written again" }
        if let copy = outcome.keptCopy { return "saved; what could not be read before is kept as \(copy)" }
        if let folder = outcome.newSnapshotFolder { return news(ofTextsIn: folder) }
        if outcome.fromOthers > 0 { return "saved, with \(outcome.fromOthers) changes of another program" }
        return nil
    }
}
