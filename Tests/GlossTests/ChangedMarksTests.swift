// Reworded marks on their way out: the list says that they are, and exports have what they read now.

import Foundation
import Testing

@Suite struct ChangedMarksTests {
    let place: Workplace
    private let now = "Rents may soon rise by a tenth within the next two years, it heard."

    init() throws {
        place = try Workplace()
        try place.write("a.txt", CheckTests.text)
        for (quote, note) in [
            ("Rents may rise by a tenth within the next two years, it was told.", "why?"),
            ("with a remark about the weather of that day", ""),
        ] { #expect(try place.gloss("add", "a.txt", "--quote", quote, "--tag", "risk", "--note", note).status == 0) }
        try place.write("a.txt", CheckTests.edited)
    }

    @Test func theListSaysSo() throws {
        let lines = try place.gloss("list", "a.txt").out.split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("a.txt:3:28: [risk] Rents may rise") && lines[0].hasSuffix(" — why? (changed)"))
        #expect(lines[1].hasSuffix("the weather of that day"), "\(lines[1])")
    }

    @Test func tablesHaveWhatItReadsNowAtTheirEnd() throws {
        let csv = try place.gloss("export", "--format", "csv", "a.txt").out.split(separator: "\r\n").map(String.init)
        #expect(csv.map { $0.hasSuffix("status,now") } == [true, false, false])
        #expect(csv[1].hasSuffix(",changed,\"\(now)\"") && csv[2].hasSuffix(",moved,"), "\(csv)")
        let rows = try place.gloss("list", "--json", "a.txt").out.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(rows[0]?["now"] as? String == now && rows[1]?["now"] as? String == "")
        let lines = try place.gloss("check", "--json", "a.txt").out.split(separator: "\n")
        #expect(lines.allSatisfy { $0.components(separatedBy: "\"now\":").count == 2 }, "\(lines)")
    }

    @Test func markdownHasItBesideTheQuote() throws {
        let text = try place.gloss("export", "--format", "markdown", "a.txt").out
        #expect(text.contains("> Rents may rise by a tenth within the next two years, it was told.\n\n^"))
        #expect(text.contains("\n\nNow it reads:\n\n> \(now)\n\nwhy?\n"), "\(text)")
        #expect(text.components(separatedBy: "Now it reads").count == 2)
    }
}
