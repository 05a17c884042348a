// Selections that end before the cursor, as in editors: the first step takes one letter, the last letter of a row is in.

import TestSupport
import Testing

@testable import Reader

@Suite struct CaretTests {
    private static let text = "One is |here. Two is there.\n\nFour is alone.\n"

    private func selected(
        _ keys: String, _ text: String = text, keymap: String = "arrows", columns: Int = 80
    ) -> String? {
        var player = Player(text, size: .init(columns: columns, rows: 24), keymap: keymap)
        player.keys(keys)
        return player.file.selectedSpan.map { player.document.text($0) }
    }

    @Test(arguments: [
        ("S-Right", "h"), ("S-Right S-Right", "he"), ("S-Right S-Right S-Left", "h"), ("S-Left S-Left", "s"),
        ("S-Right S-Left", nil), ("S-Right S-Left S-Left S-Left", "s"), ("S-End", "here. Two is there."),
        ("S-End S-Left", "here. Two is there"), ("S-End S-Right S-Right S-Right", "here. Two is there.\n\nF"),
        ("S-Home", "One is"), ("C-S-Right", "here"), ("C-S-Right C-S-Right", "here. Two"), ("C-S-Left", "is"),
        ("v C-Right", "here"), ("v )", "here."), ("v ) )", "here. Two is there."), ("v (", "One is"),
        ("v }", "here. Two is there."), ("v C-End", "here. Two is there.\n\nFour is alone."),
        ("v C-Home", "One is"), ("F6 Right %  Right", nil), ("v", nil),
    ])
    func arrowsSelectAsEditorsDo(_ keys: String, _ passage: String?) {
        #expect(selected(keys) == passage, "\(keys)")
    }

    @Test(arguments: [
        ("C-Space C-f", "h"), ("C-Space C-b C-b", "s"), ("C-Space C-e", "here. Two is there."),
        ("C-Space C-a", "One is"), ("C-Space M-f", "here"), ("C-Space M-e", "here."), ("C-Space M-b", "is"),
        ("C-Space C-f C-x C-x C-b C-b", "s h"),
    ])
    func emacsDoes(_ keys: String, _ passage: String) {
        #expect(selected(keys, keymap: "emacs") == passage, "\(keys)")
    }

    /// Whoever goes to the end of a row stands behind its last letter, as in editors.
    @Test(arguments: [
        ("arrows", "End S-Home", "One is here. Two is there."), ("arrows", "End S-Left", "."),
        ("arrows", "End C-S-Left", "there."), ("arrows", "C-End S-Left S-Left", "e."),
        ("arrows", "End S-Right S-Right S-Right", "F"), ("arrows", "End Left S-Left", "r"),
        ("arrows", "End S-Up", nil), ("emacs", "C-e C-Space C-b C-b", "e."),
        ("emacs", "C-e C-Space C-a", "One is here. Two is there."),
        ("emacs", "C-e C-b C-f C-Space C-b", "e"), ("vim", "$ v h", "e."), ("arrows", "Down Down End S-Left", "."),
        ("arrows", "Down End S-Right S-Right", "F"),
    ])
    func theEndOfARowIsBehindItsLastLetter(_ keymap: String, _ keys: String, _ passage: String?) {
        #expect(selected(keys, keymap: keymap) == passage, "\(keys)")
    }

    @Test func aHiddenStretchIsOneStep() {
        var player = Player("|A one.\n\nB two.\n\nC three.\n", keymap: "arrows")
        player.keys("C-Down o z g C-Home S-Right")
        #expect(player.file.selection?.head == player.file.cursor)
        player.keys("S-Right")
        #expect(player.file.selectedSpan.map { player.document.text($0) } == "A one.\n\nB two.\n\nC")
    }

    @Test func theEndIsForgottenWhereOneGoesElsewhere() {
        var player = Player(Self.text, keymap: "arrows")
        player.keys("End")
        let end = player.file.cursor
        player.keys("C-Home")
        player.state.file?.jump(to: end)
        player.keys("S-Left")
        #expect(player.file.selectedSpan.map { player.document.text($0) } == "e")
    }

    @Test func vimTakesTheLetterUnderTheCursor() {
        #expect(selected("v", keymap: "vim") == "h" && selected("v l", keymap: "vim") == "he")
        #expect(selected("v $", keymap: "vim") == "here. Two is there.")
    }

    @Test func rowsGoByTheColumnOfTheCaret() {
        let text = "|abcdef ghijkl mnopqr\nab\nabcdef ghijkl mnopqr\n"
        #expect(selected("S-Right S-Right S-Right S-Down", text) == "abcdef ghijkl mnopqr\nab")
        // The short line is taken whole, and the column comes back behind it.
        #expect(selected("S-Right S-Right S-Right S-Down S-Down", text) == "abcdef ghijkl mnopqr\nab\nabc")
        #expect(selected("S-End S-Down S-Down", text) == "abcdef ghijkl mnopqr\nab\nabcdef ghijkl mnopqr")
        #expect(selected("Down Down S-Right S-Up", text) == "b")
    }

    @Test func aWrappedRowEndsWithItsLastLetter() {
        // Fourteen columns leave nine for the text.
        #expect(selected("S-End", "|alpha beta gamma delta\n", columns: 15) == "alpha beta")
        #expect(selected("S-End S-End", "|alpha beta gamma delta\n", columns: 15) == "alpha beta")
        #expect(selected("S-End S-Right S-Right", "|alpha beta gamma delta\n", columns: 15) == "alpha beta g")
        // Between rows of a script without spaces there is nothing.
        #expect(selected("S-End", "|漢字漢字漢字漢字漢字\n", columns: 13) == "漢字漢字")
        #expect(selected("S-End S-Right", "|漢字漢字漢字漢字漢字\n", columns: 13) == "漢字漢字漢")
        #expect(selected("S-End S-Left", "|漢字漢字漢字漢字漢字\n", columns: 13) == "漢字漢")
    }

    @Test func clustersAreLetters() {
        let text = "|👨‍👩‍👧é漢x\r\ny\n"
        #expect(selected("S-Right", text) == "👨‍👩‍👧")
        #expect(selected("S-Right S-Right S-Right", text) == "👨‍👩‍👧é漢")
        #expect(selected("S-End", text) == "👨‍👩‍👧é漢x")
    }

    @Test func whatIsSelectedIsMarkedNotedAndCopied() {
        var player = Player(Self.text, keymap: "arrows")
        player.keys("S-Right S-Right S-Right S-Right 1")
        #expect(player.marks == ["risk “here”"])
        // Further tag keys mean the same passage.
        player.keys("2")
        #expect(player.marks == ["risk,policy “here”"])
        player.keys("a")
        player.type("where?")
        player.keys("Enter")
        #expect(player.marks == ["risk,policy “here” — where?"])
        player.keys("u u u")
        #expect(player.marks == [])
        player = Player(Self.text, keymap: "arrows")
        player.keys("S-Right S-Right C-c")
        #expect(player.asked.contains("copy he"))
    }

    @Test func aSelectionThatHoldsNothingIsNone() {
        var player = Player(Self.text, keymap: "emacs")
        player.keys("C-Space r")
        #expect(player.marks == ["risk “One is here.”"])
        #expect(selected("v s", keymap: "arrows") == "One is here." && selected("v i w", keymap: "arrows") == "here")
    }

    @Test func aSentenceGrowsByTheLetter() {
        #expect(selected("s S-Right S-Right") == "One is here. T" && selected("s S-Left") == "One is here")
    }
}
