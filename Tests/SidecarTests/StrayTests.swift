// Sidecars whose article is gone: found by the text it had, and renamed for the one that has it now.

import Annotations
import Foundation
import Testing
import TextModel

@testable import Sidecar

@Suite struct StrayTests {
    private let text = Document("Costs may rise. Nobody knows by how much.\n")

    private final class Place {
        let path = FileManager.default.temporaryDirectory.path + "/gloss-stray-\(UUID().uuidString)"
        init() throws { try make("") }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func make(_ folder: String) throws {
            try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        }
        func read(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")) }
        func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }
    }

    /// Marks an article, which need not be there.
    private func mark(_ article: String, coder: String? = nil, directory: String? = nil, _ document: Document) throws {
        let location = try SidecarLocation(article: article, coder: coder, directory: directory)
        var sidecar = try OpenSidecar.open(location, document: document)
        let span = Span(ByteOffset(0), ByteOffset(15))
        let mark = Annotation(
            id: AnnotationID("urn:test:\(coder ?? "plain")"), tags: [Tag("risk")!], created: Timestamp("2026-01-02"),
            creator: coder, target: Anchoring.target(for: span, in: document),
            anchor: .exact(Anchoring.place(of: span, in: document)))
        _ = try sidecar.save(
            AnnotationSet([mark]), codebook: .builtIn, document: document,
            newIDs: PageIDs(page: "urn:test:page", collection: "urn:test:collection"))
    }

    private func strays(_ place: Place, _ article: String, directory: String? = nil) -> [StraySidecars] {
        StraySearch(around: "\(place.path)/\(article)", directory: directory).strays(of: text.hash)
    }

    @Test func allCodersSidecarsAreFoundAndRenamedWithAllThatStandsInThem() throws {
        let place = try Place()
        try mark("\(place.path)/old.txt", text)
        try mark("\(place.path)/old.txt", coder: "bob", text)
        let before = try place.read("old.txt.gloss.json")
        try place.write("new.txt", "")
        let found = strays(place, "new.txt")
        #expect(found.count == 1 && found.first?.locations.map(\.coder) == [nil, "bob"])
        let name = found.first.map { StraySidecars.name($0.article, from: "\(place.path)/new.txt") }
        #expect(name == "old.txt")
        try #require(found.first).adopt(by: "\(place.path)/new.txt")
        #expect(try place.read("new.txt.gloss.json") == before)
        #expect(place.has("new.txt.bob.gloss.json") && !place.has("old.txt.gloss.json"))
        #expect(!place.has("old.txt.bob.gloss.json"))
        let opened = try OpenSidecar.open(SidecarLocation(article: "\(place.path)/new.txt"), document: text)
        #expect(opened.annotations.all.map(\.id) == [AnnotationID("urn:test:plain")])
    }

    @Test func oneThatIsRenamedAgainBeforeItsNextSaveIsFoundAgain() throws {
        let place = try Place()
        try mark("\(place.path)/old.txt", text)
        try mark("\(place.path)/old.txt", coder: "bob", text)
        try place.write("new.txt", "")
        try #require(strays(place, "new.txt").first).adopt(by: "\(place.path)/new.txt")
        try FileManager.default.removeItem(atPath: "\(place.path)/new.txt")
        try place.write("newer.txt", "")
        let found = strays(place, "newer.txt")
        #expect(found.count == 1 && found.first?.locations.map(\.coder) == [nil, "bob"])
        #expect(found.first?.article.hasSuffix("/new.txt") == true)
    }

    /// Nobody has saved since the article changed: its sidecar speaks of an older text.
    @Test func oneThatChangedBeforeItWasRenamedIsFoundByWhatItWasLast() throws {
        let place = try Place()
        let older = Document("An older text it is. Nobody knows.\n")
        try mark("\(place.path)/old.txt", older)
        try mark("\(place.path)/old.txt", coder: "bob", older)
        try mark("\(place.path)/other.txt", older)
        try place.write("new.txt", "")
        let path = SidecarLocation.real(place.path) + "/old.txt"
        let search = StraySearch(
            around: "\(place.path)/new.txt", latestText: { [text] in $0 == path ? text.hash : nil })
        let found = search.strays(of: text.hash)
        #expect(found.map(\.article) == [path] && found.first?.locations.map(\.coder) == [nil, "bob"])
        #expect(search.strays(of: older.hash).count == 2)
        // One whose sidecar says it already is found once.
        let known = StraySearch(around: "\(place.path)/new.txt", latestText: { _ in older.hash })
        #expect(known.strays(of: older.hash).allSatisfy { $0.locations.count == ($0.article == path ? 2 : 1) })
    }

    @Test func anArticleIsNamedFromTheDirectoryOfTheOther() throws {
        let place = try Place()
        let root = SidecarLocation.real(place.path)
        try place.make("one/two")
        for (old, new, name) in [
            ("old.txt", "new.txt", "old.txt"), ("one/old.txt", "new.txt", "one/old.txt"),
            ("old.txt", "one/new.txt", "../old.txt"), ("old.txt", "one/two/new.txt", "../../old.txt"),
        ] {
            #expect(StraySidecars.name("\(root)/\(old)", from: "\(place.path)/\(new)") == name)
        }
        #expect(StraySidecars.name("/elsewhere/old.txt", from: "\(place.path)/new.txt") == "/elsewhere/old.txt")
    }

    @Test func aCopyIsNoRename() throws {
        let place = try Place()
        try mark("\(place.path)/old.txt", text)
        try place.write("old.txt", "")
        #expect(strays(place, "new.txt").isEmpty)
        // A link that leads nowhere is still there.
        unlink("\(place.path)/old.txt")
        symlink("nowhere", "\(place.path)/old.txt")
        #expect(strays(place, "new.txt").isEmpty)
    }

    @Test func anotherTextIsNone() throws {
        let place = try Place()
        try mark("\(place.path)/old.txt", Document("Another text it is. Nobody knows.\n"))
        try place.write("broken.txt.gloss.json", "{")
        try place.write("list.txt.gloss.json", "[]")
        #expect(strays(place, "new.txt").isEmpty)
    }

    @Test func theTreeIsThatOfTheProject() throws {
        let place = try Place()
        try place.make("project/a/deep")
        try place.make("project/b")
        try place.make("project/.hidden")
        try mark("\(place.path)/project/a/deep/old.txt", text)
        try mark("\(place.path)/project/.hidden/old.txt", text)
        try mark("\(place.path)/outside.txt", text)
        // Without a project the directories above are looked at.
        #expect(strays(place, "project/b/new.txt").count == 2)
        // One that is in the article's own directory is nearer than all above.
        #expect(strays(place, "project/new.txt").count == 1)
        try place.write("project/codebook.toml", "")
        let found = strays(place, "project/b/new.txt")
        #expect(
            found.map { StraySidecars.name($0.article, from: "\(place.path)/project/new.txt") } == ["a/deep/old.txt"])
        try #require(found.first).adopt(by: "\(place.path)/project/b/new.txt")
        #expect(place.has("project/b/new.txt.gloss.json") && !place.has("project/a/deep/old.txt.gloss.json"))
    }

    @Test func soManyFilesAreLookedAtAndNoMore() throws {
        let place = try Place()
        for number in 0..<30 { try place.write("a\(number)", "") }
        try mark("\(place.path)/z.txt", text)
        let article = "\(place.path)/new.txt"
        #expect(StraySearch(around: article, limit: 30).strays(of: text.hash).isEmpty)
        #expect(StraySearch(around: article, limit: 31).strays(of: text.hash).count == 1)
    }

    @Test func aSidecarThatIsThereIsNeverReplaced() throws {
        let place = try Place()
        try mark("\(place.path)/old.txt", text)
        try mark("\(place.path)/old.txt", coder: "bob", text)
        try place.write("new.txt.bob.gloss.json", "mine")
        let stray = try #require(strays(place, "new.txt").first)
        #expect(throws: SidecarError.self) { try stray.adopt(by: "\(place.path)/new.txt") }
        // All of them are where they were.
        #expect(place.has("old.txt.gloss.json") && place.has("old.txt.bob.gloss.json"))
        #expect(!place.has("new.txt.gloss.json"))
        #expect(try place.read("new.txt.bob.gloss.json") == Data("mine".utf8))
    }

    @Test func anArticleThatCameBackKeepsItsMarks() throws {
        let place = try Place()
        try mark("\(place.path)/old.txt", text)
        let stray = try #require(strays(place, "new.txt").first)
        try place.write("old.txt", "")
        #expect(throws: SidecarError.self) { try stray.adopt(by: "\(place.path)/new.txt") }
        #expect(place.has("old.txt.gloss.json") && !place.has("new.txt.gloss.json"))
    }

    @Test func sidecarsThatAreKeptElsewhereAreFoundThere() throws {
        let place = try Place()
        try place.make("notes")
        try place.make("texts/moved")
        let directory = "\(place.path)/notes"
        try mark("\(place.path)/texts/old.txt", directory: directory, text)
        try place.write("texts/codebook.toml", "")
        let found = strays(place, "texts/moved/new.txt", directory: directory)
        #expect(found.count == 1)
        try #require(found.first).adopt(by: "\(place.path)/texts/moved/new.txt", directory: directory)
        #expect(place.has("notes/texts/moved/new.txt.gloss.json"))
    }

    @Test func aNameThatCouldBeReadInTwoWaysIsReadAsItsMarksSay() throws {
        let place = try Place()
        try mark("\(place.path)/README", coder: "ana", text)
        let found = try #require(strays(place, "READ").first)
        #expect(found.article.hasSuffix("/README") && found.locations.map(\.coder) == ["ana"])
    }
}
