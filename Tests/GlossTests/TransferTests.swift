// `gloss transfer`: marks in another version of the article, with their ids, and nothing overwritten there.

import Foundation
import Testing

@Suite struct TransferTests {
    let place: Workplace
    init() throws {
        place = try Workplace()
        try place.write("old.md", CheckTests.text)
        try place.write("new.txt", CheckTests.edited)
    }

    private func mark(_ quote: String, _ tag: String = "risk", _ note: String = "") throws -> String {
        let outcome = try place.gloss("add", "old.md", "--quote", quote, "--tag", tag, "--note", note)
        return outcome.out.trimmingCharacters(in: .newlines)
    }

    private func marked() throws -> [String] {
        [
            try mark("Rents may rise by a tenth within the next two years, it was told.", "risk", "whose?"),
            try mark("Nobody asked who would bear it.", "opinion"),
            try mark("with a remark about the weather of that day", "policy"),
        ]
    }

    private func records(_ file: String) throws -> [String: [String: Any]] {
        let lines = try place.gloss("list", "--json", file).out.split(separator: "\n")
        let objects = try lines.map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        return Dictionary(uniqueKeysWithValues: objects.map { ($0["id"] as? String ?? "", $0) })
    }

    @Test func withoutWriteItOnlyReports() throws {
        _ = try marked()
        let outcome = try place.gloss("transfer", "old.md", "new.txt")
        #expect(outcome.status == 1 && !place.names.contains("new.txt.gloss.json"))
        let lines = outcome.out.split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("new.txt:3:28: changed ") && lines[0].contains("[risk] Rents may rise"))
        #expect(lines[1] == "new.txt:5:36: moved: [policy] with a remark about the weather of that day")
        #expect(lines[2] == "new.txt: lost: [opinion] Nobody asked who would bear it.")
        #expect(
            lines[3] == "new.txt: 3 marks of old.md: 0 exact, 1 moved, 1 changed, 1 lost; to be written (--write): 3")
    }

    @Test func writtenTheyKeepTheirIdsAndTwiceChangesNothing() throws {
        let ids = try marked()
        let outcome = try place.gloss("transfer", "--write", "old.md", "new.txt")
        #expect(outcome.status == 1 && outcome.out.hasSuffix("written: 3\n") && outcome.err.isEmpty)
        let (old, new) = (try records("old.md"), try records("new.txt"))
        #expect(Set(new.keys) == Set(ids))
        for id in ids {
            for column in ["tags", "note", "created", "modified", "coder"] {
                #expect(String(describing: old[id]?[column]) == String(describing: new[id]?[column]))
            }
        }
        #expect(ids.map { new[$0]?["status"] as? String } == ["changed", "orphan", "exact"])
        #expect(new[ids[1]]?["quote"] as? String == "Nobody asked who would bear it.")
        let written = try place.read("new.txt.gloss.json")
        #expect(written.contains("gloss:origin"))
        let again = try place.gloss("transfer", "--write", "old.md", "new.txt")
        #expect(again.status == 1 && again.out.hasSuffix("1 lost; all were there already\n"))
        #expect(try place.read("new.txt.gloss.json") == written)
    }

    @Test func anEditThereIsNotOverwritten() throws {
        let ids = try marked()
        _ = try place.gloss("transfer", "--write", "old.md", "new.txt")
        _ = try place.gloss(
            "add", "new.txt", "--quote", "with a remark about the weather of that day", "--tag", "opinion")
        _ = try place.gloss("add", "new.txt", "--quote", "A new line", "--tag", "risk")
        let late = try mark("The council met", "policy")
        let outcome = try place.gloss("transfer", "--write", "old.md", "new.txt")
        #expect(outcome.out.hasSuffix("written: 1\n"))
        let new = try records("new.txt")
        #expect(new.count == 5 && new[late]?["status"] as? String == "exact")
        #expect(new[ids[2]]?["tags"] as? [String] == ["policy", "opinion"])
    }

    @Test func aPlaceThatIsTheSameIsFine() throws {
        try place.write("copy.txt", CheckTests.text + "An end.\n")
        _ = try marked()
        let outcome = try place.gloss("transfer", "old.md", "copy.txt", "--write")
        #expect(outcome.status == 0)
        #expect(outcome.out == "copy.txt: 3 marks of old.md: 3 exact, 0 moved, 0 changed, 0 lost; written: 3\n")
        #expect(try place.gloss("check", "copy.txt").status == 0)
    }

    @Test func whatWasDeletedThereStaysDeleted() throws {
        let ids = try marked()
        _ = try place.gloss("transfer", "--write", "old.md", "new.txt")
        _ = try place.gloss("remove", "new.txt", ids[1])
        let left = try place.read("new.txt.gloss.json")
        let outcome = try place.gloss("transfer", "--write", "old.md", "new.txt")
        let sum =
            "new.txt: 2 marks of old.md: 1 exact, 0 moved, 1 changed, 0 lost; all were there already; "
            + "1 deleted in new.txt since: left out (--again brings it back)"
        #expect(outcome.out.hasSuffix(sum + "\n"), "\(outcome.out)")
        #expect(outcome.status == 1 && !outcome.out.contains("Nobody asked"))
        #expect(try place.read("new.txt.gloss.json") == left)
        // A mark that is new in the old version comes, the deleted one does not; it does when it is asked for.
        let late = try mark("The council met", "policy")
        #expect(try place.gloss("transfer", "--write", "old.md", "new.txt").out.contains("written: 1; 1 deleted"))
        #expect(Set(try records("new.txt").keys) == [ids[0], ids[2], late])
        #expect(try place.gloss("transfer", "--write", "--again", "old.md", "new.txt").out.hasSuffix("written: 1\n"))
        #expect(Set(try records("new.txt").keys) == Set(ids + [late]))
        let again = try place.read("new.txt.gloss.json")
        _ = try place.gloss("transfer", "--write", "old.md", "new.txt")
        #expect(try place.read("new.txt.gloss.json") == again)
    }

    @Test func whereAllWereDeletedNothingIsLost() throws {
        let id = try mark("Nobody asked who would bear it.", "opinion")
        _ = try place.gloss("transfer", "--write", "old.md", "new.txt")
        _ = try place.gloss("remove", "new.txt", id)
        let outcome = try place.gloss("transfer", "--write", "old.md", "new.txt")
        #expect(outcome.status == 0)
        let sum =
            "new.txt: 0 marks of old.md: 0 exact, 0 moved, 0 changed, 0 lost; nothing to be written; "
            + "1 deleted in new.txt since: left out (--again brings it back)\n"
        #expect(outcome.out == sum)
    }

    @Test func itGoesBackAsWell() throws {
        let ids = try marked()
        _ = try place.gloss("transfer", "--write", "old.md", "new.txt")
        try place.write("third.txt", CheckTests.text)
        let outcome = try place.gloss("transfer", "--write", "new.txt", "third.txt")
        // It is the text that they are from.
        let third = try records("third.txt")
        #expect(ids.map { third[$0]?["status"] as? String } == ["exact", "exact", "exact"])
        #expect(outcome.status == 0)
    }

    @Test func whatCannotBe() throws {
        let none = try place.gloss("transfer", "old.md", "new.txt")
        #expect(none.status == 1 && none.err.contains("there are no marks in old.md.gloss.json"))
        _ = try place.gloss("add", "old.md", "--coder", "ben", "--quote", "Monday", "--tag", "risk")
        #expect(try place.gloss("transfer", "old.md", "new.txt").err.contains("--coder ben"))
        #expect(try place.gloss("transfer", "--coder", "ben", "--write", "old.md", "new.txt").status == 0)
        #expect(place.names.contains("new.txt.ben.gloss.json"))
        #expect(try place.gloss("transfer", "old.md", "./old.md").status == 2)
        #expect(try place.gloss("transfer", "old.md", "none.txt", "--coder", "ben").status == 2)
    }
}
