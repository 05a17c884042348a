// Golden screens of an edge being moved, of the letters on sentences, and of many marks in one place.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@testable import Views

@Suite struct SpanScreenTests {
    private static let text = """
        |The grid failed at noon. Who bears the risk? Nobody in the ministry would say, and the operators \
        pointed at one another for three days. 電力網が止まった。政策は危険だ。 A 👩‍🚀 saw it.

        “Yes,” she said. No? A. B. The policy (of “both”) is to share what nobody would pay for alone.

        """

    /// `L` letters to be typed, `l` one that was; `~` a mark, `≈` several, `=` the selection, `.` the current sentence.
    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture { style in
            if style == theme.hint { return "L" }
            if style == theme.typedHint { return "l" }
            if theme.hasColor {
                if style == theme.problem { return "!" }
                if style.background == theme.selected(.plain).background { return "=" }
            } else if style.attributes.contains(.reverse), !style.attributes.contains(.underline) {
                return "="
            }
            if style.attributes.contains(.underline) {
                let several = theme.marked(.plain, colors: [.standard, .standard])
                return style.background == several.background && style.attributes.isSuperset(of: several.attributes)
                    ? "≈" : "~"
            }
            return style != theme.status && style.background == theme.current(.plain).background
                && style.background != .standard ? "." : " "
        }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    @Test(arguments: [(70, 14), (40, 12)]) func edge(_ columns: Int, _ rows: Int) {
        var player = Player(SpanScreenTests.text, size: Size(columns: columns, rows: rows))
        player.keys(") r p Esc > 4 w")
        player.saved()
        check(player, "edge-\(columns)x\(rows)")
        player.keys("< 9 9 l")
        check(player, "edge-stays-\(columns)x\(rows)")
        player.keys("Esc > 4 w Enter")
        player.saved()
        check(player, "edge-kept-\(columns)x\(rows)")
    }

    @Test func edgeWithoutColour() {
        var player = Player(SpanScreenTests.text, size: Size(columns: 70, rows: 14))
        player.keys(") r Esc > 4 w")
        check(player, "edge-monochrome", .monochrome)
    }

    @Test(arguments: [(70, 14), (40, 12), (23, 14)]) func letters(_ columns: Int, _ rows: Int) {
        var player = Player(SpanScreenTests.text, size: Size(columns: columns, rows: rows))
        player.keys(",")
        check(player, "letters-\(columns)x\(rows)")
    }

    @Test func lettersThatWereTypedAndWrongOnes() {
        var player = Player(SpanScreenTests.text, size: Size(columns: 70, rows: 14))
        player.keys(", s")
        check(player, "letters-typed", .monochrome)
        player.keys("z")
        check(player, "letters-wrong", .monochrome)
    }

    @Test(arguments: [(70, 14), (40, 12)]) func sixtyMarksInOnePlace(_ columns: Int, _ rows: Int) {
        let document = MarkedText(SpanScreenTests.text).document
        let start = "The grid failed at noon. ".count
        let marks = (0..<60).map { number -> Annotation in
            let end = document.graphemeBoundary(atOrBefore: ByteOffset(start + 19 + number % 3 * 60))
            return Player.mark(
                "\(100 + number)", document.text(Span(ByteOffset(start), end)), in: document,
                tags: ["risk", "policy", "opinion", "other"].suffix(number % 4 + 1))
        }
        var player = Player(
            SpanScreenTests.text, size: Size(columns: columns, rows: rows), annotations: AnnotationSet(marks))
        player.keys(") 4 2 ;")
        check(player, "sixty-\(columns)x\(rows)")
        player.keys("j")
        check(player, "sixty-below-\(columns)x\(rows)")
    }

    @Test func tinySizesDoNotTrap() {
        for columns in 0...6 {
            for rows in 0...4 {
                var player = Player(SpanScreenTests.text, size: Size(columns: columns, rows: rows))
                player.keys("r Esc > w")
                _ = frame(for: player.state, theme: .light)
                player.keys("Enter ,")
                let shown = frame(for: player.state, theme: .monochrome)
                #expect(shown.size == Size(columns: columns, rows: rows))
                player.keys("a a")
            }
        }
    }

    /// Letters lie over the text and move nothing: beside them every row is as it was.
    @Test func lettersMoveNothing() {
        var random = Random(for: "letters on sentences")
        for _ in 0..<40 {
            let size = Size(columns: random.number(2...80), rows: random.number(3...20))
            var player = Player(random.text(words: 150), size: size)
            let before = frame(for: player.state, theme: .monochrome)
            player.keys(",")
            guard player.state.dialog != nil else { continue }
            let after = frame(for: player.state, theme: .monochrome)
            for row in 0..<player.state.textRows {
                var width = 0
                for (old, new) in zip(before.row(row), after.row(row)) {
                    if new.width > 0 { width += Int(new.width) }
                    // A cell is as it was, or a letter, or what is left of a wide grapheme under a letter.
                    #expect(old.grapheme == new.grapheme || new.style == Theme.monochrome.hint || new.grapheme == " ")
                }
                #expect(width == size.columns)
            }
        }
    }
}
