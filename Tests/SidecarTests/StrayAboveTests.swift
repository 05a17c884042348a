// An article that was moved into a folder below its own is found from there, within bounds.

import Annotations
import Foundation
import Testing
import TextModel

@testable import Sidecar

@Suite struct StrayAboveTests {
    private let text = Document("Costs may rise. Nobody knows by how much.\n")

    private final class Place {
        let path =
            SidecarLocation.real(FileManager.default.temporaryDirectory.path) + "/gloss-above-\(UUID().uuidString)"
        init(_ folders: String...) throws {
            for folder in folders {
                try FileManager.default.createDirectory(
                    atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
            }
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Marks an article that is gone.
    private func mark(_ article: String) throws {
        var sidecar = try OpenSidecar.open(SidecarLocation(article: article), document: text)
        let span = Span(ByteOffset(0), ByteOffset(15))
        let mark = Annotation(
            id: AnnotationID("urn:test:one"), tags: [Tag("risk")!], created: Timestamp("2026-01-02"), creator: nil,
            target: Anchoring.target(for: span, in: text), anchor: .exact(Anchoring.place(of: span, in: text)))
        _ = try sidecar.save(
            AnnotationSet([mark]), codebook: .builtIn, document: text,
            newIDs: PageIDs(page: "urn:test:page", collection: "urn:test:collection"))
    }

    private func found(_ article: String) -> [String] {
        StraySearch(around: article).strays(of: text.hash).map { StraySidecars.name($0.article, from: article) }
    }

    @Test func oneThatWasMovedDownIsFoundInTheFoldersAbove() throws {
        let place = try Place("articles/read/2026/deep/deeper")
        try mark("\(place.path)/articles/old.txt")
        #expect(found("\(place.path)/articles/read/new.txt") == ["../old.txt"])
        #expect(found("\(place.path)/articles/read/2026/deep/new.txt") == ["../../../old.txt"])
        // So far up, and no further.
        #expect(found("\(place.path)/articles/read/2026/deep/deeper/new.txt") == [])
    }

    @Test func oneThatWasMovedToTheFolderBesideIsFound() throws {
        let place = try Place("articles/inbox", "articles/read")
        try mark("\(place.path)/articles/inbox/old.txt")
        #expect(found("\(place.path)/articles/read/new.txt") == ["../inbox/old.txt"])
    }

    @Test func theHomeDirectoryIsNotLookedThroughNorWhatLiesAboveIt() throws {
        let place = try Place("ana/texts/read", "bob")
        let home = place.path + "/ana"
        func above(_ folder: String) -> [FolderAbove] { FolderAbove.all(of: folder, home: home) }
        let read = home + "/texts/read"
        #expect(
            above(read) == [
                FolderAbove(path: home + "/texts", isTree: true), FolderAbove(path: home, isTree: false),
            ])
        #expect(above(home).isEmpty && above(place.path + "/bob").isEmpty)
        try mark(home + "/old.txt")
        try mark(home + "/texts/deep.txt")
        let found = StraySearch(around: home + "/texts/read/new.txt", home: home).strays(of: text.hash)
        #expect(
            found.map { StraySidecars.name($0.article, from: read + "/new.txt") } == ["../deep.txt", "../../old.txt"])
        // In the home directory itself there are other things of one's own than articles.
        let beside = try Place("ana/texts", "ana/other")
        try mark(beside.path + "/ana/other/old.txt")
        let none = StraySearch(around: beside.path + "/ana/texts/new.txt", home: beside.path + "/ana")
        #expect(none.strays(of: text.hash).isEmpty)
    }

    @Test func aFolderThatAnybodyMayWriteIntoIsNotLookedAt() throws {
        let place = try Place("shared/mine")
        try mark("\(place.path)/shared/old.txt")
        #expect(chmod("\(place.path)/shared", 0o1777) == 0)
        #expect(found("\(place.path)/shared/mine/new.txt") == [])
        #expect(chmod("\(place.path)/shared", 0o755) == 0)
        #expect(found("\(place.path)/shared/mine/new.txt") == ["../old.txt"])
        // Nor is one beneath those that are looked through.
        let beside = try Place("mine", "shared")
        try mark("\(beside.path)/shared/old.txt")
        #expect(found("\(beside.path)/mine/new.txt") == ["../shared/old.txt"])
        #expect(chmod("\(beside.path)/shared", 0o1777) == 0)
        #expect(found("\(beside.path)/mine/new.txt") == [])
        // Nor is the root, nor another file system's folder.
        #expect(FolderAbove.all(of: "/proc/self", home: nil).allSatisfy { $0.path != "/" })
        #expect(FolderAbove.all(of: "/usr", home: nil).isEmpty)
    }

    @Test func aProjectIsTheWholeTree() throws {
        let place = try Place("project/read")
        try mark("\(place.path)/old.txt")
        try Data().write(to: URL(fileURLWithPath: "\(place.path)/project/codebook.toml"))
        #expect(found("\(place.path)/project/read/new.txt") == [])
    }

    @Test func aSearchThatNobodyWantsEnds() throws {
        let place = try Place("articles/read")
        try mark("\(place.path)/articles/old.txt")
        var asked = 0
        let search = StraySearch(
            around: "\(place.path)/articles/read/new.txt",
            isCancelled: {
                asked += 1
                return asked > 1
            })
        #expect(search.strays(of: text.hash).isEmpty && asked > 1)
    }
}
