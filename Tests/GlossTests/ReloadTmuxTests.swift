// An article that other programs write, cut and take away while it is open, in a real terminal.

import Foundation
import Testing

private let sample = """
    Trams cross the river again. Fares may double before the winter comes. Riders have been told.

    Gardens behind the depot were sold in spring. Nobody has said who will keep them open.

    """

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct ReloadTmuxTests {
    private func open(_ place: Workplace, _ text: String) throws -> Tmux {
        try place.write("a.txt", text)
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        return terminal
    }

    private func quit(_ terminal: Tmux) throws {
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }

    @Test func anEditorWritesTheArticleInPlaceAndOverIt() throws {
        let place = try Workplace()
        let terminal = try open(place, sample)
        try terminal.type("))r")
        try terminal.wait("a saved mark") { $0.saysSaved("1 mark") && $0.wordAtCursor == "Riders" }
        try place.write("a.txt", "A new first line.\n\n" + sample)
        try terminal.wait("the new text, at the same place") {
            $0.text.contains("A new first line.") && $0.words.contains("written to by another program: 1 moved")
                && $0.wordAtCursor == "Riders"
        }
        // Undo goes on; a mark of the new text is saved.
        try terminal.type("u")
        try terminal.wait("no mark") { $0.text.contains("  0 marks") && $0.words.contains("undone") }
        try terminal.type("r)r")
        try terminal.wait("two marks") { $0.saysSaved("2 marks") }
        try place.write("b.txt", "Another first line.\n\n" + sample)
        rename(place.articles + "/b.txt", place.articles + "/a.txt")
        try terminal.wait("the text that was put in its place") {
            $0.text.contains("Another first line.") && $0.words.contains("all marks are where they were")
                || $0.words.contains("2 moved")
        }
        try quit(terminal)
        let list = try place.gloss("list", "a.txt").out
        #expect(list.contains("a.txt:3:72: [risk] Riders have been told."), "\(list)")
        #expect(place.names == ["a.txt", "a.txt.gloss.json"])
    }

    @Test func anArticleThatIsGoneStaysOnScreenAndCanBeMarked() throws {
        let place = try Workplace()
        let terminal = try open(place, sample)
        unlink(place.articles + "/a.txt")
        try terminal.wait("word of it") { $0.words.contains("a.txt is gone") && $0.text.contains("old text") }
        try terminal.type("r")
        try terminal.wait("a saved mark") { $0.text.contains("  1 mark ") && $0.text.contains("old text, saved") }
        #expect(try place.read("a.txt.gloss.json").contains("Trams cross the river again."))
        try place.write("a.txt", sample)
        try terminal.wait("word that it is back") {
            $0.words.contains("holds again what is shown") && $0.saysSaved("1 mark")
        }
        try quit(terminal)
        #expect(try place.gloss("list", "a.txt").out == "a.txt:1:1: [risk] Trams cross the river again.\n")
    }

    /// A mapped file would end the reader here.
    @Test func aLargeArticleIsCutUnderTheReader() throws {
        let place = try Workplace()
        let text = (1...30_000).map { "Sentence number \($0) says what it says to whom it may concern.\n" }.joined()
        let terminal = try open(place, text)
        try terminal.type("r")
        try terminal.wait("a saved mark") { $0.saysSaved("1 mark") }
        truncate(place.articles + "/a.txt", 5000)
        try terminal.wait("what is left") { $0.words.contains("written to by another program") }
        try terminal.type("G")
        try terminal.wait("the end of what is left") { $0.text.contains("100%") }
        truncate(place.articles + "/a.txt", 0)
        try terminal.wait("word of it") { $0.words.contains("is empty now") }
        for key in ["G", "gg", "))", "jjj"] { try terminal.type(key) }
        try place.write("a.txt", "First of all, a line.\n" + text)
        try terminal.wait("the text, and the mark in it") {
            $0.words.contains("1 moved") && $0.text.contains("  1 mark ")
        }
        try quit(terminal)
    }
}

extension ReloadTmuxTests {
    @Test func aRenamedArticleIsAskedWhetherItKeepsItsMarks() throws {
        let place = try Workplace()
        try place.write("old.txt", sample)
        #expect(try place.gloss("add", "old.txt", "--quote", "Gardens", "--tag", "risk").status == 0)
        #expect(
            try place.gloss("add", "old.txt", "--coder", "bob", "--quote", "Riders", "--tag", "policy").status == 0)
        rename(place.articles + "/old.txt", place.articles + "/new.txt")
        let said = try place.gloss("list", "new.txt")
        #expect(said.err.contains("new.txt: marks of old.txt (gone) fit this text"), "\(said.err)")
        #expect(said.out.isEmpty && said.status == 1)
        for command in [["export", "--format", "jsonl"], ["stats"]] {
            let outcome = try place.run(Workplace.program, command + ["new.txt"])
            #expect(outcome.err.contains("marks of old.txt (gone)"), "\(command) \(outcome.err)")
        }
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' new.txt")
        try terminal.wait("the question") { $0.words.contains("Marks of old.txt (gone) fit this text") }
        #expect(place.names.contains("old.txt.gloss.json"))
        try terminal.type("n")
        try terminal.wait("the text") { !$0.words.contains("Marks of old.txt") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        #expect(place.names == ["new.txt", "old.txt.bob.gloss.json", "old.txt.gloss.json"])

        try terminal.command("clear; '\(Workplace.program)' new.txt")
        try terminal.wait("the question") { $0.words.contains("1 mark, 1 mark of bob.") }
        try terminal.type("y")
        try terminal.wait("the mark") {
            $0.saysSaved("1 mark") && $0.words.contains("1 mark of old.txt now kept with this article")
        }
        #expect(place.names == ["new.txt", "new.txt.bob.gloss.json", "new.txt.gloss.json"])
        try terminal.type("r")
        try terminal.wait("another saved mark") { $0.saysSaved("2 marks") }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
        let list = try place.gloss("list", "new.txt").out
        #expect(list.split(separator: "\n").count == 3, "\(list)")
        #expect(try place.read("new.txt.gloss.json").contains("\"file\": \"new.txt\""))
    }
}
