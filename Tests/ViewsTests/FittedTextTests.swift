// Sentences on narrow screens: what happened stays, whole clauses go, and the sign says that something went.

import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct FittedTextTests {
    @Test(arguments: [
        ("closed; it is kept", 60, "closed; it is kept"),
        (
            "closed; what was typed is kept as a draft: open the note here again to go on with it", 60,
            "closed; what was typed is kept as a draft …"
        ),
        (
            "Enter goes there, / filters, s takes the next order, Esc goes back", 60,
            "Enter goes there, / filters, s takes the next order …"
        ),
        ("the mark begins here; go to where its second part is to begin", 40, "the mark begins here …"),
        ("there is nothing more to be seen in this place", 30, "there is nothing more to be …"),
        ("/a/very/long/path/that/has/no/blank/in/it", 20, "/a/very/long/path/t…"),
        ("電力網が止まった、電力網が止まった", 20, "電力網が止まった、…"), ("word", 0, ""),
    ]) func whatHappenedStays(text: String, room: Int, shown: String) {
        #expect(fitted(text, to: room) == shown)
        #expect(width(of: fitted(text, to: room)) <= room)
    }

    /// The last row of the screen, as it is read.
    private func lastRow(_ player: Player) -> String {
        frame(for: player.state, theme: .dark).text(row: player.state.size.rows - 1)
    }

    @Test func theHintLineKeepsWhatHappened() {
        var player = Player("|One is here. Two is there.\n", size: Size(columns: 60, rows: 12))
        player.keys("a h i Esc")
        #expect(lastRow(player) == " closed; what was typed is kept as a draft …")
        player.keys("Esc z l Q")
        #expect(lastRow(player) == " Enter goes there, / filters, s takes the next order …")
    }

    @Test(arguments: [(80, 24), (40, 12)]) func theNamesBehindTheColon(_ columns: Int, _ rows: Int) {
        var player = Player(
            "|The grid failed at noon. Who bears the risk? Nobody would say.\n",
            size: Size(columns: columns, rows: rows))
        player.keys(": t a g Tab Tab Tab")
        let picture = frame(for: player.state, theme: .dark).picture { style in
            style.background == Theme.dark.selected(.plain).background ? "=" : style == Theme.dark.quiet ? "." : " "
        }
        if let problem = goldenProblem(picture, "command-names-\(columns)x\(rows)") { Issue.record("\(problem)") }
    }

    @Test func theListByTagSaysWhatItCounts() {
        var player = Player("|One is here. Two is there.\n", size: Size(columns: 60, rows: 12))
        player.press("tag risk", "tag policy", "sentence-next", "tag risk", "document-start")
        player.keys("z l s")
        let title = frame(for: player.state, theme: .dark).text(row: 0)
        #expect(title.hasPrefix(" Marks by tag") && title.hasSuffix("1 of 3 rows, 2 marks"), "\(title)")
    }
}
