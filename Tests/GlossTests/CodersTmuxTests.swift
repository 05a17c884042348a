// Two coders on one article in a real terminal: blind at first, then side by side, and each file its coder's alone.

import Foundation
import Testing

private let sample = """
    Trams cross the river again. Fares may double before the winter comes. Riders have been told.

    Gardens behind the depot were sold in spring.

    """

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct CodersTmuxTests {
    @Test func theMarksOfOthersAreShownWhenAskedForAndComeIn() throws {
        let place = try Workplace()
        try place.write("a.txt", sample)
        _ = try place.gloss(
            "add", "a.txt", "--coder", "bob", "--quote", "Fares may double before the winter comes.", "--tag", "risk",
            "--note", "says who?")
        try place.write("a.txt.eva.gloss.json", "{ broken")
        let theirs = try place.read("a.txt.bob.gloss.json")
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' --coder ana a.txt")
        let blind = try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        #expect(blind.text.contains("coder ana") && !blind.text.contains("bob") && !blind.text.contains("says who"))

        try terminal.type("zv")
        try terminal.wait("bob's note, and what is wrong with eva's file") {
            $0.text.contains("bob: says who?") && $0.lastRow.contains("left as it is: a.txt.eva.gloss.json")
        }
        try terminal.type("]a")
        try terminal.wait("bob's mark") { $0.text.contains("bob: risk") && $0.wordAtCursor == "Fares" }
        try terminal.type("x")
        try terminal.wait("a refusal") { $0.lastRow.contains("bob's mark: only bob can change it") }
        try terminal.type("p")
        try terminal.wait("a mark of ana's own") { $0.saysSaved("1 mark") }

        // Bob goes on in another terminal.
        _ = try place.gloss("add", "a.txt", "--coder", "bob", "--quote", "Gardens", "--note", "which?")
        try terminal.wait("what bob has added") { $0.text.contains("bob: which?") }
        try terminal.type("zv")
        try terminal.wait("only one's own") { !$0.text.contains("bob") && $0.saysSaved("1 mark") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }

        let after = try place.read("a.txt.bob.gloss.json")
        #expect(after.contains("says who?") && after.contains("which?") && after.hasPrefix(theirs.prefix(400)))
        #expect(try place.read("a.txt.eva.gloss.json") == "{ broken")
        #expect(
            try place.gloss("list", "--coder", "ana", "a.txt").out
                == "a.txt:1:30: [policy] Fares may double before the winter comes.\n")
    }

    @Test func whatWasSeenIsKnownTheNextTime() throws {
        let place = try Workplace()
        try place.write("a.txt", (1...200).map { "Paragraph \($0) of a long article.\n\n" }.joined())
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        try terminal.type("zc")
        try terminal.wait("what has been on screen for a moment") { $0.text.contains("  5% seen") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        try terminal.command("clear; '\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        try terminal.type("Gzc")
        let end = try terminal.wait("the strip") { $0.text.contains("% seen") }
        #expect(end.rows[0].hasSuffix("\u{2593}") && end.rows[10].hasSuffix("\u{B7}"))
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }
}
