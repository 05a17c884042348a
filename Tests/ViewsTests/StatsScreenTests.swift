// Golden screens of the marks in numbers, opened from every keymap, scrolled and left.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct StatsScreenTests {
    private static let text = """
        |The grid failed at noon. Who bears the risk? Nobody in the ministry would say. The operators pointed at one another.

        A report was promised. It came late. 電力網が止まった。 The policy is to share the cost. Nobody asked the hospitals.

        Risk is what remains. An opinion, no more. And that was all.

        """

    private static let codebook = Codebook(
        [
            ("risk", "r", "red"), ("risk/cyber", "c", nil), ("policy", "p", "blue"), ("意見", "o", "yellow"),
        ].compactMap { name, key, color in
            Tag(name).map { Codebook.Entry($0, key: key, color: color, description: "") }
        })

    private func player(_ columns: Int, _ rows: Int, keymap: String = "vim") -> Player {
        var player = Player(
            StatsScreenTests.text, size: Size(columns: columns, rows: rows), keymap: keymap,
            codebook: StatsScreenTests.codebook)
        for (tags, steps) in [
            (["risk"], 1), (["risk/cyber", "policy"], 1), (["policy"], 3), (["意見", "risk"], 2), (["risk"], 4),
        ] {
            for tag in tags { player.run("tag \(tag)") }
            player.run("\(steps) sentence-next")
        }
        player.press("sentence-previous", "note")
        player.type("to whom?")
        player.keys("Enter Esc")
        return player
    }

    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let codebook = StatsScreenTests.codebook
        let colors = codebook.entries.map { theme.color(of: $0.tag, in: codebook) }
        let picture = frame(for: player.state, theme: theme).picture { style in
            if style == theme.status { return " " }
            if style == theme.title { return "*" }
            let number = theme.hasColor ? colors.firstIndex(of: style.foreground) : nil
            return number.map { Character(String($0 + 1)) } ?? " "
        }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    @Test func sequencesOfKeysMoveInTheChart() {
        var player = player(40, 12)
        func scrolled() -> Int? { if case .stats(let stats) = player.state.dialog { stats.scrolled } else { nil } }
        player.keys("z s G")
        #expect((scrolled() ?? 0) > 0)
        player.keys("g g")
        #expect(scrolled() == 0)
        player.keys("G g v j g Esc")
        #expect(scrolled() == nil)
        player.keys("z s t")
        #expect(scrolled() == nil)
    }

    @Test(arguments: [(80, 30), (40, 12), (24, 8)]) func numbers(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("z s")
        check(player, "stats-\(columns)x\(rows)")
    }

    @Test func withoutColour() {
        var player = player(80, 30)
        player.keys("z s")
        check(player, "stats-monochrome", .monochrome)
    }

    @Test func withoutMarks() {
        var player = Player("One sentence.", size: Size(columns: 40, rows: 6))
        player.keys("z s")
        check(player, "stats-none")
    }

    @Test func scrolledToItsEnd() {
        var player = player(40, 12)
        player.keys("z s G")
        check(player, "stats-40x12-end")
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func isOpenedLeftAndChangesNothing(keymap: String) {
        var player = player(80, 24, keymap: keymap)
        let before = (player.marks, player.text, player.file.history.done.count)
        player.keys("z s")
        guard case .stats(let stats) = player.state.dialog else {
            Issue.record("z s does not show the numbers in \(keymap)")
            return
        }
        #expect(stats.statistics.marks == player.marks.count)
        player.keys("Down PgDn Up Esc")
        #expect(player.state.dialog == nil)
        #expect(before == (player.marks, player.text, player.file.history.done.count))
    }

    @Test func manyMarksAreCountedBesideTheReader() {
        let text = String(repeating: "Who bears the risk? ", count: 700)
        var player = Player(text)
        for _ in 0..<501 { player.press("tag risk", "sentence-next") }
        player.holdsBack = true
        player.keys("z s")
        #expect(player.asked == ["count-marks 0"] && player.state.dialog == nil)
        // Whoever reads on meanwhile finds the numbers over the text; whoever began something else does not.
        player.keys("j")
        let asked = player.held
        #expect(asked.isEmpty)
        player.holdsBack = false
        player.keys("z s")
        guard case .stats(let stats) = player.state.dialog else {
            Issue.record("the numbers are not shown")
            return
        }
        #expect(stats.statistics.tags.map(\.own) == [501])
    }
}
