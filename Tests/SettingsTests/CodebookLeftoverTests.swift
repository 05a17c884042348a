// What a killed retag leaves beside codebook.toml: gone with the next change, unless it says something new.

import Annotations
import Foundation
import Testing

@testable import Settings

@Suite struct CodebookLeftoverTests {
    private static let written = "[risk]\nkey = \"r\"\n"
    /// No process has so high a number.
    private static let nobody = 4_194_999

    /// Adds a tag to a codebook beside which these files stand, `seconds` newer than it, and gives the names that are
    /// left.
    private func left(_ files: [String: String], seconds: Int) throws -> [String] {
        var left: [String] = []
        try withTemporaryFolder { folder in
            try folder.write(Self.written, to: "codebook.toml")
            let date = Date(timeIntervalSince1970: 1_700_000_000)
            try FileManager.default.setAttributes(
                [.modificationDate: date], ofItemAtPath: "\(folder.path)/codebook.toml")
            for (name, text) in files {
                try folder.write(text, to: name)
                try FileManager.default.setAttributes(
                    [.modificationDate: date.addingTimeInterval(Double(seconds))],
                    ofItemAtPath: "\(folder.path)/\(name)")
            }
            let book = try CodebookFile.nearest(to: folder.path).codebook
            let change = try #require(book.adding(Annotations.Tag("new")!))
            _ = try #require(try CodebookFile.change(nearestTo: folder.path, by: [change]))
            #expect(try CodebookFile.nearest(to: folder.path).codebook.entries.map(\.tag.name) == ["risk", "new"])
            left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        }
        return left
    }

    private func name(_ process: Int = nobody) -> String { ".codebook.toml.gloss-\(process).aB3xYz" }

    @Test func whatIsOlderThanTheCodebookGoes() throws {
        #expect(try left([name(): "[other]\n"], seconds: -5) == ["codebook.toml"])
    }

    @Test(arguments: ["", "[risk]\n", written, written + "\n[new]\ndescription = \"\"\n"])
    func whatTheCodebookSaysOrIsToSayGoesHoweverNew(text: String) throws {
        #expect(try left([name(): text], seconds: 5) == ["codebook.toml"])
    }

    @Test func whatIsNewsStays() throws {
        #expect(try left([name(): "[danger]\nkey = \"r\"\n"], seconds: 5) == [name(), "codebook.toml"])
    }

    @Test func filesOfOthersStay() throws {
        let others = [
            name(Int(getppid())): "", "codebook.toml.backup": "", ".codebook.toml.gloss-notes": "",
            ".codebook.toml.gloss-x.aB3xYz": "", "codebook.toml.aB3xYz": "",
        ]
        #expect(try left(others, seconds: -5) == (others.keys + ["codebook.toml"]).sorted())
    }
}
