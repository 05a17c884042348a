// What is taken back in codebook.toml after others have written there, and single fields of a tag.

import Annotations
import Foundation
import Settings
import Testing

private func tag(_ name: String) -> Annotations.Tag { Annotations.Tag(name)! }

@Suite final class CodebookPatchTests {
    private static let written = """
        # Our study
        [risk]   # the first
        key = "r"

        # computers
        [risk.cyber]

        [policy]
        key = "p" # pee
        description = "A rule"

        """
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/codebook.toml" }
    private var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    init() throws {
        folder = try TemporaryFolder()
        try Self.written.write(toFile: path, atomically: true, encoding: .utf8)
    }

    deinit { folder.remove() }

    private func change(
        _ earlier: [CodebookRevision] = [], _ changes: (Codebook) -> [Codebook.Change]
    ) throws -> CodebookRevision? {
        let book = try CodebookFile.nearest(to: folder.path).codebook
        return try CodebookFile.change(nearestTo: folder.path, by: changes(book), earlier: earlier)
    }

    private func replace(_ old: String, _ new: String) throws {
        try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func aMergeIsTakenBackAroundWhatOthersWrote() throws {
        let retagging = try #require(Retagging(tag("risk"), to: tag("policy")))
        var made = try #require(try change { retagging.changes(of: $0) })
        #expect(text.contains("# [risk]   # the first\n# key = \"r\"\n") && text.contains("[policy.cyber]"))
        try replace("A rule", "A rule, or a plan")
        try replace("# Our study\n", "# Our study\n[new]\n\n")
        let inverse = made.changes.reversed().map(\.inverse)
        made = try #require(try change([made]) { _ in inverse })
        let expected = Self.written.replacingOccurrences(of: "A rule", with: "A rule, or a plan")
            .replacingOccurrences(of: "# Our study\n", with: "# Our study\n[new]\n\n")
        #expect(text == expected)
        // And done again.
        _ = try change([made]) { _ in inverse.reversed().map(\.inverse) }
        #expect(text.contains("[new]\n\n# [risk]   # the first\n# key") && text.contains("or a plan"))
    }

    @Test func aMergeIsTakenBackWhereItsLinesAreGone() throws {
        let retagging = try #require(Retagging(tag("risk"), to: tag("policy")))
        let made = try #require(try change { retagging.changes(of: $0) })
        try replace("# [risk]   # the first\n# key = \"r\"\n", "")
        try replace("\"p\" # pee", "\"r\"")
        _ = try change([made]) { _ in made.changes.reversed().map(\.inverse) }
        let book = try CodebookFile.nearest(to: folder.path).codebook
        // Its key was given away meanwhile.
        #expect(book[tag("risk")]?.key == nil && book[tag("policy")]?.key == "r")
        #expect(book.entries.count == 3)
    }

    @Test func aRenamingKeepsWhatWasWrittenSince() throws {
        let retagging = try #require(Retagging(tag("policy"), to: tag("rule")))
        let made = try #require(try change { retagging.changes(of: $0) })
        try replace("A rule", "Something new")
        _ = try change([made]) { _ in made.changes.reversed().map(\.inverse) }
        #expect(text == Self.written.replacingOccurrences(of: "A rule", with: "Something new"))
    }

    @Test func fieldsAreWrittenIntoTheTableOfTheirTag() throws {
        let cyber = tag("risk/cyber")
        let made = try #require(try change { [$0.setting(cyber) { $0.key = "c" }!] })
        #expect(text == Self.written.replacingOccurrences(of: "[risk.cyber]\n", with: "[risk.cyber]\nkey = \"c\"\n"))
        let colored = try #require(
            try change {
                [
                    $0.setting(cyber) {
                        $0.color = "blue"
                        $0.description = "On \"wires\""
                    }!
                ]
            })
        #expect(
            text.contains(
                "[risk.cyber]\nkey = \"c\"\ncolor = \"blue\"\ndescription = \"On \\\"wires\\\"\"\n\n[policy]"))
        _ = try change([made, colored]) { _ in colored.changes.map(\.inverse) }
        _ = try change([made, colored]) { _ in made.changes.map(\.inverse) }
        #expect(text == Self.written)
    }

    @Test func aFieldThatIsThereIsReplacedAndItsCommentStays() throws {
        let made = try #require(try change { [$0.setting(tag("policy")) { $0.key = "y" }!] })
        #expect(text == Self.written.replacingOccurrences(of: "\"p\" # pee", with: "\"y\" # pee"))
        _ = try change { _ in made.changes.map(\.inverse) }
        #expect(text == Self.written)
        _ = try change { [$0.setting(tag("policy")) { $0.key = nil }!] }
        #expect(text.contains("# key = \"p\" # pee\n"))
        _ = try change { [$0.setting(tag("risk")) { $0.key = nil }!] }
        #expect(text.contains("[risk]   # the first\n\n# computers"))
    }

    @Test func aTagThatOnlyMarksHaveGetsATableWithItsKey() throws {
        _ = try change { [$0.setting(tag("risk/flood")) { $0.key = "f" }!] }
        #expect(text.contains("[risk.cyber]\n\n[risk.flood]\nkey = \"f\"\ndescription = \"\"\n\n[policy]\n"))
        let book = try CodebookFile.nearest(to: folder.path).codebook
        #expect(book.entries.map(\.tag.name) == ["risk", "risk/cyber", "risk/flood", "policy"])
    }

    /// Comments that stand right above a table are its own; those right below the last field are the field's.
    @Test func aNewSubTagLeavesCommentsWithTheirTables() throws {
        try "[a]\nkey = \"a\"\n# of a\n\n# of b\n[b]\n".write(toFile: path, atomically: true, encoding: .utf8)
        _ = try change { [$0.adding(tag("a/x"))!] }
        #expect(text == "[a]\nkey = \"a\"\n# of a\n\n[a.x]\ndescription = \"\"\n\n# of b\n[b]\n")
        try "[a]\r\n# of b\r\n[b]\r\n".write(toFile: path, atomically: true, encoding: .utf8)
        _ = try change { [$0.adding(tag("a/x"))!] }
        #expect(text == "[a]\r\n\r\n[a.x]\r\ndescription = \"\"\r\n\r\n# of b\r\n[b]\r\n")
    }
}
