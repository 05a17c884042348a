// The help is looked through by the words that people have for things, and says how to count where no key does.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct HelpFilterTests {
    private func found(_ words: String, _ keymap: String = "vim") -> [String] {
        Player("|One.\n", keymap: keymap).state.helpLines(words).compactMap { line in
            if case .entry(let keys, _) = line, !keys.isEmpty { keys } else { nil }
        }
    }

    @Test(arguments: [
        ("undo", "u"), ("redo", "C-r"), ("note", "ze"), ("Undo", "u"), ("exit", "q"), ("remove", "x Del"),
        ("bookmark", "m"), ("comment", "a"), ("filter", "&&"), ("toc", "gO"), ("page-down", "C-f"), ("edge", "<"),
        ("next mark", "]a"), ("find", "/"),
    ])
    func commonWordsFindTheirKeys(_ words: String, _ keys: String) {
        #expect(found(words).contains { $0.contains(keys) }, "\(words): \(found(words))")
    }

    @Test func whatNobodyCallsAnythingFindsNothing() {
        #expect(found("zymurgy").isEmpty)
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func everyKeymapSaysHowToCount(_ keymap: String) {
        let lines = Player("|One.\n", keymap: keymap).state.helpLines("count number")
        let says = lines.contains { line in
            if case .entry(let keys, _) = line { keys.hasPrefix(keymap == "arrows" ? ":5 …" : keys) } else { false }
        }
        #expect(says, "\(lines)")
    }

    @Test func theArrowsKeymapCountsAsItSays() {
        var player = Player("|One. Two. Three. Four. Five. Six.\n", keymap: "arrows")
        #expect(found("five rows", "arrows") == [":5 …"])
        player.keys(":")
        player.type("3 sentence-next")
        player.keys("Enter r")
        #expect(player.marks == ["risk “Four.”"])
    }
}
