// Golden screens of what finds marks again: the list, the filter, the digest, folded notes, search in notes.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct FindingScreenTests {
    private static let text = """
        |The grid failed at noon. Who bears the risk? Nobody in the ministry would say, and the operators pointed at \
        one another for three days.

        電力網が止まった。 A 👩‍🚀 saw it from above. The second paragraph goes on for a while without a mark in it.

        A third paragraph has nothing that anybody would mark. Neither has its second sentence.

        The policy is to show both. Risk is what remains. The very last sentence has a note that is not finished.

        """

    /// Four marks, two of them noted, and a draft.
    private func player(_ columns: Int, _ rows: Int, keymap: String = "vim") -> Player {
        var player = Player(FindingScreenTests.text, size: Size(columns: columns, rows: rows), keymap: keymap)
        player.press("sentence-next", "tag risk", "note")
        player.type("who bears it? 誰が?")
        player.keys("Enter")
        player.press(
            "paragraph-next", "tag opinion", "2 paragraph-next", "tag policy", "tag risk", "sentence-next", "note")
        player.type("a note alone")
        player.keys("Enter")
        player.press("sentence-next", "note")
        player.type("not finished")
        player.keys("Esc")
        player.saved()
        player.saved()
        player.press("document-start")
        return player
    }

    /// `~` a mark, `=` what is chosen, `/` a hit, `#` the one in hand, `.` the current sentence, `*` bold.
    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture { style in
            guard theme.hasColor else {
                if style.attributes.contains(.underline) { return "~" }
                return style.attributes.contains(.reverse) ? "=" : style.attributes.contains(.bold) ? "*" : " "
            }
            if style == theme.status { return " " }
            if style.background == theme.selected(.plain).background { return "=" }
            if style.background == theme.hitAtCursor(.plain).background { return "#" }
            if style.background == theme.hit(.plain).background { return "/" }
            if style.attributes.contains(.underline) { return "~" }
            if style.background == theme.current(.plain).background { return "." }
            return style.attributes.contains(.bold) ? "*" : " "
        }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    @Test(arguments: [(120, 20), (80, 24), (40, 12)]) func theListOfMarks(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("z l Down Down")
        check(player, "marks-list-\(columns)x\(rows)")
    }

    @Test func theListWithoutColour() {
        var player = player(80, 24)
        player.keys("z l s Down")
        check(player, "marks-list-monochrome", .monochrome)
    }

    @Test func theListFiltered() {
        var player = player(120, 14)
        player.keys("z l /")
        player.type("#risk")
        check(player, "marks-list-filtered")
    }

    @Test(arguments: [(80, 24), (40, 12)]) func onlyOneTag(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("& r")
        check(player, "only-risk-\(columns)x\(rows)")
    }

    @Test func theTagsToShowAlone() {
        var player = player(60, 12)
        player.keys("& T Down")
        check(player, "show-only")
    }

    @Test(arguments: [(80, 24), (40, 12)]) func digest(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("z g } }")
        check(player, "digest-\(columns)x\(rows)")
    }

    @Test func digestWithoutColour() {
        var player = player(60, 16)
        player.keys("z g } }")
        check(player, "digest-monochrome", .monochrome)
    }

    @Test func foldedNotesHaveASign() {
        var player = player(80, 24)
        player.keys("z A")
        check(player, "notes-folded")
        check(player, "notes-folded-monochrome", .monochrome)
    }

    @Test func searchInNotes() {
        var player = player(80, 24)
        player.keys("z /")
        player.type("note")
        check(player, "note-search-prompt")
        player.keys("Esc z /")
        player.type("誰")
        player.keys("Enter")
        check(player, "note-search")
    }

    @Test func tinySizesDoNotTrap() {
        for columns in [0, 1, 2, 3, 5, 9, 30] {
            for rows in [0, 1, 2, 3, 4, 16] {
                var player = player(40, 12)
                player.resize(columns, rows)
                for keys in ["z l Down s", "Esc z g j j", "& r", "z / n", "Esc & T", "Esc z A", "z g z e"] {
                    player.keys(keys)
                    #expect(frame(for: player.state, theme: .light).size == Size(columns: columns, rows: rows))
                }
            }
        }
    }
}
