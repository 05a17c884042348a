// All that belongs to an article, read for the reader: text, marks, codebook, place.

import Annotations
import Glibc
import Reader
import Sidecar
import TextModel

/// Reads an article with what is kept about it.
struct ArticleLoader {
    let request: ReaderRequest
    let folder: StateFolder
    let desk: Desk

    /// Reads the file with this number.
    func load(_ slot: FileSlot, index: Int) -> Result<Article, Message> {
        do throws(Message) {
            if let path = slot.exactPath { return .success(try article(atExactly: path, name: slot.name)) }
            return .success(try article(at: slot.name, index: index))
        } catch {
            return .failure(error)
        }
    }

    private func article(at path: String, index: Int) throws(Message) -> Article {
        if let document = request.standardInput {
            let reason = "what is piped in is read-only; save it to a file to mark it"
            return Article(
                document: document, annotations: AnnotationSet(), codebook: .builtIn, readOnly: reason)
        }
        let document = try request.read(path)
        let codebook = try codebook(for: path)
        var article = Article(
            document: document, annotations: AnnotationSet(), codebook: codebook,
            position: folder.position(of: path), drafts: folder.drafts(of: path))
        open(path, index, &article)
        return article
    }

    /// A name that is not UTF-8 cannot be written down in a sidecar: the article can be read, and that is all.
    private func article(atExactly path: PathBytes, name: String) throws(Message) -> Article {
        let descriptor = path.withCString { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        guard descriptor >= 0 else { throw .problem("\(name): \(Output.reason(errno))") }
        defer { close(descriptor) }
        let open = "/proc/self/fd/\(descriptor)"
        do throws(Message) {
            return Article(
                document: try request.read(open), annotations: AnnotationSet(), codebook: .builtIn,
                readOnly: "read-only: its name is not UTF-8; rename the file to mark it")
        } catch {
            throw .problem(error.text.replacing(open, with: name))
        }
    }

    private func codebook(for path: String) throws(Message) -> Codebook {
        do throws(Failure) {
            return try Surroundings.codebook(for: path).codebook
        } catch {
            throw .problem(error.message)
        }
    }

    /// Opens the sidecar; when that cannot be, the article can be read all the same, and nothing is written.
    private func open(_ path: String, _ index: Int, _ article: inout Article) {
        do throws(SidecarError) {
            let location = try SidecarLocation(
                article: path, coder: request.coder, directory: request.sidecarDirectory)
            let sidecar = try OpenSidecar.open(location, document: article.document)
            article.annotations = sidecar.annotations
            article.readOnly = sidecar.readOnlyReason.map { "\(location.path) is read-only here: \($0)" }
            article.notice = notice(sidecar) ?? unwritable(location)
            desk.take(sidecar, codebook: article.codebook, document: article.document, index: index)
        } catch {
            article.readOnly = error.message
        }
    }

    /// Says at once that marks could not be saved here, before any work goes into them.
    private func unwritable(_ location: SidecarLocation) -> Message? {
        let folder = location.path.lastIndex(of: "/").map { String(location.path[..<$0]) } ?? "."
        guard access(folder.isEmpty ? "/" : folder, W_OK) != 0, errno != ENOENT else { return nil }
        let place = folder == "." ? "this folder" : folder
        return .problem("marks cannot be saved in \(place); open the article with --sidecar-dir DIR to keep them there")
    }

    private func notice(_ sidecar: OpenSidecar) -> Message? {
        if let finding = sidecar.findings.first {
            let line = finding.line.map { ":\($0)" } ?? ""
            let more = sidecar.findings.count > 1 ? " (and \(sidecar.findings.count - 1) more)" : ""
            return .problem("\(sidecar.location.path)\(line): \(finding.message)\(more)")
        }
        let anchors = sidecar.annotations.all.map(\.anchor.status)
        let counts = [("moved", Anchor.Status.moved), ("changed", .changed), ("lost", .orphan)]
            .map { name, status in (name, anchors.count { $0 == status }) }.filter { $0.1 > 0 }
        guard !counts.isEmpty else { return nil }
        return .problem("the article has changed: " + counts.map { "\($0.1) \($0.0)" }.joined(separator: ", "))
    }
}
