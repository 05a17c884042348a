// Lists, quotes and indented lines: what goes on, goes on beneath the text.

import Testing
import TextLayout
import TextModel

@Suite struct IndentTests {
    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func itemsGoOnBeneathTheirText() {
        let text = """
            - The grid failed at noon, as it had before.
              • Who bears the risk of that, nobody would say.
            12) The policy is to wait and to see.
            (iv) A fourth thing was said and no more.
            [3] A source that has a long title of its own.
            1.2. A part of a part has its own number.
            A line without a marker begins at the edge.
            """
        #expect(
            picture(text, 27)
                == lines(
                    """
                    - The grid failed at noon,
                      as it had before.
                      • Who bears the risk of
                        that, nobody would say.
                    12) The policy is to wait
                        and to see.
                    (iv) A fourth thing was
                         said and no more.
                    [3] A source that has a
                        long title of its own.
                    1.2. A part of a part has
                         its own number.
                    A line without a marker
                    begins at the edge.
                    """))
    }

    @Test func blanksOfWordProcessorsAreBlanksToo() {
        #expect(
            picture("•\u{A0}The grid failed at noon.\n\u{3000}•\u{2003}An item was set in.", 20) == [
                "•\u{A0}The grid failed at", "  noon.", "\u{3000}•\u{2003}An item was set", "    in.",
            ])
    }

    @Test func quotesAndIndentedLinesKeepTheirEdge() {
        let text = """
            > What was quoted goes on beneath itself.
            > > What was quoted twice does so as well.
            >> - And an item in a quote beneath its text.
                Four blanks before the line are kept for all of it.
            \tA tab counts as the cells that it takes.
            1.\tA tab behind a number is one as well.
            """
        #expect(
            picture(text, 30)
                == lines(
                    """
                    > What was quoted goes on
                      beneath itself.
                    > > What was quoted twice does
                        so as well.
                    >> - And an item in a quote
                         beneath its text.
                        Four blanks before the
                        line are kept for all of
                        it.
                            A tab counts as the
                            cells that it takes.
                    1.      A tab behind a number
                            is one as well.
                    """))
    }

    /// Years, amounts, asides and dashes inside a line are not markers.
    @Test(arguments: [
        "1914. That was the year in which it all began.", "3.5 percent of it was what they had asked for.",
        "(see above) for more of what was said on that.", "-5 degrees were measured on that day at noon.",
        "*Nobody* would say a word about it for days.", "A. Smith said that he had not been told of it.",
    ])
    func proseHasNoIndent(_ text: String) {
        let layout = Layout(Document(text), width: 30)
        #expect(rows(layout).count == 2 && rows(layout).allSatisfy { $0.indent == 0 })
    }

    @Test func anIndentTakesAThirdAtMostAndNoneInANarrowColumn() {
        let deep = String(repeating: " ", count: 20) + "a line that begins far to the right of its column"
        #expect(rows(Layout(Document(deep), width: 30)).map(\.indent) == [0, 10, 10, 10])
        let item = "- an item in a column that is narrow"
        #expect(rows(Layout(Document(item), width: 19)).allSatisfy { $0.indent == 0 })
        #expect(rows(Layout(Document(item), width: 20)).map(\.indent) == [0, 2, 2])
    }

    /// The marker is never left alone in its row, nor does a break inside a line take the indent along.
    @Test func markersStayWithTheirText() {
        let word = String(repeating: "x", count: 40)
        #expect(picture("- " + word, 22) == ["- " + word.prefix(20), "  " + word.prefix(20)])
        #expect(
            picture("- one item that is wrapped\u{2028}and what follows it at the edge", 22) == [
                "- one item that is", "  wrapped", "and what follows it at", "the edge",
            ])
    }
}
