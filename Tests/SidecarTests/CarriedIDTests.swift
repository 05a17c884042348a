// The list of marks that came from another version: written once, kept by every save, merged from both sides.

import Annotations
import Testing
import TextModel

@testable import Sidecar

@Suite struct CarriedIDTests {
    private let ids = ["urn:uuid:b", "urn:uuid:a"].map { AnnotationID($0) }
    private let text = Document("One is here. Two is there.\n")

    private func mark(_ id: AnnotationID, _ span: Span = Span(.zero, ByteOffset(12))) -> Annotation {
        Annotation(
            id: id, tags: [Tag("risk")!], created: Timestamp("2026-01-01T00:00:00Z"), creator: "ana",
            target: Anchoring.target(for: span, in: text), anchor: .exact(Anchoring.place(of: span, in: text)))
    }

    private func saved(_ sidecar: inout OpenSidecar, _ marks: [Annotation]) throws {
        _ = try sidecar.save(
            AnnotationSet(marks), codebook: .builtIn, document: text,
            newIDs: PageIDs(page: "urn:test:page", collection: "urn:test:collection"))
    }

    private func opened(_ folder: TestFolder) throws -> OpenSidecar {
        try OpenSidecar.open(SidecarLocation(article: folder.path + "/a.txt"), document: text)
    }

    @Test func itStaysThroughSavesAndKnowsWhatWasDeleted() throws {
        let folder = try TestFolder()
        var sidecar = try opened(folder)
        #expect(sidecar.carried.isEmpty)
        sidecar.note(carried: ids)
        try saved(&sidecar, ids.map { mark($0) })
        #expect(try opened(folder).carried == Set(ids))
        var other = try opened(folder)
        try saved(&other, [])
        let last = try opened(folder)
        #expect(last.annotations.isEmpty && last.carried == Set(ids))
        #expect(last.page?.value("gloss:carried")?.text == "[\"urn:uuid:a\", \"urn:uuid:b\"]")
    }

    /// Without a mark that is carried nothing is said of it, and what somebody else has put there stays.
    @Test func whatIsNoListIsLeftAlone() throws {
        let folder = try TestFolder()
        var sidecar = try opened(folder)
        try saved(&sidecar, [mark(ids[0])])
        #expect(sidecar.page?.value("gloss:carried") == nil)
        var page = try #require(sidecar.page)
        page.set("gloss:carried", to: "{\"x\": 1}")
        page.add(carried: Set(ids))
        #expect(page.value("gloss:carried")?.text == "{\"x\": 1}" && page.carried.isEmpty)
    }

    @Test func bothSidesOfAMergeAreKept() throws {
        func list(_ ids: String) throws -> JSON { try JSON.read(Array("[\(ids)]".utf8)) }
        let merged = Page.mergeCarried(
            base: try list("\"a\", \"b\""), mine: try list("\"a\", \"b\", \"m\""), theirs: try list("\"b\", \"t\""))
        #expect(merged == "[\"b\", \"m\", \"t\"]")
        let folder = try TestFolder()
        var (one, two) = (try opened(folder), try opened(folder))
        one.note(carried: [ids[0]])
        two.note(carried: [ids[1]])
        try saved(&one, [mark(ids[0])])
        try saved(&two, [mark(ids[1])])
        let last = try opened(folder)
        #expect(last.carried == Set(ids) && last.annotations.count == 2)
    }
}
