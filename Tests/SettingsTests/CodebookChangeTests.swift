// codebook.toml changed from outside: everything else in it stays as its author wrote it.

import Annotations
import Foundation
import Settings
import Testing

private func tag(_ name: String) -> Annotations.Tag { Annotations.Tag(name)! }

@Suite final class CodebookChangeTests {
    private static let written = """
        # Our study
        [risk]   # the first
        key = "r"
        description = "Something # not a comment"

        # computers
        [risk."cyber"]
        color = "#112233"

          [policy]
        # why p
        key = 'p'
        description = \"""
        A rule.
        [risk] is no header here\"""

        """
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/codebook.toml" }

    init() throws {
        folder = try TemporaryFolder()
    }

    deinit { folder.remove() }

    private func change(_ text: String, _ changes: (Codebook) -> [Codebook.Change]) throws -> String {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let book = try CodebookFile.codebook(from: text, path: path)
        _ = try CodebookFile.change(nearestTo: folder.path, by: changes(book))
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    private func retag(_ text: String, _ old: String, _ new: String) throws -> String {
        try change(text) { Retagging(tag(old), to: tag(new))!.changes(of: $0) }
    }

    @Test func newTagsAreAppendedAsText() throws {
        let text = try change(Self.written) { [$0.adding(tag("risk/flood plain"))!] }
        // Behind its siblings, and with the comments of its neighbours where they were.
        #expect(
            text
                == Self.written.replacingOccurrences(
                    of: "\n  [policy]", with: "\n[risk.\"flood plain\"]\ndescription = \"\"\n\n  [policy]"))
        let last = try change(Self.written) { [$0.adding(tag("new/one"))!] }
        #expect(last == Self.written + "\n[new.one]\ndescription = \"\"\n")
        let unended = try change("[a]\r\nkey = \"a\"") { [$0.adding(tag("b\"c"))!] }
        #expect(unended == "[a]\r\nkey = \"a\"\r\n\r\n[\"b\\\"c\"]\r\ndescription = \"\"\r\n")
    }

    @Test func renamingTouchesHeadersOnly() throws {
        let text = try retag(Self.written, "risk", "danger/new")
        #expect(
            text
                == Self.written.replacingOccurrences(of: "[risk]   # the", with: "[danger.new]   # the")
                .replacingOccurrences(of: "[risk.\"cyber\"]", with: "[danger.new.cyber]"))
        let book = try CodebookFile.nearest(to: folder.path).codebook
        #expect(book.entries.map(\.tag.name) == ["danger/new", "danger/new/cyber", "policy"])
        #expect(book[tag("danger/new")]?.key == "r")
    }

    @Test(arguments: [
        (
            "risk.key = \"r\"\nrisk.cyber.key = \"c\"\n[policy]\n",
            "danger.key = \"r\"\ndanger.cyber.key = \"c\"\n[policy]\n"
        ),
        ("risk = { key = \"r\", cyber = { key = \"c\" } }\n", "danger = { key = \"r\", cyber = { key = \"c\" } }\n"),
        ("[risk]\ncyber.key = \"c\"\n", "[danger]\ncyber.key = \"c\"\n"),
        ("[ risk . cyber ]\n[risk]\n", "[ danger.cyber ]\n[danger]\n"),
        ("[\"risk/cyber\"] # why\n[risk]\n", "[\"danger/cyber\"] # why\n[danger]\n"),
        ("['risk/cyber'.deep]\n[risk.'cyber']\n[risk]\n", "['danger/cyber/deep']\n[danger.cyber]\n[danger]\n"),
        ("'risk/cyber'.key = 'c'\nrisk.key = 'r'\n", "'danger/cyber'.key = 'c'\ndanger.key = 'r'\n"),
    ]) func everyNotationIsRenamed(_ text: String, _ result: String) throws {
        #expect(try retag(text, "risk", "danger") == result)
    }

    @Test func whatCannotBeChangedIsLeftAlone() throws {
        let text = "[risk]\ncyber.key = \"c\"\n"
        #expect(throws: SettingsError.self) { try retag(text, "risk/cyber", "crime") }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["codebook.toml"])
    }

    @Test func aTagThatIsMergedStaysAsAComment() throws {
        let text = try retag(Self.written, "risk/cyber", "policy")
        #expect(
            text
                == Self.written.replacingOccurrences(
                    of: "[risk.\"cyber\"]\ncolor = \"#112233\"\n",
                    with: "# [risk.\"cyber\"]\n# color = \"#112233\"\n"))
        let other = try retag(Self.written, "policy", "risk")
        #expect(other.contains("# description = \"\"\"\n# A rule.\n# [risk] is no header here\"\"\"\n"))
        #expect(other.contains("\n# why p\n"))
    }

    @Test func whatIsTakenBackLeavesTheFileAsItWas() throws {
        try Self.written.write(toFile: path, atomically: true, encoding: .utf8)
        let book = try CodebookFile.nearest(to: folder.path).codebook
        let changes = Retagging(tag("risk"), to: tag("policy"))!.changes(of: book)
        let made = try #require(try CodebookFile.change(nearestTo: folder.path, by: changes))
        #expect(try String(contentsOfFile: path, encoding: .utf8) != Self.written)
        let inverse = Edit([], codebook: changes, summary: "").inverse.codebook
        _ = try CodebookFile.change(nearestTo: folder.path, by: inverse, earlier: [made])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.written)
    }

    @Test func withoutAFileOneIsMadeWithTheBuiltInTags() throws {
        let changes = [Codebook.builtIn.adding(tag("fraud"))!]
        let made = try #require(try CodebookFile.change(nearestTo: folder.path, by: changes))
        #expect(made.path == path && made.before == nil)
        let book = try CodebookFile.nearest(to: folder.path).codebook
        #expect(book.entries.dropLast() == Codebook.builtIn.entries[...] && book.entries.last?.tag.name == "fraud")
        // The tag is taken back, the file stays: others may go by it already.
        let inverse = changes.map(\.inverse)
        _ = try CodebookFile.change(nearestTo: folder.path, by: inverse, earlier: [made])
        #expect(try CodebookFile.nearest(to: folder.path).path == path)
        #expect(try CodebookFile.nearest(to: folder.path).codebook == Codebook.builtIn)
        _ = try CodebookFile.change(nearestTo: folder.path, by: changes)
        try (try String(contentsOfFile: path, encoding: .utf8) + "# mine\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        _ = try CodebookFile.change(nearestTo: folder.path, by: inverse, earlier: [made])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasSuffix("# mine\n") && !text.contains("fraud"))
    }

    @Test func aFileThatMayNotBeWrittenIsLeftAndSaid() throws {
        try "[a]\n".write(toFile: path, atomically: true, encoding: .utf8)
        guard chmod(path, 0o444) == 0, access(path, W_OK) != 0 else { return }
        #expect(throws: SettingsError.self) {
            try CodebookFile.change(nearestTo: folder.path, by: [Codebook.builtIn.adding(tag("b"))!])
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "[a]\n")
    }

    @Test func linksAndModesStay() throws {
        let real = folder.path + "/real.toml"
        try "[a]\n".write(toFile: real, atomically: true, encoding: .utf8)
        chmod(real, 0o640)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: real)
        _ = try CodebookFile.change(nearestTo: folder.path, by: [Codebook.builtIn.adding(tag("b"))!])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == real)
        #expect(try String(contentsOfFile: real, encoding: .utf8) == "[a]\n\n[b]\ndescription = \"\"\n")
        let mode = try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions] as? Int
        #expect(mode == 0o640)
    }
}
