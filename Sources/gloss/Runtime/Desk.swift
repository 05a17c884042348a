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

        mutating func refresh(_ annotations: AnnotationSet, unless isUnwanted: @escaping @Sendable () -> Bool)
            throws(SidecarError) -> AnnotationSet?
        {
            guard journal != nil else {
                return try sidecar.refresh(annotations, document: document, unless: isUnwanted)
            }
            return try journal?.refresh(annotations, of: &sidecar, document: document)
        }

        mutating func save(_ annotations: AnnotationSet, newIDs ids: PageIDs) throws(SidecarError) -> SaveOutcome {
            let outcome = try journal?.save(
                annotations, into: &sidecar, codebook: codebook, document: document, newIDs: ids)
            if let outcome { return outcome }
            return try sidecar.save(annotations, codebook: codebook, document: document, newIDs: ids)
        }
    }

    /// How long nothing is said of a search that was not asked for.
    private static let quietSeconds = 0.5
    private let queue = DispatchQueue(label: "gloss.desk")
    /// Marks of articles that are gone, by the number of the file whose text they fit.
    private let strays = Mutex<[Int: StraySidecars]>([:])
    private struct Jobs: Sendable {
        /// What was done to codebooks, so that taking it back leaves them as they were.
        var revisions: [CodebookRevision] = []
        /// The files that are open, by number.
        var open: Set<Int> = []
        var all: [Int: Job] = [:]
    }

    private let jobs = Mutex(Jobs())
    /// Whether somebody waits for all that is under way.
    private let isHurried = Atomic(false)
    /// The articles' own files.
    let articles: ArticleWatch
    /// Where marks are found again in other texts.
    private let finding = DispatchQueue(label: "gloss.reanchor", qos: .userInitiated)
    /// Nil where the system cannot watch.
    private let watch: SidecarWatch?
    private let report: @Sendable (Action) -> Void

    init(report: @escaping @Sendable (Action) -> Void) {
        self.report = report
        let articles = ArticleWatch(report: report)
        self.articles = articles
        watch = SidecarWatch(
            reportArticle: { articles.look(index: $0) }, report: { report(.noticed(index: $0)) })
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
            watch(job, index)
        }
    }

    /// Forgets the sidecar of a file that is closed, after what is under way.
    func release(index: Int) {
        jobs.withLock { jobs in
            _ = jobs.open.remove(index)
            watch?.forget(index)
        }
        articles.forget(index: index)
        strays.withLock { _ = $0.removeValue(forKey: index) }
        queue.async { [self] in _ = jobs.withLock { $0.all.removeValue(forKey: index) } }
    }

    func save(_ annotations: AnnotationSet, index: Int) {
        queue.async { [self] in
            lookAtCodebook(index)
            report(.saved(index: index, saved(annotations, index)))
        }
    }

    func refresh(_ annotations: AnnotationSet, index: Int) {
        articles.look(index: index)
        queue.async { [self] in
            // In a text whose bytes are gone no mark could be found.
            guard var job = jobs.withLock({ $0.all[index] }), job.document.renew() else {
                articles.lookAgain(index: index)
                return report(.refreshed(index: index, nil))
            }
            watch(job, index)
            var merged: AnnotationSet?
            do throws(SidecarError) {
                merged = try job.refresh(annotations) { [self] in
                    isHurried.load(ordering: .relaxed) || !isOpen(index: index)
                }
            } catch {
                articles.lookAgain(index: index)
            }
            if isHurried.load(ordering: .relaxed) { articles.lookAgain(index: index) }
            jobs.withLock { $0.all[index] = job }
            lookAtCodebook(index)
            let isInJournal = job.journal?.holdsMore ?? false
            report(.refreshed(index: index, merged, isFromJournal: isInJournal))
        }
    }

    /// Their directories may have been made just now, and folders above them moved.
    private func watch(_ job: Job, _ index: Int) {
        let beside = Surroundings.codebookPlaces(for: job.sidecar.location.article) + [job.sidecar.location.path]
        articles.watch(beside: beside + (job.journal.map { [$0.directory] } ?? []), index: index)
        watch?.watch(job.sidecar.location, as: index)
        if let journal = job.journal { watch?.watch(journal: journal.directory, of: job.sidecar.location, as: index) }
    }

    /// Looks whether another program has changed the codebook, and reports if so. One that cannot be read is passed
    /// over: somebody may be in the midst of writing it.
    private func lookAtCodebook(_ index: Int) {
        guard let job = jobs.withLock({ $0.all[index] }) else { return }
        guard let found = try? Surroundings.codebook(for: job.sidecar.location.article) else {
            return articles.lookAgain(index: index)
        }
        guard found.codebook != job.onDisk else { return }
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

    /// Looks after the file of an article from now on; see `ArticleWatch.watch`.
    func watch(_ path: String, _ stamp: ArticleWatch.Stamp?, _ document: Document, index: Int) {
        articles.watch(path, stamp, document, index: index)
        watch?.watch(article: path, as: index)
    }

    /// Finds marks again in another text.
    func reanchor(_ request: Reanchoring, edition: Int, index: Int) {
        finding.async { [self] in
            var request = request
            // What was written over may have been kept when it was marked.
            if !request.isOldReadable, let kept = keptText(request.old, index) { request = request.reading(kept) }
            guard let outcome = request.outcome(isCancelled: { !self.isOpen(index: index) }) else { return }
            report(.reanchored(index: index, edition: edition, outcome))
        }
    }

    private func keptText(_ document: Document, _ index: Int) -> Document? {
        jobs.withLock { $0.all[index] }?.sidecar.keptText(document.hash)
    }

    /// Looks whether there are marks of an article that was renamed to this one, and reports them.
    ///
    /// - Parameter folder: knows the texts of articles that nobody has saved since they changed.
    func findStrays(of path: String, _ document: Document, directory: String?, _ folder: StateFolder, index: Int) {
        guard let own = try? SidecarLocation.all(of: path, directory: directory), own.isEmpty else { return }
        let word = LateWord(after: Desk.quietSeconds) { [report] in
            report(.straySearch(index: index, isRunning: $0))
        }
        defer { word.end() }
        let hash = document.hash
        let search = StraySearch(
            around: path, directory: directory, latestText: { folder.latestText(of: $0) },
            text: { (try? ArticleFile.completeDocument($0))?.hash },
            isCancelled: { !self.isOpen(index: index) })
        let found = search.strays(of: hash)
        guard let first = found.first, isOpen(index: index) else { return }
        if found.count == 1 { strays.withLock { $0[index] = first } }
        let counts = first.locations.map { ($0.coder, ((try? MarkCounts.read($0)) ?? nil)?.marks ?? 0) }
        guard counts.contains(where: { $0.1 > 0 }) else { return }
        let names = found.map { StraySidecars.name($0.article, from: path) }
        report(.strayFound(index: index, StrayMarks(articles: names, counts: counts)))
    }

    /// Lets the marks that were found be those of this article; `open` opens its sidecar then.
    func adopt(
        by path: String, directory: String?, index: Int,
        open: @escaping @Sendable (StraySidecars) -> AdoptedMarks?
    ) {
        let word = LateWord(after: Desk.quietSeconds) { [report] isLate in
            if isLate { report(.adoptionIsLate(index: index)) }
        }
        queue.async { [self] in
            let result: Result<AdoptedMarks, Message>?
            if let stray = strays.withLock({ $0.removeValue(forKey: index) }) {
                do throws(SidecarError) {
                    try stray.adopt(by: path, directory: directory)
                    result = open(stray).map { .success($0) }
                } catch {
                    result = .failure(.problem(error.message))
                }
            } else {
                result = .failure(.problem("these marks are not there any more"))
            }
            word.end()
            if let result { report(.adopted(index: index, result)) }
        }
    }

    /// Saves in this text from now on.
    func take(_ document: Document, index: Int) {
        articles.take(document, index: index)
        queue.async { [self] in jobs.withLock { $0.all[index]?.document = document } }
    }

    /// Returns when everything that was asked for has been reported. A look at what others have written is cut short:
    /// a save that follows looks as well, and without one nobody wants to know.
    func finish() {
        isHurried.store(true, ordering: .relaxed)
        queue.sync {}
        isHurried.store(false, ordering: .relaxed)
    }

    private func saved(_ annotations: AnnotationSet, _ index: Int) -> SaveResult {
        guard var job = jobs.withLock({ $0.all[index] }) else { return .failed("there is no sidecar to save to") }
        defer { jobs.withLock { $0.all[index] = job } }
        articles.look(index: index)
        if !job.document.renew(), let kept = job.sidecar.keptText(job.document.hash) { job.document = kept }
        guard job.document.renew() else {
            // Nothing that others have saved could be found in it.
            let article = job.sidecar.location.article
            return journaled(annotations, &job, "\(article) was written over, and its text as it was is not at hand")
        }
        do throws(SidecarError) {
            let ids = PageIDs(page: UniqueName.make(), collection: UniqueName.make())
            let outcome = try job.save(annotations, newIDs: ids)
            watch(job, index)
            return .done(outcome.annotations, notice: Desk.notice(outcome))
        } catch {
            guard case .refused(let path, let reason) = error, job.journal != nil else { return .failed(error.message) }
            return journaled(annotations, &job, "\(path) cannot be written (\(reason))")
        }
    }

    /// Keeps in the journal what the sidecar could not take.
    private func journaled(_ annotations: AnnotationSet, _ job: inout Job, _ problem: String) -> SaveResult {
        guard job.journal != nil else { return .failed(problem) }
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
