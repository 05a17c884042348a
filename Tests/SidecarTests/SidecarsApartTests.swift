// A sidecar in a directory of its own looks as if its article were gone: it is not offered to a copy.

import Annotations
import Foundation
import Testing
import TextModel

@testable import Sidecar

@Suite struct SidecarsApartTests {
    private static let words = "Costs may rise. Nobody knows by how much.\n"
    private let text = Document(words)

    private final class Place {
        let path =
            SidecarLocation.real(FileManager.default.temporaryDirectory.path) + "/gloss-apart-\(UUID().uuidString)"
        init() throws {
            for folder in ["texts/2026", "other"] {
                try FileManager.default.createDirectory(
                    atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
            }
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ name: String, _ text: String = SidecarsApartTests.words) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        }
        func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }
    }

    private func mark(_ article: String, directory: String) throws {
        let location = try SidecarLocation(article: article, directory: directory)
        var sidecar = try OpenSidecar.open(location, document: text)
        let span = Span(ByteOffset(0), ByteOffset(15))
        let mark = Annotation(
            id: AnnotationID("urn:test:one"), tags: [Tag("risk")!], created: Timestamp("2026-01-02"), creator: nil,
            target: Anchoring.target(for: span, in: text), anchor: .exact(Anchoring.place(of: span, in: text)))
        _ = try sidecar.save(
            AnnotationSet([mark]), codebook: .builtIn, document: text,
            newIDs: PageIDs(page: "urn:test:page", collection: "urn:test:collection"))
    }

    private func found(_ place: Place, _ article: String) -> [String] {
        let search = StraySearch(
            around: "\(place.path)/\(article)",
            text: { path in
                (try? Data(contentsOf: URL(fileURLWithPath: path))).map { SourceHash(of: Array($0)) }
            })
        return search.strays(of: text.hash).map { StraySidecars.name($0.article, from: "\(place.path)/a") }
    }

    @Test(arguments: ["marks", "texts/marks"]) func aCopyElsewhereIsNoRename(directory: String) throws {
        let place = try Place()
        try place.write("texts/2026/old.txt")
        try mark("\(place.path)/texts/2026/old.txt", directory: "\(place.path)/\(directory)")
        try place.write("other/copy.txt")
        try place.write("other/old.txt")
        #expect(found(place, "other/copy.txt") == [])
        #expect(found(place, "other/old.txt") == [], "a copy may have the same name")
    }

    @Test func theArticleItselfIsAsked() throws {
        let place = try Place()
        try place.write("texts/2026/old.txt")
        try mark("\(place.path)/texts/2026/old.txt", directory: "\(place.path)/marks")
        #expect(found(place, "texts/2026/old.txt") == ["marks/texts/2026/old.txt"])
    }

    @Test func oneThatIsGoneOrAnotherTextByNowIsFound() throws {
        let place = try Place()
        try place.write("texts/2026/old.txt")
        try mark("\(place.path)/texts/2026/old.txt", directory: "\(place.path)/marks")
        try place.write("other/new.txt")
        try place.remove("texts/2026/old.txt")
        #expect(found(place, "other/new.txt") == ["marks/texts/2026/old.txt"])
        try place.write("texts/2026/old.txt", "Something else.\n")
        #expect(found(place, "other/new.txt") == ["marks/texts/2026/old.txt"])
        // A backup of it is not the article.
        try place.write("other/old.txt")
        #expect(found(place, "other/new.txt") == ["marks/texts/2026/old.txt"])
    }
}
