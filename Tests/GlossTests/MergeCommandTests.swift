// `gloss merge` as a command, and as the merge driver of a real git.

import Foundation
import Testing

@Suite struct MergeCommandTests {
    private static let sidecar = "an article.txt.gloss.json"

    /// A folder with a blank in its name, an article in it and two marks.
    private func workplace() throws -> Workplace {
        let place = try Workplace()
        try place.write("an article.txt", "One is here. Two is there.\nThree is far. Four is near.\n")
        try add(place, "One", "--note", "first")
        try add(place, "Two")
        return place
    }

    private func add(_ place: Workplace, _ quote: String, _ more: String...) throws {
        let arguments = ["add", "an article.txt", "--quote", quote, "--tag", "risk"] + more
        let added = try place.run(Workplace.program, arguments)
        #expect(added.status == 0, "\(added.err)")
    }

    private func remove(_ place: Workplace, _ quote: String) throws {
        let listed = try place.gloss("list", "--json", "an article.txt").out
        let line = try #require(listed.split(separator: "\n").first { $0.contains("\"\(quote)\"") })
        let id = try #require(line.firstMatch(of: /urn:uuid:[-0-9a-f]+/)).output
        #expect(try place.gloss("remove", "an article.txt", String(id)).status == 0)
    }

    /// Changes a note by hand, as another program might.
    private func change(_ place: Workplace, _ old: String, to new: String) throws {
        let text = try place.read(MergeCommandTests.sidecar)
        let changed = text.replacingOccurrences(of: "\"value\":\"\(old)\"", with: "\"value\":\"\(new)\"")
        #expect(changed != text)
        try place.write(MergeCommandTests.sidecar, changed)
    }

    private func list(_ place: Workplace) throws -> [String] {
        try place.gloss("list", "an article.txt").out.split(separator: "\n").map {
            String($0.dropFirst("an article.txt:".count))
        }
    }

    @discardableResult
    private func git(_ place: Workplace, _ arguments: String..., fails: Bool = false) throws -> Outcome {
        let settings = ["-c", "user.name=ana", "-c", "user.email=ana@example.org", "-c", "core.editor=true"]
        let outcome = try place.run("/usr/bin/git", settings + arguments)
        #expect((outcome.status != 0) == fails, "git \(arguments): \(outcome.out)\(outcome.err)")
        return outcome
    }

    private func repository() throws -> Workplace {
        let place = try workplace()
        try git(place, "init", "-q", "-b", "main")
        let installed = try place.gloss("merge", "--install")
        #expect(installed.status == 0 && installed.err == "", "\(installed.err)")
        try git(place, "add", ".")
        try git(place, "commit", "-qm", "base")
        try git(place, "branch", "other")
        return place
    }

    /// Commits what is there on the branch that is checked out, and goes to the other one.
    private func commit(_ place: Workplace, then branch: String) throws {
        try git(place, "commit", "-qam", "marks")
        try git(place, "checkout", "-q", branch)
    }

    @Test func dataGoesToStandardOutputOrToAFile() throws {
        let place = try workplace()
        try place.write("base.json", place.read(MergeCommandTests.sidecar))
        try add(place, "Three")
        try place.write("ours.json", place.read(MergeCommandTests.sidecar))
        try place.write(MergeCommandTests.sidecar, place.read("base.json"))
        try remove(place, "Two")
        try place.write("their marks.json", place.read(MergeCommandTests.sidecar))
        let printed = try place.gloss("merge", "base.json", "ours.json", "their marks.json")
        #expect(printed.status == 0 && printed.err == "")
        let written = try place.gloss(
            "merge", "base.json", "ours.json", "their marks.json", "-o", MergeCommandTests.sidecar)
        #expect(written.status == 0 && written.out == "" && written.err == "")
        #expect(try place.read(MergeCommandTests.sidecar) == printed.out)
        #expect(try list(place) == ["1:1: [risk] One — first", "2:1: [risk] Three"])
        // Without a common ancestor the mark that one of them took away is back.
        let two = try place.gloss(
            "merge", "/dev/null", "ours.json", "their marks.json", "--output", MergeCommandTests.sidecar)
        #expect(two.status == 0 && two.err.contains("kept") == true)
        #expect(try list(place).count == 3)
    }

    @Test func aConflictExitsOneAndSaysWhich() throws {
        let place = try workplace()
        try place.write("base.json", place.read(MergeCommandTests.sidecar))
        try place.write("ours.json", place.read("base.json").replacingOccurrences(of: "first", with: "left"))
        try place.write("theirs.json", place.read("base.json").replacingOccurrences(of: "first", with: "right"))
        let merged = try place.gloss("merge", "base.json", "ours.json", "theirs.json")
        #expect(merged.status == 1 && merged.err.hasPrefix("gloss: ours.json: both sides changed"))
        #expect(
            merged.out.contains("\"value\":\"left\"") && merged.out.contains("\"value\":\"right\\n[Another version"))
    }

    @Test func whatCannotBeReadOrWrittenIsSaid() throws {
        let place = try workplace()
        let whole = try place.read(MergeCommandTests.sidecar)
        try place.write("base.json", whole)
        try place.write("broken.json", String(whole.dropLast(90)))
        for files in [
            ["base.json", "base.json", "broken.json"], ["base.json", "gone.json", "base.json"], ["base.json"],
            ["base.json", "an article.txt", "base.json"], ["--install", "base.json"], ["base.json", "base.json", "."],
        ] {
            let refused = try place.run(Workplace.program, ["merge", "-o", "out.json"] + files)
            #expect(refused.status == 2 && refused.out == "" && refused.err.hasPrefix("gloss: "), "\(files)")
        }
        let article = try place.read("an article.txt")
        #expect(try place.gloss("merge", "base.json", "base.json", "base.json", "-o", "an article.txt").status == 2)
        #expect(try place.read("an article.txt") == article && !place.names.contains("out.json"))
        let unsaved = try place.gloss("merge", "base.json", "base.json", "base.json", "-o", "no/out.json")
        #expect(unsaved.status == 3 && unsaved.err.contains("no/out.json"))
    }

    @Test func gitMergesBranchesMarkByMark() throws {
        let place = try repository()
        try add(place, "Three")
        try add(place, "One", "--tag", "policy")
        try commit(place, then: "other")
        try add(place, "Four")
        try remove(place, "Two")
        try commit(place, then: "main")
        try git(place, "merge", "-q", "other", "-m", "both")
        #expect(try list(place) == ["1:1: [risk,policy] One — first", "2:1: [risk] Three", "2:15: [risk] Four"])
        #expect(try place.gloss("list", "an article.txt").err == "")
        #expect(try git(place, "status", "--porcelain").out == "")
    }

    @Test func gitRebasesMarkByMark() throws {
        let place = try repository()
        try add(place, "Three")
        try commit(place, then: "other")
        try add(place, "Four")
        try commit(place, then: "other")
        try git(place, "rebase", "-q", "main")
        #expect(try list(place).count == 4)
        #expect(try git(place, "status", "--porcelain").out == "")
    }

    @Test func gitStopsAtAConflictWithAWholeSidecar() throws {
        let place = try repository()
        try change(place, "first", to: "left")
        try commit(place, then: "other")
        try change(place, "first", to: "right")
        try commit(place, then: "main")
        let stopped = try git(place, "merge", "other", fails: true)
        #expect(stopped.out.contains("CONFLICT"), "\(stopped.out)")
        #expect(stopped.err.contains("gloss: an article.txt.gloss.json: both sides changed"), "\(stopped.err)")
        let lines = try list(place)
        #expect(lines.count == 3 && lines.contains("1:1: [risk] One — left"), "\(lines)")
        #expect(lines.contains { $0.contains("One — right⏎[Another version by ana") }, "\(lines)")
        #expect(place.names.filter { $0.contains("tmp") || $0.contains("kept") || $0.contains("merge_file") }.isEmpty)
        try git(place, "commit", "-qam", "looked at")
    }

    /// Both branches began to mark the same article, each in a sidecar of its own.
    @Test func gitMergesSidecarsWithoutACommonAncestor() throws {
        let place = try Workplace()
        try place.write("an article.txt", "One is here. Two is there.\n")
        try git(place, "init", "-q", "-b", "main")
        #expect(try place.gloss("merge", "--install").status == 0)
        try git(place, "add", ".")
        try git(place, "commit", "-qm", "base")
        try git(place, "branch", "other")
        for (quote, next) in [("One", "other"), ("Two", "main")] {
            try add(place, quote)
            try git(place, "add", ".")
            try commit(place, then: next)
        }
        try git(place, "merge", "-q", "other", "-m", "both")
        #expect(try list(place) == ["1:1: [risk] One", "1:14: [risk] Two"])
    }

    @Test func gitStopsWhereASideCannotBeRead() throws {
        let place = try repository()
        try add(place, "Three")
        let ours = try place.read(MergeCommandTests.sidecar)
        try commit(place, then: "other")
        try place.write(MergeCommandTests.sidecar, String(place.read(MergeCommandTests.sidecar).dropLast(90)))
        try commit(place, then: "main")
        let stopped = try git(place, "merge", "other", fails: true)
        #expect(stopped.err.contains("gloss.json (theirs): line ") && stopped.err.contains("git show ':3:an article"))
        #expect(try place.read(MergeCommandTests.sidecar) == ours)
    }

    @Test(arguments: ["merge", "diff3", "zdiff3"]) func markersOfAPlainMergeAreRead(_ style: String) throws {
        let place = try workplace()
        try git(place, "init", "-q", "-b", "main")
        try git(place, "add", ".")
        try git(place, "commit", "-qm", "base")
        try git(place, "branch", "other")
        try change(place, "first", to: "left")
        try commit(place, then: "other")
        try add(place, "One", "--tag", "policy")
        try add(place, "Four")
        try commit(place, then: "main")
        try git(place, "-c", "merge.conflictStyle=\(style)", "merge", "other", fails: true)
        let marked = try place.read(MergeCommandTests.sidecar)
        #expect(marked.contains("<<<<<<<") && marked.contains("|||||||") == (style != "merge"))
        let lines = try list(place)
        if style == "merge" {
            #expect(lines.count == 4, "\(lines)")
        } else {
            #expect(lines == ["1:1: [risk,policy] One — left", "1:14: [risk] Two", "2:15: [risk] Four"])
        }
        try add(place, "Three")
        let kept = try #require(place.names.first { $0.contains(".kept-") })
        #expect(try place.read(kept) == marked)
        #expect(try list(place).count == lines.count + 1 && place.gloss("list", "an article.txt").err == "")
    }

    @Test func installingSaysWhatItDidOnceAndAgain() throws {
        let place = try Workplace()
        let outside = try place.gloss("merge", "--install")
        #expect(outside.status == 2 && outside.out == "" && outside.err.contains("no work tree of git"))
        try git(place, "init", "-q")
        try place.write(".gitattributes", "*.txt text")
        let first = try place.gloss("merge", "--install")
        #expect(first.status == 0 && first.out.contains("is set:") && first.out.contains("was added"), "\(first.err)")
        #expect(try place.read(".gitattributes") == "*.txt text\n*.gloss.json merge=gloss\n")
        let config = try place.read(".git/config")
        #expect(config.contains("%O %A %B") && config.contains("%P"))
        let again = try place.gloss("merge", "--install")
        #expect(again.status == 0 && again.out.contains("already") && !again.out.contains("added"))
        #expect(try place.read(".git/config") == config)
        #expect(try place.read(".gitattributes") == "*.txt text\n*.gloss.json merge=gloss\n")
        try place.write(".gitattributes", "*.gloss.json merge=gloss\n*.json merge=union\n")
        let outranked = try place.gloss("merge", "--install")
        #expect(outranked.status == 1 && outranked.err.contains("outranks"))
    }
}
