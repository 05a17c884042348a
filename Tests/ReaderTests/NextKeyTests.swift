// What is offered for the next key holds for that one only, and a list follows what is undone in it.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct NextKeyTests {
    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func otherCapitalsAreOfferedOnce(_ keymap: String) {
        var player = Player("The |Green Bond is new. A green bond is old.\n", keymap: keymap)
        let isExclusive = ["emacs", "arrows"].contains(keymap)
        player.press("select", "\(isExclusive ? 10 : 9) grapheme-right", "tag risk")
        #expect(player.marks == ["risk “Green Bond”"])
        player.press("same-phrase")
        let offer = player.message
        #expect(offer.contains("nowhere else with these capitals") && player.state.dialog == nil)
        player.keys("z w")
        #expect(player.state.dialog != nil, "the next key takes it")
        player.keys("Esc")
        // Anything between says that it was not wanted.
        player.press("same-phrase")
        #expect(player.message == offer)
        player.keys("C-l")
        player.keys("z w")
        #expect(player.message == offer && player.state.dialog == nil)
    }

    private func chosen(_ player: Player) -> String? {
        player.chooser.flatMap { chooser in chooser.chosen.flatMap { chooser.rows.row($0).tag?.name } }
    }

    @Test func theListOfTagsFollowsWhatIsTakenBack() {
        let codebook = Codebook(
            ["cause", "cost", "risk"].map {
                Codebook.Entry(Annotations.Tag($0)!, key: nil, color: nil, description: "")
            })
        var player = Player("|One is here.\n", codebook: codebook)
        player.keys("z b Home r C-u")
        player.type("risk/cause")
        player.keys("Enter y")
        #expect(chosen(player) == "risk/cause")
        player.keys("u")
        #expect(chosen(player) == "cause")
        player.keys("C-r")
        #expect(chosen(player) == "risk/cause")
    }

    @Test(arguments: ["m", "'"]) func aQuestionMarkNamesNoPlace(_ key: String) {
        var player = Player("|One is here. Two is there.\n")
        player.keys("m b \(key) ?")
        #expect(player.message.contains("named so far: b") && player.state.dialog != nil)
        player.keys("b")
        #expect(player.state.dialog == nil && player.file.places.keys.sorted() == ["b"])
    }
}
