// Cells and styles as frames keep them: nothing of what a view asked for is lost in the packing.

import Screen
import Testing

@Suite struct LookTests {
    @Test func aStyleComesBackFromItsLook() {
        let colors: [Color] = [
            .standard, .basic(0), .basic(15), .indexed(0, fallback: nil), .indexed(0, fallback: 0),
            .indexed(255, fallback: 15), .indexed(255, fallback: nil), .indexed(16, fallback: 255),
        ]
        var looks: Set<Look> = []
        var count = 0
        for foreground in colors {
            for background in colors {
                for attributes in [Attributes(), .bold, .reverse, [.bold, .dim, .italic, .underline, .reverse]] {
                    let style = Style(foreground, on: background, attributes)
                    #expect(Look(style).style == style)
                    looks.insert(Look(style))
                    count += 1
                }
            }
        }
        #expect(looks.count == count)
    }

    @Test(arguments: ["a", "é", "e\u{301}", "👨‍👩‍👧", "\u{10FFFF}", "", "\0"])
    func aGraphemeComesBackFromItsCell(grapheme: String) {
        var frame = Frame(size: Size(columns: 6, rows: 2))
        let style = Style(.basic(3), on: .indexed(236, fallback: nil), .underline)
        frame.put(grapheme, width: 2, column: 1, row: 1, style: style)
        let cell = frame[1, 1]
        #expect(Array(cell.grapheme.unicodeScalars) == Array(grapheme.unicodeScalars))
        #expect(cell.width == 2 && cell.style == style)
        #expect(frame[2, 1] == Cell("", width: 0, style: style))
        #expect(frame.row(1)[1] == cell && frame.cells[7] == cell)
    }

    @Test func rowsAreTheSameByTheirScalars() {
        func frame(_ graphemes: String...) -> Frame {
            var frame = Frame(size: Size(columns: 4, rows: 1))
            for (column, grapheme) in graphemes.enumerated() {
                frame.put(grapheme, width: 1, column: column, row: 0, style: .plain)
            }
            return frame
        }
        // The same clusters, known by other numbers in the two frames.
        #expect(
            frame("o\u{308}", "a", "e\u{301}")
                == { () in
                    var other = frame("x\u{308}", "a", "e\u{301}")
                    other.put("o\u{308}", width: 1, column: 0, row: 0, style: .plain)
                    return other
                }())
        // Canonically equal, and yet not the same to a terminal.
        #expect(frame("é") != frame("e\u{301}"))
        #expect(frame("e\u{301}") != frame("e\u{300}"))
    }

    @Test func asciiReplacesAllOfAWideGrapheme() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.put("漢", width: 2, column: 1, row: 0, style: .plain)
        frame.put(narrow: "x", column: 2, row: 0, look: Look(.plain))
        #expect(frame.row(0).map(\.grapheme) == [" ", " ", "x", " "])
        frame.put("漢", width: 2, column: 1, row: 0, style: .plain)
        frame.put(narrow: "x", column: 1, row: 0, look: Look(.plain))
        #expect(frame.row(0).map(\.grapheme) == [" ", "x", " ", " "])
        frame.put(narrow: "x", column: 4, row: 0, look: Look(.plain))
        frame.put(narrow: "x", column: 0, row: -1, look: Look(.plain))
        #expect(frame.text(row: 0) == " x")
    }

    @Test func narrowTextIsACellForEachCodePoint() {
        var frame = Frame(size: Size(columns: 6, rows: 1))
        func put(_ text: String, _ column: Int) -> Int {
            var text = text
            return text.withUTF8 { frame.put(narrow: $0, column: column, row: 0, look: Look(.plain)) }
        }
        #expect(put("é“ж", 1) == 4 && frame.row(0).map(\.grapheme) == [" ", "é", "“", "ж", " ", " "])
        #expect(put("“abc”", 3) == 6 && frame.row(0).map(\.grapheme) == [" ", "é", "“", "“", "a", "b"])
        frame.put("漢", width: 2, column: 0, row: 0, style: .plain)
        frame.put("字", width: 2, column: 2, row: 0, style: .plain)
        #expect(put("", 1) == 1 && put("x", 6) == 6 && frame.text(row: 0) == "漢字ab")
        #expect(put("“é", 1) == 3 && frame.row(0).map(\.grapheme) == [" ", "“", "é", " ", "a", "b"])
    }
}
