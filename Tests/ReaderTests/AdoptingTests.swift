// Marks of an article that is gone are offered to the one that has its text: asked once, when nobody types.

import Annotations
import Reader
import TestSupport
import Testing
import TextModel

@Suite struct AdoptingTests {
    private let text = "One is here. Two is there.\n"
    private let stray = StrayMarks(articles: ["old.txt"], counts: [(nil, 2), ("bob", 1)])

    private var isAsked: (Player) -> Bool { { if case .question = $0.state.dialog { true } else { false } } }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func yesBringsThem(keymap: String) {
        var player = Player(text, keymap: keymap)
        player.act(.strayFound(index: 0, stray))
        #expect(!isAsked(player))
        player.idle()
        guard case .question(let question) = player.state.dialog else {
            Issue.record("nothing is asked")
            return
        }
        #expect(question.lines[0] == "Marks of old.txt (gone) fit this text: keep them with this article?")
        #expect(question.lines[1].hasPrefix("2 marks, 1 mark of bob."))
        // A look at the sidecar is still under way.
        player.act(.noticed(index: 0))
        #expect(player.asked == ["refresh 0"])
        player.keys("y")
        #expect(player.asked == [] && player.state.dialog == nil)
        player.act(.refreshed(index: 0, nil))
        #expect(player.asked == ["adopt 0"])
        // What is marked meanwhile waits, and is not lost.
        player.press("sentence-next", "tag policy")
        #expect(player.asked == [])
        var marks = ArticleMarks()
        marks.annotations = AnnotationSet([Player.mark("1", "One is here.", in: player.document)])
        marks.notice = .information("1 mark of old.txt")
        var adopted = AdoptedMarks(marks)
        adopted.drafts = ["0..3": "unfinished"]
        player.act(.adopted(index: 0, .success(adopted)))
        #expect(player.marks == ["risk “One is here.”", "policy “Two is there.”"])
        #expect(player.asked.contains("save 0: 2") && player.asked.contains("keep-draft 0 0..3 unfinished"))
        #expect(player.message == "1 mark of old.txt" && player.file.draftCount == 1)
        player.press("undo")
        #expect(player.marks == ["risk “One is here.”"])
    }

    @Test func noLeavesThemAndIsNotAskedAgain() {
        for key in ["n", "Esc"] {
            var player = Player(text)
            player.act(.strayFound(index: 0, stray))
            player.idle()
            player.keys(key)
            #expect(player.state.dialog == nil && player.marks.isEmpty)
            player.act(.strayFound(index: 0, stray))
            player.idle()
            #expect(player.state.dialog == nil && player.asked.allSatisfy { $0 != "adopt 0" })
        }
    }

    @Test func nothingIsAskedOverSomebodyWhoTypesOrWhoHasMarked() {
        var player = Player(text)
        player.keys("/ T w")
        player.act(.strayFound(index: 0, stray))
        player.idle()
        #expect(!isAsked(player))
        player.keys("Esc")
        player.press("tag risk")
        player.answerSaves()
        player.idle()
        #expect(!isAsked(player) && player.message.contains("has marks of its own by now"))
    }

    @Test func severalAreNotChosenFrom() {
        var player = Player(text)
        player.act(.strayFound(index: 0, StrayMarks(articles: ["a.txt", "b.txt"], counts: [(nil, 1)])))
        player.idle()
        #expect(!isAsked(player) && player.message.hasPrefix("marks of a.txt and b.txt (gone) fit this text"))
    }

    @Test func whatCannotBeDoneIsSaid() {
        var player = Player(text)
        player.act(.strayFound(index: 0, stray))
        player.idle()
        player.act(.refreshed(index: 0, nil))
        player.keys("y")
        #expect(player.asked == ["adopt 0"])
        player.act(.adopted(index: 0, .failure(.problem("no room"))))
        #expect(player.message == "no room" && player.marks.isEmpty)
        player.press("tag risk")
        #expect(player.asked == ["save 0: 1"])
    }
}
