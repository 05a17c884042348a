// Golden screens of an article whose file is not what it was: renamed, so that marks are offered to it, and gone, so
// that its old text is shown.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@testable import Views

@Suite struct ChangedFileScreenTests {
    /// `!` what alarms, `~` a mark, `.` what stands back, `*` bold.
    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture { style in
            if style == theme.status { return " " }
            if style == theme.statusAlarm || style == theme.problem { return "!" }
            if style.attributes.contains(.reverse) { return "=" }
            if style.attributes.contains(.underline) { return "~" }
            if style.attributes.contains(.bold) { return "*" }
            return style == theme.quiet ? "." : " "
        }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    private static let sizes = [(100, 16), (40, 12)]
    private static let text = "One is here. Two is there.\n\nA second paragraph is about floods. Dykes cost more.\n"

    private func player(_ columns: Int, _ rows: Int) -> Player {
        Player(ChangedFileScreenTests.text, size: Size(columns: columns, rows: rows))
    }

    @Test(arguments: sizes) func marksOfAnArticleThatWasRenamedAreOffered(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        let name = "../drafts/2026/電力網の停止と費用の負担について.txt"
        player.act(.strayFound(index: 0, StrayMarks(articles: [name], counts: [(nil, 2), ("bob", 1)])))
        player.idle()
        check(player, "adopt-\(columns)x\(rows)")
        check(player, "adopt-monochrome-\(columns)x\(rows)", .monochrome)
        player.keys("n")
        check(player, "adopt-refused-\(columns)x\(rows)")
    }

    @Test(arguments: 16...100) func bothAnswersCanBeRead(columns: Int) {
        var player = player(columns, 12)
        player.act(.strayFound(index: 0, StrayMarks(articles: ["old.txt"], counts: [(nil, 2)])))
        player.idle()
        let frame = frame(for: player.state, theme: .dark)
        let hints = frame.row(11).map(\.grapheme).joined()
        #expect(hints.contains("y ") && hints.contains("  n "), "\(hints)")
    }

    @Test(arguments: sizes) func theOldTextSaysThatItIsOne(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        let reason = "article-1.txt is gone (deleted, moved or renamed)"
        player.act(.articleChanged(index: 0, .unreadable(reason, isOldReadable: true)))
        check(player, "old-text-\(columns)x\(rows)")
        player.press("tag risk")
        player.saved()
        check(player, "old-text-marked-\(columns)x\(rows)")
        check(player, "old-text-marked-monochrome-\(columns)x\(rows)", .monochrome)
        player.act(.articleChanged(index: 0, .restored))
        check(player, "old-text-restored-\(columns)x\(rows)")
    }

    /// What cannot be marked any more is said as well.
    @Test(arguments: sizes) func anOldTextOfWhichOnlyThePartInViewIsLeft(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.act(.articleChanged(index: 0, .unreadable("article-1.txt is empty now", isOldReadable: false)))
        player.press("tag risk")
        check(player, "old-text-in-part-\(columns)x\(rows)")
    }
}
