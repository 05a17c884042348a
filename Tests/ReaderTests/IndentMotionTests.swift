// The cursor in rows that are set in or stretched: it stands on its grapheme, and rows up and down keep its column.

import Reader
import Screen
import TestSupport
import Testing
import TextLayout
import TextModel
import Views

@Suite struct IndentMotionTests {
    @Test func rowsDownAndUpStayBeneathTheText() {
        let item = "- |The grid failed at noon, and nobody knew.\nNext line."
        var player = Player(item, size: Size(columns: 31, rows: 10))
        player.press("row-down")
        #expect(player.text == "- The grid failed at noon, |and nobody knew.\nNext line.")
        player.press("row-down")
        #expect(player.text == "- The grid failed at noon, and nobody knew.\nNe|xt line.")
        player.press("2 row-up")
        #expect(player.text == item)
    }

    /// The cells left of an indented row's text belong to its first grapheme.
    @Test func aColumnLeftOfTheTextMeansItsStart() {
        var player = Player("|- The grid failed at noon, and nobody knew.", size: Size(columns: 31, rows: 10))
        player.press("row-down")
        #expect(player.text == "- The grid failed at noon, |and nobody knew.")
        #expect(player.file.column(of: player.file.cursor) == 2)
        player.press("row-up")
        #expect(player.text == "|- The grid failed at noon, and nobody knew.")
        player.press("row-down", "row-end", "row-start")
        #expect(player.text == "- The grid failed at noon, |and nobody knew.")
    }

    @Test(arguments: [false, true])
    func theCursorStandsOnItsGraphemeEverywhere(justify: Bool) {
        var random = Random(for: "cursor columns")
        for _ in 0..<6 {
            let starts = ["- ", "> > ", "", "  12) ", "\t"]
            let text = (0..<4).map { _ in random.pick(starts) + random.article(words: 20) }.joined(separator: "\n")
            let size = Size(columns: random.number(10...80), rows: 24)
            var player = Player("|" + text, size: size, justify: justify)
            repeat {
                let (file, frame) = (player.file, frame(for: player.state, theme: .dark))
                let layout = file.layout
                let row = layout.row(at: file.cursor)
                guard let cursor = frame.cursor else {
                    Issue.record("no cursor in \(text.debugDescription) at \(size)")
                    return
                }
                if let placed = layout.glyphs(of: row).first(where: { $0.span.contains(file.cursor) }) {
                    #expect(placed.column == file.column(of: file.cursor))
                    #expect(
                        frame[cursor.column, cursor.row].grapheme == placed.glyph.text.prefix(1).description
                            || frame[cursor.column, cursor.row].grapheme == placed.glyph.text)
                }
                player.press("grapheme-right")
            } while player.message.isEmpty
        }
    }
}
