// Coverage: what counts as seen, what is kept of it, and that it stays small.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct CoverageTests {
    private func span(_ start: Int, _ end: Int) -> Span { Span(ByteOffset(start), ByteOffset(end)) }

    @Test func stretchesAreJoinedWhereTheyTouch() {
        var seen = Seen([span(10, 20), span(30, 40)])
        seen.add(span(20, 25))
        #expect(seen.spans == [span(10, 25), span(30, 40)] && seen.byteCount == 25)
        seen.add(span(0, 5))
        seen.add(span(24, 31))
        #expect(seen.spans == [span(0, 5), span(10, 40)])
        #expect(seen.byteCount(in: span(3, 12)) == 4 && seen.byteCount(in: span(5, 10)) == 0)
        seen.add(span(0, 100))
        seen.add(span(50, 50))
        #expect(seen.spans == [span(0, 100)])
    }

    @Test func randomStretchesAreThoseOfABitmap() {
        var random = Random(for: "seen")
        var seen = Seen()
        var map = [Bool](repeating: false, count: 500)
        for _ in 0..<300 {
            let start = random.number(0...480)
            let end = start + random.number(0...20)
            seen.add(span(start, end))
            for index in start..<end { map[index] = true }
            let stretch = span(random.number(0...250), random.number(250...500))
            #expect(seen.byteCount(in: stretch) == map[stretch.start.value..<stretch.end.value].count { $0 })
            #expect(zip(seen.spans, seen.spans.dropFirst()).allSatisfy { $0.end < $1.start })
        }
    }

    @Test func noMoreStretchesAreKeptThanAreCheap() {
        var seen = Seen()
        let stretches = (0..<5000).map { span($0 * 100 + $0 % 7, $0 * 100 + 50) }
        for stretch in stretches { seen.add(stretch) }
        #expect(seen.spans.count == Seen.limit)
        #expect(stretches.allSatisfy { seen.byteCount(in: $0) == $0.count }, "what was seen stays seen")
    }

    private static let text = (1...200).map { "This is paragraph \($0) of it.\n\n" }.joined()

    @Test func whatIsPagedOverIsNotSeenAndWhatIsReadIs() {
        var player = Player("|" + CoverageTests.text, size: Size(columns: 60, rows: 12))
        #expect(player.state.percentSeen == 0)
        for _ in 0..<3 { player.idle() }
        let first = player.file.seen
        #expect(first.spans.count == 1 && first.spans[0].start == .zero)
        // A page a second is nobody's reading.
        player.press("2 page-down", "2 page-down", "2 page-down", "2 page-down")
        #expect(player.file.seen == first)
        player.idle()
        player.idle()
        #expect(player.file.seen.spans.count == 2 && player.asked.contains { $0.hasPrefix("keep-seen 0 0..") })
        player.idle()
        #expect(!player.asked.contains { $0.hasPrefix("keep-seen") }, "only news is written")
    }

    @Test func ofPagesWithinASecondOnlyTheLastIsSeen() {
        var player = Player("|" + CoverageTests.text, size: Size(columns: 60, rows: 12))
        for _ in 0..<3 { player.idle() }
        let first = player.file.seen.spans[0]
        player.press("page-down")
        player.secondsBetween = 0
        player.press("page-down", "page-down", "page-down", "page-down", "page-up")
        player.secondsBetween = 1
        player.idle()
        #expect(player.file.seen.spans == [first])
        player.idle()
        let seen = player.file.seen.spans
        #expect(seen.count == 2 && seen[0] == first && seen[1].start == player.file.top.row.span.start)
        // What stays on screen has been there since it came.
        player.press("scroll-down")
        player.secondsBetween = 0
        player.press("scroll-down", "scroll-down")
        player.secondsBetween = 1
        player.press("coverage")
        player.idle()
        #expect(player.state.coverage(in: 200).contains { $0.isOnScreen && $0.seen == 1 })
        #expect(player.file.seen.spans.count == 2)
    }

    private static func step(_ player: inout Player, _ seconds: Int, _ way: String?) {
        player.secondsBetween = seconds
        if let way { player.press(way) } else { player.idle() }
    }

    /// While coverage is shown every view is looked at; else no more than one a second is, and as much is seen.
    @Test(arguments: [false, true]) func asMuchIsSeenAsIfEveryViewWereLookedAt(andBack: Bool) {
        var random = Random(for: "seen \(andBack)")
        let text = (1...2000).map { "This is paragraph \($0) of it.\n" }.joined()
        let down = ["scroll-down", "scroll-down", "3 scroll-down", "page-down", "half-page-down"]
        let ways = andBack ? down + ["scroll-up", "page-up", "half-page-up"] : down
        for _ in 0..<10 {
            var hidden = Player("|" + text, size: Size(columns: 120, rows: random.number(4...40)))
            var shown = Player("|" + text, size: hidden.state.size)
            shown.secondsBetween = 0
            shown.press("coverage")
            hidden.secondsBetween = 0
            hidden.press("coverage", "coverage")
            for _ in 0..<60 {
                let seconds = random.once(in: 3) ? 1 : 0
                let way = random.once(in: 12) ? nil : ways[random.number(0...ways.count - 1)]
                CoverageTests.step(&hidden, seconds, way)
                CoverageTests.step(&shown, seconds, way)
            }
            let (one, all) = (hidden.file.seen, shown.file.seen)
            #expect(all.spans.allSatisfy { one.byteCount(in: $0) == $0.count })
            if !andBack { #expect(one == all) }
        }
    }

    @Test func rowsThatScrollByUnderTheEyeAreSeen() {
        var player = Player("|" + CoverageTests.text, size: Size(columns: 60, rows: 12))
        for _ in 0..<30 { player.press("scroll-down") }
        // Each row stays on screen for nine steps of a second, the first ones for less.
        #expect(player.file.seen.spans.count == 1)
        #expect((player.state.percentSeen ?? 0) > 5)
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func isShownAndHiddenByAKey(keymap: String) {
        var player = Player("|" + CoverageTests.text, keymap: keymap)
        player.keys("z c")
        #expect(player.state.isCoverageShown && player.message.contains("seen"))
        player.press("tag risk")
        player.idle()
        player.idle()
        let cells = player.state.coverage(in: 20)
        #expect(cells.count == 20 && cells[0].mark != nil && cells[0].isOnScreen && cells[0].seen > 0.9)
        #expect(cells[19].mark == nil && cells[19].seen == 0 && !cells[19].isOnScreen)
        player.keys("z c")
        #expect(!player.state.isCoverageShown)
    }

    @Test func shortAndEmptyTexts() {
        var player = Player("ab")
        player.press("coverage")
        #expect(player.state.coverage(in: 30).count == 30)
        player.idle()
        player.idle()
        #expect(player.state.percentSeen == 100)
        player = Player("")
        player.press("coverage")
        #expect(player.state.coverage(in: 30).isEmpty)
    }

    @Test func leavingKeepsWhatWasSeen() {
        var player = Player("|" + CoverageTests.text)
        player.press("2 row-down")
        player.press("page-down")
        player.press("page-down")
        player.press("quit")
        #expect(player.asked.first?.hasPrefix("keep-position") == true && player.asked.last == "quit")
        #expect(player.asked.contains { $0.hasPrefix("keep-seen 0 0..") })
    }

    @Test func whatWasSeenGoesAlongWhenTheTextIsDecoded() {
        let text = "Costs may rise. Nobody knows by how much.\n\nThe second paragraph. It ends here.\n"
        var bytes = Array(text.utf8)
        bytes.insert(contentsOf: [0xFF, 0xFE], at: 6)
        let makeshift = Document(windowsOf: MemorySource(bytes))
        _ = makeshift.hash
        var player = Player(arriving: makeshift, size: Size(columns: 60, rows: 3))
        player.idle()
        player.idle()
        #expect(player.file.seen.spans.first?.end == ByteOffset(44))
        player.act(.decoded(index: 0, Document(String(decoding: bytes, as: UTF8.self))))
        // Two bytes have become two marks of three bytes each.
        #expect(player.file.seen.spans.first == span(0, 48))
        player.idle()
        #expect(player.asked.contains("keep-seen 0 0..48"))
    }

    @Test func aClickOnTheStripLeadsThere() {
        var player = Player("|" + CoverageTests.text, size: Size(columns: 80, rows: 22))
        let click = { (row: Int) in
            Action.event(.mouse(Mouse(.press(.left), at: Position(column: 79, row: row), time: 0)))
        }
        player.press("coverage")
        player.act(click(10))
        #expect((48...51).contains(player.file.cursor.percent(of: player.document.byteCount)))
        player.act(click(0))
        #expect(player.file.cursor == .zero)
        player.press("jump-back")
        #expect((48...51).contains(player.file.cursor.percent(of: player.document.byteCount)))
        player.press("coverage")
        player.act(click(15))
        #expect(player.file.cursor.percent(of: player.document.byteCount) > 48, "beside the text it is the row's end")
    }
}
