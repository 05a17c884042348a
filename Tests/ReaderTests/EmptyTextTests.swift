// A text without a character: there is nothing in it that a mark could be on.

import TestSupport
import Testing

@Suite struct EmptyTextTests {
    @Test(arguments: ["select", "extend-right", "extend-down"])
    func aSelectionOfNothingCannotBeMarked(selecting: String) {
        var player = Player("")
        player.press(selecting, "tag risk")
        #expect(player.marks == [] && player.message == "no sentence here to tag")
        player.press("note")
        #expect(player.state.dialog == nil && player.message == "no sentence here to write a note on")
    }
}
