// Rows: together they are the text, none is wider than asked, and they break where UAX #14 allows it.

import TestSupport
import Testing
import TextLayout
import TextModel

@Suite struct RowTests {
    private func rows(_ layout: Layout) -> [Row] {
        var rows = [layout.row(at: .zero)]
        while let last = rows.last, let next = layout.row(after: last) { rows.append(next) }
        return rows
    }

    private func shown(_ text: String, _ width: Int) -> [String] {
        let layout = Layout(Document(text), width: width)
        return rows(layout).map { row in layout.glyphs(of: row).map(\.glyph.text).joined() }
    }

    @Test(arguments: [
        ("the quick brown fox", 10, "the quick/brown fox"), ("the quick brown fox", 9, "the quick/brown fox"),
        ("abcdefghij", 4, "abcd/efgh/ij"), ("well-known fact", 6, "well-/known/fact"),
        ("one\ntwo\n", 20, "one/two"), ("one\n\ntwo", 20, "one//two"), ("one\r\ntwo", 20, "one/two"),
        ("(see this)", 5, "(see/this)"), ("電力網が止まった。次", 8, "電力網が/止まっ/た。次"), ("a     b", 3, "a/b"),
        ("10 % of $5", 5, "10 %/of $5"), ("a\u{A0}b c", 3, "a\u{A0}b/c"), ("漢", 1, "\u{FFFD}"),
        ("a\t\u{202E}b", 11, "a/<202e>b"), ("ab\tc", 2, "ab/c"), ("one\u{2028}two", 20, "one/two"),
    ])
    func breakWhereTheyMay(_ text: String, _ width: Int, _ expected: String) {
        #expect(shown(text, width).joined(separator: "/") == expected)
    }

    @Test func areTheTextAndNoneIsTooWide() {
        var random = Random(for: "rows")
        let articles = sourceArticles.map { String(decoding: $0.bytes.prefix(20_000), as: UTF8.self) }
        let texts = (0..<40).map { _ in random.text(words: 60) } + articles
        for text in texts {
            let document = Document(text)
            let layout = Layout(document, width: random.once(in: 3) ? random.number(1...12) : random.number(13...200))
            var end = ByteOffset.zero
            var above: Row?
            for row in rows(layout) {
                #expect(row.span.start == end && row.visibleEnd >= row.span.start && row.visibleEnd <= row.span.end)
                #expect(document.isGraphemeBoundary(row.span.start))
                #expect(layout.row(before: row) == above)
                end = row.span.end
                above = row
                var column = 0
                var place = row.span.start
                for placed in layout.glyphs(of: row) {
                    #expect(placed.column == column && placed.span.start == place)
                    column += placed.glyph.width
                    place = placed.span.end
                }
                // Only white space may hang over the edge, and it is not drawn.
                #expect(column <= layout.width, "\(document.text(row.span).debugDescription) at \(layout.width)")
                #expect(place == row.visibleEnd)
                #expect(document.isBlank(Span(row.visibleEnd, row.span.end)))
            }
            #expect(end == document.end)
        }
    }
}
