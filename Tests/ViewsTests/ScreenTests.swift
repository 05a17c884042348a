// Golden screens, and screens too small for anything.

import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct ScreenTests {
    private static let text = """
        |The grid failed at noon. Who bears the risk? Nobody in the ministry would say, and the operators \
        pointed at one another for three days. 電力網が止まった。 A 👩‍🚀 saw it from above.

        A second paragraph has an escape \u{1B}[2J in it, and a \u{202E} bidi override. The policy is to show both.

        Risk is what remains.

        """

    /// `~` a mark, `≈` several, `=` the selection, `/` a hit, `#` the one at the cursor, `.` the current sentence, `*` what stands out
    /// (titles, a settled passage), `!` an alarm. Without colour the status line is reversed, as the selection is.
    private func sign(_ theme: Theme) -> (Style) -> Character {
        { style in
            if style == theme.statusAlarm { return "!" }
            if theme.isHighContrast || theme.hasColor && !theme.hasShades {
                // Without greys the background says what is selected, and attributes say the rest.
                if style.background == theme.selected(.plain).background { return "=" }
                let overlapped = theme.marked(.plain, colors: [.standard, .standard]).background
                if overlapped != .standard, style.background == overlapped { return "≈" }
            } else if theme.hasColor {
                if style == theme.problem { return "!" }
                if style == theme.status { return " " }
                if style.background == theme.selected(.plain).background { return "=" }
                if style.background == theme.hit(.plain).background { return "/" }
                if style.background == theme.hitAtCursor(.plain).background { return "#" }
                if style.attributes.contains(.underline) {
                    return style.background == theme.marked(.plain, colors: [.standard, .standard]).background
                        ? "≈" : "~"
                }
                if style.background == theme.current(.plain).background { return "." }
                return style == theme.settled(.plain) ? "*" : " "
            }
            if style.attributes.contains([.underline, .reverse]) { return "≈" }
            if style.attributes.contains(.underline) { return "~" }
            return style.attributes.contains(.reverse) ? "=" : style.attributes == .bold ? "." : " "
        }
    }

    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture(sign(theme))
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    private static let sizes = [(80, 24), (40, 12), (120, 40)]

    @Test(arguments: sizes) func plain(_ columns: Int, _ rows: Int) {
        check(Player(ScreenTests.text, size: Size(columns: columns, rows: rows)), "plain-\(columns)x\(rows)")
    }

    @Test(arguments: sizes) func marksThatOverlap(_ columns: Int, _ rows: Int) {
        var player = Player(ScreenTests.text, size: Size(columns: columns, rows: rows))
        player.press("sentence-next", "tag risk", "note")
        player.type("who bears it?\nnot us")
        player.keys("Enter")
        player.press("sentence-previous", "select-paragraph", "tag policy", "paragraph-next")
        player.saved()
        player.saved()
        check(player, "marks-\(columns)x\(rows)")
        check(player, "marks-monochrome-\(columns)x\(rows)", .monochrome)
    }

    @Test func selectionShowsTheTagStrip() {
        var player = Player(ScreenTests.text)
        player.press("select-sentence", "select-sentence")
        check(player, "selection")
    }

    @Test func noteBeingWritten() {
        var player = Player(ScreenTests.text)
        player.press("sentence-next", "note")
        player.type("first row\nsecond row")
        check(player, "note-editor")
    }

    @Test func searchShowsItsHits() {
        var player = Player(ScreenTests.text)
        player.keys("/")
        player.type("risk")
        player.keys("Enter")
        check(player, "search")
        player.keys("/")
        player.type("zzz")
        check(player, "search-prompt")
        player.keys("Enter")
        #expect(player.message == "not found: zzz")
    }

    @Test func helpPrefixesAndTrouble() {
        var player = Player(ScreenTests.text)
        player.keys("]")
        check(player, "prefix")
        player.keys("Esc r")
        player.saveFails()
        check(player, "not-saved")
        check(Player(ScreenTests.text, readOnly: "opened read-only"), "read-only")
        player.keys("F1")
        check(player, "help")
    }

    @Test func otherThemes() {
        var player = Player(ScreenTests.text)
        player.press("sentence-next", "tag risk", "sentence-previous", "select-paragraph", "tag policy")
        player.saved()
        player.press("paragraph-next", "select-sentence")
        check(player, "light", .light)
        check(player, "high-contrast", .highContrast)
        player.press("cancel")
        check(player, "eight-colours", Theme(.dark, colors: 8))
    }

    @Test func nothingButText() {
        var player = Player(ScreenTests.text, size: Size(columns: 60, rows: 12))
        player.press("tag risk", "sentence-next")
        player.saved()
        player.press("zen")
        check(player, "zen")
        player.keys("/")
        player.type("pol")
        check(player, "zen-search")
        player.keys("Esc j p")
        player.saveFails("the disk is full")
        check(player, "zen-trouble")
    }

    @Test func whatMayFollowIsAPanelWhereTheHintLineIsTooShort() {
        var player = Player(ScreenTests.text)
        player.keys("z")
        check(player, "panel")
        player.keys("Esc")
        player.resize(46, 12)
        player.keys("} } z")
        check(player, "panel-above")
        player.keys("Esc t")
        check(player, "panel-tags")
        player.resize(30, 5)
        check(player, "panel-small")
    }

    @Test func helpLeavesTheTextInSight() {
        var player = Player(ScreenTests.text, size: Size(columns: 80, rows: 30))
        player.press("sentence-next", "help")
        player.keys("/")
        player.type("mark")
        check(player, "help-filter")
        player.keys("Enter")
        check(player, "help-filtered")
    }

    @Test func tinySizesDoNotTrap() {
        for columns in 0...5 {
            for rows in 0...3 {
                var player = Player(ScreenTests.text)
                player.resize(columns, rows)
                for action in ["row-down", "tag risk", "note", "page-down", "select", "page-up", "help", "zen", "help"]
                {
                    if player.state.dialog != nil { player.keys("x Enter Esc") }
                    player.run(action)
                    let size = frame(for: player.state, theme: .light).size
                    #expect(size == Size(columns: columns, rows: rows))
                }
            }
        }
    }
}
