// `gloss stats` on articles that were marked from the command line.

import Foundation
import Testing

@Suite struct StatsCommandTests {
    private static let text = "The grid failed at noon. Who bears the risk? Nobody would say.\n"

    private func marked() throws -> Workplace {
        let place = try Workplace()
        for name in ["a.txt", "b.txt"] {
            try place.write(name, StatsCommandTests.text)
            let added = try place.gloss(
                "add", name, "--quote", "The grid failed at noon.", "--tag", "risk", "--tag", "policy")
            #expect(added.status == 0)
        }
        _ = try place.gloss("add", "b.txt", "--quote", "Nobody would say.", "--tag", "opinion", "--note", "really?")
        _ = try place.gloss("add", "b.txt", "--quote", "Who bears", "--tag", "risk", "--coder", "ana")
        return place
    }

    @Test func aChartIsPrinted() throws {
        let place = try marked()
        let outcome = try place.gloss("stats", "b.txt")
        #expect(outcome.status == 0 && outcome.err == "")
        let lines = outcome.out.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(4) == ["b.txt", "3 marks, 1 with a note; 79% of the text is marked", "", "Marks by tag"])
        #expect(lines.contains { $0.hasPrefix("risk     2 \u{2588}\u{2588}") && $0.hasSuffix("52%") })
        #expect(!outcome.out.contains("\u{1B}"))
    }

    @Test func plainIsASCII() throws {
        let outcome = try marked().gloss("stats", "--plain", "a.txt", "b.txt")
        #expect(outcome.status == 0)
        let isASCII = outcome.out.utf8.allSatisfy { $0 < 0x80 }
        #expect(isASCII)
        #expect(outcome.out.hasPrefix("a.txt: 1 mark; 38% of the text is marked\nb.txt: 3 marks, 1 with a note; "))
        #expect(outcome.out.contains("\n2 articles\n4 marks") && outcome.out.contains("###"))
    }

    @Test func tagsAndCodersChoose() throws {
        let place = try marked()
        #expect(try place.gloss("stats", "--tag", "opinion", ".").out.contains("\n2 articles\n1 mark, 1 with a note; "))
        #expect(try place.gloss("stats", "--coder", "ana", "b.txt").out.hasPrefix("b.txt\n1 mark; "))
        let nothing = try place.gloss("stats", "--tag", "none", "a.txt")
        #expect(nothing.status == 1)
        #expect(try place.gloss("stats", "missing.txt").status == 2)
    }

    @Test func jsonHasTheKeysThatHelpNames() throws {
        let outcome = try marked().gloss("stats", "--json", "a.txt", "b.txt")
        #expect(outcome.status == 0)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
        #expect(Set(root.keys) == ["files", "total"])
        let files = try #require(root["files"] as? [[String: Any]])
        #expect(files.map { $0["file"] as? String } == ["a.txt", "b.txt"])
        let total = try #require(root["total"] as? [String: Any])
        let keys = [
            "marks", "notes", "untagged", "lost", "length", "marked", "coverage", "along", "tags", "together",
        ]
        #expect(Set(total.keys) == Set(keys) && Set(files[0].keys) == Set(keys + ["file"]))
        #expect(total["marks"] as? Int == 4 && total["notes"] as? Int == 1)
        #expect(total["length"] as? Int == 2 * StatsCommandTests.text.count)
        let tags = try #require(total["tags"] as? [[String: Any]])
        #expect(tags.map { $0["tag"] as? String } == ["risk", "policy", "opinion"])
        #expect(tags.map { $0["with_subtags"] as? Int } == [3, 2, 1])
        let together = try #require(total["together"] as? [[String: Any]])
        #expect(together.map { $0["passages"] as? Int } == [2])
        #expect(together.map { $0["tags"] as? [String] } == [["policy", "risk"]])
        let help = try marked().gloss("stats", "--help").out
        for key in keys + ["with_subtags", "passages", "files", "total"] { #expect(help.contains(key)) }
    }
}
