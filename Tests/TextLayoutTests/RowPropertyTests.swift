// What holds for the rows of any text at any width.

import TestSupport
import Testing
import TextModel

@testable import TextLayout

@Suite struct RowPropertyTests {
    /// Texts of all scripts, with what begins a list item or a quote before some of their lines.
    private func text(_ random: inout Random) -> String {
        let starts = ["", "", "- ", "  * ", "12) ", "> ", "> > ", "\t", "(a) ", "[3]: ", "• ", "        ", "1.\t"]
        return (0..<6).map { _ in random.pick(starts) + random.text(words: 12) }
            .joined(separator: random.pick(["\n", "\r\n"]))
    }

    private func width(_ random: inout Random) -> Int {
        random.once(in: 3) ? random.number(1...24) : random.number(25...200)
    }

    @Test func rowsAreTheTextAndNoneIsTooWide() {
        var random = Random(for: "rows")
        let articles = sourceArticles.map { String(decoding: $0.bytes.prefix(20_000), as: UTF8.self) }
        for text in (0..<60).map({ _ in self.text(&random) }) + articles {
            let layout = Layout(Document(text), width: width(&random), isJustified: random.once(in: 2))
            var end = ByteOffset.zero
            var above: Row?
            for row in rows(layout) {
                #expect(row.span.start == end && layout.row(before: row) == above)
                check(row, in: layout)
                end = row.span.end
                above = row
            }
            #expect(end == layout.document.end)
        }
    }

    /// Whatever was asked for before, the answer is that of a layout that was asked for nothing.
    @Test func whereOneComesFromDoesNotChangeTheRow() {
        var random = Random(for: "ways to a row")
        for _ in 0..<20 {
            let document = Document((0..<6).map { _ in text(&random) }.joined(separator: "\n"))
            let width = width(&random)
            let all = rows(Layout(document, width: width))
            let walked = Layout(document, width: width)
            var index = random.number(0...all.count - 1)
            for _ in 0..<300 {
                switch random.number(0...9) {
                case 0: index = random.number(0...all.count - 1)
                case 1...5 where index + 1 < all.count:
                    index += 1
                    #expect(walked.row(after: all[index - 1]) == all[index])
                case 6...9 where index > 0:
                    index -= 1
                    #expect(walked.row(before: all[index + 1]) == all[index])
                default: break
                }
                let inside = all[index].span.start + random.number(0...max(0, all[index].span.count - 1))
                #expect(walked.row(at: inside) == all[index])
            }
        }
    }

    /// Rows of narrow text take a shorter way to the same columns.
    @Test func columnsAndPlacesAreThoseOfTheGlyphs() {
        var random = Random(for: "columns")
        let plain = "A line of words.  \n\n  * one item that is long enough to be broken somewhere\nend"
        let narrow = "“Ça va — ’s…”  \n\n  • Größe, Ελλάδα, Україна, עברית, سلام in einer längeren Zeile\nende “"
        for text in (0..<60).map({ _ in self.text(&random) }) + [plain, plain, plain, narrow, narrow, narrow] {
            let layout = Layout(Document(text), width: width(&random), isJustified: random.once(in: 2))
            for row in rows(layout) {
                let glyphs = layout.glyphs(of: row)
                for offset in row.span.start.value...row.span.end.value {
                    let holding = glyphs.first { $0.span.end.value > offset }
                    let behind = glyphs.last.map { $0.column + $0.glyph.width } ?? row.indent
                    #expect(layout.column(of: ByteOffset(offset), in: row) == holding?.column ?? behind)
                }
                for column in -1...layout.width + 1 {
                    let last = glyphs.last { $0.column <= column }
                    #expect(layout.place(at: column, in: row) == last?.span.start ?? row.span.start)
                }
            }
        }
    }

    private func check(_ row: Row, in layout: Layout) {
        let document = layout.document
        #expect(row.visibleEnd >= row.span.start && row.visibleEnd <= row.span.end)
        #expect(document.isGraphemeBoundary(row.span.start))
        #expect(row.indent == 0 || !row.startsLine && row.indent <= layout.width / 3 && layout.width >= 20)
        var column = row.indent
        var place = row.span.start
        for placed in layout.glyphs(of: row) {
            #expect(placed.column == column && placed.span.start == place && placed.glyph.width > 0)
            column += placed.glyph.width
            place = placed.span.end
        }
        // Only white space may hang over the edge, and it is not drawn.
        #expect(column <= layout.width, "\(document.text(row.span).debugDescription) at \(layout.width)")
        #expect(place == row.visibleEnd)
        #expect(document.isBlank(Span(row.visibleEnd, row.span.end)))
        for offset in stride(from: row.span.start.value, to: row.span.end.value, by: 1) {
            if layout.row(at: ByteOffset(offset)) != row { Issue.record("\(offset) is in another row") }
        }
    }

    @Test func wrappedRowsEndWhereTheStandardAllowsItAsLateAsTheyCan() {
        var random = Random(for: "row ends")
        for _ in 0..<80 {
            let document = Document(text(&random))
            let layout = Layout(document, width: width(&random))
            let all = rows(layout)
            for (row, next) in zip(all, all.dropFirst()) {
                let segment = document.segment(at: row.span.start)
                let places = allowed(in: segment, of: document)
                guard row.isWrapped else {
                    #expect(row.span.end == segment.end || next.startsLine)
                    continue
                }
                var floor = row.span.start
                if row.startsLine { floor = max(floor, text(of: row, in: document)) }
                let isAllowed = places.contains(row.span.end)
                let hadNone = !places.contains { floor < $0 && $0 <= row.span.end }
                #expect(isAllowed || hadNone, "\(document.text(row.span).debugDescription) at \(layout.width)")
                guard !document.text(segment).contains("\t") else { continue }
                // What follows up to the next place, or a single grapheme, would not have found room.
                let stop = min(segment.end, next.span.start + 1000)
                let rest = Row(span: Span(next.span.start, stop), visibleEnd: stop, startsLine: false)
                let following = Layout(document, width: 100_000).glyphs(of: rest)
                let count =
                    !isAllowed
                    ? 1 : following.dropFirst().firstIndex { places.contains($0.span.start) } ?? following.count
                let last = following.prefix(count).last { $0.glyph.kind != .space && $0.glyph.kind != .lineBreak }
                let needed = last.map { $0.column + $0.glyph.width } ?? 0
                let taken = layout.glyphs(of: row).last.map { $0.column + $0.glyph.width } ?? row.indent
                #expect(
                    taken + (row.span.end - row.visibleEnd) + needed > layout.width,
                    "\(document.text(row.span).debugDescription) at \(layout.width)")
            }
        }
    }

    /// Where a row may end in a segment.
    private func allowed(in segment: Span, of document: Document) -> Set<ByteOffset> {
        let places = document.withBytes(segment) { Breaker.lines.boundaries(in: $0).map { segment.start + $0.offset } }
        return Set(places.filter { document.isGraphemeBoundary($0) })
    }

    private func text(of row: Row, in document: Document) -> ByteOffset {
        let segment = document.segment(at: row.span.start)
        return document.withBytes(segment) {
            segment.start + LineMarker.textStart(in: $0, from: row.span.start - segment.start)
        }
    }
}
