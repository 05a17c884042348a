// What a terminal is told on the way in and out: nothing is switched off that was not switched on.

import Foundation
import TestSupport
import Testing

private let canRecord = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

@Suite(.serialized, .enabled(if: Tmux.isInstalled && canRecord, "tmux or script is not installed"))
struct ModesTmuxTests {
    /// All that the program sent to a terminal of this kind, from its start to its end.
    private func sent(to kind: String, _ options: String = "") throws -> String {
        let place = try Workplace()
        try place.write("a.txt", "Trams cross the river again.\n")
        let terminal = try Tmux(place)
        try terminal.command(
            "TERM=\(kind) script -qec \"'\(Workplace.program)' a.txt \(options)\" sent > /dev/null; echo over")
        // The recorder shows nothing of it: what was sent is looked at in its file.
        let end = Date(timeIntervalSinceNow: 20.0 * Double(patience))
        while (try? place.read("sent"))?.contains("Trams") != true, Date() < end { usleep(20_000) }
        try terminal.type("q")
        try terminal.wait("the end") { $0.text.contains("over") && $0.lastRow == "ready>" }
        return try place.read("sent")
    }

    @Test func aTerminalWithoutPrivateModesGetsNone() throws {
        let sent = try sent(to: "ansi")
        #expect(sent.contains("Trams"))
        for mode in ["1000", "1002", "1006", "2004"] { #expect(!sent.contains("[?\(mode)"), "mode \(mode)") }
    }

    @Test func theLinuxConsoleIsNotAskedForPastes() throws {
        let sent = try sent(to: "linux")
        #expect(sent.contains("Trams") && sent.contains("[?1000h") && !sent.contains("[?2004"))
    }

    /// Whose description says nothing of a mouse, but uses private modes: a paste is text there, too, never keys.
    @Test(arguments: ["vt100", "vt220"]) func aTerminalWithPrivateModesTellsPastesFromKeys(_ kind: String) throws {
        let sent = try sent(to: kind)
        #expect(sent.contains("[?2004h") && sent.contains("[?2004l"))
        for mode in ["1000", "1002", "1006"] {
            #expect(!sent.contains("[?\(mode)"), "\(kind) got mode \(mode)")
        }
    }

    @Test func whatIsSwitchedOnIsSwitchedOff() throws {
        let sent = try sent(to: "xterm-256color")
        for mode in ["1000", "1002", "1006", "2004"] {
            #expect(sent.contains("[?\(mode)h") && sent.contains("[?\(mode)l"), "mode \(mode)")
        }
    }

    @Test func aMouseThatIsLeftToTheTerminalIsNotSwitchedOff() throws {
        let place = try sent(to: "xterm-256color", "--no-mouse")
        #expect(!place.contains("[?1000") && place.contains("[?2004l"))
    }
}
