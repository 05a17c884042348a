// What was typed on the command line is repeated in a message no longer than one takes in.

import Foundation
import Testing

@Suite struct LongArgumentTests {
    @Test(arguments: [
        ["add", "a.txt", "--quote", "One", "--tag"], ["add", "a.txt", "--note", "n", "--span"],
        ["export", "a.txt", "--format"], ["retag", "risk"], ["--theme"],
    ]) func aLongArgumentIsCut(_ command: [String]) throws {
        let place = try Workplace()
        try place.write("a.txt", "One is here.\n")
        // Half as many of what takes two cells, and what a terminal would act on.
        let long = "\u{1B}[2J;" + String(repeating: "電力", count: 4000)
        let arguments =
            command + [long] + (command[0] == "retag" ? ["a.txt"] : command[0] == "--theme" ? ["a.txt"] : [])
        let outcome = try place.run(Workplace.program, arguments)
        #expect(outcome.status == 2)
        #expect(outcome.err.contains("…") && outcome.err.count < 400, "\(outcome.err.prefix(500))")
        #expect(outcome.err.contains("[2J;電力") && !outcome.err.contains("\u{1B}"))
        #expect(outcome.err.hasPrefix("gloss: ") && outcome.err.split(separator: "\n").count == 1)
    }

    @Test func aShortOneIsWhole() throws {
        let place = try Workplace()
        try place.write("a.txt", "One is here.\n")
        let name = String(repeating: "x", count: 60)
        let outcome = try place.gloss("add", "a.txt", "--quote", "One", "--tag", name)
        #expect(outcome.err.contains("no tag '\(name)'; it has risk, policy, opinion"))
    }
}
