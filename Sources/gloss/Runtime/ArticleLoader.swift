// All that belongs to an article, read for the reader: text, marks, codebook, place.

import Annotations
import Dispatch
import Glibc
import Reader
import Settings
import Sidecar
import TextModel

/// Reads an article with what is kept about it: at once what the first screen needs, the rest beside the reader.
struct ArticleLoader: Sendable {
    let request: ReaderRequest
    let folder: StateFolder
    let desk: Desk
    let report: @Sendable (Action) -> Void

    /// Bytes; a larger sidecar is not waited for.
    private static let largestAwaited = 1 << 20
    /// Bytes; in a longer text lost places are looked for beside the reader: a tenth of a second for so much.
    private static let longestSearchedAtOnce = 1 << 18
    /// How often it is said how far a text has been read, in nanoseconds.
    private static let interval: UInt64 = 200_000_000

    /// Reads the file with this number.
    func load(_ slot: FileSlot, index: Int) -> Result<Article, Message> {
        desk.open(index: index)
        do throws(Message) {
            if let path = slot.exactPath {
                return .success(try article(atExactly: path, name: slot.name, index: index))
            }
            return .success(try article(at: slot.name, index: index))
        } catch {
            return .failure(error)
        }
    }

    private func article(at path: String, index: Int) throws(Message) -> Article {
        let isPiped = request.standardInput != nil
        let document: Document
        if let piped = request.standardInput {
            document = piped
        } else {
            let stamp = ArticleWatch.Stamp(path)
            document = try request.read(path)
            desk.watch(path, stamp, document, index: index)
        }
        let file = isPiped ? nil : try codebook(for: path)
        let codebook = file?.codebook ?? .builtIn
        var article = Article(document: document, marks: nil, codebook: codebook)
        article.codebookPath = file?.path
        if !isPiped {
            article.position = folder.position(of: path)
            article.drafts = folder.drafts(of: path)
            article.places = folder.places(of: path)
            article.seen = folder.seen(of: path)
        }
        if !isPiped, document.isRead {
            DispatchQueue.global(qos: .utility).async { [desk, folder, directory = request.sidecarDirectory] in
                desk.findStrays(of: path, document, directory: directory, folder, index: index)
            }
        }
        if document.isRead, isPiped || !hasLargeSidecar(path) && !hasToSearch(path, document) {
            article.marks = marks(path, document, codebook, index)
            // Paragraphs of a short text are counted when the first screen asks for them.
            guard document.knownParagraphCount == nil else { return article }
        }
        let areMarksAwaited = article.marks == nil
        DispatchQueue.global(qos: .utility).async {
            finish(path, document, codebook, index, areMarksAwaited: areMarksAwaited)
        }
        return article
    }

    /// A name that is not UTF-8 cannot be written down in a sidecar: the article can be read, and that is all.
    private func article(atExactly path: PathBytes, name: String, index: Int) throws(Message) -> Article {
        let descriptor = path.withCString { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        guard descriptor >= 0 else { throw .problem("\(name): \(Output.reason(errno))") }
        defer { close(descriptor) }
        let open = "/proc/self/fd/\(descriptor)"
        do throws(Message) {
            let document = try request.read(open)
            var marks = ArticleMarks()
            marks.readOnly = "read-only: its name is not UTF-8; rename the file to mark it"
            DispatchQueue.global(qos: .utility).async {
                finish(name, document, .builtIn, index, areMarksAwaited: false)
            }
            return Article(document: document, marks: marks, codebook: .builtIn)
        } catch {
            throw .problem(error.text.replacing(open, with: name))
        }
    }

    /// Reads what the first screen did not need, as long as the file is open.
    func finish(
        _ path: String, _ document: Document, _ codebook: Codebook, _ index: Int, areMarksAwaited: Bool
    ) {
        var document = document
        let isNew = !document.isRead
        guard readThrough(document, index) else { return }
        do throws(Failure) {
            if let decoded = try ArticleFile.decoded(document) {
                guard readThrough(decoded, index) else { return }
                document = decoded
                desk.articles.take(decoded, index: index)
                report(.decoded(index: index, decoded))
            }
            if areMarksAwaited, desk.isOpen(index: index), let marks = marks(path, document, codebook, index) {
                report(.marksRead(index: index, marks))
            }
        } catch {
            var marks = ArticleMarks()
            marks.readOnly = "\(path) has bytes that are no UTF-8, and cannot be marked: \(error.message)"
            report(.marksRead(index: index, marks))
        }
        if isNew, areMarksAwaited {
            desk.findStrays(of: path, document, directory: request.sidecarDirectory, folder, index: index)
        }
        while desk.isOpen(index: index), document.countParagraphs() {}
        guard desk.isOpen(index: index) else { return }
        report(.readOn(index: index, fraction: 1))
    }

    /// - Returns: false when the file was closed before its end was reached.
    private func readThrough(_ document: Document, _ index: Int) -> Bool {
        var told = DispatchTime.now().uptimeNanoseconds
        while desk.isOpen(index: index) {
            guard document.readOn() else { return true }
            let now = DispatchTime.now().uptimeNanoseconds
            guard now - told > ArticleLoader.interval else { continue }
            told = now
            report(.readOn(index: index, fraction: document.readFraction))
        }
        return false
    }

    private func codebook(for path: String) throws(Message) -> CodebookFile {
        do throws(Failure) {
            return try Surroundings.codebook(for: path)
        } catch {
            throw .problem(error.message)
        }
    }

    /// The creator of new marks.
    private var coder: String? { request.coder ?? request.environment["USER"] }

    private func location(of path: String) throws(SidecarError) -> SidecarLocation {
        try SidecarLocation(article: path, coder: request.coder, directory: request.sidecarDirectory)
    }

    private func hasLargeSidecar(_ path: String) -> Bool {
        var status = stat()
        guard let location = try? location(of: path), stat(location.path, &status) == 0 else { return false }
        return status.st_size > ArticleLoader.largestAwaited
    }

    /// Whether marks have to be looked for in so long a text that the first screen should not wait for them.
    private func hasToSearch(_ path: String, _ document: Document) -> Bool {
        guard document.byteCount > ArticleLoader.longestSearchedAtOnce, let location = try? location(of: path) else {
            return false
        }
        return OpenSidecar.hasToSearch(location, in: document)
    }

    /// Opens the sidecar; when that cannot be, the article can be read all the same, and nothing is written.
    ///
    /// - Returns: nil where the file was closed meanwhile: what was found by then must reach nobody, as somebody may
    ///   have opened it again.
    private func marks(_ path: String, _ document: Document, _ codebook: Codebook, _ index: Int) -> ArticleMarks? {
        var marks = ArticleMarks()
        if request.standardInput != nil {
            marks.readOnly = "what is piped in is read-only; save it to a file to mark it"
            return marks
        }
        do throws(SidecarError) {
            let location = try location(of: path)
            let opened = try OpenSidecar.open(location, document: document, snapshots: request.snapshots) { [desk] in
                !desk.isOpen(index: index)
            }
            guard var sidecar = opened else { return nil }
            marks.annotations = sidecar.annotations
            marks.readOnly = sidecar.readOnlyReason.map { "\(location.path) is read-only here: \($0)" }
            marks.notice = notice(sidecar) ?? unwritable(location)
            if !marks.annotations.isEmpty {
                folder.keep(latestText: sidecar.saysItsText(is: document) ? nil : document.hash, of: path)
            }
            sidecar.readTextsOfDrifted()
            marks.oldTexts = sidecar.oldTexts
            let journal = journal(&sidecar, document, &marks)
            marks.latest = LatestTags(marks.annotations.all, coder: coder)
            desk.take(sidecar, codebook: codebook, document: document, journal: journal, index: index)
        } catch {
            marks.readOnly = error.message
        }
        return marks
    }

    /// Lets the marks of an article that is gone be this one's.
    func adopt(_ path: String, _ document: Document, _ codebook: Codebook, index: Int) {
        desk.adopt(by: path, directory: request.sidecarDirectory, index: index) { [self] stray in
            guard let marks = marks(path, document, codebook, index) else { return nil }
            var adopted = AdoptedMarks(marks)
            adopted.drafts = folder.drafts(of: stray.article)
            folder.carryDrafts(from: stray.article, to: path)
            adopted.places = folder.places(of: stray.article)
            let others = stray.locations.filter { $0.coder != request.coder }.compactMap {
                $0.coder ?? "the plain sidecar"
            }
            let count = adopted.marks.annotations.count
            let name = StraySidecars.name(stray.article, from: path)
            let more = others.isEmpty ? "" : "; also those of \(others.joined(separator: ", "))"
            let kept = "\(count) \(count == 1 ? "mark" : "marks") of \(name) now kept with this article\(more)"
            // What is wrong with them, or has changed, is said as well.
            var notice = adopted.marks.notice ?? .information("")
            notice.text = notice.text.isEmpty ? kept : "\(kept); \(notice.text)"
            adopted.marks.notice = notice
            return adopted
        }
    }

    /// Takes in what sessions before this one could not save. Into a sidecar that opens read-only nothing can be merged,
    /// so it waits in the journal, which is said.
    private func journal(
        _ sidecar: inout OpenSidecar, _ document: Document, _ marks: inout ArticleMarks
    ) -> Journal? {
        guard let path = folder.journal else { return nil }
        var journal = Journal(folder: path, of: sidecar.location)
        guard !sidecar.isReadOnly else {
            if !journal.isEmpty, let reason = marks.readOnly {
                marks.notice = .problem("marks of an earlier session wait in gloss's journal: \(reason)")
            }
            return nil
        }
        marks.annotations = journal.read(into: &sidecar, document: document)
        if !journal.holdsMore {
            journal.settle()
        } else {
            marks.isFromJournal = true
            let count = marks.annotations.count
            marks.notice =
                marks.notice
                ?? .information("marks of an earlier session were taken from the journal: there are \(count) now")
        }
        if journal.isShared {
            marks.notice = .problem(
                "another reader's marks are in gloss's journal, too, until they can be saved: there are "
                    + "\(marks.annotations.count) now")
        }
        if let file = journal.unreadable.first {
            marks.notice = .problem("\(file): this journal of marks cannot be read, and was left as it is")
        }
        return journal
    }

    /// Says at once that marks could not be saved here, before any work goes into them.
    private func unwritable(_ location: SidecarLocation) -> Message? {
        if let directory = request.sidecarDirectory, Surroundings.isMissing(directory) {
            return .information("there is no folder \(directory) yet; it is made for the first mark")
        }
        let folder = location.path.lastIndex(of: "/").map { String(location.path[..<$0]) } ?? "."
        guard access(folder.isEmpty ? "/" : folder, W_OK) != 0, errno != ENOENT else { return nil }
        let place = folder == "." ? "this folder" : folder
        guard self.folder.journal != nil else {
            return .problem(
                "marks cannot be saved in \(place); open the article with --sidecar-dir DIR to keep them there")
        }
        return .problem(
            "marks cannot be saved in \(place): they go to gloss's journal until they can; "
                + "--sidecar-dir DIR keeps them elsewhere")
    }

    private func notice(_ sidecar: OpenSidecar) -> Message? {
        if let finding = sidecar.findings.first {
            let line = finding.line.map { ":\($0)" } ?? ""
            let more = sidecar.findings.count > 1 ? " (and \(sidecar.findings.count - 1) more)" : ""
            return .problem("\(sidecar.location.path)\(line): \(finding.message)\(more)")
        }
        return nil
    }
}
