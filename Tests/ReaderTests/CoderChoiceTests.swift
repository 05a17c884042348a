// Whose marks are shown: all coders', one coder's, or none, and nothing before somebody has said whose.

import Annotations
import Reader
import TestSupport
import Testing
import TextModel
import Views

@Suite struct CoderChoiceTests {
    private static let text = "|One is here. Two is there. Three is far.\n"

    private func others(_ player: Player, bob: [String] = ["Two is there."]) -> [CoderMarks] {
        let document = player.document
        return [
            CoderMarks(
                "bob",
                AnnotationSet(
                    bob.enumerated().map {
                        Player.mark("b\($0.offset)", $0.element, in: document, tags: ["risk"], note: "hm", creator: "bob")
                    })),
            CoderMarks(
                "eva",
                AnnotationSet([
                    Player.mark("e1", "Three is", in: document, tags: ["policy"], note: "ha", creator: "eva")
                ])),
        ]
    }

    private func opened(_ keymap: String = "vim") -> Player {
        var player = Player(CoderChoiceTests.text, keymap: keymap)
        player.keys("z V")
        #expect(player.asked == ["read-coders 0"])
        player.act(.codersRead(index: 0, others(player)))
        return player
    }

    private func screen(_ player: Player) -> String { frame(for: player.state, theme: .dark).picture { _ in " " } }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func oneIsChosenFromAList(_ keymap: String) {
        var player = opened(keymap)
        #expect(player.chooser?.title == "Whose marks are shown" && player.file.others == [])
        player.keys("Down Down Enter")
        #expect(player.message == "shown, and read-only: eva (1)" && player.state.dialog == nil)
        #expect(screen(player).contains("eva: ha") && !screen(player).contains("bob: hm"))
        player.press("mark-next")
        #expect(player.message == "eva: policy: “Three is”")
        // Another one, from what was chosen.
        player.keys("z V")
        #expect(player.asked.isEmpty && player.chooser?.chosen == 2)
        player.keys("Up Enter")
        #expect(player.file.others?.map(\.name) == ["bob"] && player.file.selection == nil)
        player.keys("z V Home Enter")
        #expect(player.message == "shown, and read-only: bob (1), eva (1)")
        player.keys("z V End Enter")
        #expect(player.file.others == nil && player.message == "the marks of other coders are hidden")
    }

    @Test func nothingShowsBehindTheListAndEscHidesIt() {
        var player = opened()
        player.idle()
        player.act(.codersRead(index: 0, others(player, bob: ["Two is there.", "One"])))
        #expect(player.file.others == [] && player.chooser != nil)
        player.keys("Esc")
        #expect(player.file.others == nil && player.state.dialog == nil)
        #expect(!screen(player).contains("hm"))
    }

    @Test func theOthersNewsStayHidden() {
        var player = opened()
        player.keys("Down Down Enter")
        player.state.message = nil
        player.act(.codersRead(index: 0, others(player, bob: ["Two is there.", "One"])))
        #expect(player.file.others?.map(\.name) == ["eva"] && player.state.message == nil)
        player.keys("z V Home Enter")
        #expect(player.message == "shown, and read-only: bob (2), eva (1)")
    }

    @Test func byNameAndByAnUnknownOne() {
        var player = Player(CoderChoiceTests.text)
        player.run("choose-coder bob")
        player.act(.codersRead(index: 0, others(player)))
        #expect(player.file.others?.map(\.name) == ["bob"] && player.message == "shown, and read-only: bob (1)")
        player.run("choose-coder zoe")
        #expect(player.message == "no coder “zoe” has marked this article")
        #expect(player.file.others?.map(\.name) == ["bob"])
        player.press("coders", "choose-coder zoe")
        player.act(.codersRead(index: 0, others(player)))
        #expect(player.file.others == nil && player.message == "no coder “zoe” has marked this article")
    }
}
