// Jumps while an edge of a mark is in hand: they move it, or say why they do not, and the mark stays in hand.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct EdgeJumpTests {
    private static let text = """
        # First part

        |One is here. Two is there and more.

        # Second part

        Three is there at last. Four is there, too.

        # Third part

        Five ends it.

        """

    /// A reader that searched for `there`, with a mark on the first sentence.
    private func marked() -> Player {
        var player = Player(EdgeJumpTests.text)
        player.keys("r /")
        player.type("there")
        player.keys("Enter g g } )")
        player.keys("[ a")
        player.keys("g g ] a")
        #expect(player.file.markInHand?.target.quote.exact == "One is here.")
        return player
    }

    @Test func aJumpThatIsRefusedLeavesTheScreenWhereItWas() {
        let lines = String(repeating: "More of it stands here.\n", count: 200)
        var player = Player("# First part\n\n" + lines + "\n|One is here.\n\n" + lines)
        player.keys("r z z >")
        let top = player.file.top
        player.keys("[ h")
        #expect(player.message.contains("cannot pass"), "\(player.message)")
        #expect(player.file.top == top)
    }

    private func quote(_ player: Player) -> String { player.file.annotations.inDocumentOrder[0].target.quote.exact }

    @Test(
        arguments: [
            ("> n Enter", "One is here. Two is there"), ("> 2 n Enter", nil),
            ("> n n N Enter", "One is here. Two is there"),
            ("> ] h Enter", "One is here. Two is there and more."), ("< [ h Enter", "# First part\n\nOne is here."),
        ] as [(String, String?)])
    func moveIt(_ keys: String, _ wanted: String?) {
        var player = marked()
        player.keys(keys)
        if let wanted {
            #expect(quote(player) == wanted, "\(keys): \(player.message)")
        } else {
            #expect(quote(player).hasSuffix("Three is there"), "\(keys): \(quote(player))")
        }
        #expect(player.state.dialog == nil && player.file.annotations.count == 1)
        player.press("undo")
        #expect(quote(player) == "One is here.")
    }

    @Test func twoHeadingsOnAreTwoParts() {
        var player = marked()
        player.keys("> ] h ] h Enter")
        #expect(quote(player).hasSuffix("Four is there, too."), "\(quote(player))")
    }

    @Test func aNamedPlaceTakesTheEdge() {
        var player = marked()
        player.keys("} } w m k g g ] a")
        player.keys("> ' k Enter")
        #expect(quote(player).hasPrefix("One is here. Two is there and more.") && quote(player).count > 36)
        player.press("undo")
        player.keys("> ' Esc ' z")
        #expect(player.message == "no place is named z in this article")
        player.keys("' '")
        #expect(player.message == "the end goes to a place that a letter names")
        player.keys("Esc")
        #expect(quote(player) == "One is here." && player.state.dialog == nil)
    }

    @Test(arguments: ["] a", "[ t", "/", "z O", "z o", ":", "z f"]) func whatWouldLeaveTheMarkSaysSo(_ keys: String) {
        var player = marked()
        player.keys("> \(keys)")
        #expect(player.message.contains("Enter keeps"), "\(keys): \(player.message)")
        guard case .edge(let move) = player.state.dialog else {
            Issue.record("\(keys) let go of the edge")
            return
        }
        #expect(move.edge == "end")
    }

    @Test func aHitBeforeTheStartIsNoEnd() {
        var player = Player("There it is. |One is here. Two is far.\n")
        player.keys("r /")
        player.type("There")
        player.keys("Enter ] a > N")
        #expect(player.message == "the end cannot pass the start" || player.message.contains("went on"))
        player.keys("Enter")
        #expect(player.file.annotations.inDocumentOrder[0].target.quote.exact == "One is here.")
    }
}
