// The mouse, the clipboard and the colours of a real terminal, and what is left of them when the reader has gone.

import Foundation
import Testing

private let sample = """
    Trams cross the river again. Fares may double before the winter comes.

    Gardens behind the depot were sold in spring.

    """

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct MouseTmuxTests {
    private func open(_ options: String = "", before: (Tmux) throws -> Void = { _ in }) throws -> (Workplace, Tmux) {
        let place = try Workplace()
        try place.write("a.txt", sample)
        let terminal = try Tmux(place)
        try before(terminal)
        // The shell that is replaced by the program says its number first.
        try terminal.command(
            "sh -c 'echo $$ > number; exec \"$0\" \"$@\"' '\(Workplace.program)' a.txt \(options); echo over")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") && $0.wordAtCursor == "Trams" }
        return (place, terminal)
    }

    private func number(_ place: Workplace) throws -> pid_t {
        try #require(pid_t(place.read("number").trimmingCharacters(in: .newlines)))
    }

    private func waitForMouse(_ terminal: Tmux, _ value: String) throws {
        try terminal.wait("the mouse to be \(value)") { _ in
            try terminal.value("mouse_button_flag") == value && terminal.value("mouse_sgr_flag") == value
        }
    }

    private func end(_ terminal: Tmux) throws {
        try terminal.wait("the shell") { $0.lastRow == "ready>" && $0.text.contains("over") }
        try waitForMouse(terminal, "0")
    }

    @Test func clicksAndDragsReachTheText() throws {
        let (place, terminal) = try open()
        try waitForMouse(terminal, "1")
        // Column and row count from 1; the text begins in the fifth column.
        try terminal.send("\u{1B}[<0;11;1M\u{1B}[<0;11;1m")
        try terminal.wait("the cursor") { $0.wordAtCursor == "cross" }
        try terminal.send("\u{1B}[<0;5;3M\u{1B}[<32;11;3M\u{1B}[<0;11;3m")
        try terminal.wait("the tag strip") { $0.lastRow.contains("[r]isk") }
        try terminal.type("r")
        try terminal.wait("the mark") { $0.saysSaved("1 mark") }
        #expect(try place.gloss("list", "a.txt").out == "a.txt:3:1: [risk] Gardens\n")
        try terminal.type("q")
        try end(terminal)
    }

    @Test func theTerminalGetsTheMouseBackHoweverTheReaderEnds() throws {
        for signal in [SIGTERM, SIGSEGV, SIGTRAP] {
            let (place, terminal) = try open()
            try waitForMouse(terminal, "1")
            #expect(kill(try number(place), signal) == 0)
            try end(terminal)
        }
    }

    @Test func theTerminalHasTheMouseWhileTheReaderIsStopped() throws {
        let (_, terminal) = try open(before: { try $0.command("set -m") })
        try waitForMouse(terminal, "1")
        try terminal.press("C-z")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        try waitForMouse(terminal, "0")
        try terminal.command("clear; fg")
        try terminal.wait("the reader") { $0.wordAtCursor == "Trams" }
        try waitForMouse(terminal, "1")
        try terminal.type("zm")
        try waitForMouse(terminal, "0")
        try terminal.type("zm")
        try waitForMouse(terminal, "1")
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        try waitForMouse(terminal, "0")
    }

    @Test func noMouseIsNoMouse() throws {
        let (_, terminal) = try open("--no-mouse")
        try terminal.type(")")
        try terminal.wait("the next sentence") { $0.wordAtCursor == "Fares" }
        #expect(try terminal.value("mouse_button_flag") == "0")
        try terminal.type("q")
        try end(terminal)
    }

    @Test func whatIsCopiedReachesTheClipboardOfTheTerminal() throws {
        let (_, terminal) = try open(before: { try $0.set("set-clipboard", "on") })
        try terminal.type(")y")
        try terminal.wait("the message") { $0.lastRow.hasPrefix("copied 7 words") }
        #expect(try terminal.copied == "Fares may double before the winter comes.")
        try terminal.type("Y")
        try terminal.wait("the message") { $0.lastRow.contains("as a citation") }
        #expect(try terminal.copied == "“Fares may double before the winter comes.” — a.txt, ¶ 1")
        try terminal.type("q")
        try end(terminal)
    }

    @Test func theThemeIsThatOfTheTerminalsBackground() throws {
        let (_, dark) = try open(before: { try $0.set("window-style", "bg=#101010") })
        try dark.wait("dark colours") { _ in try dark.styled.contains("48;5;235m") }
        try dark.type("q")
        try end(dark)
        let (_, light) = try open(before: { try $0.set("window-style", "bg=#fffff0") })
        try light.wait("light colours") { _ in try light.styled.contains("48;5;255m") }
        try light.type("q")
        try end(light)
        let (_, chosen) = try open("--theme dark", before: { try $0.set("window-style", "bg=#fffff0") })
        try chosen.type(")")
        try chosen.wait("the next sentence") { $0.wordAtCursor == "Fares" }
        #expect(try chosen.styled.contains("48;5;235m"))
        try chosen.type("q")
        try end(chosen)
    }
}
