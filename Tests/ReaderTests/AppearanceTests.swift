// Themes, zen, the help over the text, and copying: what the reader says and asks for.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

private let text = """
    # On trams

    |Trams cross the river. Fares may double soon.

    """
private let long = "|" + (1...60).map { "Row number \($0) of the text.\n" }.joined()

@Suite struct ThemeChoiceTests {
    @Test func theKeyGoesRound() {
        var player = Player(text)
        var seen: [ThemeName] = []
        for _ in 0..<4 {
            player.keys("z T")
            seen.append(player.state.appearance.theme)
            #expect(player.message == "theme: \(player.state.appearance.theme.rawValue)")
        }
        #expect(seen == [.light, .highContrast, .monochrome, .dark])
    }

    @Test func theTerminalsAnswerCountsUntilSomebodyChooses() {
        var player = Player(text)
        player.act(.event(.background(.light)))
        #expect(player.state.appearance.theme == .light)
        player.act(.event(.background(.dark)))
        #expect(player.state.appearance.theme == .dark)
        player.press("theme", "theme")
        player.act(.event(.background(.light)))
        #expect(player.state.appearance.theme == .highContrast)
    }

    @Test func withoutColoursThereIsOneTheme() {
        var player = Player(text)
        player.state.appearance = Appearance(.light, hasColor: false)
        player.press("theme")
        #expect(player.state.appearance.theme == .monochrome)
        #expect(player.message.contains("no colours"))
        player.act(.event(.background(.light)))
        #expect(player.state.appearance.theme == .monochrome)
    }
}

@Suite struct ZenTests {
    @Test func onlyTextIsLeftAndTheTextStaysWhereItWas() {
        var player = Player(long)
        player.press("20 row-down")
        let (top, cursor) = (player.file.top, player.file.cursor)
        player.keys("z n")
        #expect(player.state.textRows == 24)
        #expect(!player.state.hasHintLine && !player.state.hasStatusLine)
        #expect(player.file.top == top && player.file.cursor == cursor)
        player.keys("z n")
        #expect(player.state.textRows == 22)
        #expect(player.file.top == top && player.file.cursor == cursor)
    }

    @Test func whatIsSaidOrAskedHasALineWhileItIsNeeded() {
        var player = Player(long)
        player.press("zen")
        player.keys("/")
        #expect(player.state.hasHintLine)
        player.keys("Esc")
        #expect(!player.state.hasHintLine)
        player.keys("z")
        #expect(player.state.hasHintLine)
        player.keys("Esc 3")
        #expect(player.state.hasHintLine)
        player.keys("j")
        #expect(!player.state.hasHintLine)
        player.press("tag risk")
        #expect(player.state.hasHintLine && !player.state.hasStatusLine, "it says what it did")
        player.saveFails()
        #expect(player.state.hasStatusLine, "what is not on disk is never hidden")
        player.keys("j j")
        #expect(player.state.hasStatusLine)
        player.press("undo")
        player.saved()
        player.keys("j")
        #expect(!player.state.hasStatusLine)
    }

    @Test func theCursorsRowIsSeenAtTheEndAndAfterAResize() {
        var player = Player(long)
        player.press("zen", "document-end")
        player.keys("/")
        for (columns, rows) in [(80, 24), (20, 5), (7, 2), (120, 40), (80, 1)] {
            player.resize(columns, rows)
            let row = player.file.layout.row(at: player.file.cursor)
            let shown = player.state.flow.rows(from: player.file.top, height: player.state.textRows)
            #expect(shown.contains { $0.row == row && $0.beneath == 0 })
        }
    }
}

@Suite struct HelpTests {
    private func help(_ player: Player) -> Help? {
        if case .help(let help) = player.state.dialog { return help }
        return nil
    }

    @Test func anyKeyThatDoesNotScrollGoesBackToTheSameScreen() {
        for key in ["Esc", "q", "x", "F1", "Enter", "C-c", "r"] {
            var player = Player(long)
            player.press("30 row-down", "select-sentence")
            let (top, cursor, selection) = (player.file.top, player.file.cursor, player.file.selection)
            player.keys("F1")
            player.keys("j Space G k")
            #expect(help(player) != nil)
            player.keys(key)
            #expect(help(player) == nil)
            #expect(player.file.top == top && player.file.cursor == cursor && player.file.selection == selection)
            #expect(player.marks.isEmpty)
        }
    }

    @Test func itLeavesTheCursorsRowInSight() {
        for down in 0..<22 {
            var player = Player(long)
            player.press("\(down + 1) row-down", "row-up", "help")
            let row = player.file.layout.row(at: player.file.cursor)
            let line = player.state.flow.distance(from: player.file.top, to: row, limit: 24)
            #expect(line.map { !player.state.helpSpan.contains($0) } == true)
        }
    }

    @Test func itScrollsToItsEndsAndNoFurther() {
        var player = Player(text)
        player.press("help")
        player.keys("k")
        #expect(help(player)?.scrolled == 0)
        player.keys("G j j")
        let end = player.state.helpLines().count - player.state.helpRows
        #expect(help(player)?.scrolled == end)
        player.keys("g g")
        #expect(help(player) == nil, "a sequence of two keys is not waited for here")
    }

    @Test func itIsFiltered() {
        var player = Player(text)
        player.press("help")
        player.keys("/")
        player.type("next sentence")
        let shown = player.state.helpLines(help(player)?.filter.text ?? "")
        #expect(shown.contains(.entry(keys: ") Tab", help: "next sentence")))
        #expect(shown.count < 10)
        player.keys("Enter j")
        #expect(help(player)?.filter.text == "next sentence")
        player.keys("/ Esc")
        #expect(help(player)?.filter.text == "")
        player.keys("Esc")
        #expect(help(player) == nil)
    }
}

@Suite struct CopyTests {
    @Test func theSentenceOrTheSelectionIsCopied() {
        var player = Player(text)
        player.keys("y")
        #expect(player.asked == ["copy Trams cross the river."])
        #expect(player.message.hasPrefix("copied 4 words; if nothing arrives"))
        player.press("sentence-next", "select-sentence", "copy")
        #expect(player.asked == ["copy Fares may double soon."])
        player.press("cancel", "select", "copy")
        #expect(player.message.hasPrefix("copied 1 word;"))
    }

    @Test func aCitationSaysWhereItIsFrom() {
        var player = Player(text)
        player.press("sentence-next")
        player.keys("Y")
        #expect(player.asked == ["copy “Fares may double soon.” — On trams, article-1.txt, ¶ 2"])
    }

    @Test func aTextWithoutATitleIsCitedWithoutOne() {
        var player = Player("|" + String(repeating: "An opening that goes on and on. ", count: 20))
        player.press("copy-citation")
        #expect(player.asked == ["copy “An opening that goes on and on.” — article-1.txt, ¶ 1"])
    }

    @Test func whatIsTooLongIsSaid() {
        var player = Player("|" + String(repeating: "No stop in it \n", count: 8000))
        player.press("select", "document-end", "copy")
        #expect(player.asked.isEmpty)
        #expect(player.message.contains("100 KB at the most"))
    }

    @Test func theKeysOfOtherKeymaps() {
        var emacs = Player(text, keymap: "emacs")
        emacs.keys("M-w")
        #expect(emacs.asked == ["copy Trams cross the river."])
        var arrows = Player(text, keymap: "arrows")
        arrows.keys("C-c")
        #expect(arrows.asked.isEmpty, "with nothing selected it cancels")
        arrows.keys("Enter C-c")
        #expect(arrows.asked == ["copy Trams cross the river."])
    }
}
