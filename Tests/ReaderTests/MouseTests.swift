// The mouse on the text: wheel, click, drag, several clicks, and who has it.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

private let text = """
    |Trams cross the river. Fares may double soon, and riders know it.

    Gardens were sold in spring. Nobody keeps them open.

    """
private let long = "|" + (1...60).map { "Row number \($0) of the text.\n" }.joined()

extension Player {
    /// Reports the mouse at a cell of the text column.
    fileprivate mutating func mouse(_ kind: Mouse.Kind, _ column: Int, _ row: Int, at time: Int = 0) {
        let position = Position(column: state.textLeft + column, row: row)
        act(.event(.mouse(Mouse(kind, at: position, time: time))))
    }

    /// Clicks so many times, 100 ms apart.
    fileprivate mutating func click(_ column: Int, _ row: Int, times: Int = 1, at time: Int = 0) {
        for number in 0..<times {
            mouse(.press(.left), column, row, at: time + number * 100)
            mouse(.release, column, row, at: time + number * 100 + 50)
        }
    }

    fileprivate var word: String {
        document.text(document.word(at: file.cursor) ?? Span(file.cursor, file.cursor))
    }
}

@Suite struct MouseTests {
    @Test func aClickPlacesTheCursor() {
        var player = Player(text)
        player.click(6, 0)
        #expect(player.text.hasPrefix("Trams |cross"))
        player.click(70, 2)
        #expect(player.text.hasSuffix("open|.\n"), "right of a row means its end")
        player.click(-4, 0)
        #expect(player.file.cursor == .zero, "left of a row means its start")
        player.click(3, 1)
        #expect(player.document.line(at: player.file.cursor) == 1, "a blank row can be stood on")
        player.click(2, 15)
        #expect(player.document.line(at: player.file.cursor) == 2, "below the text is its last row")
        let before = player.file.cursor
        player.click(3, 22)
        player.click(3, 23)
        #expect(player.file.cursor == before, "the status line and the hint line are no text")
    }

    @Test func aClickEndsWhatWasSelectedAndWhatWasBegun() {
        var player = Player(text)
        player.press("select-sentence")
        player.keys("z")
        player.click(6, 0)
        #expect(player.file.selection == nil)
        #expect(player.state.pendingKeys.isEmpty)
        player.keys("r")
        #expect(player.marks == ["risk “Trams cross the river.”"])
    }

    @Test func dragging() {
        var player = Player(text)
        player.mouse(.press(.left), 6, 0)
        #expect(player.file.selection == nil)
        player.mouse(.drag(.left), 10, 0)
        #expect(player.text.hasPrefix("Trams ⟦cros|s⟧ the"))
        player.mouse(.drag(.left), 2, 0)
        #expect(player.text.hasPrefix("Tr⟦|ams c⟧ross"), "the grapheme it began at stays in it")
        player.mouse(.release, 2, 0)
        player.keys("r")
        #expect(player.marks == ["risk “ams c”"])
        player.mouse(.press(.left), 3, 0)
        player.mouse(.drag(.left), 8, 2)
        #expect(player.text.contains("Tra⟦ms cross") && player.text.contains("Gardens |w⟧ere"))
    }

    @Test func severalClicksTakeLargerUnits() {
        var player = Player(text)
        player.click(35, 0, times: 2)
        #expect(player.text.contains("Fares may ⟦doubl|e⟧ soon"))
        player.click(35, 0, times: 3, at: 5000)
        #expect(player.text.contains("⟦Fares may double soon, and riders know it|.⟧"))
        player.click(35, 0, times: 4, at: 9000)
        #expect(player.text.hasPrefix("⟦Trams cross the river. Fares may double soon, and riders know it|.⟧"))
        player.click(35, 0, times: 5, at: 19000)
        #expect(player.file.selection == nil, "after the paragraph it begins anew")
    }

    @Test func clicksThatAreSlowOrFarApartAreSingleOnes() {
        var player = Player(text)
        player.click(6, 0)
        player.click(6, 0, at: 900)
        #expect(player.file.selection == nil)
        player.click(17, 0, at: 1000)
        #expect(player.file.selection == nil)
        player.click(18, 0, at: 1200)
        #expect(player.file.selection != nil, "a cell beside it is the same place for a hand")
    }

    @Test func draggingAfterADoubleClickGoesByWords() {
        var player = Player(text)
        player.mouse(.press(.left), 8, 0)
        player.mouse(.release, 8, 0, at: 50)
        player.mouse(.press(.left), 8, 0, at: 100)
        player.mouse(.drag(.left), 17, 0, at: 200)
        #expect(player.text.hasPrefix("Trams ⟦cross the rive|r⟧."))
        player.mouse(.drag(.left), 2, 0, at: 300)
        #expect(player.text.hasPrefix("⟦|Trams cross⟧ the"))
    }

    @Test func draggingBeyondTheEdgeScrolls() {
        var player = Player(long)
        let rows = player.state.textRows
        player.mouse(.press(.left), 0, 10)
        for step in 0..<5 { player.mouse(.drag(.left), 4, rows, at: step) }
        #expect(player.document.line(at: player.file.top.row.span.start) >= 4)
        #expect(player.file.selection?.origin == player.document.start(ofLine: 10))
        for step in 0..<9 { player.mouse(.drag(.left), 0, 0, at: step) }
        #expect(player.file.top.row.span.start == .zero)
    }

    @Test func theWheelScrollsThreeRows() {
        var player = Player(long)
        player.mouse(.wheelDown, 0, 5)
        #expect(player.document.line(at: player.file.top.row.span.start) == 3)
        player.mouse(.wheelDown, 0, 5)
        player.mouse(.wheelUp, 0, 5)
        #expect(player.document.line(at: player.file.top.row.span.start) == 3)
        for _ in 0..<50 { player.mouse(.wheelDown, 0, 5) }
        let shown = player.state.flow.rows(from: player.file.top, height: 99)
        #expect(shown.count == player.state.textRows, "not beyond the end")
        for _ in 0..<50 { player.mouse(.wheelUp, 0, 5) }
        #expect(player.file.top.row.span.start == .zero)
    }

    @Test func aNoteIsOpenedByADoubleClick() {
        var player = Player(text)
        player.press("tag risk", "note")
        player.type("who?")
        player.keys("Enter")
        player.press("paragraph-next")
        player.click(3, 1)
        #expect(player.marks == ["risk “Trams cross the river.” — who?"])
        #expect(player.word == "river" || player.text.contains("river|."), "the cursor goes to the passage's end")
        player.click(3, 1, times: 2, at: 5000)
        guard case .note(let editor) = player.state.dialog else { return #expect(Bool(false), "no note is open") }
        #expect(editor.field.text == "who?")
        player.click(3, 0, times: 2, at: 9000)
        guard case .note = player.state.dialog else { return #expect(Bool(false), "a click closed the note") }
    }

    @Test func theHelpScrollsAndAClickBesideItClosesIt() {
        var player = Player(text)
        player.press("help")
        player.mouse(.wheelDown, 0, 12)
        guard case .help(let help) = player.state.dialog else { return #expect(Bool(false), "no help") }
        #expect(help.scrolled == 3)
        player.click(1, player.state.helpSpan.lowerBound + 1)
        #expect(player.state.dialog != nil)
        player.click(1, 0, at: 900)
        #expect(player.state.dialog == nil)
    }

    @Test func listsAreScrolledChosenFromAndTaken() {
        let chapters = (1...40).map { "# Chapter \($0)\n\nSome text of it.\n\n" }.joined()
        var player = Player("|" + chapters, size: Size(columns: 80, rows: 24))
        func chosen(_ player: Player) -> Int? {
            if case .list(let listing) = player.state.dialog { return listing.chooser.chosen }
            return nil
        }
        player.press("outline")
        player.mouse(.wheelDown, 10, 5)
        #expect(chosen(player) == 3)
        player.mouse(.wheelUp, 10, 5)
        player.mouse(.wheelUp, 10, 5)
        #expect(chosen(player) == 0)
        let top = player.state.listRows?.lowerBound ?? 0
        #expect(top == 11, "the list stands below the text")
        player.click(10, top + 5)
        #expect(chosen(player) == 4, "below the title")
        player.click(10, 23, at: 1000)
        #expect(chosen(player) == 4, "the hint line is no row")
        player.click(10, top + 7, times: 2, at: 3000)
        #expect(player.state.dialog == nil)
        #expect(player.document.line(at: player.file.cursor) == 24)
    }

    @Test func itCanBeLeftToTheTerminal() {
        var player = Player(text)
        player.keys("z m")
        #expect(player.asked == ["mouse off"])
        #expect(player.message == "the mouse is the terminal's: select and paste with it; zm takes it back")
        player.press("mouse")
        #expect(player.asked == ["mouse on"])
        #expect(player.message == "the mouse is read here: click, drag, wheel; zm leaves it to the terminal")
    }

    @Test func anythingAnywhereKeepsTheReaderWhole() {
        var random = Random(for: "mouse")
        let kinds: [Mouse.Kind] = [
            .press(.left), .drag(.left), .release, .wheelUp, .wheelDown, .press(.right), .drag(.middle),
        ]
        var player = Player(text + String(long.dropFirst()), size: Size(columns: 30, rows: 9))
        for step in 0..<3000 {
            let kind = random.pick(kinds)
            let column = random.number(-6...34)
            player.mouse(kind, column, random.number(-1...13), at: step * 90)
            if step % 7 == 0 { player.run(["tag risk", "select", "help", "zen", "redo"][step / 7 % 5]) }
            if step % 50 == 0 { player.resize(random.number(0...50), random.number(0...16)) }
            let span = player.file.selection?.span(in: player.document)
            #expect(player.document.isGraphemeBoundary(player.file.cursor))
            #expect(span.map { player.document.snapped($0) == $0 } ?? true)
            guard player.file.cursor < player.document.end else {
                Issue.record("the cursor is behind the text")
                return
            }
        }
    }
}
