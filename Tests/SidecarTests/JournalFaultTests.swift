// The journal among trouble: sessions that died or live beside it, and a sidecar that vanished while it waited.

import Annotations
import CFiles
import Glibc
import Testing
import TextModel

@testable import Sidecar

@Suite struct JournalFaultTests {
    let study: Study
    init() throws { study = try Study() }

    private var place: String { study.folder.path + "/state/journal" }
    private var journal: Journal { Journal(folder: place, of: study.location) }
    private var names: [String] { ((try? Folder(place).names()) ?? []).sorted() }
    /// A record of nobody's that is no mark of a passage.
    private let foreign = #"{"id":"urn:uuid:00000000-0000-4000-8000-0000000000ff","type":"Annotation","body":"a"}"#

    private func keep(_ marks: AnnotationSet, of sidecar: OpenSidecar, in journal: inout Journal) throws {
        try journal.keep(marks, of: sidecar, codebook: Study.codebook, document: study.document, newIDs: Study.ids)
    }

    /// The one file of the journal as another program would have it open: locked, and not known to be ours.
    private func heldByAnother() throws -> Descriptor {
        let name = try #require(names.first)
        let theirs = name.prefix(32) + ".0000beef.json"
        let folder = try Folder(place)
        try folder.rename(name, to: String(theirs))
        let descriptor = try folder.open(String(theirs))
        return descriptor
    }

    @Test func whatALivingSessionKeepsIsShownAndStaysItsOwn() throws {
        var sidecar = try study.open()
        do {
            var living = journal
            try keep(AnnotationSet([study.mark(1)]), of: sidecar, in: &living)
        }
        var held: Descriptor? = try heldByAnother()
        #expect(gloss_lock(try #require(held).number, 0) == 0)
        var second = journal
        let both = second.read(into: &sidecar, document: study.document)
        #expect(both.count == 1 && second.isShared && second.holdsMore && second.unreadable.isEmpty)
        try keep(both.replacing(study.mark(2)), of: sidecar, in: &second)
        #expect(names.count == 2)
        held = nil
        var third = journal
        #expect(third.read(into: &sidecar, document: study.document).count == 2)
        #expect(!third.isShared && third.holdsMore)
    }

    @Test func whatASessionThatDiedLeftHalfWrittenGoes() throws {
        var sidecar = try study.open()
        var session = journal
        try keep(AnnotationSet([study.mark(1)]), of: sidecar, in: &session)
        let folder = try Folder(place)
        let name = try #require(names.first)
        let (dead, alive) = (".\(name.prefix(32)).0000dead.json.tmp", ".\(name.prefix(32)).0000beef.json.tmp")
        _ = try folder.create(dead)
        let held = try folder.create(alive)
        #expect(gloss_lock(held.number, 0) == 0)
        let others = ".00000000000000000000000000000000.0000dead.json.tmp"
        _ = try folder.create(others)
        var next = journal
        #expect(next.read(into: &sidecar, document: study.document).count == 1)
        #expect(names == [others, alive, name].sorted())
        withExtendedLifetime(held) {}
    }

    @Test(arguments: [true, false]) func foreignRecordsOfASidecarThatVanishedComeBack(withMarks: Bool) throws {
        var sidecar = try study.saved([study.mark(1)])
        let text = try study.folder.text(Study.name)
        try study.folder.write(Study.name, text.replacing("\"items\": [\n", with: "\"items\": [\n\(foreign),\n"))
        sidecar = try study.open()
        var session = journal
        try keep(AnnotationSet(withMarks ? [study.mark(1), study.mark(2)] : []), of: sidecar, in: &session)
        unlink(study.folder.path + "/" + Study.name)
        // Once more into the journal of a session that knows the sidecar from there only.
        sidecar = try study.open()
        var second = journal
        var found = second.read(into: &sidecar, document: study.document)
        #expect(second.holdsMore && found.count == (withMarks ? 2 : 0))
        let more = found.replacing(study.mark(3))
        try keep(withMarks ? more : found, of: sidecar, in: &second)
        #expect(names.count == 1)
        sidecar = try study.open()
        var third = journal
        found = third.read(into: &sidecar, document: study.document)
        #expect(third.holdsMore && found.count == (withMarks ? 3 : 0))
        try study.save(&sidecar, found)
        third.settle()
        #expect(names.isEmpty)
        #expect(try study.folder.text(Study.name).contains(foreign))
        #expect(try study.open().annotations.count == (withMarks ? 3 : 0))
        // From now on whoever takes the record out has taken it out.
        try study.folder.write(Study.name, text)
        try study.save(&sidecar, found.replacing(study.mark(4)))
        #expect(try !study.folder.text(Study.name).contains(foreign))
    }

    @Test func theyComeIntoASidecarThatWasMadeMeanwhile() throws {
        var sidecar = try study.saved([study.mark(1)])
        let text = try study.folder.text(Study.name)
        try study.folder.write(Study.name, text.replacing("\"items\": [\n", with: "\"items\": [\n\(foreign),\n"))
        sidecar = try study.open()
        var session = journal
        try keep(AnnotationSet([study.mark(1), study.mark(2)]), of: sidecar, in: &session)
        unlink(study.folder.path + "/" + Study.name)
        sidecar = try study.open()
        var second = journal
        let found = second.read(into: &sidecar, document: study.document)
        var other = try study.open()
        try study.save(&other, AnnotationSet([study.mark(7)]))
        try study.save(&sidecar, found)
        #expect(try study.folder.text(Study.name).contains(foreign))
        #expect(try study.open().annotations.ids == [study.mark(1).id, study.mark(2).id, study.mark(7).id])
    }

    @Test func itSaysWhetherAnythingWaits() throws {
        let sidecar = try study.open()
        var session = journal
        #expect(session.isEmpty)
        try keep(AnnotationSet([study.mark(1)]), of: sidecar, in: &session)
        #expect(!journal.isEmpty)
        session.settle()
        #expect(journal.isEmpty)
    }
}
