// Snapshots: what is kept of an annotated text, when, and that nothing wrong is ever taken from it.

import Annotations
import Glibc
import Testing
import TextModel

@testable import Sidecar

@Suite struct SnapshotTests {
    let study: Study
    init() throws { study = try Study() }

    private var folder: String { study.folder.path + "/data/gloss/snapshots" }
    private var snapshots: Snapshots { Snapshots(.data, folder: folder) }
    private var name: String { "\(study.document.hash.hex).txt" }
    private func names(_ path: String) -> [String] { ((try? Folder(path).names()) ?? []).sorted() }
    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    private func open(_ snapshots: Snapshots, _ document: Document? = nil) throws -> OpenSidecar {
        try OpenSidecar.open(study.location, document: document ?? study.document, snapshots: snapshots)
    }

    @Test func theTextIsKeptWithItsFirstMarkAndToldOnce() throws {
        var sidecar = try open(snapshots)
        let empty = try study.save(&sidecar, AnnotationSet())
        #expect(empty.newSnapshotFolder == nil && names(folder).isEmpty)
        let first = try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        #expect(first.newSnapshotFolder == folder)
        #expect(names(folder) == [name, study.document.hash.hex + ".used"].sorted())
        #expect(try Folder(folder).open(name).bytes(limit: 1 << 20) == Array(Study.text.utf8))
        #expect(mode(folder) == 0o700 && mode("\(folder)/\(name)") == 0o600)
        #expect(try study.save(&sidecar, AnnotationSet([study.mark(1), study.mark(2)])).newSnapshotFolder == nil)
        // Another article of the same user is no news either.
        let other = try Study("Another text altogether.")
        var second = try OpenSidecar.open(other.location, document: other.document, snapshots: snapshots)
        let outcome = try other.save(&second, AnnotationSet([other.mark(1, "text")]))
        #expect(outcome.newSnapshotFolder == nil && names(folder).count == 4)
    }

    @Test func besideTheSidecarAndNowhere() throws {
        var sidecar = try open(Snapshots(.off, folder: folder))
        try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        #expect(study.folder.names == ["article.txt", Study.name])
        sidecar = try open(Snapshots(.beside, folder: folder))
        let outcome = try study.save(&sidecar, AnnotationSet([study.mark(1), study.mark(2)]))
        #expect(outcome.newSnapshotFolder == nil)
        #expect(names(study.folder.path + "/.gloss-snapshots") == [name] && names(folder).isEmpty)
    }

    @Test func aTextThatCannotBeKeptFailsNoSave() throws {
        try study.folder.write("data", "a file where the folder should be")
        var sidecar = try open(snapshots)
        let outcome = try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        #expect(outcome.hasWritten && outcome.newSnapshotFolder == nil)
        #expect(study.folder.names == ["article.txt", Study.name, "data"])
    }

    @Test func aLinkBesideTheSidecarIsNotFollowed() throws {
        let elsewhere = try TestFolder()
        #expect(symlink(elsewhere.path, study.folder.path + "/.gloss-snapshots") == 0)
        var sidecar = try open(Snapshots(.beside, folder: nil))
        try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        #expect(elsewhere.names.isEmpty)
    }

    @Test func whatIsThereIsNotWrittenAgainAndWhatWasCutShortIs() throws {
        var sidecar = try open(snapshots)
        try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        let node = { () throws in try Folder(folder).open(name).status().st_ino }
        let before = try node()
        sidecar = try open(snapshots)
        try study.save(&sidecar, AnnotationSet([study.mark(1), study.mark(2)]))
        #expect(try node() == before)
        #expect(truncate("\(folder)/\(name)", 5) == 0)
        sidecar = try open(snapshots)
        try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        #expect(try Folder(folder).open(name).bytes(limit: 1 << 20) == Array(Study.text.utf8))
    }

    @Test func theUsersOfATextAreListedOnce() throws {
        for _ in 0..<2 {
            var sidecar = try open(snapshots)
            try study.save(&sidecar, AnnotationSet([study.mark(1, note: String(study.folder.names.count))]))
        }
        let twin = try Study(Study.text, named: "a \"b\"\nc.txt")
        var sidecar = try OpenSidecar.open(twin.location, document: twin.document, snapshots: snapshots)
        try twin.save(&sidecar, AnnotationSet([twin.mark(1)]))
        let paths = try #require(SnapshotUse(try Folder(folder), study.document.hash).paths)
        #expect(paths == [study.location.absolutePath, twin.location.absolutePath])
    }

    @Test func anUnchangedArticleReadsNoOldText() throws {
        var sidecar = try open(snapshots)
        let marks = AnnotationSet([study.mark(1), study.mark(2, "第二行")])
        try study.save(&sidecar, marks)
        sidecar = try open(snapshots)
        #expect(sidecar.annotations.saysTheSame(as: marks) && sidecar.oldTexts.isEmpty)
        #expect(sidecar.annotations.all.allSatisfy { $0.anchor.status == .exact })
    }

    @Test func aRewordedPassageIsFoundWithTheOldTextAndShownBesideIt() throws {
        var sidecar = try open(snapshots)
        try study.save(&sidecar, AnnotationSet([study.mark(1, "models said no")]))
        let edited = Document(Study.text.replacing("models said no", with: "model said: no!"))
        sidecar = try open(snapshots, edited)
        let mark = try #require(sidecar.annotations.all.first)
        #expect(mark.anchor.status == .changed && mark.span.map(edited.text) == "model said: no")
        #expect(sidecar.oldTexts.keys.map(\.hex) == [study.document.hash.hex])
        #expect(sidecar.oldTexts[study.document.hash].map { $0.text($0.span) } == Study.text)
    }

    @Test func aWrongSnapshotIsNoSnapshot() throws {
        var sidecar = try open(snapshots)
        try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        let wrong = Study.text.replacing("noon", with: "nine")
        let descriptor = Glibc.open("\(folder)/\(name)", O_WRONLY | O_TRUNC)
        try Descriptor(descriptor).write(Array(wrong.utf8))
        sidecar = try open(snapshots, Document("Before. " + Study.text))
        #expect(sidecar.oldTexts.isEmpty && sidecar.annotations.all.map(\.anchor.status) == [.moved])
        guard case .bad = Snapshots.look(for: study.document.hash, in: folder) else {
            Issue.record("a wrong snapshot passed for a right one")
            return
        }
    }

    @Test func bytesThatAreNoTextAreNoSnapshotWhateverTheirName() throws {
        let bytes: [UInt8] = [0x61, 0xFF, 0x62]
        let hash = SourceHash(of: bytes)
        try Folder.make(folder)
        try Folder(folder).put(bytes, as: Snapshots.fileName(hash))
        #expect(snapshots.text(hash, of: study.location) == nil)
    }

    @Test func aChangedMarkOfThisVeryTextStaysWhatItsSidecarSays() throws {
        var sidecar = try open(snapshots)
        try study.save(&sidecar, AnnotationSet([study.mark(1, "models said no"), study.mark(2, "第二行")]))
        let edited = Document(Study.text.replacing("models said no", with: "model said: no!"))
        sidecar = try open(snapshots, edited)
        var noted = try #require(sidecar.annotations[study.mark(2).id])
        noted.note = "seen"
        let outcome = try sidecar.save(
            sidecar.annotations.replacing(noted), codebook: Study.codebook, document: edited, newIDs: Study.ids)
        let again = try open(snapshots, edited)
        #expect(again.annotations.saysTheSame(as: outcome.annotations))
        #expect(again.annotations.all.map(\.anchor.status) == [.changed, .exact])
        // Trusted, so that nothing had to be read; the reader may want to see it all the same.
        #expect(again.oldTexts.isEmpty)
        again.readTextsOfDrifted()
        #expect(again.oldTexts.count == 1)
    }

    @Test func aGlanceTellsWhetherMarksHaveToBeLookedFor() throws {
        #expect(!OpenSidecar.hasToSearch(study.location, in: study.document))
        _ = try study.saved([study.mark(1)])
        #expect(!OpenSidecar.hasToSearch(study.location, in: study.document))
        // The text is named by the header, not by a mark.
        let edited = Document("Before. " + Study.text)
        #expect(OpenSidecar.hasToSearch(study.location, in: edited))
        try study.folder.write(Study.name, "{\"items\": [\"\(study.document.hash.hex)\"]}")
        #expect(OpenSidecar.hasToSearch(study.location, in: study.document))
    }
}
