// The program on a real terminal: a new tag and a renamed one, in the sidecar and in codebook.toml, and taken back.

import Foundation
import Testing

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct CodebookTmuxTests {
    private static let codebook = "# ours\n[risk] # first\nkey = \"r\"\ndescription = \"What may go wrong\"\n"

    private func workplace(_ codebook: String?) throws -> Workplace {
        let place = try Workplace()
        try place.write("a.txt", "One is here. Two is there. Three is far.\n")
        if let codebook { try place.write("codebook.toml", codebook) }
        return place
    }

    private func leave(_ terminal: Tmux) throws {
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }

    @Test func aNewTagGoesIntoTheCodebookAndOutAgain() throws {
        let place = try workplace(CodebookTmuxTests.codebook)
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        try terminal.type("T")
        try terminal.wait("the tags") { $0.text.contains("What may go wrong") }
        try terminal.type("risk/flood")
        try terminal.press("Enter")
        try terminal.wait("the question") { $0.text.contains("New tag “risk/flood”") }
        try terminal.type("y")
        try terminal.wait("a saved mark") { $0.saysSaved("1 mark") }
        #expect(try place.read("codebook.toml") == CodebookTmuxTests.codebook + "\n[risk.flood]\ndescription = \"\"\n")
        #expect(try place.gloss("list", "--tag", "risk", "a.txt").out == "a.txt:1:1: [risk/flood] One is here.\n")
        #expect(try place.read("a.txt.gloss.json").contains("\"risk/flood\": {"))
        try terminal.type("u")
        try terminal.wait("the mark to go") { $0.saysSaved("0 marks") }
        #expect(try place.read("codebook.toml") == CodebookTmuxTests.codebook)
        try leave(terminal)
    }

    @Test func aTagIsRenamedInArticleAndCodebook() throws {
        let place = try workplace(CodebookTmuxTests.codebook)
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        try terminal.type("r)r")
        try terminal.wait("saved marks") { $0.saysSaved("2 marks") }
        try terminal.type("zbr")
        try terminal.press("C-u")
        try terminal.type("danger")
        try terminal.press("Enter")
        try terminal.wait("the question") { $0.text.contains("Rename “risk” to “danger”?") }
        try terminal.type("y")
        try terminal.wait("the renamed tag") { $0.text.contains("risk renamed to danger on 2 marks") }
        try terminal.wait("it to be saved") { $0.saysSaved("2 marks") }
        #expect(
            try place.read("codebook.toml")
                == CodebookTmuxTests.codebook.replacingOccurrences(of: "[risk]", with: "[danger]"))
        try terminal.press("Escape")
        try terminal.wait("the text") { $0.text.contains("One is here") }
        try terminal.type("u")
        try terminal.wait("the old name") { $0.text.contains("undone: risk renamed") && $0.saysSaved("2 marks") }
        #expect(try place.read("codebook.toml") == CodebookTmuxTests.codebook)
        #expect(try place.gloss("list", "--tag", "risk", "a.txt").out.split(separator: "\n").count == 2)
        try leave(terminal)
    }

    @Test func aCodebookThatCannotBeWrittenCostsNoMark() throws {
        let place = try workplace("[risk]\nkey = \"r\"\n")
        let terminal = try Tmux(place)
        try terminal.command("'\(Workplace.program)' a.txt")
        try terminal.wait("the first screen") { $0.text.contains("  0 marks") }
        // Whoever edits it right now has not finished.
        try place.write("codebook.toml", "[risk\n")
        try terminal.type("T")
        try terminal.type("fraud")
        try terminal.press("Enter")
        try terminal.type("y")
        try terminal.wait("the reason") {
            $0.text.contains("the codebook is not: codebook.toml:1") && $0.saysSaved("1 mark")
        }
        #expect(try place.gloss("list", "a.txt").err.isEmpty)
        #expect(try place.read("codebook.toml") == "[risk\n")
        #expect(try place.read("a.txt.gloss.json").contains("\"value\":\"fraud\""))
        try leave(terminal)
    }
}
