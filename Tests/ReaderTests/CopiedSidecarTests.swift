// Another coder's sidecar that is a copy of one's own: its marks have the ids of one's own, and are another's all the same.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct CopiedSidecarTests {
    private static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    /// An own mark, and those of two coders who began with a copy of the sidecar: the note was changed since, the creator
    /// was not.
    private func player() -> Player {
        let own = Player.mark(
            "1", "Two is there.", in: MarkedText(CopiedSidecarTests.text).document, note: "mine")
        var player = Player(CopiedSidecarTests.text, annotations: AnnotationSet([own]))
        let document = player.document
        let copies = ["bob", "eva"].map { name in
            CoderMarks(
                name,
                AnnotationSet([
                    Player.mark("1", "Two is there.", in: document, note: "\(name)'s"),
                    Player.mark("2", "Four is alone.", in: document, tags: ["policy"]),
                ]))
        }
        player.press("coders")
        player.act(.codersRead(index: 0, copies))
        return player
    }

    private func rows(_ player: Player) -> [String] {
        guard let chooser = player.chooser else { return [] }
        return (0..<chooser.count).map { place in
            let row = chooser.rows.row(chooser.number(at: place))
            return (row.fields.dropFirst() + [row.text, row.tail]).filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    @Test func eachRowShowsItsOwnTextAndCoder() {
        var player = player()
        player.keys("z l")
        #expect(
            rows(player) == [
                "Two is there. mine", "@bob Two is there. bob's", "@eva Two is there. eva's", "@bob Four is alone.",
                "@eva Four is alone.",
            ])
        player.keys("/ @ e v a")
        #expect(rows(player) == ["@eva Two is there. eva's", "@eva Four is alone."])
        player.keys("C-u @ a n a")
        #expect(rows(player) == ["Two is there. mine"], "a copied record's creator is not whose mark it is")
    }

    @Test func onlyTheOwnRowIsDeleted() {
        var player = player()
        let before = player.marks
        player.keys("z l g g Down x")
        let refusal = "mark: only bob can change it; a tag's key makes your own"
        #expect(player.marks == before && player.message == "bob's " + refusal)
        player.keys("Down x")
        #expect(player.marks == before && player.message == "eva's " + refusal.replacing("bob", with: "eva"))
        player.keys("g g x")
        #expect(player.marks == [] && rows(player).first == "@bob Two is there. bob's")
        player.keys("u")
        #expect(player.marks == before && rows(player).count == 5)
    }

    @Test func theWayFromMarkToMarkComesToAnEnd() {
        var player = player()
        var said: [String] = []
        for _ in 0..<6 {
            player.press("mark-next")
            said.append(player.message)
        }
        #expect(
            said == [
                "risk: “Two is there.”", "bob: risk: “Two is there.”", "eva: risk: “Two is there.”",
                "bob: policy: “Four is alone.”", "eva: policy: “Four is alone.”", "no mark further down",
            ])
        said = []
        for _ in 0..<5 {
            player.press("mark-previous")
            said.append(player.message)
        }
        #expect(
            said == [
                "bob: policy: “Four is alone.”", "eva: risk: “Two is there.”", "bob: risk: “Two is there.”",
                "risk: “Two is there.”", "no mark further up",
            ])
    }

    @Test func rowsFollowWhatTheOthersDo() {
        var player = player()
        player.keys("z l")
        player.act(
            .codersRead(
                index: 0,
                [CoderMarks("bob", AnnotationSet([Player.mark("1", "Three is far.", in: player.document)]))]))
        #expect(rows(player) == ["Two is there. mine", "@bob Three is far."])
    }
}
