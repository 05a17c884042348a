// A changed article: what is said on opening it, the way from one drifted mark to the next, and the list of marks.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct DriftTests {
    static let keymaps = ["vim", "less", "emacs", "arrows"]

    private func only(_ ids: String...) -> AnnotationSet {
        AnnotationSet(Drifted.marks.all.filter { mark in ids.contains { mark.id.iri == "urn:test:" + $0 } })
    }

    @Test(arguments: keymaps) func openingSaysWhatDrifted(keymap: String) {
        let player = Drifted.player(keymap: keymap)
        #expect(player.message == "1 moved, 1 changed, 2 lost: zr walks them")
        #expect(player.state.waitingInWords == "~3 zr")
    }

    @Test func openingCountsOnlyWhatThereIs() {
        #expect(Drifted.player(annotations: only("moved")).message == "1 moved: zr walks it")
        #expect(Drifted.player(annotations: only("moved")).state.message?.kind == .information)
        #expect(Drifted.player(annotations: only("lost")).message == "1 lost: zr walks it")
        #expect(Drifted.player(annotations: only("lost", "late", "exact")).message == "2 lost: zr walks them")
        #expect(Drifted.player(annotations: only("exact")).message == "")
        #expect(Drifted.player(annotations: only("moved", "exact")).state.waitingInWords == nil)
    }

    @Test func whatIsMoreSeriousComesFirst() {
        let problem = Drifted.player(notice: .problem("a record cannot be read"))
        #expect(problem.message == "a record cannot be read")
        let other = Drifted.player(annotations: only("lost"), notice: .information("texts are kept"))
        #expect(other.message == "1 lost: zr walks it; texts are kept")
    }

    @Test func marksThatComeLateSayItToo() {
        var player = Player(arriving: Document(Drifted.text))
        var marks = ArticleMarks()
        marks.annotations = Drifted.marks
        player.act(.marksRead(index: 0, marks))
        #expect(player.message == "1 moved, 1 changed, 2 lost: zr walks them")
    }

    @Test(arguments: keymaps) func stepsGoFromOneToTheNext(keymap: String) {
        var player = Drifted.player(keymap: keymap)
        player.keys("] d")
        #expect(player.message.hasPrefix("changed 87%: risk: “Nobody in the new"), "\(player.message)")
        #expect(player.text.contains("⟦|Nobody in the new ministry"))
        player.keys("] d")
        #expect(player.message == "moved: risk: “Risk is what remains after that.”", "\(player.message)")
        player.keys("] d")
        #expect(player.message == "no moved or changed mark further down; 2 lost: zr walks them")
        player.keys("[ d")
        #expect(player.text.contains("⟦|Nobody in the new ministry"))
        player.keys("[ d")
        #expect(player.message.hasPrefix("no moved or changed mark further up"))
    }

    @Test func aSaveSettlesWhatWasFoundWordForWord() {
        var player = Drifted.player()
        player.press("document-end", "tag risk")
        player.answerSaves()
        player.press("document-start", "2 drift-next")
        #expect(player.text.contains("⟦|Nobody"))
        player.keys("z r x y x z r")
        #expect(player.state.walkQuestion?.count == "1 of 1" && player.text.contains("⟦|Risk is what remains"))
    }

    // MARK: The list of marks

    private func rows(_ player: Player) -> [String] {
        guard let chooser = player.chooser else { return [] }
        return (0..<chooser.count).map { place in
            let row = chooser.rows.row(chooser.number(at: place))
            return "\(row.text.prefix(20)) \(row.fields.joined(separator: " "))"
        }
    }

    @Test(arguments: keymaps) func theListHasLostMarksAtItsEnd(keymap: String) {
        var player = Drifted.player(keymap: keymap)
        player.keys("z l")
        let rows = [
            "Nobody in the minist 12% changed", "Risk is what remains 55% moved", "The policy is to pay 79%",
            "Who bears the risk? lost", "The old minister has lost",
        ]
        #expect(self.rows(player) == rows)
        player.keys("s")
        #expect(self.rows(player).suffix(2) == rows.suffix(2))
        player.keys("s")
        #expect(self.rows(player).suffix(2).allSatisfy { $0.hasSuffix("2023-11-14 lost") })
        player.keys("s /")
        player.type("lost")
        #expect(self.rows(player) == Array(rows.suffix(2)))
    }

    @Test func lostMarksAreRetaggedAndDeletedInTheList() {
        var player = Drifted.player()
        let before = player.marks
        player.keys("z l G k")
        player.keys("p")
        #expect(player.message == "tagged policy, too: “Who bears the risk?”")
        #expect(player.marks.contains("opinion,policy “Who bears the risk?” — asked in vain"))
        player.keys("o p")
        #expect(player.marks.contains(" “Who bears the risk?” — asked in vain"))
        player.keys("a")
        #expect(player.message.contains("Enter shows its note") && player.chooser != nil)
        player.keys("x")
        #expect(player.message == "deleted note: “Who bears the risk?”" && player.marks.count == 4)
        player.keys("G x")
        #expect(player.message == "deleted policy: “The old minister has left the b…”", "\(player.message)")
        #expect(player.file.annotations.orphanCount == 0)
        player.keys("u u u u u")
        #expect(player.marks == before)
    }

    @Test(arguments: keymaps) func enterInTheListReviewsALostMark(keymap: String) {
        var player = Drifted.player(keymap: keymap)
        player.press("2 sentence-next")
        let start = player.text
        player.keys("z l End Enter")
        #expect(player.state.walkQuestion?.count == "3 of 3", "\(player.message)")
        player.keys("Esc")
        #expect(player.state.dialog == nil && player.text == start)
    }

    @Test func theDigestEndsWithTheirNumber() {
        var player = Drifted.player()
        player.keys("z g")
        let last = player.state.flow.rows(from: player.file.top, height: 100).last
        #expect(last?.beneath == 1 && player.state.lostInDigest == "2 lost: zl")
        var empty = Drifted.player(annotations: only("lost"))
        empty.keys("z g")
        #expect(empty.message.hasSuffix("1 lost: zl lists it"), "\(empty.message)")
    }
}
