// Sub-tags whose path their author wrote in one pair of quotes: they change, and are taken back, as all others.

import Annotations
import Foundation
import Settings
import Testing

private func tag(_ name: String) -> Annotations.Tag { Annotations.Tag(name)! }

@Suite final class QuotedSubTagTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/codebook.toml" }
    private var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    init() throws { folder = try TemporaryFolder() }

    deinit { folder.remove() }

    static let headers = ["[\"risk/cyber\"]", "['risk/cyber']", "[risk.\"cyber\"]", "[ 'risk' . cyber ]"]

    private func written(_ header: String) -> String {
        "# ours\n[risk]\nkey = \"r\"\n\n# computers\n\(header) # sub\ncolor = \"red\" # why\n\n[policy]\nkey = \"p\"\n"
    }

    /// Makes changes, and takes them back.
    ///
    /// - Returns: the text with the changes.
    private func change(_ header: String, _ changes: (Codebook) -> [Codebook.Change]) throws -> String {
        try written(header).write(toFile: path, atomically: true, encoding: .utf8)
        let book = try CodebookFile.nearest(to: folder.path).codebook
        let made = try #require(try CodebookFile.change(nearestTo: folder.path, by: changes(book)))
        let changed = text
        let back = made.changes.reversed().map(\.inverse)
        _ = try CodebookFile.change(nearestTo: folder.path, by: back, earlier: [made])
        #expect(text == written(header))
        return changed
    }

    @Test(arguments: zip(headers, ["[\"risk/crime\"]", "['risk/crime']", "[risk.crime]", "[ risk.crime ]"]))
    func itIsRenamed(_ header: String, _ renamed: String) throws {
        let changed = try change(header) { Retagging(tag("risk/cyber"), to: tag("risk/crime"))!.changes(of: $0) }
        #expect(changed == written(renamed))
    }

    @Test(arguments: headers) func itMovesOutOfItsParent(_ header: String) throws {
        let changed = try change(header) { Retagging(tag("risk/cyber"), to: tag("crime"))!.changes(of: $0) }
        let name = header.hasPrefix("[ ") ? "[ crime ]" : "[crime]"
        #expect(changed == written(name))
    }

    @Test(arguments: headers) func itIsMergedAndStaysAsAComment(_ header: String) throws {
        let changed = try change(header) { Retagging(tag("risk/cyber"), to: tag("policy"))!.changes(of: $0) }
        #expect(
            changed
                == written(header).replacingOccurrences(of: "\(header) # sub", with: "# \(header) # sub")
                .replacingOccurrences(of: "color =", with: "# color ="))
    }

    @Test(arguments: headers) func itGetsAKeyAndAnotherColor(_ header: String) throws {
        let changed = try change(header) { book in
            [
                book.setting(tag("risk/cyber")) {
                    $0.key = "c"
                    $0.color = "blue"
                }!
            ]
        }
        #expect(
            changed
                == written(header).replacingOccurrences(of: "color = \"red\"", with: "key = \"c\"\ncolor = \"blue\""))
    }

    @Test(arguments: headers) func aSisterStandsBehindIt(_ header: String) throws {
        let changed = try change(header) { [$0.adding(tag("risk/flood"))!] }
        #expect(
            changed
                == written(header).replacingOccurrences(
                    of: "\n[policy]", with: "\n[risk.flood]\ndescription = \"\"\n\n[policy]"))
    }
}
