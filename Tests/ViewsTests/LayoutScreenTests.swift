// Golden screens of what rows do: lists, quotes, tabs, other scripts, flush and ragged.

import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct LayoutScreenTests {
    private static let text = """
        |The ministry wrote a list of what had gone wrong, and the operators of the grid wrote one of their own.

        - Nobody had been told of the risk before noon, though it was known since spring.
          • The first warning came in March, the second a week later.
        12) The policy was to wait, and to see what the others did.

        > > “We were not asked,” said one of them, “and we did not ask either.”

        Name\tShare\tRemark
        North\t12\twaits for a law that would tell it what to do

        電力網が止まった。「政策は、まだない」と言った。 See https://example.org/a-long-way/to/the/source.html for all.
        """

    /// `~` a mark, `=` the selection, `.` the current sentence.
    private func sign(_ style: Style) -> Character {
        if style.background == Theme.dark.selected(.plain).background { return "=" }
        if style.attributes.contains(.underline) { return "~" }
        return style.background == Theme.dark.current(.plain).background ? "." : " "
    }

    private func check(_ player: Player, _ name: String) {
        let picture = frame(for: player.state, theme: .dark).picture(sign)
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    @Test(arguments: [(50, false), (50, true), (80, true), (24, true)])
    func rows(_ columns: Int, _ justify: Bool) {
        let player = Player(LayoutScreenTests.text, size: Size(columns: columns, rows: 30), justify: justify)
        check(player, "layout-\(columns)" + (justify ? "-flush" : ""))
    }

    /// A mark over two rows of an item, with its letter beside both, and a selection in a stretched row.
    @Test func marksAndSelectionsInRowsThatAreSetIn() {
        var player = Player(LayoutScreenTests.text, size: Size(columns: 50, rows: 20), justify: true)
        player.press("sentence-next", "tag risk", "note")
        player.type("- a note is a text like any other, and its items are set in, too")
        player.keys("Enter")
        player.press("document-start", "3 word-next", "select", "9 word-next")
        check(player, "layout-marks")
    }
}
