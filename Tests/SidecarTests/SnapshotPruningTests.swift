// Pruning: a kept text goes when nobody can need it, and stays where that cannot be told.

import Annotations
import Glibc
import Testing
import TextModel

@testable import Sidecar

@Suite struct SnapshotPruningTests {
    let study: Study
    let place: TestFolder
    init() throws {
        study = try Study()
        place = try TestFolder()
    }

    private var snapshots: Snapshots { Snapshots(.data, folder: place.path) }
    private var texts: [String] { place.names.filter { $0.hasSuffix(".txt") } }

    @discardableResult
    private func mark(_ study: Study, _ snapshots: Snapshots, _ quote: String = "Who bears it?") throws -> OpenSidecar {
        var sidecar = try OpenSidecar.open(study.location, document: study.document, snapshots: snapshots)
        try study.save(&sidecar, AnnotationSet([study.mark(1, quote)]))
        return sidecar
    }

    private func prune(_ seen: [SidecarLocation] = []) -> PrunedSnapshots { snapshots.prune(seen: seen, journal: nil) }

    @Test func aTextThatIsNamedStays() throws {
        try mark(study, snapshots)
        #expect(prune().removed.isEmpty && prune([study.location]).removed.isEmpty && texts.count == 1)
    }

    @Test func itGoesWithTheLastSidecarThatNamesIt() throws {
        let twin = try Study(Study.text, named: "twin.txt")
        try mark(study, snapshots)
        try mark(twin, snapshots)
        try Folder(study.folder.path).remove(Study.name)
        #expect(prune().removed.isEmpty)
        try Folder(twin.folder.path).remove("twin.txt.gloss.json")
        let pruned = prune()
        #expect(pruned.removed.map(\.users) == [[study.location.absolutePath, twin.location.absolutePath]])
        #expect(pruned.removed.map(\.byteCount) == [Study.text.utf8.count] && pruned.missingFolders.isEmpty)
        #expect(place.names.isEmpty && prune().removed.isEmpty)
    }

    @Test func itGoesWhenItsSidecarNamesOnlyOtherTexts() throws {
        var sidecar = try mark(study, snapshots)
        try study.save(&sidecar, AnnotationSet())
        #expect(prune().removed.isEmpty)
        let other = Document("Another text. Who bears it? Nobody knows.")
        sidecar = try OpenSidecar.open(study.location, document: other, snapshots: snapshots)
        let span = Span(ByteOffset(0), ByteOffset(7))
        var mark = study.mark(2)
        mark.target = Anchoring.target(for: span, in: other)
        mark.anchor = .exact(Anchoring.place(of: span, in: other))
        _ = try sidecar.save(AnnotationSet([mark]), codebook: Study.codebook, document: other, newIDs: Study.ids)
        #expect(prune().removed.map(\.path) == ["\(place.path)/\(study.document.hash.hex).txt"])
        #expect(texts == ["\(other.hash.hex).txt"])
    }

    @Test func itStaysWhereTheFolderOfItsSidecarIsNotThere() throws {
        try mark(study, snapshots)
        let away = study.folder.path + "-away"
        #expect(rename(study.folder.path, away) == 0)
        let pruned = prune()
        #expect(pruned.removed.isEmpty && pruned.missingFolders.count == 1 && texts.count == 1)
        // Once the sidecar is seen where it is now, it is known there as well.
        let moved = try SidecarLocation(article: away + "/article.txt")
        #expect(prune([moved]).removed.isEmpty)
        let users = SnapshotUse(try Folder(place.path), study.document.hash).paths
        #expect(users == [study.location.absolutePath, moved.absolutePath])
        #expect(rename(away, study.folder.path) == 0)
    }

    @Test func itStaysForASidecarThatCannotBeRead() throws {
        try mark(study, snapshots)
        try Folder(study.folder.path).remove(Study.name)
        try Folder.make(study.location.path)
        #expect(prune().removed.isEmpty)
        rmdir(study.location.path)
        #expect(prune().removed.count == 1)
    }

    @Test func itStaysForMarksThatAreOnlyInTheJournal() throws {
        try mark(study, snapshots)
        try Folder(study.folder.path).remove(Study.name)
        let journals = try TestFolder()
        try journals.write("1.json", "{\"mine\": \"urn:sha256:\(study.document.hash.hex)\"}")
        #expect(snapshots.prune(seen: [], journal: journals.path).removed.isEmpty)
        #expect(snapshots.prune(seen: [], journal: nil).removed.count == 1)
    }

    @Test func whatIsNoSnapshotStays() throws {
        try mark(study, snapshots)
        try Folder(study.folder.path).remove(Study.name)
        try place.write("mine.txt", "x")
        try place.write("\(String(repeating: "a", count: 64)).txt", "a text that nobody says anything of")
        #expect(prune().removed.count == 1)
        #expect(place.names == ["\(String(repeating: "a", count: 64)).txt", "mine.txt"])
    }

    @Test func besideTheSidecarWhatNoneThereNames() throws {
        let beside = Snapshots(.beside, folder: nil)
        try mark(study, beside)
        let folder = study.folder.path + "/.gloss-snapshots"
        #expect(beside.prune(seen: [study.location], journal: nil).removed.isEmpty)
        try Folder(folder).put(Array("old".utf8), as: Snapshots.fileName(SourceHash(of: Array("old".utf8))))
        #expect(beside.prune(seen: [study.location], journal: nil).removed.map(\.byteCount) == [3])
        #expect(try Folder(folder).names().filter { $0.hasSuffix(".txt") } == ["\(study.document.hash.hex).txt"])
    }

    @Test func aMarkThatCameFromAnotherSidecarKeepsItsText() throws {
        try mark(study, snapshots)
        let other = Document("Nothing of it is here any more, but a line of another kind.")
        let given = try OpenSidecar.open(study.location, document: study.document, snapshots: snapshots)
        let carried = given.carried(from: study.document, to: other)
        #expect(carried.map(\.anchor.status) == [.orphan] && carried.map(\.id) == [study.mark(1).id])
        let location = try SidecarLocation(article: study.folder.path + "/other.txt")
        var target = try OpenSidecar.open(location, document: other, snapshots: snapshots)
        _ = try target.save(AnnotationSet(carried), codebook: Study.codebook, document: other, newIDs: Study.ids)
        let users = SnapshotUse(try Folder(place.path), study.document.hash).paths
        #expect(users == [study.location.absolutePath, location.absolutePath])
    }

    @Test func whatStandsBesideASidecarIsFound() throws {
        _ = try study.saved([study.mark(1)])
        let hash = SourceHash(of: []).hex.prefix(16)
        try study.folder.write(".\(Study.name).\(hash).999999999.tmp", "{")
        try study.folder.write(".\(Study.name).\(hash).1.tmp", "{")
        try study.folder.write("\(Study.name).kept-01234567", "x")
        try study.folder.write("\(Study.name).kept-xyz", "x")
        let remains = SidecarRemains(of: study.location)
        // The process 1 lives, and may be about to end its save.
        #expect(remains.unfinished.map { $0.split(separator: "/").last } == [".\(Study.name).\(hash).999999999.tmp"])
        #expect(remains.kept == ["\(study.folder.path)/\(Study.name).kept-01234567"])
    }
}
