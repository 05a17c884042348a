// One article with the one sidecar that a command writes: opened, changed by an edit, saved.

import Annotations
import Glibc
import Reader
import Settings
import Sidecar
import TextModel

struct WritableMarks {
    let file: String
    let document: Document
    let codebook: Codebook
    /// The name that new marks carry; nil when nobody is named.
    let creator: String?
    private(set) var sidecar: OpenSidecar
    /// The folder of `--sidecar-dir` as it was given, where it is not there and will be made.
    private var newFolder: String?

    /// Throws for an article or a sidecar that cannot be read, and for a sidecar that must not be written.
    ///
    /// - Parameter isSaid: whether it has been said already what is wrong in the sidecar.
    init(_ file: String, _ options: MarkOptions, isSaid: Bool = false) throws(Failure) {
        guard file != "-" else {
            throw Failure("standard input", "marks are kept beside a file, and this has none; name the article")
        }
        self.file = file
        document = try ArticleFile.completeDocument(file)
        codebook = try Surroundings.codebook(for: file).codebook
        let location = try options.location(of: file)
        creator = location.coder ?? Surroundings.variable("USER")
        let snapshots = Surroundings.snapshots(try Surroundings.configuration())
        do throws(SidecarError) {
            sidecar = try OpenSidecar.open(location, document: document, snapshots: snapshots)
            if let reason = sidecar.readOnlyReason {
                throw SidecarError.readOnly(location.path, reason: reason)
            }
        } catch {
            throw Failure(error)
        }
        if !isSaid { _ = Corpus.say(sidecar) }
        newFolder = options.sidecarDir.flatMap { Surroundings.isMissing($0) ? $0 : nil }
    }

    /// Applies the edit and saves, with the codebook as the edit makes it; nothing is written when either fails.
    ///
    /// - Parameter carried: the marks that come from another version of the article.
    mutating func save(_ edit: Edit, carried: [AnnotationID] = []) throws(Failure) {
        sidecar.note(carried: carried)
        var (marks, codebook) = (sidecar.annotations, codebook)
        codebook.apply(edit.codebook)
        do throws(EditError) {
            try marks.apply(edit)
        } catch {
            throw Failure(sidecar.location.path, "a mark was changed by another program; try again", .notSaved)
        }
        do throws(SidecarError) {
            let outcome = try sidecar.save(
                marks, codebook: codebook, document: document,
                newIDs: PageIDs(page: UniqueName.make(), collection: UniqueName.make()))
            if let folder = newFolder, !Surroundings.isMissing(folder) {
                Output.message("\(folder): made this folder for the marks")
                newFolder = nil
            }
            if let copy = outcome.keptCopy {
                Output.message("\(sidecar.location.path): what could not be read is kept in \(copy)")
            }
            if let folder = outcome.newSnapshotFolder { Output.message(WritableMarks.news(ofTextsIn: folder)) }
        } catch {
            throw Failure(error)
        }
    }

    /// Keeps texts that marks in the sidecar were made in.
    mutating func keep(_ texts: [Document]) {
        for text in texts {
            if let folder = sidecar.keep(text) { Output.message(WritableMarks.news(ofTextsIn: folder)) }
        }
    }

    /// What is said once, when the first text ever is kept.
    static func news(ofTextsIn folder: String) -> String {
        "annotated texts are kept in \(folder), to find marks again when an article changes; "
            + "snapshots = \"off\" in config.toml ends that"
    }

    /// Takes an edit back whose save failed: what could not be made to last may be in the file all the same.
    mutating func takeBack(_ edit: Edit) throws(Failure) {
        do throws(SidecarError) {
            guard try sidecar.refresh(document: document) != nil else { return }
        } catch {
            throw Failure(error)
        }
        try save(edit.inverse)
    }

    static var now: Timestamp { Timestamp(secondsSince1970: time(nil)) }
}

/// Fresh names.
enum UniqueName {
    /// `urn:uuid:` and a random UUID (RFC 9562, version 4).
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        var ids = IDSource(seed: (generator.next(), generator.next()))
        return ids.next().iri
    }
}
