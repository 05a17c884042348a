// The same phrase elsewhere and its capitals: as in a search they count where there are any, which is said, and changed.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct PhraseCaseTests {
    private static let text = "The |Green Bond is new. A green bond is old. One more Green Bond, one more GREEN BOND.\n"

    private func tagged(_ keymap: String = "vim", _ text: String = PhraseCaseTests.text) -> Player {
        var player = Player(text, keymap: keymap)
        player.press("select", "word-next", "word-next", "tag risk")
        return player
    }

    private func question(_ player: Player) -> String {
        guard let question = player.state.walkQuestion else { return "none" }
        return "\(question.count) \(question.words)"
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func capitalsCountAndAKeyChangesThat(keymap: String) {
        var player = tagged(keymap)
        #expect(player.marks == ["risk “Green Bond”"])
        player.keys("z w")
        #expect(question(player) == "1 of 1 risk? (as written)")
        #expect(player.state.walkQuestion?.keys.contains { $0.keys == "c" && $0.what == "any capitals" } == true)
        player.keys("c")
        #expect(question(player) == "1 of 3 risk?" && player.text.contains("A ⟦|green bond⟧ is old"))
        player.keys("y c")
        #expect(question(player) == "1 of 1 risk? (as written)" && player.text.contains("more ⟦|Green Bond⟧, one"))
        player.keys("!")
        #expect(player.marks.count == 3 && player.state.dialog == nil)
        player.press("2 undo")
        #expect(player.marks == ["risk “Green Bond”"])
    }

    @Test func whereOnlyCapitalsDifferItIsSaidAndTheSameKeyGoesOn() {
        var player = tagged("vim", "The |Green Bond is new. A green bond is old.\n")
        player.keys("z w")
        #expect(player.message == "it stands nowhere else with these capitals; zw again lets any do")
        player.keys("z w")
        #expect(question(player) == "1 of 1 risk?" && player.text.contains("⟦|green bond⟧"))
        player.keys("y z w")
        #expect(player.message.hasPrefix("it stands nowhere else with these capitals"))
    }

    @Test func scriptsWithoutCapitalsHaveNoneToChange() {
        var player = Player("|電力網が止まった。電力網の電力。\n")
        player.press("select", "grapheme-right", "tag risk")
        player.keys("z w c")
        #expect(player.message == "there are no capitals in this phrase" && question(player) == "1 of 2 risk?")
    }
}
