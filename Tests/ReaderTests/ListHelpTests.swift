// Help over a list: it opens, shows the keys of the list first, and leads back to the same row.

import Reader
import Screen
import TestSupport
import Testing

@Suite struct ListHelpTests {
    private func isHelp(_ player: Player) -> Bool { if case .help = player.state.dialog { true } else { false } }

    @Test(arguments: [("vim", "?"), ("vim", "g ?"), ("less", "?"), ("less", "h"), ("emacs", "?"), ("arrows", "?")])
    func opensOverTheCodebookAndLeadsBack(keymap: String, key: String) {
        var player = Player("|One is here. Two is there.\n", keymap: keymap)
        player.press("tag risk")
        player.keys("z b Down Down")
        let row = player.chooser?.chosen
        player.keys(key)
        #expect(isHelp(player) && player.state.shownListing?.chooser.chosen == row && row == 2)
        let lines = player.state.helpLines()
        let titles = lines.compactMap { if case .title(let title) = $0 { title } else { nil } }
        #expect(titles.dropFirst().first?.hasPrefix("In the codebook") == true, "\(titles)")
        #expect(lines.contains(.entry(keys: "m", help: "merge it into another one")))
        player.keys("Down / m e r g e Esc Esc")
        #expect(!isHelp(player) && player.chooser?.chosen == row)
        player.keys("Esc")
        #expect(player.state.dialog == nil)
        player.keys(keymap == "vim" ? "g ?" : "F1")
        #expect(isHelp(player) && !player.state.helpLines().contains(.title("In the codebook (zb)")))
        player.keys("Esc")
        #expect(player.state.dialog == nil, "over the text it leads back to the text")
    }

    @Test(arguments: ["z l", "z O", "z v"]) func opensOverOtherLists(keys: String) {
        var player = Player("# |A\n\nOne is here. Two is there.\n\n# B\n\nThree.\n")
        player.press("sentence-next", "tag risk", "sentence-next", "tag policy")
        player.keys(keys)
        guard player.chooser != nil else { return }
        player.keys("Down")
        let (row, text) = (player.chooser?.chosen, player.text)
        player.keys("?")
        #expect(isHelp(player))
        player.keys("q")
        #expect(player.chooser?.chosen == row && player.text == text)
    }
}
