// Lost marks on their way out: every list and every export has them, and says that they are lost.

import Foundation
import Testing

@Suite struct LostMarksTests {
    let place: Workplace
    let id: String

    init() throws {
        place = try Workplace()
        try place.write("a.md", "# One\n\nThis will go.\n\n# Two\n\nThis will stay, whatever becomes of the rest.\n")
        _ = try place.gloss("add", "a.md", "--quote", "This will stay", "--tag", "policy")
        let lost = try place.gloss("add", "a.md", "--quote", "This will go.", "--tag", "risk", "--note", "why?")
        id = lost.out.trimmingCharacters(in: .newlines)
        try place.write("a.md", "# Two\n\nThis will stay, whatever becomes of the rest.\n")
    }

    private func export(_ format: String) throws -> String {
        let outcome = try place.gloss("export", "--format", format, "a.md")
        #expect(outcome.status == 0 && outcome.err.isEmpty)
        return outcome.out
    }

    @Test func listHasThemLastWithoutAPlace() throws {
        let outcome = try place.gloss("list", "a.md")
        #expect(outcome.out == "a.md:3:1: [policy] This will stay\na.md: [risk] This will go. — why? (lost)\n")
    }

    @Test func tablesHaveTheirStatusAndNoPlace() throws {
        let csv = try export("csv").split(separator: "\r\n").map(String.init)
        #expect(csv.count == 3 && csv[2].contains(",,,,,This will go.,risk,why?,ana,") && csv[2].hasSuffix(",orphan,"))
        let lines = try export("jsonl").split(separator: "\n").map(String.init)
        #expect(lines.count == 2 && lines[1].hasSuffix("\"status\":\"orphan\",\"now\":\"\"}"))
        #expect(lines[1].contains(#""start":null,"end":null,"line":null,"column":null,"quote":"This will go.""#))
    }

    @Test func markdownHasThemUnderAHeadingOfTheirOwn() throws {
        let text = try export("markdown")
        let sections = text.components(separatedBy: "\n## ").dropFirst()
        #expect(sections.map { $0.prefix { $0 != "\n" } } == ["Two", "Lost"])
        #expect(sections.last?.contains("> This will go.") == true && sections.last?.contains("ana · lost · ") == true)
    }

    @Test func annotationsDescribeTheTextThatTheyAreFrom() throws {
        let object = try JSONSerialization.jsonObject(with: Data(try export("web-annotation").utf8))
        let page = (object as? [String: Any])?["first"] as? [String: Any]
        let items = try #require(page?["items"] as? [[String: Any]])
        let lost = try #require(items.first { $0["id"] as? String == id })
        #expect((lost["gloss:anchor"] as? [String: Any])?["status"] as? String == "orphan")
        #expect((lost["gloss:anchor"] as? [String: Any])?["start"] == nil)
        let target = try #require(lost["target"] as? [String: Any])
        #expect(try String(describing: target).contains("This will go.") && place.read("a.md.gloss.json").contains(id))
    }
}
