// Keys for marks on somebody else's: whose mark it is, and who can change it.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct OthersRefusalTests {
    @Test(arguments: ["<", ">", "z x", "z j", "Del", "x", "z w"]) func saysWhoseMarkItIs(keys: String) {
        var player = Player("One is here. Two |is there. Three is far.\n")
        player.press("coders")
        let marks = AnnotationSet([Player.mark("b1", "Two is there.", in: player.document, creator: "bob")])
        player.act(.codersRead(index: 0, [CoderMarks("bob", marks)]))
        player.keys(keys)
        #expect(player.message == "bob's mark: only bob can change it; a tag's key makes your own", "\(keys)")
        #expect(player.state.dialog == nil && player.file.annotations.isEmpty && player.file.history.done.isEmpty)
    }

    @Test(arguments: ["<", "z x", "z j", "x"]) func whereThereIsNoneItSaysSo(keys: String) {
        var player = Player("One is here. Two |is there.\n")
        player.keys(keys)
        #expect(player.message.hasPrefix("no mark here"))
    }
}
