// A whole screen as a value: cells, and where the cursor stands.

/// A size in cells.
public struct Size: Hashable, Sendable {
    public var columns: Int
    public var rows: Int
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A place on the screen: column and row, in cells, from 0 at the top left.
public struct Position: Hashable, Sendable {
    public var column: Int
    public var row: Int
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// One unit of the screen grid.
public struct Cell: Hashable, Sendable {
    /// What is drawn: one grapheme that is safe for a terminal. Empty in the right half of a wide grapheme.
    public var grapheme: String
    /// Cells that the grapheme takes: 1 or 2, and more for clusters that a terminal draws wider; 0 in the cells
    /// that a wide grapheme to the left covers.
    public var width: UInt8
    public var style: Style

    public init(_ grapheme: String = " ", width: UInt8 = 1, style: Style = .plain) {
        self.grapheme = grapheme
        self.width = width
        self.style = style
    }
}

/// What the screen should show. Views fill it; the terminal paints the difference to what it showed before.
public struct Frame: Equatable, Sendable {
    public let size: Size
    /// Row by row, `size.columns` cells each.
    public private(set) var cells: [Cell]
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Position?
    /// Whether something in it would be drawn otherwise if the terminal had said how wide it draws it.
    public var holdsDisputed = false

    public init(size: Size, style: Style = .plain) {
        self.size = size
        self.cells = Array(repeating: Cell(style: style), count: size.columns * size.rows)
        self.cursor = nil
    }

    /// The cell at a place that must be inside the frame.
    public subscript(column: Int, row: Int) -> Cell {
        precondition(column >= 0 && column < size.columns && row >= 0 && row < size.rows, "a cell outside the frame")
        return cells[row * size.columns + column]
    }

    /// The cells of one row.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Draws one grapheme. Outside the frame nothing is drawn; one that does not fit before the right edge becomes
    /// blanks, so that a terminal never wraps half of it.
    public mutating func put(_ grapheme: String, width: Int, column: Int, row: Int, style: Style) {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns, width > 0 else { return }
        let start = row * size.columns + column
        let fits = column + width <= size.columns
        let covered = fits ? width : size.columns - column
        detach(start, covered)
        for index in start..<start + covered {
            cells[index] = fits ? Cell("", width: 0, style: style) : Cell(style: style)
        }
        if fits { cells[start] = Cell(grapheme, width: UInt8(min(width, 255)), style: style) }
    }

    /// Fills part of a row with blanks of one style.
    public mutating func fill(row: Int, columns: Range<Int>, style: Style) {
        guard row >= 0, row < size.rows else { return }
        let columns = columns.clamped(to: 0..<size.columns)
        guard !columns.isEmpty else { return }
        let start = row * size.columns + columns.lowerBound
        detach(start, columns.count)
        for index in start..<start + columns.count { cells[index] = Cell(style: style) }
    }

    /// Changes the look of one cell and keeps what it shows.
    public mutating func restyle(column: Int, row: Int, _ change: (inout Style) -> Void) {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return }
        change(&cells[row * size.columns + column].style)
    }

    /// Turns wide graphemes that are about to lose one of their cells into blanks, so that no half of one is left.
    private mutating func detach(_ start: Int, _ count: Int) {
        let rowStart = start - start % max(size.columns, 1)
        let rowEnd = rowStart + size.columns
        var left = start
        while left > rowStart, cells[left].width == 0 { left -= 1 }
        for index in left..<start { cells[index] = Cell(style: cells[index].style) }
        var right = start + count
        while right < rowEnd, cells[right].width == 0 {
            cells[right] = Cell(style: cells[right].style)
            right += 1
        }
    }

    /// The text of one row as a person would read it, trailing blanks dropped.
    public func text(row: Int) -> String {
        var line = ""
        for cell in self.row(row) where cell.width > 0 { line += cell.grapheme }
        while line.last == " " { line.removeLast() }
        return line
    }
}
