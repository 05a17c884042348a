// What the README promises: its key table is the one in force, its examples work.

import Annotations
import Foundation
import Reader
import Screen
import Settings
import Testing

private let hasJQ = ["/usr/bin/jq", "/usr/local/bin/jq"].contains { FileManager.default.isExecutableFile(atPath: $0) }

@Suite struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let file = root.appending(path: "README.md")
    private static let begin = "<!-- keys: begin -->\n"
    private static let end = "<!-- keys: end -->"

    private let text: String

    init() throws { text = try String(contentsOf: ReadmeTests.file, encoding: .utf8) }

    @Test func theKeyTableIsTheOneInForce() throws {
        let start = try #require(text.range(of: ReadmeTests.begin)).upperBound
        let end = try #require(text.range(of: ReadmeTests.end)).lowerBound
        let table = try keyTable()
        if ProcessInfo.processInfo.environment["GLOSS_REWRITE_README"] == "1" {
            let new = text[..<start] + table + text[end...]
            try String(new).write(to: ReadmeTests.file, atomically: true, encoding: .utf8)
        } else {
            #expect(
                text[start..<end] == table[...],
                "README.md: the key table is old; mend it with: GLOSS_REWRITE_README=1 swift test --filter ReadmeTests")
        }
    }

    private func keyTable() throws -> String {
        let keymap = try KeymapFiles(folder: SettingsFolder(environment: [:])).keymap(named: "vim")
        var lines: [String] = []
        for section in KeyHelp.sections(for: keymap, codebook: .builtIn) {
            lines += ["", "| \(section.title) | |", "| --- | --- |"]
            for row in section.rows {
                let keys = row.keys.replacingOccurrences(of: "|", with: "\\|")
                lines.append("| `\(keys)` | \(row.help) |")
            }
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    @Test func theFirstScreenfulHasThePictureAndTheTwoCommands() {
        let head = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(24).joined(separator: "\n")
        #expect(head.contains("](.github/reader.svg)"))
        #expect(head.contains("swift run -c release gloss tutor\n"))
        #expect(head.contains("swift test\n"))
        #expect(FileManager.default.fileExists(atPath: ReadmeTests.root.appending(path: ".github/reader.svg").path))
    }

    @Test func theExampleCodebookAndKeymapAreSound() throws {
        let examples = blocks("toml")
        #expect(examples.count == 2)
        let codebook = try CodebookFile.codebook(from: examples[0], path: "codebook.toml")
        #expect(codebook.entries.map(\.tag.name) == ["claim", "claim/causal", "evidence"])
        let home = FileManager.default.temporaryDirectory.appending(path: "gloss-readme-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        let folder = home.appending(path: "gloss/keymaps")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try examples[1].write(to: folder.appending(path: "mine.toml"), atomically: true, encoding: .utf8)
        let settings = SettingsFolder(environment: ["XDG_CONFIG_HOME": home.path])
        let keymap = try KeymapFiles(folder: settings).keymap(named: "mine")
        #expect(keymap.keys(for: Binding(.tag, argument: "risk")) == [Key.sequence("F5")])
    }

    @Test(.enabled(if: hasJQ, "jq is not installed"))
    func theExamplesForJQWork() throws {
        let place = try Workplace()
        try place.write("article.txt", "One sentence here. And a second one.\n")
        _ = try place.gloss("add", "article.txt", "--quote", "One sentence here.", "--tag", "risk")
        _ = try place.gloss("add", "article.txt", "--quote", "second", "--tag", "policy", "--note", "which?")
        let outputs = try blocks("sh").filter { $0.hasPrefix("jq ") }.map { try place.run("/bin/sh", ["-c", $0]).out }
        #expect(outputs.count == 3)
        #expect(Set(outputs[0].split(separator: "\n")) == ["One sentence here.", "second"])
        #expect(outputs[1].hasPrefix("urn:uuid:") && outputs[1].split(separator: "\n").count == 1)
        #expect(outputs[2] == "1 policy\n1 risk\n")
    }

    /// The code blocks of a language, in order.
    private func blocks(_ language: String) -> [String] {
        text.components(separatedBy: "```\(language)\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0]
        }
    }
}
