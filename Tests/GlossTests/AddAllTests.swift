// `gloss add --all`: every place of a phrase, from a script.

import Foundation
import Testing

private let sample = """
    Green bonds pay. A green bond pays, and evergreen bonds do not.
    Nobody rates green
    bonds; green  bonds are rated.

    """

@Suite struct AddAllTests {
    private func workplace() throws -> Workplace {
        let place = try Workplace()
        try place.write("a.txt", sample)
        return place
    }

    @Test func anIDForEachPlaceWhateverTheWhiteSpace() throws {
        let place = try workplace()
        let added = try place.gloss("add", "a.txt", "--all", "--quote", "green bonds", "--tag", "risk")
        #expect(added.status == 0 && added.out.split(separator: "\n").count == 3)
        let list = """
            a.txt:1:45: [risk] green bonds
            a.txt:2:14: [risk] green⏎bonds
            a.txt:3:8: [risk] green  bonds

            """
        #expect(try place.gloss("list", "a.txt").out == list)
        let before = try place.read("a.txt.gloss.json")
        let again = try place.gloss("add", "a.txt", "--all", "--quote", "green bonds", "--tag", "risk")
        #expect(again.out == added.out && again.status == 0)
        #expect(try place.read("a.txt.gloss.json") == before)
        let more = try place.gloss("add", "a.txt", "--all", "--quote", "green bonds", "--tag", "policy")
        #expect(more.out == added.out)
        #expect(try place.gloss("list", "a.txt").out == list.replacing("[risk]", with: "[risk,policy]"))
        let quotes = try place.read("a.txt.gloss.json")
        #expect(quotes.contains("\"exact\":\"green\\nbonds\""), "the passage is quoted as it stands")
    }

    @Test(arguments: [" ", "\u{3000}\n", ""], [["--all"], []])
    func aQuoteOfWhiteSpaceIsRefused(_ quote: String, _ flags: [String]) throws {
        let place = try workplace()
        let added = try place.run(
            Workplace.program, ["add", "a.txt", "--quote", quote, "--tag", "risk"] + flags)
        #expect(added.status == 2 && added.err.contains("--quote"), "\(added)")
        #expect(place.names == ["a.txt"])
    }

    @Test func aFolderThatIsMadeForTheMarksIsNamed() throws {
        let place = try workplace()
        let first = try place.gloss("add", "a.txt", "--quote", "Green bonds", "--tag", "risk", "--sidecar-dir", "kept")
        #expect(first.status == 0 && first.err.contains("kept: made this folder for the marks"), "\(first)")
        let second = try place.gloss("add", "a.txt", "--quote", "Nobody", "--tag", "risk", "--sidecar-dir", "kept")
        #expect(second.status == 0 && !second.err.contains("made this folder"))
    }

    @Test func wholeWordsAndSurroundingsNarrowIt() throws {
        let place = try workplace()
        let words = try place.gloss(
            "add", "a.txt", "--all", "--whole-words", "--quote", "green bonds", "--tag", "risk")
        #expect(words.out.split(separator: "\n").count == 2)
        let prefix = try place.gloss(
            "add", "a.txt", "--all", "--quote", "green bonds", "--prefix", "ever", "--tag", "policy")
        #expect(prefix.out.split(separator: "\n").count == 1)
        let suffix = try place.gloss(
            "add", "a.txt", "--all", "--quote", "green bonds", "--suffix", ";", "--tag", "opinion")
        #expect(suffix.out.split(separator: "\n").count == 1)
        #expect(
            try place.gloss("list", "a.txt").out == """
                a.txt:1:45: [policy] green bonds
                a.txt:2:14: [risk,opinion] green⏎bonds
                a.txt:3:8: [risk] green  bonds

                """)
    }

    @Test func nowhereIsAFindingAndLeavesNothingBehind() throws {
        let place = try workplace()
        let none = try place.gloss("add", "a.txt", "--all", "--quote", "red bonds", "--tag", "risk")
        #expect(none.status == 1 && none.out == "" && none.err.hasPrefix("gloss: a.txt: the quote is not in the text"))
        let part = try place.gloss("add", "a.txt", "--all", "--whole-words", "--quote", "ree", "--tag", "risk")
        #expect(part.status == 1 && part.err.contains("with --whole-words; check"))
        let around = try place.gloss(
            "add", "a.txt", "--all", "--quote", "green", "--prefix", "never ", "--tag", "risk")
        #expect(around.status == 1 && around.err.contains("with this --prefix and --suffix; check"))
        #expect(place.names == ["a.txt"])
    }

    @Test func badUsageIsSaid() throws {
        let place = try workplace()
        let alone = try place.gloss("add", "a.txt", "--whole-words", "--quote", "green", "--tag", "risk")
        #expect(alone.status == 2 && alone.err.contains("--whole-words goes with --all"))
        let empty = try place.gloss("add", "a.txt", "--all", "--quote", "", "--tag", "risk")
        #expect(empty.status == 2 && empty.err.contains("--quote: it is empty"))
        let unknown = try place.gloss("add", "a.txt", "--all", "--quote", "green", "--tag", "none")
        #expect(unknown.status == 2 && place.names == ["a.txt"])
    }

    @Test func signsOfAFirstPassNeedNoCodebook() throws {
        let place = try workplace()
        #expect(try place.gloss("add", "a.txt", "--quote", "Green bonds pay.", "--tag", "triage/star").status == 0)
        #expect(
            try place.gloss("list", "--tag", "triage/star", "a.txt").out
                == "a.txt:1:1: [triage/star] Green bonds pay.\n")
        let codebook = try place.gloss("add", "a.txt", "--quote", "green bond", "--tag", "triage/moon", "--all")
        #expect(codebook.status == 2)
    }

    @Test func tenThousandPlacesAreOneSave() throws {
        let place = try workplace()
        try place.write("b.txt", String(repeating: "A green bond, and another. ", count: 12_000))
        let added = try place.gloss("add", "b.txt", "--all", "--quote", "green bond", "--tag", "risk")
        #expect(added.status == 0 && added.out.split(separator: "\n").count == 12_000)
    }
}
