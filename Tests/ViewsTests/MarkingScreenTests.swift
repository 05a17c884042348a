// Golden screens of what marking draws: signs of a first pass, questions, coverage, the marks of other coders.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@testable import Views

@Suite struct MarkingScreenTests {
    private static let text = """
        |The grid failed at noon. Who bears the risk? Nobody in the ministry would say, and the operators \
        pointed at one another for three days. 電力網が止まった。 A 👩‍🚀 saw the grid failed.

        A second paragraph says that the grid failed again. The policy is to show both.

        Risk is what remains.

        """

    /// `~` a mark, `≈` one of another coder, `≋` of both, `=` the selection, `*` what stands out, `.` the current sentence, `q` what
    /// stands back.
    private func sign(_ theme: Theme) -> (Style) -> Character {
        { style in
            if theme.hasColor, style == theme.status { return " " }
            if style.background == theme.selected(.plain).background, theme.hasColor { return "=" }
            if style.attributes.isSuperset(of: [.underline, .italic]) {
                return style.foreground == .standard || style.foreground == theme.quiet.foreground ? "≈" : "≋"
            }
            if style.attributes.contains(.underline) { return "~" }
            if style.attributes.contains(.reverse) { return "=" }
            if style.attributes.contains(.bold) { return "*" }
            if style == theme.quiet { return "q" }
            return style.background == theme.current(.plain).background && theme.hasColor ? "." : " "
        }
    }

    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture(sign(theme))
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    private func player(_ columns: Int = 80, _ rows: Int = 14) -> Player {
        Player(MarkingScreenTests.text, size: Size(columns: columns, rows: rows))
    }

    @Test func theSamePhrase() {
        for (columns, rows, name) in [(80, 14, "phrase"), (40, 12, "phrase-40x12")] {
            var player = player(columns, rows)
            player.press("word-next", "select", "2 word-next")
            player.keys("r z w")
            check(player, name)
            player.keys("Z")
            check(player, "\(name)-other-key")
            player.keys("!")
            check(player, "\(name)-over")
        }
    }

    @Test func triage() {
        for (columns, rows, name) in [(80, 14, "triage"), (40, 12, "triage-40x12")] {
            var player = player(columns, rows)
            player.keys("* ) ~ ) ! ) *")
            player.press("cancel", "document-start")
            check(player, "\(name)-signs")
            check(player, "\(name)-signs-monochrome", .monochrome)
            player.keys("z t n")
            check(player, name)
            player.keys("t")
            check(player, "\(name)-prefix")
        }
    }

    @Test func coverage() {
        for (columns, rows, name) in [(80, 14, "coverage"), (40, 12, "coverage-40x12"), (120, 14, "coverage-120x14")] {
            var player = Player(
                "|" + (1...60).map { "Paragraph \($0) of a long article.\n\n" }.joined(),
                size: Size(columns: columns, rows: rows))
            player.press("3 paragraph-next", "tag risk", "cancel")
            player.idle()
            player.idle()
            player.press("30 paragraph-next", "tag policy", "cancel")
            player.idle()
            player.idle()
            player.press("document-start", "coverage")
            check(player, name)
            check(player, "\(name)-monochrome", .monochrome)
        }
    }

    private func others(_ document: Document) -> [CoderMarks] {
        [
            CoderMarks(
                "bob",
                AnnotationSet([
                    Player.mark("b1", "Who bears the risk?", in: document, creator: "bob"),
                    Player.mark("b2", "A second", in: document, note: "of how many?", creator: "bob"),
                ])),
            CoderMarks("bea", AnnotationSet([Player.mark("a1", "電力網が", in: document, creator: "bea")])),
        ]
    }

    @Test func otherCoders() {
        for (columns, rows, name) in [(80, 14, "coders"), (40, 12, "coders-40x12")] {
            var player = player(columns, rows)
            player.press("sentence-next", "tag risk", "cancel")
            player.press("coders")
            player.act(.codersRead(index: 0, others(player.document)))
            check(player, name)
            check(player, "\(name)-monochrome", .monochrome)
            player.press("mark-next")
            check(player, "\(name)-gone-to")
        }
    }

    /// The list of whose marks are shown; nothing of theirs is seen behind it.
    @Test func whoseMarksAreShown() {
        for (columns, rows, name) in [(80, 14, "choose-coder"), (40, 12, "choose-coder-40x12")] {
            var player = player(columns, rows)
            player.keys("z V")
            player.act(.codersRead(index: 0, others(player.document)))
            check(player, name)
            player.keys("Down Down")
            check(player, "\(name)-monochrome", .monochrome)
            player.keys("Enter")
            check(player, "\(name)-chosen")
        }
    }
}
