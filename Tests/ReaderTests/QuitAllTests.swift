// The keys that quit at once, with something open over the text.

import Reader
import TestSupport
import Testing

@Suite struct QuitAllTests {
    private static let text = "|One is here. Two is there.\n"

    @Test(arguments: [
        ("emacs", "C-x C-c", ["a", "T", "C-s", "M-x", ",", "zl", "zb", "zs", "F1", "zt", ">"]),
        ("arrows", "C-q", ["a", "T", "C-f", ":", ",", "F5", "zb", "zs", "F1", "zt", ">"]),
    ])
    func leaveWhateverIsOpen(_ keymap: String, _ quit: String, _ openings: [String]) {
        for opening in openings {
            var player = Player(Self.text, keymap: keymap)
            player.keys("o")
            player.saved()
            player.keys(opening.hasPrefix("z") ? "z \(opening.dropFirst())" : opening)
            player.keys(quit)
            #expect(player.asked.last == "quit", "\(keymap): \(opening) \(player.message)")
        }
    }

    @Test func aNoteThatIsOpenStaysAsADraft() {
        var player = Player(Self.text, keymap: "emacs")
        player.keys("a")
        player.type("half a thou")
        player.keys("C-x C-c")
        #expect(player.asked.last == "quit" && player.file.draftCount == 1)
    }

    @Test func whatHadBegunAsSuchKeysIsForgottenWithTheNextKey() {
        var player = Player(Self.text, keymap: "emacs")
        player.keys("F1 C-x C-f C-c")
        #expect(player.asked.last != "quit")
    }

    @Test(arguments: ["l", "b", "o"]) func listsKnowTheLettersToo(_ list: String) {
        var player = Player(Self.text)
        player.keys("o")
        player.saved()
        player.keys("z \(list) z Q")
        #expect(player.asked.last == "quit", "\(player.message)")
    }
}
