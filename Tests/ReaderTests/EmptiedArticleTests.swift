// An article that was emptied and is opened afresh: what has become of its marks is said, and why.

import Annotations
import Reader
import TestSupport
import Testing
import TextModel

@Suite struct EmptiedArticleTests {
    private func player(_ marks: AnnotationSet, keymap: String = "vim") -> Player {
        Player("", keymap: keymap, annotations: marks, oldTexts: [Drifted.old.hash: Drifted.old])
    }

    private func lost(_ ids: String..., keptLost: Bool = false) -> AnnotationSet {
        AnnotationSet(
            Drifted.marks.all.filter { mark in ids.contains { mark.id.iri == "urn:test:" + $0 } }.map { mark in
                var mark = mark
                mark.anchor = keptLost ? .keptLost : .orphan
                return mark
            })
    }

    @Test(arguments: DriftTests.keymaps) func itsLostMarksAreTold(keymap: String) {
        var player = player(lost("lost", "late", "changed"), keymap: keymap)
        #expect(player.message == "the article is empty; 3 lost: zr walks them")
        #expect(player.state.message?.kind == .problem && player.state.waitingInWords == "~3 zr")
        player.keys("z r")
        #expect(player.state.walkQuestion?.count == "1 of 3")
        player.keys("l l l")
        #expect(player.state.dialog == nil && player.message.hasPrefix("3 kept as lost; "), "\(player.message)")
    }

    @Test func anEmptyArticleWithNothingToSayOfSaysNothing() {
        #expect(player(AnnotationSet()).message == "" && player(lost("lost", keptLost: true)).message == "")
    }

    @Test func marksThatComeLateSayItToo() {
        var player = Player(arriving: Document(""))
        var marks = ArticleMarks()
        marks.annotations = lost("lost")
        player.act(.marksRead(index: 0, marks))
        #expect(player.message == "the article is empty; 1 lost: zr walks it")
    }
}
