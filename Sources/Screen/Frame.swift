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
    private var grid: [PackedCell]
    /// The graphemes of more than one code point, which cells name by number.
    private var clusters: [String] = []
    /// Whether a grapheme of more than one cell was ever drawn: else none can be cut in two.
    private var holdsWide = false
    /// Where the terminal's cursor stands; nil hides it.
    public var cursor: Position?
    /// Whether something in it would be drawn otherwise if the terminal had said how wide it draws it.
    public var holdsDisputed = false

    public init(size: Size, style: Style = .plain) {
        self.size = size
        let blank = PackedCell.blank(Look(style))
        self.grid = [PackedCell](unsafeUninitializedCapacity: size.columns * size.rows) { cells, count in
            count = size.columns * size.rows
            cells[..<count].initialize(repeating: blank)
        }
        self.cursor = nil
    }

    public static func == (left: Frame, right: Frame) -> Bool {
        left.size == right.size && left.cursor == right.cursor && left.holdsDisputed == right.holdsDisputed
            && (0..<left.size.rows).allSatisfy { left.holdsSame(row: $0, as: right, row: $0) }
    }

    /// The cell at a place that must be inside the frame.
    public subscript(column: Int, row: Int) -> Cell {
        precondition(column >= 0 && column < size.columns && row >= 0 && row < size.rows, "a cell outside the frame")
        return cell(grid[row * size.columns + column])
    }

    /// All cells, row by row.
    public var cells: [Cell] { grid.map(cell) }

    /// The cells of one row.
    public func row(_ row: Int) -> [Cell] { grid[row * size.columns..<(row + 1) * size.columns].map(cell) }

    /// Lends the cells of one row as they are kept.
    public func withPackedRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<PackedCell>) throws -> Result) rethrows
        -> Result
    {
        try grid.withUnsafeBufferPointer {
            try body(UnsafeBufferPointer(rebasing: $0[row * size.columns..<(row + 1) * size.columns]))
        }
    }

    /// Whether a row looks the same as a row of another frame of the same width.
    public func holdsSame(row: Int, as other: Frame, row otherRow: Int) -> Bool {
        withPackedRow(row) { cells in
            other.withPackedRow(otherRow) { others in
                if clusters.isEmpty, other.clusters.isEmpty {
                    var difference: UInt64 = 0
                    for index in cells.indices { difference |= cells[index].bits ^ others[index].bits }
                    return difference == 0
                }
                for index in cells.indices where cells[index] != others[index] || cells[index].isCluster {
                    guard cells[index].isCluster, holdsSame(cells[index], as: others[index], of: other) else {
                        return false
                    }
                }
                return true
            }
        }
    }

    /// Whether a cell of this frame looks the same as one of another frame.
    public func holdsSame(_ cell: PackedCell, as other: PackedCell, of frame: Frame) -> Bool {
        cell.outside == other.outside && grapheme(of: cell).utf8.elementsEqual(frame.grapheme(of: other).utf8)
    }

    /// A number made of what a row shows: rows with different numbers look different, those with the same number alike
    /// as a rule. Looks and every other cell are left out, for the sake of speed.
    public func digest(row: Int) -> Int {
        withPackedRow(row) { cells in
            var digest: UInt64 = 0
            for number in 0..<(cells.count + 1) / 2 {
                let code = UInt64(min(cells[2 * number].code, PackedCell.clusters))
                digest = (digest &+ code) &* 0x9E37_79B9_7F4A_7C15
            }
            // The highest bits depend on every cell that was looked at.
            return Int(digest >> 32)
        }
    }

    /// The digest of a row of plain blanks.
    public static func blankDigest(columns: Int) -> Int {
        Frame(size: Size(columns: columns, rows: 1)).digest(row: 0)
    }

    private func cell(_ packed: PackedCell) -> Cell {
        Cell(grapheme(of: packed), width: packed.width, style: packed.look.style)
    }

    /// What a cell of this frame shows.
    public func grapheme(of cell: PackedCell) -> String {
        if cell.isCluster { return clusters[Int(cell.code - PackedCell.clusters)] }
        return Unicode.Scalar(cell.code).map { String($0) } ?? ""
    }

    private mutating func code(of grapheme: String) -> UInt32 {
        var scalars = grapheme.unicodeScalars.makeIterator()
        guard let first = scalars.next() else { return PackedCell.empty }
        if scalars.next() == nil { return first.value }
        guard clusters.count < PackedCell.mostClusters else { return 0xFFFD }
        clusters.append(grapheme)
        return PackedCell.clusters + UInt32(clusters.count - 1)
    }

    /// Draws a code point that is a grapheme of one cell and safe for a terminal, as `put` draws graphemes.
    public mutating func put(narrow scalar: Unicode.Scalar, column: Int, row: Int, look: Look) {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return }
        let index = row * size.columns + column
        detach(index, 1)
        grid[index] = PackedCell(code: scalar.value, width: 1, look: look)
    }

    /// Draws valid UTF-8 where each code point is a grapheme of one cell and safe for a terminal, as much of it as fits,
    /// as `put` draws graphemes. Returns the column after it.
    @discardableResult
    public mutating func put(narrow text: UnsafeBufferPointer<UInt8>, column: Int, row: Int, look: Look) -> Int {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns, !text.isEmpty else { return column }
        let start = row * size.columns + column
        let room = size.columns - column
        if holdsWide { detach(start, min(room, text.count { $0 & 0xC0 != 0x80 })) }
        let blank = PackedCell(code: 0, width: 1, look: look).bits
        return grid.withUnsafeMutableBufferPointer { grid in
            guard var byte = text.baseAddress else { return column }
            let end = byte + text.count
            var cell = grid.baseAddress! + start
            let last = cell + room
            while byte < end, cell < last {
                var code = UInt64(byte.pointee)
                byte += 1
                if code >= 0x80 {
                    code &= code < 0xE0 ? 0x1F : code < 0xF0 ? 0x0F : 0x07
                    while byte < end, byte.pointee & 0xC0 == 0x80 {
                        code = code << 6 | UInt64(byte.pointee & 0x3F)
                        byte += 1
                    }
                }
                cell.pointee = PackedCell(bits: blank | code << PackedCell.codeShift)
                cell += 1
            }
            return column + room - (last - cell)
        }
    }

    /// Draws one grapheme. Outside the frame nothing is drawn; one that does not fit before the right edge becomes
    /// blanks, so that a terminal never wraps half of it.
    public mutating func put(_ grapheme: String, width: Int, column: Int, row: Int, style: Style) {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns, width > 0 else { return }
        let start = row * size.columns + column
        let fits = column + width <= size.columns
        let covered = fits ? width : size.columns - column
        let look = Look(style)
        detach(start, covered)
        holdsWide = holdsWide || width > 1
        for index in start..<start + covered {
            grid[index] =
                fits
                ? PackedCell(code: PackedCell.empty, width: 0, look: look)
                : PackedCell.blank(look)
        }
        if fits { grid[start] = PackedCell(code: code(of: grapheme), width: UInt8(min(width, 255)), look: look) }
    }

    /// Fills part of a row with blanks of one style.
    public mutating func fill(row: Int, columns: Range<Int>, style: Style) {
        guard row >= 0, row < size.rows else { return }
        let columns = columns.clamped(to: 0..<size.columns)
        guard !columns.isEmpty else { return }
        let start = row * size.columns + columns.lowerBound
        detach(start, columns.count)
        let blank = PackedCell.blank(Look(style))
        for index in start..<start + columns.count { grid[index] = blank }
    }

    /// Changes the look of one cell and keeps what it shows.
    public mutating func restyle(column: Int, row: Int, _ change: (inout Style) -> Void) {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return }
        let index = row * size.columns + column
        var style = grid[index].look.style
        change(&style)
        grid[index] = PackedCell(code: grid[index].code, width: grid[index].width, look: Look(style))
    }

    /// Turns wide graphemes that are about to lose one of their cells into blanks, so that no half of one is left.
    private mutating func detach(_ start: Int, _ count: Int) {
        guard holdsWide else { return }
        let rowStart = start - start % max(size.columns, 1)
        let rowEnd = rowStart + size.columns
        var left = start
        while left > rowStart, grid[left].width == 0 { left -= 1 }
        for index in left..<start { blank(index) }
        var right = start + count
        while right < rowEnd, grid[right].width == 0 {
            blank(right)
            right += 1
        }
    }

    private mutating func blank(_ index: Int) {
        grid[index] = PackedCell.blank(grid[index].look)
    }

    /// The text of one row as a person would read it, trailing blanks dropped.
    public func text(row: Int) -> String {
        var line = ""
        for cell in self.row(row) where cell.width > 0 { line += cell.grapheme }
        while line.last == " " { line.removeLast() }
        return line
    }
}
