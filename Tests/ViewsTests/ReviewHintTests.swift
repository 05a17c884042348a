// The keys of the drift review are all readable, whatever the width of the screen.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@testable import Views

@Suite struct ReviewHintTests {
    private func rows(_ player: Player) -> [String] {
        let frame = frame(for: player.state, theme: .dark)
        return (0..<frame.size.rows).map { row in frame.row(row).filter { $0.width > 0 }.map(\.grapheme).joined() }
    }

    /// The words that belong to each key, of a mark that is changed and of one that is lost.
    private let changed = [
        "y right", "r attach", "l lost", "n next", "p back", "u undo", "q end", "x delete", "Enter stay here",
    ]
    private let lost = [
        "r attach", "l keep lost", "n next", "p back", "u undo", "q end", "x delete", "Enter stay here",
    ]

    @Test(arguments: Array(40...110) + [200]) func allKeysCanBeReadAtEveryWidth(columns: Int) {
        for height in [12, 15, 24] {
            var player = Drifted.player(size: Size(columns: columns, rows: height))
            player.keys("z r")
            for hint in lost { #expect(rows(player).contains { $0.contains(hint) }, "\(hint) at \(columns)x\(height)") }
            player.keys("n")
            let shown = rows(player)
            for hint in changed { #expect(shown.contains { $0.contains(hint) }, "\(hint) at \(columns)x\(height)") }
            #expect(player.state.textRows + player.state.reviewRows + player.state.hintRows + 1 == height)
        }
    }

    @Test func whatIsSaidLeavesTheAnswersInTheOtherRow() {
        var player = Drifted.player(size: Size(columns: 40, rows: 12))
        player.keys("z r n ?")
        #expect(rows(player)[10].contains("y it is right"), "\(rows(player))")
        #expect(rows(player)[11].contains("y right  r attach  l lost  n next"), "\(rows(player))")
        #expect(rows(player).contains { $0.contains("\u{2500} p back") }, "\(rows(player))")
        #expect(rows(player)[9].contains("saved"), "\(rows(player))")
    }

    /// Rows of the sheet that are not in view are told on its edge, with the keys that bring them.
    @Test func theEdgeTellsThatThereIsMore() {
        var player = Drifted.player(size: Size(columns: 40, rows: 12))
        player.keys("z r n")
        let edge = rows(player).first { $0.contains("\u{2500}") }
        #expect(edge?.contains("\u{2193}\u{2191} 1-") == true, "\(edge ?? "")")
        player.keys("Down")
        #expect(rows(player).contains { $0.contains("\u{2193}\u{2191} 2-") })
        player.keys("q")
        #expect(player.state.hintRows == 1)
    }
}
