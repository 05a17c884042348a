// The list of headings in the reader, and the keys that step through them.

import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct OutliningTests {
    private static let body = """
        The ministry had known for years that the lines would not hold, and nobody in it had thought it worth the money \
        to say so. In the end it was the operators who paid.
        """
    private static let text = """
        \(body)

        1. Scope

        \(body)

        1.1 Limits

        |\(body)

        2. Costs

        \(body)

        """

    private func player(_ keymap: String = "vim", size: Size = Size(columns: 80, rows: 24)) -> Player {
        Player(OutliningTests.text, size: size, keymap: keymap)
    }

    /// The titles in the list that is open, the chosen one in brackets; nil when none is.
    private func list(_ player: Player) -> [String]? {
        guard case .list(let listing) = player.state.dialog else { return nil }
        let chooser = listing.chooser
        return (0..<chooser.count).map { place in
            let text = chooser.rows.row(chooser.number(at: place)).text
            return place == chooser.chosenPlace ? "[\(text)]" : text
        }
    }

    /// The line that the cursor is in.
    private func line(_ player: Player) -> String {
        let document = player.document
        return document.text(document.content(ofLine: document.line(at: player.file.cursor)))
    }

    @Test(arguments: [("vim", "z O"), ("vim", "g O"), ("less", "z O"), ("emacs", "M-g i"), ("arrows", "F2")])
    func opensAtTheHeadingOverTheCursor(_ keymap: String, _ keys: String) {
        var player = player(keymap)
        let cursor = player.file.cursor
        player.keys(keys)
        #expect(list(player) == ["1. Scope", "[1.1 Limits]", "2. Costs"])
        #expect(player.file.cursor == cursor)
    }

    @Test func theTextFollowsAndEscapeGoesBack() {
        var player = player()
        let (cursor, top) = (player.file.cursor, player.file.top)
        player.keys("z O Down")
        #expect(line(player) == "2. Costs")
        player.keys("Esc")
        #expect(player.state.dialog == nil && player.file.cursor == cursor && player.file.top == top)
        player.keys("z O Up Up Enter")
        #expect(player.state.dialog == nil && line(player) == "1. Scope")
    }

    @Test func filteringMovesTheTextToo() {
        var player = player()
        player.keys("z O /")
        player.type("cost")
        #expect(list(player) == ["[2. Costs]"] && line(player) == "2. Costs")
        player.keys("Esc")
        #expect(list(player) == ["1. Scope", "1.1 Limits", "[2. Costs]"])
        player.act(.event(.paste("scope")))
        player.keys("Enter")
        #expect(line(player) == "1. Scope")
    }

    @Test func aSelectionGoesAlongOnlyWithEnter() {
        var player = player()
        player.keys("v z O Down Esc")
        #expect(player.file.selection?.span(in: player.document).count == 1)
        player.keys("z O Down Enter")
        #expect(player.file.selection?.head == player.file.cursor && line(player) == "2. Costs")
        #expect((player.file.selection?.span(in: player.document).count ?? 0) > 100)
    }

    @Test func stepsFromHeadingToHeading() {
        var player = player()
        player.keys("[ h")
        #expect(line(player) == "1.1 Limits")
        player.keys("[ h")
        #expect(line(player) == "1. Scope")
        player.keys("[ h")
        #expect(line(player) == "1. Scope" && player.message == "no heading further up")
        player.keys("2 ] h")
        #expect(line(player) == "2. Costs")
        player.keys("] h")
        #expect(player.message == "no heading further down")
        player.press("document-start", "heading-next")
        #expect(line(player) == "1. Scope")
    }

    @Test(arguments: [5, 30, 40, 200])
    func aHeadingOrHitThatIsNotOnScreenComesToItsUpperThird(_ rows: Int) {
        let lines = String(repeating: "A line of text.\n", count: rows)
        for isSearch in [false, true] {
            var player = Player("|" + lines + "\n## Costs\n\n" + String(repeating: "More of it.\n", count: 200))
            player.keys(isSearch ? "/ C o s t s Enter" : "] h")
            let top = player.file.top
            let row = player.state.flow.row(at: player.file.cursor)
            let distance = player.state.flow.distance(from: top, to: row, limit: 100)
            let isOnScreen = rows < player.state.textRows
            #expect(distance == (isOnScreen ? rows + 1 : player.state.textRows / 3))
            #expect((top.row.span.start == .zero) == isOnScreen)
        }
    }

    @Test func aTextWithoutHeadingsSaysSo() {
        var player = Player("|Nothing but text.")
        player.keys("] h")
        #expect(player.message == "no headings in this text")
        player.keys("z O")
        #expect(list(player) == [])
        guard case .list(let listing) = player.state.dialog else { return }
        #expect(listing.chooser.currentHints.map(\.keys) == ["/", "Esc"])
        player.keys("x")
        #expect(player.message == "/ filters, Esc goes back")
        player.keys("Enter Down q")
        #expect(player.state.dialog == nil)
    }

    @Test func largeTextsAreLookedThroughBesideTheReader() {
        let text =
            String(repeating: OutliningTests.body + "\n\n", count: 7000) + "## At the end\n\n" + OutliningTests.body
        var player = Player(text)
        player.keys("z O")
        #expect(player.asked == ["find-headings 0"] && player.message == "looking for headings …")
        player.keys("z O")
        #expect(player.asked == [] && player.state.dialog == nil)
        let work = player.state.works[0].id
        player.act(.outlined(work, index: 0, player.document.outline() ?? .empty))
        #expect(list(player) == ["[At the end]"])
        player.keys("Enter")
        #expect(line(player) == "## At the end")
    }

    /// The key that asks for a heading before there are any is not lost, unless one went elsewhere meanwhile.
    @Test(arguments: [false, true]) func aStepIsTakenWhenTheHeadingsAreThere(goesElsewhere: Bool) {
        let text =
            String(repeating: OutliningTests.body + "\n\n", count: 7000) + "## At the end\n\n" + OutliningTests.body
        var player = Player(text)
        player.keys("] h")
        #expect(player.asked == ["find-headings 0"])
        if goesElsewhere { player.press("row-down") }
        player.act(.outlined(player.state.works[0].id, index: 0, player.document.outline() ?? .empty))
        #expect((line(player) == "## At the end") != goesElsewhere)
    }

    @Test func headingsThatComeTooLateOpenNothing() {
        let text = String(repeating: OutliningTests.body + "\n\n", count: 7000)
        var player = Player(text)
        player.keys("z O /")
        let work = player.state.works[0].id
        player.act(.outlined(work, index: 0, .empty))
        #expect(list(player) == nil && player.state.works.isEmpty)
        player.act(.outlined(work, index: 7, .empty))
    }

    @Test func lookingForThemCanBeStopped() {
        let text = String(repeating: OutliningTests.body + "\n\n", count: 7000) + "## At the end\n\n"
        var player = Player(text)
        player.keys("z O")
        let work = player.state.works[0].id
        player.act(.progress(work, 0.4))
        #expect(player.state.workInWords == "looking for headings 40%, Esc stops")
        player.keys("Esc")
        #expect(player.state.works.isEmpty)
        player.act(.outlined(work, index: 0, .empty))
        #expect(player.file.outline == nil && player.state.dialog == nil)
        // Nor does it begin again by itself.
        player.idle()
        #expect(player.state.works.isEmpty && player.asked.allSatisfy { !$0.hasPrefix("find-headings") })
        player.keys("z O")
        #expect(player.asked == ["find-headings 0"])
        // At once, too, when somebody waits for it; and the list does not open over what is read instead.
        let second = player.state.works[0].id
        player.keys("Esc")
        #expect(player.asked == ["stop \(second.value)"])
        player.keys("] h Esc")
        #expect(player.state.works.isEmpty)
        player.keys("] h v")
        let third = player.state.works[0].id
        player.act(.outlined(third, index: 0, player.document.outline() ?? .empty))
        #expect(player.file.outline?.headings.count == 1 && player.state.dialog == nil && player.file.cursor == .zero)
    }

    @Test func headingsAreFoundWhenNothingElseIsToBeDone() {
        var player = player()
        #expect(player.file.outline == nil)
        player.idle()
        #expect(player.file.outline?.headings.count == 3)
    }

    @Test func aResizeKeepsListAndTextTogether() {
        var player = player(size: Size(columns: 120, rows: 30))
        player.keys("z O Down")
        #expect(player.state.listColumns.map { $0.lowerBound > 0 } == true)
        for (columns, rows) in [(100, 10), (99, 10), (20, 5), (3, 2), (140, 40)] {
            player.resize(columns, rows)
            #expect(list(player) == ["1. Scope", "1.1 Limits", "[2. Costs]"] && line(player) == "2. Costs")
        }
        player.keys("Esc")
        #expect(player.file.layout.width == 76)
    }
}
