// `gloss retag`: marks, sub-tags, codebook files, and what is refused.

import Foundation
import TestSupport
import Testing

@Suite struct RetagTests {
    private static let codebook = "# ours\n[risk] # first\nkey = \"r\"\n\n[risk.cyber]\n[policy]\n"

    private func workplace() throws -> Workplace {
        let place = try Workplace()
        try place.write("a.txt", "One is here. Two is there.\n")
        try place.write("b.txt", "Three is far. Four is near.\n")
        try place.write("codebook.toml", RetagTests.codebook)
        func add(_ arguments: String...) throws {
            let added = try place.run(Workplace.program, ["add"] + arguments)
            #expect(added.status == 0, "\(added.err)")
        }
        try add("a.txt", "--quote", "One", "--tag", "risk", "--note", "who?")
        try add("a.txt", "--quote", "Two", "--tag", "risk/cyber", "--tag", "policy")
        try add("b.txt", "--quote", "Three", "--tag", "risk")
        try add("b.txt", "--quote", "Four", "--tag", "risk", "--coder", "ben")
        return place
    }

    @Test func aTagIsRenamedWithItsSubTagsAndItsCodebook() throws {
        let place = try workplace()
        let done = try place.gloss("retag", "risk", "danger", ".")
        #expect(done.status == 0 && done.err == "")
        #expect(done.out.hasPrefix("a.txt: 2 marks\nb.txt: 1 mark\n") && done.out.contains("codebook.toml"))
        #expect(
            try place.gloss("list", ".").out == """
                a.txt:1:1: [danger] One — who?
                a.txt:1:14: [danger/cyber,policy] Two
                b.txt:1:1: [danger] Three
                b.txt:1:15: [risk] Four

                """)
        #expect(
            try place.read("codebook.toml")
                == RetagTests.codebook.replacingOccurrences(of: "[risk", with: "[danger"))
        let others = try place.gloss("retag", "risk", "danger", ".", "--coder", "ben")
        #expect(others.status == 0 && others.out == "b.txt: 1 mark\n")
        let again = try place.gloss("retag", "risk", "danger", ".", "--merge")
        #expect(again.status == 1 && again.out == "" && again.err.contains("no mark here has the tag 'risk'"))
    }

    @Test func mergingIsSaidOrRefused() throws {
        let place = try workplace()
        let before = try place.read("a.txt.gloss.json")
        let refused = try place.gloss("retag", "risk", "policy", ".")
        #expect(refused.status == 2 && refused.err.contains("the tag 'policy' is there already"))
        #expect(try place.read("a.txt.gloss.json") == before && place.read("codebook.toml") == RetagTests.codebook)
        #expect(try place.gloss("retag", "--merge", "risk", "policy", "a.txt").status == 0)
        #expect(
            try place.gloss("list", "a.txt").out
                == "a.txt:1:1: [policy] One — who?\na.txt:1:14: [policy/cyber,policy] Two\n")
        #expect(
            try place.read("codebook.toml")
                == "# ours\n# [risk] # first\n# key = \"r\"\n\n[policy.cyber]\n[policy]\ncolor = \"blue\"\n",
            "policy keeps its colour")
        // A tag that only marks have is there as well.
        #expect(try place.gloss("retag", "risk", "loose", "b.txt", "--keep-codebook").status == 0)
        #expect(try place.gloss("add", "b.txt", "--quote", "far", "--tag", "policy").status == 0)
        #expect(try place.gloss("retag", "policy", "loose", "b.txt").status == 2)
    }

    @Test func subTagsAreNotMergedUnasked() throws {
        let place = try Workplace()
        try place.write("a.txt", "One is here. Two is there.\n")
        try place.write("codebook.toml", "[policy]\n[risk.cyber]\n[danger.cyber]\n")
        for (quote, tag) in [("One", "risk/cyber"), ("Two", "danger/cyber")] {
            #expect(try place.gloss("add", "a.txt", "--quote", quote, "--tag", tag).status == 0)
        }
        try place.write("codebook.toml", "[policy]\n")
        let before = try place.read("a.txt.gloss.json")
        let refused = try place.gloss("retag", "risk", "danger", "a.txt")
        #expect(refused.status == 2 && refused.err.contains("the tag 'danger/cyber' is there already"))
        #expect(try place.read("a.txt.gloss.json") == before)
        #expect(try place.gloss("retag", "--merge", "risk", "danger", "a.txt").status == 0)
    }

    @Test func theSidecarsCodebookSaysTheNewTag() throws {
        let place = try workplace()
        #expect(try !place.read("a.txt.gloss.json").contains("\"danger\": {"))
        #expect(try place.gloss("retag", "risk", "danger", "a.txt").status == 0)
        let header = try place.read("a.txt.gloss.json").split(separator: "\n").first {
            $0.hasPrefix("\"gloss:codebook\"")
        }
        #expect(header?.contains("\"danger\": {\"key\": \"r\"") == true, "\(header ?? "-")")
        #expect(try place.gloss("retag", "--keep-codebook", "danger", "peril", "a.txt").status == 0)
        #expect(try !place.read("a.txt.gloss.json").contains("\"peril\": {"))
    }

    @Test func theCodebookCanBeLeftAlone() throws {
        let place = try workplace()
        #expect(try place.gloss("retag", "--keep-codebook", "risk", "danger", "a.txt").status == 0)
        #expect(try place.read("codebook.toml") == RetagTests.codebook)
    }

    @Test func whatCannotBeIsRefused() throws {
        let place = try workplace()
        for arguments in [["a,b", "c"], ["a", "a"], ["a", "b/"], ["risk", "x y;"]] {
            let outcome = try place.run(Workplace.program, ["retag"] + arguments + ["."])
            #expect(outcome.status == 2 && outcome.out == "", "\(arguments)")
        }
        #expect(try place.gloss("retag", "risk", "danger", "nothing.txt").status == 2)
        #expect(try place.gloss("retag", "risk").status == 2)
    }

    /// Half of a renaming is worse than none: the codebook and the marks would not go together any more.
    @Test func whereOneSidecarCannotBeReadNothingIsChanged() throws {
        let place = try workplace()
        let good = try place.read("b.txt.gloss.json")
        let newer = try place.read("a.txt.gloss.json").replacingOccurrences(
            of: "\"gloss:schema\": 1", with: "\"gloss:schema\": 9")
        for bad in [newer, "{ broken"] {
            try place.write("a.txt.gloss.json", bad)
            let done = try place.gloss("retag", "risk", "danger", ".")
            #expect(done.status == 2 && done.out == "" && done.err.contains("nothing was changed"))
            let lines = done.err.split(separator: "\n")
            #expect(Set(lines).count == lines.count && lines[0].contains("a.txt.gloss.json"), "\(done.err)")
            #expect(try place.read("b.txt.gloss.json") == good && place.read("codebook.toml") == RetagTests.codebook)
        }
        #expect(try place.gloss("retag", "risk", "danger", "b.txt").status == 0)
    }

    @Test func whereTheCodebookCannotBeChangedTheMarksStay() throws {
        let place = try workplace()
        let before = try place.read("a.txt.gloss.json")
        // gloss cannot take a dotted sub-tag out of its parent's table.
        try place.write("codebook.toml", "[risk]\ncyber.key = \"c\"\n")
        let done = try place.gloss("retag", "risk/cyber", "crime", "a.txt")
        #expect(done.status == 3 && done.out == "" && done.err.contains("nothing was changed"))
        #expect(try place.read("a.txt.gloss.json") == before)
    }

    @Test func marksOfAnotherCoderFollowACodebookThatWasRenamed() throws {
        let place = try workplace()
        #expect(try place.gloss("retag", "risk", "danger", ".").status == 0)
        #expect(try place.gloss("add", "b.txt", "--quote", "near", "--tag", "danger", "--coder", "ben").status == 0)
        let done = try place.gloss("retag", "risk", "danger", ".", "--coder", "ben")
        #expect(done.status == 0 && done.out == "b.txt: 1 mark\n" && done.err == "")
    }

    @Test func subTagsFollowATagThatGoesBeneathItself() throws {
        let place = try workplace()
        #expect(try place.gloss("retag", "risk", "risk/general", "a.txt").status == 0)
        #expect(
            try place.gloss("list", "a.txt").out
                == "a.txt:1:1: [risk/general] One — who?\na.txt:1:14: [risk/general/cyber,policy] Two\n")
        #expect(
            try place.read("codebook.toml")
                == RetagTests.codebook.replacingOccurrences(of: "[risk", with: "[risk.general"))
    }

    @Test func theSidecarsCodebookForgetsWhatIsGone() throws {
        let place = try workplace()
        #expect(try place.gloss("retag", "risk", "danger", "a.txt").status == 0)
        let header = try place.read("a.txt.gloss.json").split(separator: "\n").first {
            $0.hasPrefix("\"gloss:codebook\"")
        }
        #expect(header?.contains("danger") == true && header?.contains("risk") == false, "\(header ?? "-")")
    }

    @Test func tagsOfAListIncludeTheirSubTags() throws {
        let place = try workplace()
        #expect(try place.gloss("list", "--tag", "risk", "a.txt").out.split(separator: "\n").count == 2)
        #expect(try place.gloss("list", "--tag", "risk/cyber", ".").out == "a.txt:1:14: [risk/cyber,policy] Two\n")
        #expect(try place.gloss("list", "--tag", "ris", ".").status == 1)
        #expect(try place.gloss("export", "--format", "csv", "--tag", "risk", "a.txt").out.contains("Two"))
    }

    // MARK: Writes that fail

    /// A retagging that may write files of 16 KB at most, as on a disk that fills up in the middle of it.
    private func retagOnAFullDisk(_ place: Workplace) throws -> Outcome {
        let command = "trap '' XFSZ; ulimit -f 32; exec '\(Workplace.program)' retag risk danger ."
        return try place.run("/bin/sh", ["-c", command])
    }

    private static let long = String(repeating: "as long as it takes ", count: 3000)

    @Test(.enabled(if: limitsFiles)) func whereALaterSidecarCannotBeWrittenTheEarlierOnesAreTakenBack() throws {
        let place = try workplace()
        let added = try place.gloss(
            "add", "b.txt", "--quote", "far", "--tag", "risk", "--note", RetagTests.long)
        #expect(added.status == 0)
        let before = try ["a.txt.gloss.json", "b.txt.gloss.json"].map { try place.read($0) }
        let done = try retagOnAFullDisk(place)
        #expect(done.status == 3 && done.out == "" && done.err.contains("b.txt.gloss.json"), "\(done.err)")
        #expect(done.err.contains("nothing was changed"), "\(done.err)")
        #expect(try ["a.txt.gloss.json", "b.txt.gloss.json"].map { try place.read($0) } == before)
        #expect(try place.read("codebook.toml") == RetagTests.codebook)
        // With room again it is done.
        #expect(try place.gloss("retag", "risk", "danger", ".").status == 0)
    }

    @Test(.enabled(if: limitsFiles)) func whereALaterCodebookCannotBeWrittenMarksAndCodebooksAreTakenBack() throws {
        let place = try workplace()
        try FileManager.default.createDirectory(atPath: place.articles + "/sub", withIntermediateDirectories: false)
        try place.write("sub/c.txt", "Five ends it.\n")
        try place.write("sub/codebook.toml", "# \(RetagTests.long)\n[risk]\n")
        #expect(try place.gloss("add", "sub/c.txt", "--quote", "Five", "--tag", "risk").status == 0)
        let names = [
            "a.txt.gloss.json", "b.txt.gloss.json", "sub/c.txt.gloss.json", "codebook.toml", "sub/codebook.toml",
        ]
        let before = try names.map { try place.read($0) }
        let done = try retagOnAFullDisk(place)
        #expect(done.status == 3 && done.out == "" && done.err.contains("sub/codebook.toml"), "\(done.err)")
        #expect(done.err.contains("nothing was changed"), "\(done.err)")
        for (name, text) in zip(names, before) { #expect(try place.read(name) == text, "\(name)") }
    }
}
