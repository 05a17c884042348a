// From mark to mark of a tag: its sub-tags count with it, and the way goes on among what it set out for.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct SubTagWayTests {
    private func player() -> Player {
        var player = Player("|One. Two. Three. Four. Five.\n")
        for (index, tag) in ["risk", "risk/cyber", "policy", "risk", "risk/cyber/ai"].enumerated() {
            player.press("document-start")
            if index > 0 { player.run("\(index) sentence-next") }
            player.run("tag \(tag)")
            if case .question = player.state.dialog { player.keys("y") }
        }
        #expect(player.marks.count == 5, "\(player.marks)")
        player.keys("g g")
        return player
    }

    @Test func aParentMeetsItsSubTags() {
        var player = player()
        #expect(player.file.markInHand?.tags.map(\.name) == ["risk"])
        var met: [String] = []
        for _ in 0..<3 {
            player.keys("] t")
            met.append(player.file.markInHand?.target.quote.exact ?? "")
        }
        #expect(met == ["Two.", "Four.", "Five."])
        player.keys("] t")
        #expect(player.message == "no risk further down")
        player.keys("[ t [ t [ t")
        #expect(player.file.markInHand?.target.quote.exact == "One.")
    }

    @Test func aSubTagMeetsOnlyItsOwn() {
        var player = player()
        player.keys("] a ] t")
        #expect(player.file.markInHand?.target.quote.exact == "Five.")
        player.keys("[ t [ t")
        #expect(player.file.markInHand?.target.quote.exact == "Two." && player.message == "no risk/cyber further up")
    }
}
