// What is left in codebook.toml of a tag that was merged into another: its lines, as a comment, however few they were.

import Annotations
import Foundation
import Settings
import Testing

private func tag(_ name: String) -> Annotations.Tag { Annotations.Tag(name)! }

@Suite final class CodebookMergedTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/codebook.toml" }

    init() throws {
        folder = try TemporaryFolder()
    }

    deinit { folder.remove() }

    @Test(arguments: [
        ("[a]\n\n[b]\nkey = \"b\"\ncolor = \"red\"\n", "# [a]\n\n[b]\nkey = \"b\"\ncolor = \"red\"\n"),
        ("[b]\ncolor = \"red\"\n\n[a]\ndescription = \"\"\n", "[b]\ncolor = \"red\"\n\n# [a]\n# description = \"\"\n"),
        ("[b]\ncolor = \"red\"\n[a] # why", "[b]\ncolor = \"red\"\n# [a] # why"),
    ]) func aTagWithoutAKeyStaysAsAComment(_ text: String, _ expected: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let book = try CodebookFile.nearest(to: folder.path).codebook
        let changes = try #require(Retagging(tag("a"), to: tag("b"))).changes(of: book)
        let made = try #require(try CodebookFile.change(nearestTo: folder.path, by: changes))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == expected)
        _ = try CodebookFile.change(nearestTo: folder.path, by: changes.reversed().map(\.inverse), earlier: [made])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    /// A colour that would change is written into the table of its tag, and taken out again.
    @Test func coloursThatWouldChangeAreWrittenDown() throws {
        let text = "[a]\n\n[b]\nkey = \"b\"\n\n[c]\ndescription = \"see\"\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let book = try CodebookFile.nearest(to: folder.path).codebook
        let changes = try #require(Retagging(tag("a"), to: tag("c"))).changes(of: book)
        let made = try #require(try CodebookFile.change(nearestTo: folder.path, by: changes))
        let (b, c) = (book.color(of: tag("b")), book.color(of: tag("c")))
        #expect(
            try String(contentsOfFile: path, encoding: .utf8)
                == "# [a]\n\n[b]\nkey = \"b\"\ncolor = \"\(b)\"\n\n[c]\ncolor = \"\(c)\"\ndescription = \"see\"\n")
        _ = try CodebookFile.change(nearestTo: folder.path, by: changes.reversed().map(\.inverse), earlier: [made])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
}
