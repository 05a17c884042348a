// ? and F1 after keys that begin a sequence leave in sight what may follow.

import Reader
import Screen
import TestSupport
import Testing
import Views

@Suite struct PendingHelpTests {
    @Test(arguments: ["vim", "less", "emacs", "arrows"], ["?", "F1"])
    func whatMayFollowStaysInSight(_ keymap: String, _ help: String) {
        var player = Player("|One is here. Two is there.\n", keymap: keymap)
        player.keys("t")
        let shown = frame(for: player.state, theme: .dark).picture { _ in " " }
        #expect(shown.contains("policy"))
        player.keys(help)
        #expect(frame(for: player.state, theme: .dark).picture { _ in " " } == shown && player.message == "")
        player.keys("r")
        #expect(player.marks == ["risk “One is here.”"])
    }
}
