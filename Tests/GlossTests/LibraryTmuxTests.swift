// The library in a real terminal: from a directory to a mark in one of its articles and back.

import Foundation
import Testing

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct LibraryTmuxTests {
    private func workplace() throws -> Workplace {
        let place = try Workplace()
        try FileManager.default.createDirectory(
            atPath: place.articles + "/study/old", withIntermediateDirectories: true)
        try place.write("study/a.txt", "# Trams again\n\nTrams cross the river. Fares may double.\n")
        try place.write("study/b.txt", "Gardens were sold\n\nNobody has said who will keep them open.\n")
        try place.write("study/old/c.md", "The council meets\n\nLetters have not been answered.\n")
        return place
    }

    @Test func fromADirectoryToAMarkAndBack() throws {
        let place = try workplace()
        let terminal = try Tmux(place, columns: 100, rows: 20)
        try terminal.command("'\(Workplace.program)' study")
        let first = try terminal.wait("the library") { $0.text.contains("The council meets") }
        #expect(first.rows[0].hasPrefix(" Library study") && first.rows[0].contains("1 of 3"))
        #expect(first.rows[1].hasPrefix("\u{25B8} Trams again"))
        #expect(first.cursor == (2, 1))
        #expect(first.text.contains(" by name   3 articles, "))

        try terminal.type("j")
        try terminal.press("Enter")
        try terminal.wait("the article") { $0.text.contains("study/b.txt (2/3)") && $0.wordAtCursor == "Gardens" }
        try terminal.type("))r")
        try terminal.wait("a saved mark") { $0.saysSaved("1 mark") }
        try terminal.type("zq")
        let back = try terminal.wait("the library again") { $0.text.contains(" by name ") }
        #expect(back.rows[2].hasPrefix("\u{25B8} Gardens were sold"))
        #expect(back.rows[2].contains("  r1") && back.rows[2].contains(" now ") && back.rows[2].contains("%"))

        try terminal.type("/council")
        try terminal.wait("one article") { $0.rows[1].hasPrefix("\u{25B8} The council meets") && $0.rows[2].isEmpty }
        try terminal.press("Enter")
        try terminal.wait("the other article") { $0.text.contains("study/old/c.md") }
        try terminal.type("q")
        try terminal.wait("the library once more") { $0.rows[1].hasPrefix("\u{25B8} The council meets") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        #expect(
            try place.gloss("list", "study").out
                == "study/b.txt:3:1: [risk] Nobody has said who will keep them open.\n")

        // What was kept shows when the directory is opened again, and new files when it is looked at again.
        try terminal.command("clear; '\(Workplace.program)' study")
        try terminal.wait("the library of the second time") { screen in
            screen.rows[2].contains("Gardens were sold") && screen.rows[2].contains("  r1")
        }
        try place.write("study/aa.txt", "New here\n")
        try terminal.press("C-l")
        try terminal.wait("the new article") { $0.rows[2].contains("New here") && $0.rows[0].contains("of 4") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }

    @Test func anEmptyDirectorySaysWhatToDo() throws {
        let place = try workplace()
        try FileManager.default.createDirectory(atPath: place.articles + "/empty", withIntermediateDirectories: false)
        let terminal = try Tmux(place, columns: 100, rows: 20)
        try terminal.command("'\(Workplace.program)' empty")
        try terminal.wait("the sentence") { $0.text.contains("no articles (.txt, .md) here; add some, then C-l") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }
}
