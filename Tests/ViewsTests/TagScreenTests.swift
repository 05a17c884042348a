// Golden screens of choosing a tag by name, of what a tag means, of the question about a new one, and of the codebook.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct TagScreenTests {
    private static let text = """
        |The grid failed at noon. Who bears the risk? Nobody in the ministry would say, and the operators \
        pointed at one another for three days. 電力網が止まった。

        A second paragraph is about floods. The policy is to pay for both. Dykes cost more every year.

        Risk is what remains.

        """
    private static let codebook = Codebook(
        [
            ("risk", "r", "red", "Something that may go wrong, and for whom: the one who bears it is named."),
            ("risk/cyber", "c", nil, "… by way of computers"), ("risk/flood", nil, nil, "… by way of water"),
            ("policy", "p", "blue", "A rule, measure or plan."), ("費用", nil, nil, "誰が負担するか"),
        ].map { Codebook.Entry(Annotations.Tag($0)!, key: $1, color: $2, description: $3) })

    /// `=` what is chosen, `~` a mark, `.` what stands back, `*` bold.
    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture { style in
            if style.background == theme.selected(.plain).background, theme.hasColor { return "=" }
            if style == theme.status { return " " }
            if style.attributes.contains(.reverse) { return "=" }
            if style.attributes.contains(.underline) { return "~" }
            if style.attributes.contains(.bold) { return "*" }
            return style == theme.quiet ? "." : " "
        }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    private static let sizes = [(80, 24), (40, 12)]

    private func player(_ columns: Int = 80, _ rows: Int = 24, keymap: String = "vim") -> Player {
        Player(
            TagScreenTests.text, size: Size(columns: columns, rows: rows), keymap: keymap,
            codebook: TagScreenTests.codebook)
    }

    private func marked(_ columns: Int, _ rows: Int) -> Player {
        var player = player(columns, rows)
        player.keys(") r p ) t c a")
        player.type("who bears it, and for how long, if nobody in the ministry will say?")
        player.keys("Enter } t c ) ) r ( (")
        player.saved()
        return player
    }

    @Test(arguments: sizes) func byName(_ columns: Int, _ rows: Int) {
        var player = marked(columns, rows)
        player.keys("T")
        check(player, "tag-picker-\(columns)x\(rows)")
        player.type("risk/")
        player.keys("Tab")
        check(player, "tag-picker-typed-\(columns)x\(rows)")
        check(player, "tag-picker-monochrome-\(columns)x\(rows)", .monochrome)
        player.keys("C-u")
        player.type("a;")
        player.keys("Enter")
        check(player, "tag-picker-refused-\(columns)x\(rows)")
    }

    @Test(arguments: sizes) func theNewOneIsAskedAbout(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("T")
        player.type("risk/supply chains")
        player.keys("Enter")
        check(player, "tag-question-\(columns)x\(rows)")
    }

    @Test(arguments: sizes) func whatATagMeans(_ columns: Int, _ rows: Int) {
        var player = marked(columns, rows)
        player.keys("g g ) z k")
        check(player, "tag-card-\(columns)x\(rows)")
        player.keys("Tab")
        check(player, "tag-card-next-\(columns)x\(rows)")
        player.keys("Esc T")
        player.type("flood")
        player.keys("C-o")
        check(player, "tag-card-unused-\(columns)x\(rows)")
    }

    @Test(arguments: sizes) func whatMayFollowT(_ columns: Int, _ rows: Int) {
        var player = marked(columns, rows)
        player.keys("t")
        check(player, "tag-prefix-\(columns)x\(rows)")
    }

    @Test(arguments: sizes) func theCodebook(_ columns: Int, _ rows: Int) {
        var player = marked(columns, rows)
        player.keys("z b")
        check(player, "codebook-\(columns)x\(rows)")
        check(player, "codebook-monochrome-\(columns)x\(rows)", .monochrome)
        player.keys("Home Left")
        check(player, "codebook-folded-\(columns)x\(rows)")
        player.keys("r")
        player.keys("C-u")
        player.type("danger")
        check(player, "codebook-rename-\(columns)x\(rows)")
        player.keys("Enter")
        check(player, "codebook-rename-question-\(columns)x\(rows)")
        player.keys("y")
        check(player, "codebook-renamed-\(columns)x\(rows)")
        player.keys("m")
        check(player, "codebook-merge-\(columns)x\(rows)")
    }

    @Test func tinySizesDoNotTrap() {
        for keys in ["T", "t", "z k", "z b", "z b r", "z b m", "T x Enter"] {
            var player = marked(40, 12)
            player.keys(keys)
            for columns in 0...6 {
                for rows in 0...6 {
                    player.resize(columns, rows)
                    let drawn = frame(for: player.state, theme: .dark)
                    #expect(drawn.size == Size(columns: columns, rows: rows))
                    if let cursor = drawn.cursor { #expect(cursor.column < columns && cursor.row < rows) }
                }
            }
        }
    }
}
