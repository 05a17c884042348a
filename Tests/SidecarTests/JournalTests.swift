// The journal: what a sidecar could not take comes back in a later session, is merged, and goes only then.

import Annotations
import Glibc
import Testing
import TextModel

@testable import Sidecar

@Suite struct JournalTests {
    let study: Study
    init() throws { study = try Study() }

    private var place: String { study.folder.path + "/state/journal" }
    private var journal: Journal { Journal(folder: place, of: study.location) }
    private var names: [String] { ((try? Folder(place).names()) ?? []).sorted() }

    private func keep(_ marks: AnnotationSet, of sidecar: OpenSidecar, in journal: inout Journal) throws {
        try journal.keep(marks, of: sidecar, codebook: Study.codebook, document: study.document, newIDs: Study.ids)
    }

    @Test func whatASessionCouldNotSaveIsThereInTheNextAndGoesWithItsSave() throws {
        var sidecar = try study.open()
        var first = journal
        let marks = AnnotationSet([study.mark(1, note: "\u{0}\"\\ 👩‍🚀\u{2028}é"), study.mark(2, "第二行")])
        try keep(marks, of: sidecar, in: &first)
        #expect(names.count == 1 && study.folder.names == ["article.txt", "state"])
        var status = stat()
        stat(place, &status)
        #expect(status.st_mode & 0o777 == 0o700)
        var second = journal
        let found = second.read(into: &sidecar, document: study.document)
        #expect(found.saysTheSame(as: marks) && names.count == 1)
        try study.save(&sidecar, found)
        second.settle()
        #expect(names.isEmpty)
        #expect(try study.open().annotations.saysTheSame(as: marks))
    }

    @Test func itIsMergedOverItsOwnBase() throws {
        let sidecar = try study.saved([study.mark(1), study.mark(2), study.mark(3)])
        var first = journal
        let edited = study.mark(2, note: "mine", modified: 9)
        try keep(AnnotationSet([edited, study.mark(3), study.mark(4)]), of: sidecar, in: &first)
        // Somebody else who may write there goes on meanwhile.
        var other = try study.open()
        try study.save(&other, other.annotations.removing(study.mark(3).id).replacing(study.mark(5)))
        var now = try study.open()
        var second = journal
        let found = second.read(into: &now, document: study.document)
        #expect(found.ids == [study.mark(2).id, study.mark(4).id, study.mark(5).id])
        #expect(found[edited.id]?.note == "mine")
    }

    @Test func aNewerFileTakesTheOlderOnesIn() throws {
        var sidecar = try study.open()
        for number in 1...3 {
            var session = journal
            try keep(AnnotationSet([study.mark(number)]), of: sidecar, in: &session)
        }
        #expect(names.count == 3)
        var last = journal
        let found = last.read(into: &sidecar, document: study.document)
        #expect(found.count == 3)
        try keep(found.replacing(study.mark(4)), of: sidecar, in: &last)
        #expect(names.count == 1)
        var next = journal
        #expect(next.read(into: &sidecar, document: study.document).count == 4)
    }

    @Test func whatWasWrittenSinceItWasReadStays() throws {
        var sidecar = try study.open()
        var living = journal
        try keep(AnnotationSet([study.mark(1)]), of: sidecar, in: &living)
        var second = journal
        let found = second.read(into: &sidecar, document: study.document)
        try keep(AnnotationSet([study.mark(1), study.mark(2)]), of: sidecar, in: &living)
        try study.save(&sidecar, found)
        second.settle()
        #expect(names.count == 1)
        var third = journal
        #expect(third.read(into: &sidecar, document: study.document).count == 2)
    }

    @Test func whatIsKeptAlreadyIsNotWrittenAgain() throws {
        let sidecar = try study.open()
        var session = journal
        try keep(AnnotationSet([study.mark(1)]), of: sidecar, in: &session)
        let node = try Folder(place).open(names[0]).status().st_ino
        try keep(AnnotationSet([study.mark(1)]), of: sidecar, in: &session)
        #expect(try Folder(place).open(names[0]).status().st_ino == node)
        try keep(AnnotationSet([study.mark(1), study.mark(2)]), of: sidecar, in: &session)
        #expect(names.count == 1)
        #expect(try Folder(place).open(names[0]).status().st_ino != node)
    }

    @Test func whatCannotBeReadIsSaidAndLeft() throws {
        var sidecar = try study.open()
        var session = journal
        try keep(AnnotationSet([study.mark(1)]), of: sidecar, in: &session)
        let file = try Folder(place).open(names[0])
        #expect(truncate("\(place)/\(names[0])", try file.status().st_size - 3) == 0)
        var next = journal
        #expect(next.read(into: &sidecar, document: study.document).isEmpty)
        #expect(next.unreadable == ["\(place)/\(names[0])"])
        next.settle()
        #expect(names.count == 1)
    }

    @Test func eachSidecarHasItsOwn() throws {
        let sidecar = try study.open()
        var session = journal
        try keep(AnnotationSet([study.mark(1)]), of: sidecar, in: &session)
        let other = try SidecarLocation(article: study.folder.path + "/article.txt", coder: "bo")
        var others = Journal(folder: place, of: other)
        var sidecarOfBo = try OpenSidecar.open(other, document: study.document)
        #expect(others.read(into: &sidecarOfBo, document: study.document).isEmpty)
        #expect(others.unreadable.isEmpty)
    }

    @Test func aJournalThatCannotBeWrittenIsAnError() throws {
        let sidecar = try study.open()
        try study.folder.write("state", "in the way")
        var session = journal
        #expect(throws: SidecarError.self) { try keep(AnnotationSet([study.mark(1)]), of: sidecar, in: &session) }
        #expect(study.folder.names == ["article.txt", "state"])
    }

    @Test func onlyAPlaceThatMayNotBeWrittenIsRefused() throws {
        #expect(
            SidecarError.unwritten("a", SystemError(code: EROFS)) == .refused("a", reason: "the place is read-only"))
        for code in [EACCES, EPERM] {
            #expect(
                SidecarError.unwritten("a", SystemError(code: code))
                    == .refused("a", reason: "you may not do this here"))
        }
        for code in [ENOSPC, EIO, EDQUOT, EXDEV, EMFILE, ENAMETOOLONG] {
            guard case .unwritable = SidecarError.unwritten("a", SystemError(code: code)) else {
                Issue.record("\(code) is no refusal of the place")
                continue
            }
        }
    }
}
