// Rows that end flush: full ones, where a blank here and there is enough.

import TestSupport
import Testing
import TextLayout
import TextModel

@Suite struct JustificationTests {
    @Test func fullRowsEndFlush() {
        let text = "The operators of the grid said that they were not told of the risk before noon, and nobody asked."
        #expect(
            picture(text, 31, isJustified: true) == [
                "The operators of the grid  said",
                "that  they were not told of the",
                "risk before  noon,  and  nobody",
                "asked.",
            ])
    }

    @Test func theBlankBehindAMarkerKeepsItsWidth() {
        #expect(
            picture("- ab cd ef gh ij kl mno pqr", 21, isJustified: true) == ["- ab cd ef  gh ij  kl", "  mno pqr"])
    }

    @Test func rowsThatNeedMoreStayRagged() {
        // One gap, and two cells missing.
        #expect(picture("abcdef ghijkl mnopqr", 15, isJustified: true) == ["abcdef ghijkl", "mnopqr"])
        // Two blanks between sentences are not a gap that can grow, and a row with a tab stays as it is.
        #expect(picture("Abc.  Def ghi jklm", 14, isJustified: true) == ["Abc.  Def  ghi", "jklm"])
        #expect(picture("a\tb cd ef ghij", 17, isJustified: true) == ["a       b cd ef", "ghij"])
        // Ideographs have none.
        #expect(picture("電力網が止まった政策は意見を", 9, isJustified: true) == ["電力網が", "止まった", "政策は意", "見を"])
    }

    @Test func theLastRowAndThoseOfAWrappedSourceStayRagged() {
        let text = "one two three four five\nsix seven eight nine ten\n\neleven"
        #expect(picture(text, 26, isJustified: true) == picture(text, 26))
    }

    @Test func noGapGrowsByMoreThanOneCellAndFlushIsFlush() {
        var random = Random(for: "justification")
        for _ in 0..<60 {
            let document = Document(random.article(words: 120))
            let width = random.number(10...100)
            let (ragged, flush) = (Layout(document, width: width), Layout(document, width: width, isJustified: true))
            #expect(rows(ragged) == rows(flush))
            for row in rows(flush) {
                let before = ragged.glyphs(of: row)
                let after = flush.glyphs(of: row)
                let grown = zip(before, after).filter { $0.glyph.width != $1.glyph.width }
                for (old, new) in grown {
                    #expect(old.glyph.width == 1 && new.glyph.width == 2 && new.glyph.kind == .space)
                }
                let end = after.last.map { $0.column + $0.glyph.width } ?? 0
                #expect(grown.isEmpty || row.isWrapped && end == width)
                #expect(before.map(\.span) == after.map(\.span))
            }
        }
    }
}
