// What people stumbled over while they coded an article, each as they met it.

import Annotations
import Reader
import TestSupport
import Testing
import TextModel
import Views

extension Player {
    /// What is marked, in document order.
    fileprivate var quotes: [String] { file.annotations.inDocumentOrder.map(\.target.quote.exact) }
}

@Suite struct TrialTests {
    private static let text = "Trump travels to China. The grid failed at noon.\n"

    @Test func aWordFurtherAtTheFrontOfASelectionBeginsAWord() {
        var player = Player(TrialTests.text)
        player.keys("s % w r")
        #expect(player.quotes == ["travels to China."])
        player.keys("u g g v e w r")
        #expect(player.quotes == ["Trump travels"])
    }

    @Test func whatWasDoneIsSaidBeforeTheTags() {
        var player = Player(TrialTests.text, size: .init(columns: 40, rows: 12))
        player.keys("r")
        let screen = frame(for: player.state, theme: .monochrome)
        #expect(screen.text(row: 11).hasPrefix(" tagged risk: "))
    }

    @Test func theKeyThatEndsAWalkDoesNotEndTheProgram() {
        var player = Player("The grid. The grid. The grid.\n")
        player.keys("v e r z w !")
        #expect(player.state.dialog == nil)
        player.keys("q")
        #expect(!player.asked.contains("quit") && player.state.dialog == nil)
        player.keys("q")
        // The save under way, and the one that takes the edits since.
        for _ in 0..<2 { player.answerSaves() }
        #expect(player.asked.contains { $0.hasPrefix("quit") })
    }

    @Test func anEmptyNameIsNoReasonToLeaveItsPrompt() {
        var player = Player(TrialTests.text)
        player.keys("r z b r")
        for _ in 0..<12 { player.keys("Backspace") }
        player.type("danger")
        player.keys("Enter y")
        #expect(player.file.annotations.all.first?.tags.map(\.name) == ["danger"])
    }

    @Test func aFilteredListIsWorkedOn() {
        var player = Player(TrialTests.text)
        player.keys("r ) p z l / # p o l i c y Enter x Esc Esc")
        #expect(player.file.annotations.all.flatMap(\.tags).map(\.name) == ["risk"])
    }

    @Test func whatIsSaidWithNothingButTextMovesNoText() {
        var player = Player(String(repeating: TrialTests.text, count: 40), size: .init(columns: 40, rows: 12))
        player.keys("z n G")
        let before = frame(for: player.state, theme: .monochrome)
        player.keys("H")
        let after = frame(for: player.state, theme: .monochrome)
        #expect(player.state.message != nil && after.text(row: 11) != before.text(row: 11))
        #expect((0..<11).allSatisfy { before.holdsSame(row: $0, as: after, row: $0) })
    }
}
