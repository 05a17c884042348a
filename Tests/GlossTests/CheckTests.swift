// `gloss check`: a line for everything that is not as it was or should be, and nothing else.

import Foundation
import Testing

@Suite struct CheckTests {
    let place: Workplace
    init() throws { place = try Workplace() }

    static let text = """
        The council met on Monday. Rents may rise by a tenth within the next two years, it was told.

        Nobody asked who would bear it. The minutes say that the vote was postponed to a later meeting.

        A third paragraph ends the report, with a remark about the weather of that day and of the next.

        """
    static let edited = """
        A new line on top.

        The council met on Monday. Rents may soon rise by a tenth within the next two years, it heard.

        A third paragraph ends the report, with a remark about the weather of that day and of the next.

        """

    private func mark(_ quote: String, _ tag: String = "risk") throws {
        #expect(try place.gloss("add", "a.txt", "--quote", quote, "--tag", tag).status == 0)
    }

    private func marked() throws {
        try place.write("a.txt", CheckTests.text)
        try mark("Rents may rise by a tenth within the next two years, it was told.")
        try mark("Nobody asked who would bear it.", "opinion")
        try mark("with a remark about the weather of that day", "policy")
    }

    private var snapshots: String { place.path + "/data/gloss/snapshots" }
    private var texts: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: snapshots)) ?? []).filter { $0.hasSuffix(".txt") }
    }

    @Test func nothingToSayIsNothingSaid() throws {
        try marked()
        let outcome = try place.gloss("check", "a.txt", ".", "a.txt.gloss.json")
        #expect(outcome.status == 0 && outcome.out.isEmpty && outcome.err.isEmpty)
    }

    @Test func aLineForEveryMarkThatIsNotWhereItWas() throws {
        try marked()
        try place.write("a.txt", CheckTests.edited)
        let before = try place.read("a.txt.gloss.json")
        let outcome = try place.gloss("check", ".")
        #expect(outcome.status == 1)
        let lines = outcome.out.split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        #expect(lines[0].contains("; now: Rents"), "\(lines[0])")
        #expect(lines[0].hasPrefix("a.txt:3:28: changed ") && lines[0].contains("%: [risk] Rents may rise by a tenth"))
        #expect(lines[1] == "a.txt:5:36: moved: [policy] with a remark about the weather of that day")
        #expect(lines[2] == "a.txt: lost: [opinion] Nobody asked who would bear it.")
        #expect(try place.read("a.txt.gloss.json") == before)
        #expect(try place.gloss("check", "--coder", "ben", ".").status == 0)
    }

    @Test func objectsForScripts() throws {
        try marked()
        try place.write("a.txt", CheckTests.edited)
        try place.write("a.txt.gloss.json.kept-01234567", "x")
        let outcome = try place.gloss("check", "--json", ".")
        let objects = try outcome.out.split(separator: "\n").map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["kind"] as? String } == ["kept", "mark", "mark", "mark"])
        #expect(objects.map { $0["status"] as? String } == [nil, "changed", "moved", "orphan"])
        #expect(objects[0]["file"] as? String == "a.txt.gloss.json.kept-01234567")
        let scores = objects.dropFirst().compactMap { $0["score"] as? Double }
        #expect(scores.count == 3 && 0.5 < scores[0] && scores[0] < 1 && scores[1] == 1 && scores[2] == 0)
        #expect(objects[3]["line"] is NSNull && objects[2]["line"] as? Int == 5)
    }

    @Test func whatIsWrongInAndBesideASidecar() throws {
        try marked()
        let sidecar = try place.read("a.txt.gloss.json")
        try place.write("gone.txt.gloss.json", sidecar)
        let lines = sidecar.split(separator: "\n", omittingEmptySubsequences: false)
        let broken = lines.map { $0.contains("Nobody asked") ? "{\"id\":" : String($0) }.joined(separator: "\n")
        try place.write("a.txt.gloss.json", broken)
        let outcome = try place.gloss("check", ".")
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("a.txt.gloss.json:"))
        #expect(outcome.out.contains("gone.txt.gloss.json: its article gone.txt is not there"))
        #expect(outcome.err.isEmpty)
    }

    @Test func whatCannotBeReadIsBadInput() throws {
        let outcome = try place.gloss("check", "none.txt")
        #expect(outcome.status == 2 && outcome.err.contains("none.txt: there is no such file"))
    }

    @Test func aWrongTextIsNotUsedAndSaid() throws {
        try marked()
        let name = try #require(texts.first)
        try Data("something else".utf8).write(to: URL(fileURLWithPath: "\(snapshots)/\(name)"))
        let outcome = try place.gloss("check", "a.txt")
        #expect(outcome.status == 1)
        #expect(outcome.out.hasPrefix("\(snapshots)/\(name): it does not hold the text that it is named for"))
    }

    @Test func theFirstTextIsAnnouncedAndPrunedWithItsSidecar() throws {
        try place.write("a.txt", CheckTests.text)
        let first = try place.gloss("add", "a.txt", "--quote", "Monday", "--tag", "risk")
        #expect(first.status == 0 && first.err.contains("\(snapshots), to find marks again"))
        let second = try place.gloss("add", "a.txt", "--quote", "weather", "--tag", "risk")
        #expect(second.err.isEmpty && texts.count == 1)
        let kept = try place.gloss("check", "--prune", ".")
        #expect(kept.status == 0 && kept.err == "gloss: all kept texts may still be needed\n" && texts.count == 1)
        try FileManager.default.removeItem(atPath: place.articles + "/a.txt.gloss.json")
        let pruned = try place.gloss("check", "--prune", ".")
        #expect(pruned.status == 0 && texts.isEmpty)
        #expect(pruned.out.contains(": removed, \(CheckTests.text.utf8.count) bytes; it was kept for /"))
        #expect(pruned.err == "gloss: removed 1 kept text, \(CheckTests.text.utf8.count) bytes\n")
    }

    @Test func theConfigurationSaysWhereTextsGo() throws {
        try FileManager.default.createDirectory(
            atPath: place.path + "/config/gloss", withIntermediateDirectories: true)
        let configuration = URL(fileURLWithPath: place.path + "/config/gloss/config.toml")
        try Data("snapshots = \"off\"\n".utf8).write(to: configuration)
        try marked()
        #expect(place.names == ["a.txt", "a.txt.gloss.json"] && texts.isEmpty)
        try Data("snapshots = \"beside\"\n".utf8).write(to: configuration)
        try mark("postponed")
        #expect(place.names == [".gloss-snapshots", "a.txt", "a.txt.gloss.json"] && texts.isEmpty)
        // The hidden folder is nothing to be listed, checked or exported.
        #expect(try place.gloss("list", ".").out.split(separator: "\n").count == 4)
    }
}
