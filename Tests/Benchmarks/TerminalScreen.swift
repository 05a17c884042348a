// What a terminal would show for the bytes a program writes: enough of ECMA-48 and of xterm for `xterm-256color`.

/// The text on a screen, without its looks. Every character takes one cell: the texts of the benchmarks are ASCII.
struct TerminalScreen {
    private(set) var columns: Int
    private(set) var rows: Int
    private var cells: [[Unicode.Scalar]]
    private var column = 0
    private var row = 0
    /// The cursor stands behind the last column: the next character goes to the next row.
    private var isPastEnd = false
    /// The rows that scroll.
    private var region: ClosedRange<Int>
    private var kept = (column: 0, row: 0)
    private var lastDrawn: Unicode.Scalar = " "
    private var state = State.ground
    private var utf8: [UInt8] = []
    private var answers: [UInt8] = []

    private enum State {
        case ground, escape, charset
        case sequence([UInt8])
        /// An OSC or DCS string; whether an ESC has come that may end it.
        case string(sawEscape: Bool)
    }

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        region = 0...rows - 1
    }

    /// The text of a row without the blanks at its end.
    func text(row: Int) -> String {
        var text = String.UnicodeScalarView(cells[row])
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// The rows of the article: all but the last two, where pagers say things.
    var article: [String] { (0..<max(0, rows - 2)).map(text(row:)) }

    func isBlank(row: Int) -> Bool { cells[row].allSatisfy { $0 == " " } }

    /// The last row with something on it.
    var lastLine: String { (0..<rows).last { !isBlank(row: $0) }.map(text(row:)) ?? "" }

    mutating func resize(columns: Int, rows: Int) {
        cells = (0..<rows).map { row in
            let old = row < cells.count ? cells[row].prefix(columns) : []
            return Array(old) + Array(repeating: " ", count: columns - old.count)
        }
        (self.columns, self.rows, region) = (columns, rows, 0...rows - 1)
        move(column, row)
    }

    /// Takes what the program wrote; what a terminal would answer to it.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        answers = []
        for byte in bytes { take(byte) }
        return answers
    }

    private mutating func take(_ byte: UInt8) {
        switch state {
        case .ground: ground(byte)
        case .escape: escape(byte)
        case .charset: state = .ground
        case .string(let sawEscape):
            let isOver = byte == 0x07 || (sawEscape && byte == 0x5C)
            state = isOver ? .ground : .string(sawEscape: byte == 0x1B)
        case .sequence(var parameters):
            if (0x40...0x7E).contains(byte) {
                state = .ground
                run(byte, parameters)
            } else {
                parameters.append(byte)
                state = .sequence(parameters)
            }
        }
    }

    private mutating func ground(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .escape
        case 0x08: move(column - 1, row)
        case 0x09: move((column / 8 + 1) * 8, row)
        case 0x0A: lineFeed()
        case 0x0D: move(0, row)
        case 0..<0x20, 0x7F: break
        case 0x80...:
            utf8.append(byte)
            // Whole as soon as it decodes without a mark for what is missing.
            let text = String(decoding: utf8, as: UTF8.self).unicodeScalars
            if text.count == 1, let scalar = text.first, scalar != "\u{FFFD}" || utf8.count == 3 {
                utf8 = []
                draw(scalar)
            } else if utf8.count >= 4 {
                utf8 = []
            }
        default: draw(Unicode.Scalar(byte))
        }
    }

    private mutating func escape(_ byte: UInt8) {
        state = .ground
        switch byte {
        case 0x5B: state = .sequence([])  // [
        case 0x5D, 0x50: state = .string(sawEscape: false)  // ] P
        case 0x28, 0x29: state = .charset  // ( )
        case 0x37: kept = (column, row)  // 7
        case 0x38: move(kept.column, kept.row)  // 8
        case 0x44: lineFeed()  // D
        case 0x4D: if row == region.lowerBound { scroll(region, by: -1) } else { move(column, row - 1) }  // M
        default: break
        }
    }
}

// MARK: Sequences

extension TerminalScreen {
    private mutating func run(_ final: UInt8, _ bytes: [UInt8]) {
        let isPrivate = bytes.first.map { (0x3C...0x3F).contains($0) } ?? false
        let numbers = String(decoding: isPrivate ? bytes.dropFirst() : bytes[...], as: UTF8.self)
            .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        func number(_ index: Int) -> Int { max(1, index < numbers.count ? numbers[index] : 0) }
        if isPrivate {
            // To the alternate screen and back: it begins empty.
            if numbers.contains(1049), final == 0x68 || final == 0x6C { erase(0..<rows) }
            return
        }
        switch Character(Unicode.Scalar(final)) {
        case "A": move(column, max(0, row - number(0)))
        case "B": move(column, row + number(0))
        case "C": move(column + number(0), row)
        case "D": move(column - number(0), row)
        case "E": move(0, row + number(0))
        case "F": move(0, row - number(0))
        case "G", "`": move(number(0) - 1, row)
        case "d": move(column, number(0) - 1)
        case "H", "f": move(number(1) - 1, number(0) - 1)
        case "J", "K", "X", "P", "@", "L", "M", "S", "T": edit(final, numbers.first ?? 0)
        case "b": for _ in 0..<number(0) { draw(lastDrawn) }
        case "r":
            let last = numbers.count > 1 && numbers[1] > 0 ? min(numbers[1], rows) : rows
            region = min(number(0), last) - 1...last - 1
            move(0, 0)
        case "n" where numbers == [6]: answers += Array("\u{1B}[\(row + 1);\(column + 1)R".utf8)
        case "c": answers += Array("\u{1B}[?62c".utf8)
        default: break
        }
    }

    /// The sequences that erase, insert and delete.
    private mutating func edit(_ final: UInt8, _ parameter: Int) {
        let count = max(1, parameter)
        switch Character(Unicode.Scalar(final)) {
        case "J":
            if parameter == 0 { eraseColumns(column..<columns) }
            if parameter == 1 { eraseColumns(0..<column + 1) }
            erase(parameter == 0 ? row + 1..<rows : parameter == 1 ? 0..<row : 0..<rows)
        case "K": eraseColumns(parameter == 0 ? column..<columns : parameter == 1 ? 0..<column + 1 : 0..<columns)
        case "X": eraseColumns(column..<min(columns, column + count))
        case "P":
            let gone = min(count, columns - column)
            cells[row].removeSubrange(column..<column + gone)
            cells[row] += Array(repeating: " ", count: gone)
        case "@":
            cells[row].insert(contentsOf: Array(repeating: " ", count: min(count, columns - column)), at: column)
            cells[row].removeLast(cells[row].count - columns)
        case "L" where region.contains(row): scroll(row...region.upperBound, by: -count)
        case "M" where region.contains(row): scroll(row...region.upperBound, by: count)
        case "S": scroll(region, by: count)
        case "T": scroll(region, by: -count)
        default: break
        }
    }

    private mutating func move(_ column: Int, _ row: Int) {
        self.column = min(max(0, column), columns - 1)
        self.row = min(max(0, row), rows - 1)
        isPastEnd = false
    }

    private mutating func draw(_ scalar: Unicode.Scalar) {
        if isPastEnd {
            column = 0
            lineFeed()
        }
        cells[row][column] = scalar
        lastDrawn = scalar
        isPastEnd = column == columns - 1
        if !isPastEnd { column += 1 }
    }

    private mutating func lineFeed() {
        isPastEnd = false
        if row == region.upperBound { scroll(region, by: 1) } else { move(column, row + 1) }
    }

    /// Moves the rows up, or down by a negative number; blank ones follow.
    private mutating func scroll(_ rows: ClosedRange<Int>, by count: Int) {
        let blank = [Unicode.Scalar](repeating: " ", count: columns)
        let old = Array(cells[rows])
        for (index, row) in rows.enumerated() {
            cells[row] = old.indices.contains(index + count) ? old[index + count] : blank
        }
    }

    private mutating func erase(_ rows: Range<Int>) {
        for row in rows { cells[row] = Array(repeating: " ", count: columns) }
    }

    private mutating func eraseColumns(_ columns: Range<Int>) {
        for column in columns { cells[row][column] = " " }
    }
}
