// What only a real terminal shows: the built program run in one, from its first screen to the shell's next prompt.

import Foundation
import Testing

private let opening = "Trams cross the river again. Fares may double before the winter comes. Riders have been told."
private let sample = """
    \(opening)

    Gardens behind the depot were sold in spring. Nobody has said who will keep them open. The council meets on \
    Thursday, and its agenda is short. Letters to the council have not been answered.

    """

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct TmuxTests {
    private func workplace() throws -> Workplace {
        let place = try Workplace()
        try place.write("a.txt", sample)
        return place
    }

    /// Quits the reader, so that it writes nothing after its folder is gone.
    private func leave(_ terminal: Tmux) throws {
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }

    @Test func marksOutliveTheReader() throws {
        let place = try workplace()
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") && $0.wordAtCursor == "Trams" }
        try terminal.type(")r")
        try terminal.wait("a saved mark") { $0.saysSaved("1 mark") }

        try terminal.type("a")
        try terminal.type("Who pays?")
        try terminal.press("C-j")
        try terminal.type("And when?")
        try terminal.wait("the note as it is written") { $0.text.contains("And when?") }
        try terminal.press("Enter")
        try terminal.wait("the saved note") { $0.text.contains("Who pays?") && $0.saysSaved("1 mark") }
        #expect(try place.gloss("list", "a.txt").out.hasSuffix(" — Who pays?⏎And when?\n"))

        try terminal.type("u")
        try terminal.wait("the note to go") { !$0.text.contains("Who pays?") && $0.saysSaved("1 mark") }
        try terminal.type("u")
        try terminal.wait("the mark to go") { $0.saysSaved("0 marks") }
        #expect(try place.gloss("list", "a.txt").status == 1)
        try terminal.press("C-r")
        try terminal.press("C-r")
        try terminal.wait("both to come back") { $0.text.contains("And when?") && $0.saysSaved("1 mark") }

        try terminal.type("))")
        let left = try terminal.wait("the next sentences") { $0.wordAtCursor == "Gardens" }
        try leave(terminal)
        let list = "a.txt:1:30: [risk] Fares may double before the winter comes. — Who pays?⏎And when?\n"
        #expect(try place.gloss("list", "a.txt").out == list)
        #expect(try place.read("a.txt") == sample)

        try terminal.command("clear; '\(Workplace.program)' a.txt")
        let again = try terminal.wait("the reader to come back") { $0.saysSaved("1 mark") }
        #expect(again.wordAtCursor == "Gardens")
        #expect(again.rows.dropLast() == left.rows.dropLast())
        #expect(again.cursor == left.cursor)
        try leave(terminal)
    }

    @Test func aResizeKeepsTheCursorOnItsText() throws {
        let place = try workplace()
        let terminal = try Tmux(place, columns: 100, rows: 20)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        try terminal.type("))))")
        let paragraph = try #require(sample.split(separator: "\n").last)
        // A terminal that is made narrower cuts its rows: the whole paragraph shows only once gloss has drawn again.
        for (columns, rows) in [(100, 20), (41, 12), (60, 30), (120, 24), (23, 24)] {
            try terminal.resize(columns: columns, rows: rows)
            try terminal.wait("the text at \(columns) × \(rows)") { screen in
                guard screen.wordAtCursor == "Nobody" else { return false }
                let statusRow = screen.rows.firstIndex { $0.contains("a.txt") }
                return statusRow == rows - 2 && screen.words.contains(paragraph.dropFirst("Gardens ".count))
            }
        }
        try terminal.type("p")
        try terminal.wait("the mark") { $0.rows.contains { $0.hasSuffix("saved") } }
        #expect(
            try place.gloss("list", "a.txt").out == "a.txt:3:47: [policy] Nobody has said who will keep them open.\n")
        try leave(terminal)
    }

    /// By the option and by the configuration alike; the words stay the same, and the cursor on its own.
    @Test(arguments: [true, false]) func rowsEndFlushWhereThatIsWanted(byOption: Bool) throws {
        let place = try workplace()
        if !byOption {
            try FileManager.default.createDirectory(
                atPath: place.path + "/config/gloss", withIntermediateDirectories: true)
            try place.write("../config/gloss/config.toml", "justify = true\n")
        }
        let terminal = try Tmux(place, columns: 60, rows: 20)
        try terminal.command("'\(Workplace.program)' \(byOption ? "--justify " : "")a.txt")
        let paragraph = try #require(sample.split(separator: "\n").last)
        let screen = try terminal.wait("the first screen") { $0.words.contains(paragraph) }
        let rows = screen.rows.filter { $0.contains("Gardens") || $0.contains("keep") || $0.contains("Trams") }
        // The text ends at the edge of its column, a cell before that of the screen.
        #expect(rows.count == 3 && rows.allSatisfy { $0.count == 59 }, "\(screen.text)")
        #expect(rows.contains { $0.dropFirst(4).contains("  ") })
        try terminal.type("))))w")
        try terminal.wait("the cursor on a word of a stretched row") { $0.wordAtCursor == "has" }
        try leave(terminal)
    }

    @Test func anEndBySignalLeavesTheTerminalAndTheMarks() throws {
        let place = try workplace()
        let terminal = try Tmux(place)
        let modes = [
            "cursor_flag", "alternate_on", "keypad_flag", "keypad_cursor_flag", "mouse_any_flag", "insert_flag",
        ]
        let before = try modes.map { try terminal.value($0) }
        // The shell that is replaced by the program says its number first.
        try terminal.command(
            "stty -a > before; sh -c 'echo $$ > number; exec \"$0\" a.txt' '\(Workplace.program)'; stty -a > after; "
                + "echo over; cat after")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        #expect(try terminal.value("alternate_on") == "1")
        try terminal.type("r)o")
        try terminal.wait("two saved marks") { $0.saysSaved("2 marks") }
        let number = try #require(pid_t(place.read("number").trimmingCharacters(in: .newlines)))
        #expect(kill(number, SIGTERM) == 0)
        try terminal.wait("the shell") { $0.lastRow == "ready>" && $0.text.contains("over") }
        #expect(try place.read("before").contains("icanon"))
        #expect(try place.read("after") == place.read("before"))
        #expect(try modes.map { try terminal.value($0) } == before)
        #expect(before[0] == "1")
        #expect(
            try place.gloss("list", "a.txt").out == """
                a.txt:1:1: [risk] Trams cross the river again.
                a.txt:1:30: [opinion] Fares may double before the winter comes.

                """)
    }
}
