// Other coders: nothing of theirs shows until it is asked for, and nothing of theirs is ever changed.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel
import Views

@Suite struct CodersTests {
    private static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    private func others(_ player: Player) -> [CoderMarks] {
        let document = player.document
        return [
            CoderMarks(
                "bob",
                AnnotationSet([
                    Player.mark("b1", "Two is there.", in: document, tags: ["risk"], note: "hm", creator: "bob"),
                    Player.mark("b2", "Five ends it.", in: document, tags: ["policy"], creator: "bob"),
                ])),
            CoderMarks(
                "eva",
                AnnotationSet([Player.mark("e1", "Two is", in: document, tags: ["opinion"], creator: "eva")])),
        ]
    }

    private func shown(_ keymap: String = "vim") -> Player {
        var player = Player(CodersTests.text, keymap: keymap)
        player.keys("z v")
        #expect(player.asked == ["read-coders 0"])
        player.act(.codersRead(index: 0, others(player)))
        return player
    }

    private func screen(_ player: Player) -> String {
        frame(for: player.state, theme: .dark).picture { _ in " " }
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func areShownAndHiddenByAKey(keymap: String) {
        var player = shown(keymap)
        #expect(player.message == "shown, and read-only: bob (2), eva (1)")
        #expect(screen(player).contains("bob: hm"))
        player.keys("z v")
        #expect(player.message == "the marks of other coders are hidden")
        #expect(!screen(player).contains("hm") && player.file.others == nil)
    }

    @Test func nothingLeaksWhileTheyAreHidden() {
        var player = Player(CodersTests.text)
        player.state.message = nil
        let blind = screen(player)
        // Whatever came late is not let in.
        player.act(.codersRead(index: 0, others(player)))
        #expect(screen(player) == blind && player.asked.isEmpty)
        player.press("mark-next")
        #expect(player.message == "no mark further down")
        player.idle()
        #expect(!player.asked.contains { $0.hasPrefix("read-coders") })
    }

    @Test func theWayFromMarkToMarkLeadsThroughThem() {
        var player = shown()
        player.press("3 sentence-next", "tag risk", "document-start", "mark-next")
        #expect(
            player.message == "eva: opinion: “Two is”" && player.state.othersInWords?.hasPrefix("eva: opinion") == true)
        player.press("mark-next")
        #expect(player.message == "bob: risk: “Two is there.”")
        #expect(player.state.othersInWords == "bob: risk; eva: opinion")
        player.press("mark-next")
        #expect(player.message == "risk: “Four is alone.”")
        player.press("mark-next", "mark-previous", "mark-previous")
        #expect(player.message == "bob: risk: “Two is there.”" || player.message == "eva: opinion: “Two is”")
        player.press("document-start", "3 mark-next", "mark-next")
        #expect(player.message == "bob: policy: “Five ends it.”")
    }

    @Test func theyCannotBeChangedAndATagMakesAnOwnMark() {
        var player = shown()
        player.press("mark-next", "mark-next")
        player.press("delete-mark")
        #expect(player.message.contains("bob's mark: only bob can change it") && player.asked.isEmpty)
        player.press("cycle-marks")
        #expect(player.message.contains("bob's"))
        player.press("tag policy")
        #expect(player.marks == ["policy “Two is there.”"] && player.file.annotations.all.first?.creator == "ana")
        player.press("delete-mark")
        #expect(player.marks == [] && player.file.others?.first?.annotations.count == 2)
        player.press("mark-next", "mark-next", "note")
        player.type("mine")
        player.keys("Enter")
        #expect(player.marks.count == 1 && player.marks[0].hasSuffix("— mine"))
        player.press("3 undo")
        #expect(player.marks == [])
    }

    @Test func signsAreTheirInitialsAndToldApart() {
        var player = Player(CodersTests.text)
        player.press("coders")
        let names = ["bob", "bea", "bo", "eva", "李 (plain)"]
        player.act(
            .codersRead(
                index: 0,
                names.map { name in
                    CoderMarks(name, AnnotationSet([Player.mark(name, "One", in: player.document, creator: name)]))
                }))
        #expect(player.file.others?.map(\.sign) == ["Bo", "Be", "B2", "E", "P"])
    }

    @Test func whatIsWrongWithAFileIsSaid() {
        var player = Player(CodersTests.text)
        player.press("coders")
        player.act(.codersRead(index: 0, []))
        #expect(player.message == "no other coder has marked this article" && player.file.others == nil)
        player.press("coders")
        player.act(
            .codersRead(
                index: 0, [CoderMarks("bob", AnnotationSet(), problem: "a.txt.bob.gloss.json: it is no sidecar")]))
        #expect(player.message == "left as it is: a.txt.bob.gloss.json: it is no sidecar")
        // Said once; what else is new is said then.
        let broken = player.file.others?.first
        player.act(.codersRead(index: 0, [broken].compactMap(\.self) + others(player).dropFirst()))
        #expect(player.message == "other coders' marks have changed: eva (1)")
    }

    @Test func theirChangesComeIn() {
        var player = shown()
        player.idle()
        #expect(player.asked.contains("read-coders 0 news"))
        player.act(.codersRead(index: 0, [CoderMarks("bob", AnnotationSet())] + others(player).dropFirst()))
        #expect(player.message == "other coders' marks have changed: eva (1)")
        #expect(player.file.othersMarks(touching: player.document.span).count == 1)
    }

    @Test func hidingLetsGoOfAMarkThatWasGoneTo() {
        var player = shown()
        player.press("mark-next", "coders")
        #expect(player.file.selection == nil && player.file.inHand == nil)
    }
}
