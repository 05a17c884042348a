// Golden screens of a changed article: the review, wide and narrow, attaching, the list and the digest with lost marks.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@testable import Views

@Suite struct DriftScreenTests {
    /// `=` what is chosen, `~` a mark, `_` a difference, `.` what stands back, `*` bold.
    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture { style in
            if style.background == theme.selected(.plain).background, theme.hasColor { return "=" }
            if style == theme.status { return " " }
            if style.attributes.contains(.reverse) { return "=" }
            if style.attributes.contains([.underline, .bold]), style.foreground == theme.problem.foreground {
                return "_"
            }
            if style.attributes.contains(.underline) { return "~" }
            if style.attributes.contains(.bold) { return "*" }
            return style == theme.quiet ? "." : " "
        }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    private static let sizes = [(100, 24), (40, 12)]

    private func player(_ columns: Int, _ rows: Int) -> Player {
        Drifted.player(size: Size(columns: columns, rows: rows))
    }

    @Test(arguments: sizes) func opening(_ columns: Int, _ rows: Int) {
        check(player(columns, rows), "drift-opening-\(columns)x\(rows)")
    }

    @Test(arguments: sizes) func review(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("z r")
        check(player, "drift-lost-\(columns)x\(rows)")
        player.keys("n")
        check(player, "drift-changed-\(columns)x\(rows)")
        check(player, "drift-changed-monochrome-\(columns)x\(rows)", .monochrome)
        player.keys("Down Down")
        check(player, "drift-scrolled-\(columns)x\(rows)")
    }

    @Test(arguments: sizes) func attaching(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("z r r")
        check(player, "drift-attaching-\(columns)x\(rows)")
        player.keys("s")
        check(player, "drift-attaching-selected-\(columns)x\(rows)", .monochrome)
    }

    @Test(arguments: sizes) func listAndDigest(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("z l")
        check(player, "drift-list-\(columns)x\(rows)")
        player.keys("Esc z g")
        check(player, "drift-digest-\(columns)x\(rows)")
    }

    @Test(arguments: [(80, 20), (40, 12)]) func cjk(_ columns: Int, _ rows: Int) {
        let old = Document("電力網が正午に止まった。誰が費用を負担するのか。👩‍🚀 省の誰も答えなかった。\n")
        let text = "電力網が昨日の正午に止まった。👩‍🚀 新しい省の誰も答えなかった。\n"
        var player = Player(
            text, size: Size(columns: columns, rows: rows),
            annotations: AnnotationSet([
                Drifted.mark(
                    "changed", "👩‍🚀 省の誰も答えなかった。", note: "誰？", now: "👩‍🚀 新しい省の誰も答えなかった。", score: 0.8,
                    in: Document(text), old: old),
                Drifted.mark("lost", "誰が費用を負担するのか。", now: nil, old: old),
            ]), oldTexts: [old.hash: old])
        player.keys("z r n")
        check(player, "drift-cjk-\(columns)x\(rows)")
        player.keys("p")
        check(player, "drift-cjk-lost-\(columns)x\(rows)")
    }

    /// What is said does not hide what can be answered.
    @Test(arguments: [(100, 24), (80, 24), (60, 20), (40, 12)])
    func aMessageLeavesTheKeys(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("z r n y n")
        #expect(player.message == "that was the last one; this one still waits", "\(player.message)")
        check(player, "drift-said-\(columns)x\(rows)")
        for keys in ["k", "Z", "n n Z"] {
            player.keys(keys)
            let picture = frame(for: player.state, theme: .dark).picture { _ in " " }
            let isLost = player.state.walkQuestion?.keys.first?.keys == "r"
            let answers = isLost ? ["r attach", "l keep lost", "n next"] : ["y right", "r attach", "l lost", "n next"]
            #expect(player.state.message != nil || keys == "n n Z")
            for answer in answers { #expect(picture.contains(answer), "\(keys): \(answer)\n\(picture)") }
        }
    }

    /// What there is no room for is left out; nothing is drawn outside of the screen.
    @Test(arguments: 1...12) func theSmallestScreens(rows: Int) {
        var player = player(rows * 2, rows)
        for keys in ["z r n", "r"] {
            player.keys(keys)
            let (state, drawn) = (player.state, frame(for: player.state, theme: .dark))
            #expect(state.textRows + state.reviewRows <= max(1, rows - 2), "\(keys)")
            #expect(drawn.cursor.map { $0.row < state.textRows } == true, "\(keys)")
        }
    }
}
