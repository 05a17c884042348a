// Marks that are looked for while nobody wants them any more: the search ends, and leaves nothing behind.

import Annotations
import Synchronization
import Testing
import TextModel

@testable import Sidecar

@Suite struct GivenUpTests {
    private let old = Document("One is here. Two is there, and three is not.\n\nFour came late.\n")
    private let new = Document("Four came late.\n\nOne is here again. Two is not there, and three is.\n")

    private func folder() throws -> (TestFolder, SidecarLocation) {
        let folder = try TestFolder()
        let location = try SidecarLocation(article: folder.path + "/a.txt")
        var sidecar = try OpenSidecar.open(location, document: old)
        let span = Span(.zero, ByteOffset(12))
        let mark = Annotation(
            id: AnnotationID("urn:uuid:a"), tags: [Tag("risk")!], created: Timestamp("2026-01-01T00:00:00Z"),
            creator: "ana", target: Anchoring.target(for: span, in: old),
            anchor: .exact(Anchoring.place(of: span, in: old)))
        _ = try sidecar.save(
            AnnotationSet([mark]), codebook: .builtIn, document: old,
            newIDs: PageIDs(page: "urn:test:page", collection: "urn:test:collection"))
        return (folder, location)
    }

    @Test func openingIsGivenUpOnlyWhereMarksAreLookedFor() throws {
        let (folder, location) = try folder()
        defer { withExtendedLifetime(folder) {} }
        #expect(try OpenSidecar.open(location, document: new, unless: { true }) == nil)
        let wanted = try #require(try OpenSidecar.open(location, document: new, unless: { false }))
        #expect(wanted.annotations == (try OpenSidecar.open(location, document: new)).annotations)
        #expect(wanted.annotations.all.map { new.text($0.span!) } == ["One is here"])
        // In the text that they were made in there is nothing to give up.
        #expect(try OpenSidecar.open(location, document: old, unless: { true })?.annotations.count == 1)
    }

    @Test func aLookThatIsGivenUpIsAsIfItHadNotBeen() throws {
        let (folder, location) = try folder()
        defer { withExtendedLifetime(folder) {} }
        var sidecar = try OpenSidecar.open(location, document: old)
        let before = sidecar.annotations
        #expect(try sidecar.refresh(document: new, unless: { true }) == nil)
        #expect(sidecar.annotations == before && sidecar.source == old.hash)
        // The next one finds what the other program wrote meanwhile.
        var other = try OpenSidecar.open(location, document: new)
        _ = try other.save(
            AnnotationSet([]), codebook: .builtIn, document: new,
            newIDs: PageIDs(page: "urn:test:page", collection: "urn:test:collection"))
        #expect(try sidecar.refresh(document: new, unless: { false })?.isEmpty == true)
    }
}
