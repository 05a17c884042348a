// The way through the drift review: what needs no answer is left out, nothing ends without a word, answers that were
// taken back are given again, and the old passage can be read while its new place is looked for.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct DriftRoundsTests {
    private func sheet(_ player: Player) -> [String] {
        (player.state.reviewSheet?.rows ?? []).map { $0.map(\.text).joined(separator: " ") }
    }

    private func only(_ ids: String...) -> AnnotationSet {
        AnnotationSet(Drifted.marks.all.filter { mark in ids.contains { mark.id.iri == "urn:test:" + $0 } })
    }

    private func status(_ player: Player) -> [String] {
        player.file.annotations.all.map {
            "\($0.id.iri.dropFirst(9)) \($0.anchor.status.rawValue)\($0.anchor.isKeptLost ? " kept" : "")"
        }
    }

    @Test(arguments: DriftTests.keymaps) func whatOnlyMovedNeedsNoAnswer(keymap: String) {
        var player = Drifted.player(keymap: keymap)
        player.keys("z r")
        #expect(player.state.walkQuestion?.count == "1 of 3")
        player.keys("l y l")
        #expect(player.state.dialog == nil)
        #expect(player.message.hasPrefix("1 right, 2 kept as lost; "), "\(player.message)")
        #expect(player.message.hasSuffix("; zr shows the 1 that moved"), "\(player.message)")
        // They can be gone through all the same.
        player.keys("z r")
        #expect(player.state.walkQuestion?.count == "1 of 1" && sheet(player).first == "moved risk")
        player.keys("y")
        #expect(player.message == "1 right", "\(player.message)")
        player.keys("z r")
        #expect(player.message.contains("2 are kept as lost"), "\(player.message)")
    }

    @Test func movedMarksAloneAreGoneThrough() {
        var player = Drifted.player(annotations: only("moved", "exact"))
        player.keys("z r")
        #expect(player.state.walkQuestion?.count == "1 of 1" && sheet(player).first == "moved risk")
    }

    // MARK: The last one

    @Test func afterTheLastOneTheFirstThatWaitsComesAgain() {
        var player = Drifted.player()
        player.keys("z r n y n")
        #expect(player.state.walkQuestion?.count == "1 of 3", "\(player.message)")
        #expect(player.message == "that was the last one; this one still waits", "\(player.message)")
        player.keys("n n l")
        #expect(player.state.walkQuestion?.count == "1 of 3")
        #expect(player.message == "back to the 1 that waits", "\(player.message)")
        player.keys("n")
        #expect(player.state.walkQuestion?.count == "2 of 3")
    }

    @Test func theOnlyOneThatWaitsStays() {
        var player = Drifted.player(annotations: only("lost"))
        player.keys("z r n")
        #expect(player.state.walkQuestion?.count == "1 of 1")
        #expect(player.message == "this is the last one; it waits for r or l, and q ends", "\(player.message)")
        player.keys("l")
        #expect(player.state.dialog == nil && player.message.hasPrefix("1 kept as lost"))
    }

    @Test func whereAllIsDecidedNextSaysSo() {
        var player = Drifted.player(annotations: only("lost", "changed"))
        player.keys("z r n y")
        #expect(player.state.walkQuestion?.count == "1 of 2" && player.message == "back to the 1 that waits")
        player.keys("l n")
        #expect(player.state.walkQuestion == nil || player.message.contains("all are decided"), "\(player.message)")
    }

    // MARK: There and back

    @Test(arguments: [("vim", "C-r"), ("less", "C-r"), ("emacs", "M-_"), ("arrows", "C-y")])
    func whatWasTakenBackIsGivenAgain(keymap: String, redo: String) {
        var player = Drifted.player(keymap: keymap)
        player.keys("z r " + redo)
        #expect(player.message == "nothing to redo here" && player.state.walkQuestion?.count == "1 of 3")
        player.keys("l y")
        let after = player.file.annotations
        player.keys("u u")
        #expect(player.state.walkQuestion?.count == "1 of 3" && player.file.annotations == Drifted.marks)
        player.keys(redo)
        #expect(player.state.walkQuestion?.count == "2 of 3", "\(player.message)")
        player.keys(redo)
        #expect(player.state.walkQuestion?.count == "3 of 3" && player.file.annotations == after, "\(status(player))")
        #expect(player.state.waitingInWords == "~1 zr")
        // Another answer is another way.
        player.keys("u x " + redo)
        #expect(player.message == "nothing to redo here", "\(player.message)")
    }

    // MARK: The old passage while attaching

    @Test func theOldPassageIsReadOnWhileItsPlaceIsLookedFor() {
        var player = Drifted.player(size: Size(columns: 40, rows: 12))
        player.keys("z r n r")
        let first = sheet(player)
        let count = player.state.reviewSheet?.count ?? 0
        #expect(count > first.count && first.count > 0)
        var seen = Set(first)
        for _ in 0..<count {
            player.keys("r")
            seen.formUnion(sheet(player))
            #expect(player.state.attaching != nil && sheet(player).count == first.count)
        }
        #expect(seen.count == count, "\(seen)")
        let turns = (count + first.count - 1) / first.count
        while sheet(player) != first { player.keys("r") }
        for _ in 0..<turns { player.keys("r") }
        #expect(sheet(player) == first)
        player.resize(90, 30)
        #expect(player.state.reviewSheet.map { $0.rows.count == $0.count } == true)
        player.keys("r")
        #expect(player.message.contains("Esc goes back to the review"))
    }
}
