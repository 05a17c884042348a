// A note in $EDITOR, in a real terminal: the screen comes and goes, the note is the file's text, nothing is lost.

import Foundation
import Testing

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct EditorTmuxTests {
    private static let sample = "Trams cross the river. Fares may double.\n\nGardens were sold in spring.\n"

    /// A workplace with an editor that does what the script says with its file.
    private func workplace(editor script: String) throws -> Workplace {
        let place = try Workplace()
        try place.write("a.txt", EditorTmuxTests.sample)
        try place.write("ed", "#!/bin/sh\n" + script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.articles + "/ed")
        return place
    }

    private func start(_ place: Workplace, editor: String = "./ed", _ before: String = "") throws -> Tmux {
        let terminal = try Tmux(place)
        try terminal.command("\(before) EDITOR='\(editor)' '\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") && $0.wordAtCursor == "Trams" }
        return terminal
    }

    private func leave(_ terminal: Tmux) throws {
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }

    private func notes(_ place: Workplace) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: place.path + "/state/gloss/notes")) ?? []
    }

    @Test func theNoteIsWhatTheEditorLeaves() throws {
        let place = try workplace(
            editor: "stat -c %a \"$2\" >mode; cat \"$2\" >before; echo \"the editor is open\"; read line; "
                + "printf 'who pays?\\n漢字\\n\\n' >\"$2\"\n")
        let terminal = try start(place, editor: "./ed -x")
        try terminal.type("r")
        try terminal.wait("the mark") { $0.saysSaved("1 mark") }
        try terminal.type("ze")
        try terminal.wait("the editor, on the screen of the shell") {
            $0.text.contains("the editor is open") && !$0.text.contains("1 mark")
        }
        #expect(try place.read("mode") == "600\n" && place.read("before") == "")
        #expect(notes(place).count == 1)
        // What was marked is on disk while the editor is open, and the size may change meanwhile.
        #expect(try place.gloss("list", "a.txt").out == "a.txt:1:1: [risk] Trams cross the river.\n")
        try terminal.resize(columns: 60, rows: 16)
        try terminal.press("Enter")
        try terminal.wait("the note") { $0.text.contains("│ 漢字") && $0.saysSaved("1 mark") && $0.rows.count == 16 }
        #expect(try place.gloss("list", "a.txt").out.hasSuffix(" — who pays?⏎漢字\n"))
        #expect(notes(place).isEmpty)
        try terminal.type("u")
        try terminal.wait("the note to go") { !$0.text.contains("漢字") && $0.saysSaved("1 mark") }

        // From the note that is being written, with what was typed.
        try terminal.type("a")
        try terminal.type("typed")
        try terminal.press("C-x")
        try terminal.press("C-e")
        try terminal.wait("the editor with what was typed") { _ in try place.read("before") == "typed\n" }
        try terminal.press("Enter")
        try terminal.wait("the note again") { $0.text.contains("│ 漢字") && $0.saysSaved("1 mark") }
        try leave(terminal)
    }

    @Test(arguments: [
        ("exit 3\n", "ed ended with status 3; the note is as it was"),
        ("printf '\\377\\n' >\"$1\"\n", "what ed left is not UTF-8; the note is as it was"),
        ("rm \"$1\"\n", "the editor ed left no file; the note is as it was"),
        (": >\"$1\"\n", "nothing was changed in the editor"),
        ("kill -9 $$\n", "ed was ended by signal 9; the note is as it was"),
    ])
    func nothingChangesWhenItFails(script: String, sentence: String) throws {
        let place = try workplace(editor: script)
        let terminal = try start(place)
        try terminal.type("ze")
        try terminal.wait("the sentence") { $0.words.contains(sentence) }
        #expect(notes(place).count == (script.contains("377") ? 1 : 0), "what cannot be read is kept")
        try terminal.type("r")
        try terminal.wait("the reader to go on") { $0.saysSaved("1 mark") }
        try leave(terminal)
    }

    @Test func anEditorThatIsNotThereIsSaid() throws {
        let place = try workplace(editor: "")
        let terminal = try start(place, editor: "no-such-editor --wait")
        try terminal.type("ze")
        try terminal.wait("the sentence") {
            $0.words.contains("there is no editor no-such-editor (set VISUAL or EDITOR to one)")
        }
        try leave(terminal)
    }

    @Test func whatWasWrittenBeforeAStatusOf127IsADraft() throws {
        let place = try workplace(editor: "echo written >\"$1\"; exit 127\n")
        let terminal = try start(place)
        try terminal.type("ze")
        try terminal.wait("the sentence") {
            $0.words.contains("1 draft") && $0.words.contains("what was written is kept as a draft;")
        }
        #expect(notes(place).isEmpty)
        try terminal.type("a")
        try terminal.wait("the draft") { $0.text.contains("┃ written") }
        try terminal.press("Enter")
        try terminal.wait("the note") { $0.text.contains("│ written") && $0.saysSaved("1 mark") }
        try leave(terminal)
    }

    @Test func theFileStaysWhileItsTextIsNowhereElse() throws {
        let place = try workplace(editor: "echo written >\"$1\"; exit 3\n")
        let terminal = try start(place)
        // What is no folder takes no drafts.
        let state = place.path + "/state/gloss"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        #expect(FileManager.default.createFile(atPath: state + "/drafts", contents: nil))
        try terminal.type("ze")
        try terminal.wait("the sentence") { $0.words.contains("what was written is kept as a draft") }
        #expect(notes(place).count == 1)
        try leave(terminal)
    }

    @Test func aFileThatCouldNotBeReadOutlivesTheNextEditor() throws {
        let place = try workplace(editor: "printf '\\377\\n' >\"$1\"\n")
        let terminal = try start(place)
        try terminal.type("ze")
        try terminal.wait("the sentence") { $0.words.contains("what ed left is not UTF-8") }
        try place.write("ed", "#!/bin/sh\necho good >\"$1\"\n")
        try terminal.type("ze")
        try terminal.wait("the note") { $0.text.contains("│ good") && $0.saysSaved("1 mark") }
        #expect(notes(place).count == 1)
        try leave(terminal)
    }

    @Test func whatAReaderThatDiedHadInItsEditorComesBack() throws {
        let place = try workplace(editor: "cat \"$1\" >before; echo more >>\"$1\"; echo is open; exec sleep 100\n")
        let terminal = try Tmux(place)
        try terminal.command("EDITOR=./ed sh -c 'echo $$ >number; exec '\"'\(Workplace.program)'\"' a.txt'")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") && $0.wordAtCursor == "Trams" }
        try terminal.type("ze")
        try terminal.wait("the editor") { $0.text.contains("is open") }
        let number = try #require(pid_t(place.read("number").trimmingCharacters(in: .newlines)))
        #expect(kill(number, SIGKILL) == 0)
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        #expect(notes(place).count == 1)
        try place.write("ed", "#!/bin/sh\ncat \"$1\" >before\n")
        try terminal.command("clear; EDITOR=./ed '\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") && $0.wordAtCursor == "Trams" }
        try terminal.type("ze")
        try terminal.wait("what was written") { $0.text.contains("│ more") && $0.saysSaved("1 mark") }
        #expect(try place.read("before") == "more\n" && notes(place).isEmpty)
        try leave(terminal)
    }

    @Test func aPasteRunsNothingAndIsANotesText() throws {
        let place = try workplace(editor: "")
        let terminal = try start(place)
        try terminal.send("\u{1B}[200~rq:quit\r\u{1B}[201~")
        try terminal.wait("the sentence") { $0.words.contains("to paste it into a note, open one with a") }
        try terminal.type("a")
        try terminal.send("\u{1B}[200~first\rsecond\u{1B}[201~")
        try terminal.wait("both lines") { $0.text.contains("┃ first") && $0.text.contains("┃ second") }
        try terminal.press("Enter")
        try terminal.wait("the note") { $0.text.contains("│ second") && $0.saysSaved("1 mark") }
        try leave(terminal)
    }
}
