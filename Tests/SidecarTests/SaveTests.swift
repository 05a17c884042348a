// The save protocol: two writers, refusals, what a dead program left.

import Annotations
import Glibc
import Testing
import TextModel

@testable import Sidecar

@Suite struct SaveTests {
    let study: Study
    init() throws { study = try Study() }

    @Test func emptySetsMakeNoFileAndEmptiedOnesKeepTheirs() throws {
        var sidecar = try study.open()
        #expect(try !study.save(&sidecar, AnnotationSet()).hasWritten)
        #expect(study.folder.names == ["article.txt"])
        try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        #expect(try study.save(&sidecar, AnnotationSet()).hasWritten)
        #expect(try study.folder.text(Study.name).hasSuffix("\"items\": []\n}\n"))
        #expect(study.folder.names == ["article.txt", Study.name])
    }

    @Test func nothingIsWrittenWithoutAnEdit() throws {
        var sidecar = try study.saved([study.mark(1)])
        var status = stat()
        stat(study.location.path, &status)
        let node = status.st_ino
        #expect(try !study.save(&sidecar, sidecar.annotations).hasWritten)
        stat(study.location.path, &status)
        #expect(status.st_ino == node)
    }

    @Test func twoWritersSeeEachOther() throws {
        var left = try study.saved([study.mark(1)])
        var right = try study.open()
        try study.save(&left, left.annotations.replacing(study.mark(2)))
        let outcome = try study.save(&right, right.annotations.replacing(study.mark(3)).removing(study.mark(1).id))
        #expect(outcome.fromOthers == 1)
        #expect(outcome.annotations.ids == [study.mark(2).id, study.mark(3).id])
        let seen = try left.refresh(document: study.document)
        #expect(seen?.ids == outcome.annotations.ids)
        #expect(try left.refresh(document: study.document) == nil)
    }

    @Test func refreshKeepsWhatIsNotSavedYet() throws {
        var left = try study.saved([study.mark(1)])
        var right = try study.open()
        try study.save(&right, right.annotations.replacing(study.mark(2)))
        let merged = try left.refresh(left.annotations.replacing(study.mark(3)), document: study.document)
        #expect(merged?.count == 3)
        #expect(left.annotations.count == 2)
    }

    @Test(arguments: [true, false]) func manyWritersLoseNothing(_ isLocking: Bool) async throws {
        let study = study
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    var sidecar = try study.open()
                    for number in 0..<15 {
                        let mark = study.mark(100 * (writer + 1) + number)
                        _ = try sidecar.save(
                            sidecar.annotations.replacing(mark), codebook: Study.codebook, document: study.document,
                            newIDs: Study.ids, isLocking: isLocking)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try study.open().annotations.count == 45)
        #expect(study.folder.names == ["article.txt", Study.name])
    }

    @Test func aWriterWithoutTheLockIsMergedAfterTheSwap() throws {
        _ = try study.saved([study.mark(1)])
        let file = try #require(try SidecarFile.at(study.location))
        let read = try #require(try file.read())
        var other = try study.open()
        try study.save(&other, other.annotations.replacing(study.mark(2)))
        let between = try study.folder.bytes(Study.name)
        // What was read is no longer what stands there when the swap happens.
        let replaced = try file.replace(with: read.bytes, read: read)
        guard case .overtaken(let bytes, let temporary) = replaced else {
            Issue.record("the swap did not notice")
            return
        }
        #expect(bytes == between)
        #expect(study.folder.names.contains(temporary))
    }

    @Test func aDeadWritersTemporaryIsMerged() throws {
        let first = try study.saved([study.mark(1)])
        let base = try #require(first.base)
        var second = try study.open()
        try study.save(&second, second.annotations.replacing(study.mark(2)))
        let lost = try study.folder.bytes(Study.name)
        try study.folder.write(Study.name, base)
        func temporary(_ base: [UInt8]) -> String {
            ".\(Study.name).\(SourceHash(of: base).hex.prefix(16)).4194305.tmp"
        }
        // Never swapped in; the old file of a swap that was; and one cut short.
        try study.folder.write(temporary(base), lost)
        try study.folder.write(".\(Study.name).\(SourceHash(of: lost).hex.prefix(16)).4194306.tmp", lost)
        try study.folder.write(".\(Study.name).\(SourceHash(of: base).hex.prefix(16)).4194307.tmp", Array(lost[..<900]))
        var third = try study.open()
        let outcome = try study.save(&third, third.annotations.replacing(study.mark(3)))
        #expect(outcome.annotations.ids == [study.mark(1).id, study.mark(2).id, study.mark(3).id])
        #expect(study.folder.names == ["article.txt", Study.name])
    }

    @Test func ofATemporaryOfAnotherTimeWithNothingInItNothingIsKept() throws {
        var sidecar = try study.saved([study.mark(1)])
        try study.folder.write(".\(Study.name).0123456789abcdef.4194305.tmp", "")
        try study.save(&sidecar, sidecar.annotations.replacing(study.mark(2)))
        #expect(study.folder.names == ["article.txt", Study.name])
        // What was cut short may be all there is of something.
        try study.folder.write(".\(Study.name).0123456789abcdef.4194305.tmp", "{")
        try study.save(&sidecar, sidecar.annotations.replacing(study.mark(3)))
        #expect(study.folder.names.contains { $0.hasPrefix(Study.name + ".kept-") })
    }

    /// A program that was killed while it wrote, and others that saved before it was known to be gone.
    @Test func whatWasCutShortAndIsNoNewsLeavesNoCopy() throws {
        var sidecar = try study.saved([study.mark(1), study.mark(2)])
        let other = try Study()
        _ = try other.saved([study.mark(1), study.mark(2), study.mark(3)])
        let next = try other.folder.bytes(Study.name)
        let third = try #require(next.firstIndex(of: Array(study.mark(3).id.iri.utf8)))
        for (number, cut) in [third, third - 30, next.count - 2, next.count - 4].enumerated() {
            try study.folder.write(".\(Study.name).0123456789abcdef.4194305.tmp", Array(next[..<cut]))
            try study.save(&sidecar, sidecar.annotations.replacing(study.mark(5 + number)))
            #expect(study.folder.names == ["article.txt", Study.name])
            #expect(try study.open().annotations.ids.isSuperset(of: [1, 2, 5 + number].map { study.mark($0).id }))
        }
    }

    @Test func aKeptCopyThatWasCutShortIsNotInTheWay() throws {
        _ = try study.saved([study.mark(1)])
        let text = try study.folder.text(Study.name)
        try study.folder.write(Study.name, text.replacing("\"items\": [\n", with: "\"items\": [\n{broken},\n"))
        let damaged = try study.folder.bytes(Study.name)
        let hash = SourceHash(of: damaged).hex
        try study.folder.write("\(Study.name).kept-\(hash.prefix(8))", Array(damaged[..<20]))
        var sidecar = try study.open()
        let outcome = try study.save(&sidecar, sidecar.annotations.replacing(study.mark(2)))
        #expect(outcome.keptCopy == "\(Study.name).kept-\(hash.prefix(16))")
        #expect(try study.folder.bytes(outcome.keptCopy ?? "") == damaged)
        #expect(try study.folder.bytes("\(Study.name).kept-\(hash.prefix(8))").count == 20)
        #expect(!study.folder.names.contains { $0.hasSuffix(".tmp") })
        #expect(try study.open().annotations.count == 2)
    }

    @Test func displacedOldFilesBringNothingBack() throws {
        var sidecar = try study.saved([study.mark(1), study.mark(2)])
        let old = try study.folder.bytes(Study.name)
        try study.save(&sidecar, sidecar.annotations.removing(study.mark(2).id))
        try study.folder.write(".\(Study.name).\(SourceHash(of: old).hex.prefix(16)).4194305.tmp", old)
        try study.save(&sidecar, sidecar.annotations.replacing(study.mark(3)))
        #expect(try study.open().annotations.ids == [study.mark(1).id, study.mark(3).id])
        #expect(study.folder.names == ["article.txt", Study.name])
    }

    @Test func aVanishedSidecarIsWrittenAgain() throws {
        var sidecar = try study.saved([study.mark(1)])
        unlink(study.location.path)
        #expect(try sidecar.refresh(document: study.document) == nil)
        let outcome = try study.save(&sidecar, sidecar.annotations)
        #expect(outcome.wasRestored && outcome.hasWritten)
        #expect(try study.open().annotations.count == 1)
    }

    @Test func modeIsKeptAndTakenFromTheArticle() throws {
        chmod(study.folder.path + "/article.txt", 0o755)
        var sidecar = try study.saved([study.mark(1)])
        var status = stat()
        stat(study.location.path, &status)
        #expect(status.st_mode & 0o777 == 0o644)
        chmod(study.location.path, 0o640)
        try study.save(&sidecar, sidecar.annotations.replacing(study.mark(2)))
        stat(study.location.path, &status)
        #expect(status.st_mode & 0o777 == 0o640)
    }

    @Test func fifosDirectoriesAndLargeFilesAreRefused() throws {
        let path = study.location.path
        mkfifo(path, 0o600)
        #expect(throws: SidecarError.notAFile(path)) { try study.open() }
        unlink(path)
        mkdir(path, 0o700)
        #expect(throws: SidecarError.notAFile(path)) { try study.open() }
        rmdir(path)
        try study.folder.write(Study.name, "")
        truncate(path, 10 << 30)
        #expect(throws: SidecarError.tooLarge(path)) { try study.open() }
    }

    @Test func linksLeadOnlyToSidecars() throws {
        let path = study.location.path
        try study.folder.write("other.txt", "precious")
        symlink("other.txt", path)
        #expect(throws: SidecarError.linkElsewhere(path)) { try study.open() }
        #expect(try study.folder.text("other.txt") == "precious")
        unlink(path)
        symlink("nowhere", path)
        #expect(throws: SidecarError.linkElsewhere(path)) { try study.open() }
        unlink(path)
        _ = try study.saved([study.mark(1)])
        rename(path, study.folder.path + "/kept.json")
        symlink("kept.json", path)
        var sidecar = try study.open()
        try study.save(&sidecar, sidecar.annotations.replacing(study.mark(2)))
        #expect(try study.folder.text("kept.json").contains("000000000002\""))
        var status = stat()
        lstat(path, &status)
        #expect(status.st_mode & S_IFMT == S_IFLNK)
    }

    @Test func hardLinksOpenReadOnly() throws {
        _ = try study.saved([study.mark(1)])
        link(study.location.path, study.folder.path + "/twin")
        var sidecar = try study.open()
        #expect(sidecar.annotations.count == 1 && sidecar.isReadOnly)
        #expect(throws: SidecarError.self) { try study.save(&sidecar, AnnotationSet()) }
    }

    @Test func headersMergeKeyByKey() throws {
        var left = try study.saved([study.mark(1)])
        let text = try study.folder.text(Study.name)
        let changed = text.replacing("\"color\": \"red\"", with: "\"color\": \"blue\", \"x\": 1")
            .replacing("\"items\"", with: "\"x:new\": 1,\n\"items\"")
        try study.folder.write(Study.name, changed)
        let outcome = try study.save(&left, left.annotations.replacing(study.mark(2)))
        let page = try JSON.read(study.folder.bytes(Study.name))
        #expect(outcome.hasWritten && page["x:new"]?.integer == 1)
        #expect(page["gloss:codebook"]?["risk"]?["x"]?.integer == 1)
        #expect(page["items"]?.elements?.count == 2)
    }

    @Test func sidecarDirectoriesAreMade() throws {
        let location = try SidecarLocation(
            article: study.folder.path + "/article.txt", coder: "ana", directory: study.folder.path + "/marks")
        var sidecar = try OpenSidecar.open(location, document: study.document)
        try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        #expect(study.folder.names == ["article.txt", "marks"])
        #expect(try Folder(study.folder.path + "/marks").names() == ["article.txt.ana.gloss.json"])
    }
}
