// Golden screens of the headings: the list beside the text and over it, and the headings in the status line.

import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct OutlineScreenTests {
    private static let text = """
        The Grid in Winter

        The grid failed at noon. Who bears the risk? Nobody in the ministry would say, and the operators pointed at one \
        another for three days.

        1. Costs of waiting

        |The first cost was that of the hospitals. They had generators, and the generators had fuel for a day.

        1.1 What the hospitals paid, and what nobody had asked them for before

        Nobody asked them, and so they paid what it took.

        2. 負担の分担

        The policy is to share it.

        """

    private func check(_ player: Player, _ name: String) {
        let theme = Theme.dark
        let picture = frame(for: player.state, theme: theme).picture { style in
            if style.background == theme.selected(.plain).background { return "=" }
            if style.background == theme.current(.plain).background { return "." }
            return " "
        }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    @Test(arguments: [(120, 20), (100, 14), (60, 15), (20, 5)]) func outline(_ columns: Int, _ rows: Int) {
        var player = Player(OutlineScreenTests.text, size: Size(columns: columns, rows: rows))
        player.press("outline")
        check(player, "outline-\(columns)x\(rows)")
    }

    @Test func filterIsTyped() {
        var player = Player(OutlineScreenTests.text, size: Size(columns: 100, rows: 14))
        player.keys("z O / p a i d Space h o s p")
        check(player, "outline-filter")
    }

    @Test func headingsInTheStatusLine() {
        var player = Player(OutlineScreenTests.text, size: Size(columns: 80, rows: 10))
        player.idle()
        player.press("heading-next", "paragraph-next")
        check(player, "outline-status")
        player.resize(60, 10)
        check(player, "outline-status-narrow")
    }
}
