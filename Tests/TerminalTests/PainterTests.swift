// What the painter sends makes a terminal show the frame: random frames, one after the other, on a small terminal.

import Screen
import TestSupport
import Testing

@testable import Terminal

/// As much of a terminal as the painter needs: a grid of what each cell holds and the number of the look it was given.
private struct Grid {
    let size: Size
    var cells: [[String]]
    var looks: [[Int]]
    var place = Position(column: 0, row: 0)
    var margins: Range<Int>
    var look = 0
    /// How many columns wide graphemes take here; the painter may believe something else.
    var widths: [String: Int]
    /// Whether the cell in the last corner cannot be written without the screen moving up.
    var scrollsAtCorner = false
    /// Something that was sent and is not known here.
    var unknown: String?

    init(_ size: Size, widths: [String: Int] = [:]) {
        self.size = size
        cells = Array(repeating: Array(repeating: " ", count: size.columns), count: size.rows)
        looks = Array(repeating: Array(repeating: 0, count: size.columns), count: size.rows)
        margins = 0..<size.rows
        self.widths = widths
    }

    mutating func take(_ bytes: [UInt8]) {
        var text = Substring(String(decoding: bytes, as: UTF8.self))
        while let character = text.popFirst() {
            if character == "\u{1B}" { control(&text) } else { put(String(character)) }
        }
    }

    private mutating func put(_ text: String) {
        let width = widths[text] ?? 1
        guard place.column < size.columns else {
            unknown = "written beyond the row's end"
            return
        }
        for column in place.column..<min(size.columns, place.column + width) {
            cells[place.row][column] = column == place.column ? text : ""
            looks[place.row][column] = look
        }
        place.column += width
        if place.column > size.columns { unknown = "a wide one that the row has no room for" }
        if scrollsAtCorner, place.row == size.rows - 1, place.column >= size.columns { unknown = "the screen moved up" }
    }

    private mutating func control(_ text: inout Substring) {
        guard text.popFirst() == "[" else {
            unknown = "no CSI"
            return
        }
        let parameters = text.prefix { $0.isNumber || $0 == ";" }
        text.removeFirst(parameters.count)
        let numbers = parameters.split(separator: ";").compactMap { Int($0) }
        switch (text.popFirst(), numbers.count) {
        case ("H", 2): place = Position(column: numbers[1] - 1, row: numbers[0] - 1)
        case ("G", 1): place.column = min(numbers[0], size.columns) - 1
        case ("K", 0): erase(place.row, from: place.column)
        case ("J", 0):
            place = Position(column: 0, row: 0)
            for row in 0..<size.rows { erase(row, from: 0) }
        case ("r", 2):
            margins = numbers[0] - 1..<numbers[1]
            place = Position(column: 0, row: 0)
        case ("S", 0): scroll(up: true)
        case ("T", 0): scroll(up: false)
        case ("m", 1): look = numbers[0]
        default: unknown = "ESC [ \(parameters)\u{2026}"
        }
    }

    private mutating func erase(_ row: Int, from column: Int) {
        for column in column..<size.columns { (cells[row][column], looks[row][column]) = (" ", look) }
    }

    /// The cursor is at the margin, as it has to be for index and reverse index.
    private mutating func scroll(up: Bool) {
        if place.row != (up ? margins.upperBound - 1 : margins.lowerBound) { unknown = "scrolled inside" }
        let gone = up ? margins.lowerBound : margins.upperBound - 1
        let new = up ? margins.upperBound - 1 : margins.lowerBound
        cells.remove(at: gone)
        looks.remove(at: gone)
        cells.insert(Array(repeating: " ", count: size.columns), at: new)
        looks.insert(Array(repeating: look, count: size.columns), at: new)
    }
}

@Suite struct PainterTests {
    private static func capabilities(erases: Bool, scrolls: Bool, keepsBackground: Bool, wrapsAtOnce: Bool = false)
        -> Capabilities
    {
        func bytes(_ text: String) -> [UInt8] { Array("\u{1B}[\(text)".utf8) }
        return Capabilities(
            clear: bytes("J"), eraseToEnd: erases ? bytes("K") : [], wrapsAtOnce: wrapsAtOnce,
            erasesWithBackground: keepsBackground, movesInAnyLook: true, speaksANSI: true, scrolls: scrolls,
            showCursor: [], hideCursor: [], scrollUp: bytes("S"), scrollDown: bytes("T"), plain: bytes("0m"),
            depth: ColorDepth(colors: 0, hasStandard: true), withoutColor: [],
            attributes: [(.bold, bytes("1m")), (.underline, bytes("4m")), (.reverse, bytes("7m"))],
            placesAsECMA: true, scrollingRows: { bytes("\($0 + 1);\($1 + 1)r") })
    }

    /// Rows of words, some of them those of the frame before at another height.
    private static func next(
        after rows: [[(String, Int, Style)]], _ size: Size, _ random: inout Random
    ) -> [[(String, Int, Style)]] {
        var rows = rows
        let shift = Int.random(in: -4...4, using: &random)
        if Bool.random(using: &random) {
            for _ in 0..<abs(shift) {
                if shift > 0 { rows.removeFirst() } else { rows.removeLast() }
                rows.insert([], at: shift > 0 ? rows.count : 0)
            }
        }
        for row in 0..<size.rows where Int.random(in: 0..<4, using: &random) == 0 {
            rows[row] = (0..<Int.random(in: 0...size.columns, using: &random)).map { _ in
                let style = [
                    Style.plain, .plain, Style(.standard, on: .standard, .bold),
                    Style(.standard, on: .standard, .reverse),
                ]
                .randomElement(using: &random)!
                let (text, width) = [
                    ("a", 1), ("b", 1), (" ", 1), (" ", 1), ("\u{6F22}", 2), ("e\u{301}", 1), ("\u{1F44D}", 2),
                ]
                .randomElement(using: &random)!
                return (text, width, style)
            }
        }
        return rows
    }

    @Test(arguments: [(true, true), (true, false), (false, true), (false, false)])
    func aTerminalShowsTheFrame(_ erases: Bool, _ scrolls: Bool) {
        var random = Random(for: "aTerminalShowsTheFrame")
        for _ in 0..<20 {
            let size = Size(
                columns: Int.random(in: 1...30, using: &random), rows: Int.random(in: 1...12, using: &random))
            // One that the terminal draws narrower than was thought.
            var grid = Grid(size, widths: ["\u{6F22}": 2, "\u{1F44D}": Int.random(in: 1...2, using: &random)])
            let painter = Painter(
                Self.capabilities(erases: erases, scrolls: scrolls, keepsBackground: Bool.random(using: &random))
            ) {
                grid.take(Array($0))
                return 0
            }
            var rows = Array(repeating: [(String, Int, Style)](), count: size.rows)
            for _ in 0..<30 {
                rows = Self.next(after: rows, size, &random)
                let frame = Self.frame(rows, size)
                _ = painter.paint(frame, on: size)
                #expect(grid.unknown == nil, "seed \(random.seed)")
                #expect(Self.shown(grid) == Self.wanted(frame), "seed \(random.seed), \(size)")
                if grid.unknown != nil || Self.shown(grid) != Self.wanted(frame) { return }
            }
        }
    }

    /// Columns of the screen, and of the frame, which may be one of before a resize.
    @Test(arguments: [(6, 6), (5, 6), (6, 9), (5, 9), (2, 2)])
    func aWideGraphemeThatHasNoRoomIsLeftOut(_ columns: Int, _ drawn: Int) {
        let size = Size(columns: columns, rows: 2)
        for wraps in [true, false] {
            var grid = Grid(size, widths: ["\u{6F22}": 2])
            grid.scrollsAtCorner = wraps
            let painter = Painter(
                Self.capabilities(erases: false, scrolls: false, keepsBackground: false, wrapsAtOnce: wraps)
            ) {
                grid.take(Array($0))
                return 0
            }
            let row = Array(repeating: ("\u{6F22}", 2, Style.plain), count: drawn / 2)
            _ = painter.paint(Self.frame([row, row], Size(columns: drawn, rows: 2)), on: size)
            #expect(grid.unknown == nil)
            let fits = { (room: Int) in (0..<columns).map { $0 < room / 2 * 2 ? $0 % 2 == 0 ? "\u{6F22}" : "" : " " } }
            #expect(grid.cells == [fits(columns), fits(wraps ? columns - 1 : columns)])
        }
    }

    private static func frame(_ rows: [[(String, Int, Style)]], _ size: Size) -> Frame {
        var frame = Frame(size: size)
        for (row, cells) in rows.enumerated() {
            var column = 0
            for (text, width, style) in cells {
                frame.put(text, width: width, column: column, row: row, style: style)
                column += width
            }
        }
        return frame
    }

    /// What the cells hold and look like; a blank beside a picture that the terminal draws narrower is part of it.
    private static func shown(_ grid: Grid) -> [String] {
        zip(grid.cells, grid.looks).map { cells, looks in
            zip(cells, looks).map { cell, look in (cell.isEmpty ? " " : cell) + "\(look)" }.joined(separator: "|")
        }
    }

    private static func wanted(_ frame: Frame) -> [String] {
        (0..<frame.size.rows).map { row in
            frame.row(row).map { cell in
                let look = cell.style.attributes.contains(.bold) ? 1 : cell.style.attributes.contains(.reverse) ? 7 : 0
                return (cell.width == 0 ? " " : cell.grapheme) + "\(look)"
            }.joined(separator: "|")
        }
    }
}
