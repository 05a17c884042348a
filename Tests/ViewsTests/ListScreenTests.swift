// Golden screens of a list to choose from.

import Reader
import Screen
import TestSupport
import Testing
import TextModel

@testable import Views

@Suite struct ListScreenTests {
    private static let rows: [ListRow] = [
        ListRow("A title with a control \u{1B}[2J in it", fields: ["1", "12%"]),
        ListRow(
            "Costs and who bears them", level: 1, fields: ["23", "100%"], emphasis: [Span(ByteOffset(0), ByteOffset(5))]
        ),
        ListRow(
            "A very long title that goes on and on beyond the edge of every list that was ever drawn on a screen",
            level: 2, fields: ["4567", ""]),
        ListRow("電力網の費用と負担", level: 1, fields: ["5"]),
        ListRow("Stands back", level: 7, isQuiet: true),
    ]

    /// `=` the chosen row, `*` what stands out in a row, `.` what stands back.
    private func check(_ chooser: Chooser, _ columns: Int, _ rows: Int, _ name: String, _ theme: Theme = .dark) {
        var frame = Frame(size: Size(columns: columns, rows: rows))
        ListView(chooser, theme: theme, columns: 0..<columns, height: rows, isTitled: rows > 2).draw(in: &frame)
        let picture = frame.picture { style in
            if style.attributes.contains(.underline) { return "*" }
            if style.background == theme.selected(.plain).background,
                style.attributes == theme.selected(.plain).attributes
            {
                return theme.hasColor || style.attributes.contains(.reverse) ? "=" : " "
            }
            return style == theme.quiet ? "." : " "
        }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    private func chooser(_ rows: [ListRow] = ListScreenTests.rows, chosen: Int = 1) -> Chooser {
        Chooser(title: "Headings", rows: ListRows(rows), chosen: chosen, emptyMessage: "no headings in this text")
    }

    @Test(arguments: [(60, 15), (20, 5), (100, 8)]) func wideAndNarrow(_ columns: Int, _ rows: Int) {
        check(chooser(), columns, rows, "list-\(columns)x\(rows)")
    }

    @Test func withoutColour() { check(chooser(), 60, 8, "list-monochrome", .monochrome) }

    @Test func filtered() {
        var list = chooser()
        list.paste("TITLE long")
        check(list, 60, 5, "list-filtered")
        list.paste("zzz")
        check(list, 60, 4, "list-nothing-matches")
        check(chooser([]), 60, 4, "list-empty")
    }

    @Test func tinySizesDoNotTrap() {
        for columns in 0...6 {
            for rows in 0...4 {
                var frame = Frame(size: Size(columns: columns, rows: rows))
                ListView(chooser(), theme: .light, columns: 0..<columns, height: rows, isTitled: rows > 2)
                    .draw(in: &frame)
                #expect(frame.size == Size(columns: columns, rows: rows))
            }
        }
    }
}
