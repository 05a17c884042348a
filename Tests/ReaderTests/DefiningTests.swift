// A key, a colour and a definition for a tag, set in the list of tags; and codebooks that others change meanwhile.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct DefiningTests {
    private func player(_ keymap: String = "vim") -> Player {
        var player = Player("|One is here. Two is there.\n", keymap: keymap, codebook: .study)
        player.press("tag new")
        player.keys("y")
        return player
    }

    private func entry(_ player: Player, _ name: String) -> Codebook.Entry? {
        player.file.codebook.entries.first { $0.tag.name == name }
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func aNewTagGetsAKeyFromWithin(_ keymap: String) {
        var player = player(keymap)
        player.keys("z b End K x Enter")
        #expect(entry(player, "new")?.key == "x")
        #expect(player.asked.first == "change-codebook 0: new→new")
        player.keys("Esc")
        player.press("sentence-next")
        player.keys("t x")
        #expect(player.marks == ["new “One is here.”", "new “Two is there.”"])
        player.press("undo", "undo")
        #expect(entry(player, "new")?.key == nil && player.marks == ["new “One is here.”"])
        player.press("redo")
        #expect(entry(player, "new")?.key == "x")
    }

    @Test func aColourAndADefinitionAreSetAndTakenBack() {
        var player = player()
        // A new tag has the colour that was written down for it.
        let color = entry(player, "new")?.color
        player.keys("z b End C C-u")
        player.type("pink")
        player.keys("Enter D")
        player.type("What was not there before")
        player.keys("Enter")
        #expect(entry(player, "new")?.color == "pink")
        #expect(entry(player, "new")?.description == "What was not there before")
        guard case .list = player.state.dialog else {
            Issue.record("the list is gone")
            return
        }
        player.keys("u u")
        #expect(entry(player, "new")?.color == color && entry(player, "new")?.description == "")
    }

    @Test func whatCannotBeIsSaidAndTypedAnew() {
        var player = player()
        player.keys("z b End K r Enter")
        #expect(player.message == "r is the key of risk already; choose another")
        player.keys("C-u 漢 字 Enter")
        #expect(player.message == "“漢字” cannot be a key: type one character")
        player.keys("C-u 漢 Enter")
        #expect(entry(player, "new")?.key == "漢")
        player.keys("C n o Enter")
        #expect(player.message.hasPrefix("no such color: red"))
        player.keys("Esc K Enter")
        #expect(entry(player, "new")?.key == nil && player.message == "new has no key any more")
    }

    @Test func aKeyThatIsBoundIsForTAlone() {
        var player = player()
        player.keys("z b End K j Enter")
        #expect(player.message == "j is the key of new; alone it is bound otherwise, t j gives it")
    }

    // MARK: Others

    /// Undone after another program renamed what it had been merged into, the marks would have had both tags.
    @Test func undoingAMergeWaitsForWhatOthersDid() {
        var player = Player("|One is here. Two is there.\n", codebook: .study)
        player.press("tag risk")
        player.saved()
        player.keys("z b Home m")
        player.type("policy")
        player.keys("Enter y Esc")
        player.saved()
        #expect(player.marks == ["policy “One is here.”"])
        // Another program renames policy, and u comes before anybody has looked.
        var theirs = player.file.annotations
        let mark = theirs.all.first!
        var renamed = mark
        renamed.tags = [Annotations.Tag("rule")!]
        try? theirs.apply(Edit([Edit.Change(before: mark, after: renamed)], summary: ""))
        player.holdsBack = true
        player.keys("u")
        #expect(player.asked.contains("refresh 0") && player.marks == ["policy “One is here.”"])
        player.act(.refreshed(index: 0, theirs))
        #expect(player.marks == ["rule “One is here.”"])
        #expect(player.message.hasPrefix("not undone, because another program has changed that mark since"))
    }

    @Test func whatIsTypedNextWaitsForNothing() {
        var player = player()
        player.saved()
        player.press("sentence-next")
        player.holdsBack = true
        player.keys("u r")
        // The step that waited was gone before the new one was made.
        #expect(player.marks == ["risk “Two is there.”"] && !player.file.isWaiting)
    }

    @Test func theCodebookOfAnotherProgramIsTakenIn() {
        var player = player()
        var book = player.file.codebook
        book.apply([book.setting(Annotations.Tag("new")!) { $0.key = "n" }!])
        player.keys("z b")
        // A change on its way to the disk holds until it is there.
        player.act(.codebookRead(index: 0, CodebookOnDisk(book, path: "/x/codebook.toml")))
        #expect(entry(player, "new")?.key == nil)
        player.act(.codebookChanged(index: 0, .success(CodebookOnDisk(player.file.codebook, path: "/x/codebook.toml"))))
        player.act(.codebookRead(index: 0, CodebookOnDisk(book, path: "/x/codebook.toml")))
        #expect(entry(player, "new")?.key == "n")
        player.keys("Esc")
        player.press("sentence-next")
        player.keys("t n")
        #expect(player.marks.last == "new “Two is there.”")
    }

    @Test func redoKeepsWhatAnAuthorWroteMeanwhile() {
        var player = Player("|One is here.\n", codebook: .study)
        player.press("tag risk")
        player.keys("z b Home r C-u")
        player.type("danger")
        player.keys("Enter y Esc")
        player.press("undo")
        var book = player.file.codebook
        book.apply([book.setting(Annotations.Tag("risk")!) { $0.description = "Written since" }!])
        for _ in 0..<2 {
            player.act(.codebookChanged(index: 0, .success(CodebookOnDisk(book, path: "/x/codebook.toml"))))
        }
        player.press("redo")
        #expect(entry(player, "danger")?.description == "Written since")
        player.press("undo")
        #expect(entry(player, "risk")?.description == "Written since")
    }
}
