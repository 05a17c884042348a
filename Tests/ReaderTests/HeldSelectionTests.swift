// What is selected with Shift held lives as long as Shift is held.

import Reader
import TestSupport
import Testing

@Suite struct HeldSelectionTests {
    private static let text = "|One is here. Two is there. Three is far.\n\nFour is alone.\n"

    @Test(arguments: [
        ("Right", "One is here."), ("C-Right", "One is here."), ("Tab", "Two is there."),
        ("Down Down", "Four is alone."),
    ])
    func theNextMotionDropsIt(_ motion: String, _ sentence: String) {
        var player = Player(Self.text, keymap: "arrows")
        player.keys("S-Right S-Right")
        #expect(player.file.selection != nil)
        player.keys(motion)
        #expect(player.file.selection == nil)
        player.keys("1")
        #expect(player.marks == ["risk “\(sentence)”"])
    }

    @Test func withShiftItGoesOnAndIsMarked() {
        var player = Player(Self.text, keymap: "arrows")
        player.keys("S-Right S-Right S-Right S-Right S-Left 1")
        #expect(player.marks == ["risk “One”"])
    }

    @Test func oneThatWasBegunOtherwiseGoesOnWithoutIt() {
        var player = Player(Self.text, keymap: "arrows")
        player.press("select")
        player.keys("Right S-Right Right")
        #expect(player.file.selection != nil)
    }
}
