// The same phrase elsewhere: what the walk leaves out and says, the keys that take back, and tags of another article.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct PhraseWalkTests {
    /// A reader with one tag given and a search made, no mark in hand.
    private func player(_ text: String, searching typed: String, isRegex: Bool = false) -> Player {
        var player = Player(text)
        player.press("tag opinion", "cancel")
        player.keys("/")
        if isRegex { player.keys("C-t") }
        player.type(typed)
        player.keys("Enter")
        return player
    }

    @Test(arguments: [("vim", "u"), ("less", "U"), ("emacs", "C-_"), ("arrows", "C-z"), ("arrows", "Backspace")])
    func theUndoKeyOfTheKeymapGoesBack(_ keymap: String, _ key: String) {
        var player = Player("|Green bonds are new. The green bonds grow, green bonds do.\n", keymap: keymap)
        player.press("select", "word-next", "word-next")
        player.keys("r z w y")
        #expect(player.marks.count == 2)
        player.keys(key)
        #expect(player.marks.count == 1 && player.state.walkQuestion?.count == "1 of 2", "\(player.message)")
    }

    @Test func twoHitsInsideOneGraphemeAreOneMark() {
        var player = player("|First this. Then e\u{301}\u{301} that.\n", searching: "\u{301}", isRegex: true)
        player.keys("z w")
        #expect(player.state.walkQuestion?.count == "1 of 1", "\(player.message)")
        player.keys("!")
        #expect(player.marks.count == 2, "\(player.marks)")
    }

    @Test func whatIsLongerThanAMarkIsSaidAndLeftOut() {
        let long = String(repeating: "word ", count: 220_000)
        var player = player("|First this.\n\nAb z. A\(long)z.\n", searching: "A[^.]*z", isRegex: true)
        player.keys("z w")
        #expect(player.state.walkQuestion?.count == "1 of 1", "\(player.message)")
        player.keys("y")
        #expect(player.message.contains("1 longer than a mark may be") && player.marks.count == 2, "\(player.message)")
    }

    @Test func moreHitsThanAreLookedAtIsSaidAtTheEnd() {
        var player = player("|First this.\n\n" + String(repeating: "x ", count: 10_050) + "\n", searching: "x")
        player.keys("z w")
        #expect(player.state.walkQuestion?.count == "1 of 10000+", "\(player.message)")
        player.keys("q")
        #expect(player.message.contains("only the first 10,000 hits"), "\(player.message)")
    }

    // MARK: Tags of another article

    /// Two articles; the second one's codebook is another.
    private func strangers(_ tags: String...) -> Player {
        var player = Player("|One is here. Two is there.\n", "Two is far. Three is two.\n")
        let document = player.state.files[1].file!.document
        player.act(
            .opened(
                index: 1,
                .success(Article(document: document, marks: ArticleMarks(), codebook: .study, position: nil))))
        for tag in tags { player.run("tag \(tag)") }
        player.press("file-next")
        return player
    }

    @Test func aTagThatThisCodebookDoesNotHaveIsAskedAbout() {
        var player = strangers("opinion")
        player.keys(".")
        guard case .question(let question) = player.state.dialog else {
            Issue.record("nothing asked: \(player.message) \(player.marks)")
            return
        }
        #expect(question.lines.first == "New tag “opinion”: add it to the codebook?" && player.marks.isEmpty)
        player.keys("y")
        #expect(player.marks == ["opinion “Two is far.”"])
        player.press("undo")
        #expect(player.marks.isEmpty && player.file.codebook == .study)
    }

    @Test func ofSeveralTagsTheUnknownOneIsNamed() {
        var player = strangers("risk", "opinion")
        player.keys(".")
        #expect(
            player.marks.isEmpty && player.message.hasPrefix("“opinion” is not in the codebook"), "\(player.message)")
        player = strangers("opinion")
        player.keys("/")
        player.type("two")
        player.keys("Enter z w")
        #expect(player.state.dialog == nil && player.message.hasPrefix("“opinion” is not in"), "\(player.message)")
    }
}
