// A reader among other programs, in a real terminal: another reader of the same article, and whoever stops it.

import Foundation
import Testing

private let sample = """
    Trams cross the river again. Fares may double before the winter comes. Riders have been told.

    Gardens behind the depot were sold in spring. Nobody has said who will keep them open.

    """

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct OtherProgramsTmuxTests {
    /// The bound of two seconds is the promise itself. A machine that is busy with other things may miss it now and
    /// then, a reader that looks only when nobody types misses it always.
    @Test func whoTypesOnSeesTheMarksOfAnotherReader() throws {
        let (place, other) = (try Workplace(), try Workplace())
        try place.write("a.txt", sample)
        let (writer, reader) = (try Tmux(other), try Tmux(place))
        try writer.command("'\(Workplace.program)' '\(place.articles)/a.txt'")
        try reader.command("'\(Workplace.program)' a.txt")
        for terminal in [writer, reader] { try terminal.wait("the first screen") { $0.text.contains("  0 marks") } }
        var isInTime = false
        for number in 1...4 where !isInTime {
            try writer.type("r)")
            try writer.wait("a saved mark") { $0.text.contains("  \(number) mark") && $0.text.contains(" saved") }
            let saved = Date()
            try reader.wait("the mark of the other reader, while keys are pressed") { screen in
                try reader.type("jk")
                return screen.text.contains("  \(number) mark")
            }
            isInTime = Date().timeIntervalSince(saved) < 2
        }
        #expect(isInTime)
        for terminal in [writer, reader] {
            try terminal.type("q")
            try terminal.wait("the shell") { $0.lastRow == "ready>" }
        }
        #expect(place.names == ["a.txt", "a.txt.gloss.json"])
    }

    @Test func aStopFromOutsideSavesFirstAndTheReaderTakesInWhatChangedMeanwhile() throws {
        let place = try Workplace()
        try place.write("a.txt", sample)
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        let reader = try #require(place.processes.first)
        // While the directory is locked the save is on its way for two seconds.
        let folder = open(place.articles, O_RDONLY)
        flock(folder, LOCK_EX)
        try terminal.type("r")
        try terminal.wait("the mark, on its way to disk") {
            $0.text.contains("  1 mark ") && $0.text.contains("saving")
        }
        kill(reader, SIGTSTP)
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        #expect(place.names == ["a.txt", "a.txt.gloss.json"])
        close(folder)
        #expect(try place.gloss("add", "a.txt", "--quote", "Gardens", "--tag", "policy").status == 0)
        try terminal.command("fg")
        try terminal.wait("both marks") { $0.saysSaved("2 marks") }
        // One that is let go on at once, before it has stopped, goes on.
        kill(reader, SIGTSTP)
        kill(reader, SIGCONT)
        try terminal.type("))r")
        try terminal.wait("one more mark") { $0.saysSaved("3 marks") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        #expect(try place.gloss("list", "a.txt").out.split(separator: "\n").count == 3)
    }

    @Test func whereNothingCanBeWrittenMarksGoToTheJournalAndComeBack() throws {
        let place = try Workplace()
        try place.write("a.txt", sample)
        try FileManager.default.createDirectory(
            atPath: place.path + "/state", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o777])
        chmod(place.path + "/state", 0o777)
        chmod(place.articles, 0o555)
        let terminal = try Tmux(place)
        // Root may write everywhere.
        let reader = (geteuid() == 0 ? "setpriv --reuid 65534 --clear-groups " : "") + "'\(Workplace.program)' a.txt"
        try terminal.command(reader)
        try terminal.wait("a word of warning") { $0.text.contains("marks cannot be saved in this folder") }
        try terminal.type("r")
        try terminal.wait("the mark in the journal") {
            $0.text.contains("  1 mark ") && $0.text.contains("in the journal") && !$0.text.contains("NOT SAVED")
        }
        try terminal.type("q")
        let left = try terminal.wait("the shell, without a question") { $0.lastRow == "ready>" }
        #expect(left.words.contains("safe in gloss's journal") && place.names == ["a.txt"])
        #expect(place.journals.count == 1)

        try terminal.command("clear; \(reader)")
        try terminal.wait("the mark of the session before") { $0.text.contains("  1 mark ") }
        try terminal.type("))r")
        try terminal.wait("one more") { $0.text.contains("  2 marks ") && $0.text.contains("in the journal") }
        chmod(place.articles, 0o777)
        try terminal.wait("both to be saved without a key") { $0.saysSaved("2 marks") }
        #expect(place.journals.isEmpty)
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        let sidecar = try place.read("a.txt.gloss.json")
        #expect(sidecar.contains("Trams cross the river again.") && sidecar.contains("Riders have been told."))
    }
}

extension Workplace {
    /// The names of the journals there are.
    var journals: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path + "/state/gloss/journal")) ?? []
    }

    /// The numbers of the programs of ours that run in the folder.
    var processes: [pid_t] {
        func target(_ link: String) -> String? { try? FileManager.default.destinationOfSymbolicLink(atPath: link) }
        let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
        return numbers.filter {
            target("/proc/\($0)/cwd") == articles && target("/proc/\($0)/exe") == Workplace.program
        }
    }
}
