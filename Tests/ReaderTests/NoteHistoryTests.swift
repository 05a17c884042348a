// Undo and redo inside a note that is being written, with the keys that the keymap has for them.

import Reader
import TestSupport
import Testing

@Suite struct NoteHistoryTests {
    private func note(_ player: Player) -> String? {
        if case .note(let editor) = player.state.dialog { return editor.field.text }
        return nil
    }

    private func written(_ keymap: String) -> Player {
        var player = Player("|One is here. Two is there.\n", keymap: keymap)
        player.press("note")
        player.type("who")
        player.keys("C-w")
        player.type("what for")
        return player
    }

    @Test(arguments: [
        ("vim", "C-_", "C-r"), ("less", "C-_", "C-r"), ("emacs", "C-_", "M-_"), ("emacs", "C-x u", "C-x r"),
        ("arrows", "C-z", "C-y"), ("arrows", "C-_", "C-r"),
    ]) func whatIsTakenBackIsMadeAgain(_ keymap: String, _ undo: String, _ redo: String) {
        var player = written(keymap)
        let all = note(player)
        var steps: [String?] = [all]
        while steps.count < 20 {
            player.keys(undo)
            if note(player) == steps.last { break }
            steps.append(note(player))
        }
        #expect(steps.count == 6 && steps.contains("who") && steps.last == "")
        for step in steps.reversed().dropFirst() {
            player.keys(redo)
            #expect(note(player) == step)
        }
        player.keys(redo)
        #expect(note(player) == all && player.asked == [])
        player.keys("Enter")
        #expect(player.marks == [" “One is here.” — what for"])
    }

    @Test func whatIsTypedAfterwardsIsKept() {
        var player = written("arrows")
        player.keys("C-z")
        player.type("!")
        let text = note(player)
        player.keys("C-y")
        #expect(note(player) == text)
        // The draft is what stands there.
        player.keys("C-z")
        #expect(player.asked == ["keep-draft 0 0..12 \(note(player) ?? "-")"])
    }

    /// Where it redoes nothing, C-y brings back what was cut, as in a shell.
    @Test(arguments: ["vim", "less", "emacs"]) func readlineStaysAsItIs(_ keymap: String) {
        var player = Player("|One is here.\n", keymap: keymap)
        player.press("note")
        player.type("a b")
        player.keys("C-w C-y C-y")
        #expect(note(player) == "a bb")
    }

    /// Letters that undo in the text are typed here.
    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func lettersAreTyped(_ keymap: String) {
        var player = Player("|One is here.\n", keymap: keymap)
        player.press("note")
        player.type("uURr")
        #expect(note(player) == "uURr")
    }
}
