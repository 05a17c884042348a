// Frame → screen: the bytes that make the cells on a terminal those of a frame, and no more bytes than that takes.

import Screen

/// Draws frames on the one screen, which must be open while it is used. It keeps the frame that the terminal shows, and
/// sends the cells that differ, all in one piece: a terminal never shows half a frame.
final class Painter {
    private let terminal: Capabilities
    private let write: (UnsafeRawBufferPointer) -> Int32
    /// What is to be sent; kept for its room.
    private var bytes: [UInt8] = []
    /// What the terminal shows; nil when that is unknown.
    private var shown: Frame?
    private var shownDigests: [Int] = []
    /// The frame that is on the screen, or was before the terminal was given back.
    private(set) var last: Frame?
    /// The strings of the looks that were drawn.
    private var looks: [Look: [UInt8]] = [:]
    /// The look in force; nil when that is unknown.
    private var look: Look?
    /// Where the cursor of the terminal is; nil when that is unknown, as it is after the last cell of a row.
    private var place: Position?
    private var isCursorShown: Bool?
    /// The digest of an empty row of so many columns.
    private var blankDigest = (columns: -1, digest: 0)
    /// What an empty row of the terminal holds, as wide as any that was drawn.
    private var emptyRow: [PackedCell] = []

    private static let plain = Look(.plain)

    /// - Parameter write: sends bytes to the terminal; returns 0, or an errno.
    init(_ terminal: Capabilities, write: @escaping (UnsafeRawBufferPointer) -> Int32) {
        self.terminal = terminal
        self.write = write
    }

    /// How many colours styles are reduced to; 0 means none.
    var colors: Int { terminal.depth.colors }

    /// Draws a frame on a screen of a size, which may differ from the frame's for the moment of a resize.
    /// Returns 0, or the errno of the terminal.
    func paint(_ frame: Frame, on size: Size) -> Int32 {
        bytes.removeAll(keepingCapacity: true)
        draw(frame, on: size)
        showCursor(of: frame, on: size)
        last = frame
        return send()
    }

    /// The terminal is to be drawn from nothing: its size changed, or something else wrote on it.
    func forget() {
        shown = nil
        look = nil
        place = nil
        isCursorShown = nil
    }

    /// Sends bytes that leave the cursor where it was and the last row empty, and that row again, in one piece. Returns
    /// false where that cannot be, and nothing was sent.
    func send(_ questions: [UInt8], on size: Size) -> Bool {
        guard let shown, shown.size == size, terminal.speaksANSI else { return false }
        bytes = questions
        (look, place) = (nil, nil)
        drawRow(size.rows - 1, over: shown, from: nil, of: shown, columns: size.columns, isLast: true)
        showCursor(of: shown, on: size)
        return send() == 0
    }

    private func send() -> Int32 {
        guard !bytes.isEmpty else { return 0 }
        return bytes.withUnsafeBytes(write)
    }

    private func showCursor(of frame: Frame, on size: Size) {
        guard let cursor = frame.cursor, cursor.column < size.columns, cursor.row < size.rows, cursor.column >= 0,
            cursor.row >= 0
        else {
            if isCursorShown != false { bytes += terminal.hideCursor }
            isCursorShown = false
            return
        }
        move(toColumn: cursor.column, row: cursor.row)
        if isCursorShown != true { bytes += terminal.showCursor }
        isCursorShown = true
    }

    // MARK: Rows

    private func draw(_ frame: Frame, on size: Size) {
        let digests = (0..<frame.size.rows).map(frame.digest(row:))
        let isKnown = shown?.size == frame.size
        // Where it is not known what the terminal shows, it is cleared, and nothing is looked at of the frame that
        // stands for that.
        let old = isKnown ? shown! : frame
        var scroll: Scroll?
        if isKnown { scroll = findScroll(from: old, to: digests, on: size) } else { clear() }
        if let scroll { apply(scroll, on: size) }
        let columns = min(frame.size.columns, size.columns)
        for row in 0..<min(frame.size.rows, size.rows) {
            let origin = isKnown ? scroll.map { $0.origin(of: row) } ?? row : nil
            if let origin, shownDigests[origin] == digests[row],
                frame.holdsSame(row: row, as: old, row: origin)
            {
                continue
            }
            let isLast = row == size.rows - 1
            drawRow(row, over: old, from: origin, of: frame, columns: columns, isLast: isLast)
        }
        (shown, shownDigests) = (frame, digests)
    }

    private func clear() {
        setLook(Painter.plain)
        bytes += terminal.clear
        place = nil
    }

    private func findScroll(from old: Frame, to digests: [Int], on size: Size) -> Scroll? {
        guard terminal.scrolls, old.size == size, zip(shownDigests, digests).contains(where: !=) else { return nil }
        if blankDigest.columns != size.columns {
            blankDigest = (size.columns, Frame.blankDigest(columns: size.columns))
        }
        return Scroll(from: shownDigests, to: digests, blank: blankDigest.digest)
    }

    private func apply(_ scroll: Scroll, on size: Size) {
        setLook(Painter.plain)
        let (first, last) = (scroll.rows.lowerBound, scroll.rows.upperBound - 1)
        bytes += terminal.scrollingRows(first, last)
        place = nil
        move(toColumn: 0, row: scroll.up > 0 ? last : first)
        for _ in 0..<abs(scroll.up) { bytes += scroll.up > 0 ? terminal.scrollUp : terminal.scrollDown }
        bytes += terminal.scrollingRows(0, size.rows - 1)
        place = nil
    }

    /// Draws what a row of a frame has otherwise than a row that the terminal shows in its place, or an empty one.
    ///
    /// - Parameters:
    ///   - old: the frame that the terminal showed.
    ///   - origin: the row of it that the terminal shows in this place; nil where that row is empty now.
    ///   - columns: the cells of the row that the terminal has.
    ///   - isLast: whether it is the last row of the screen.
    private func drawRow(
        _ row: Int, over old: Frame, from origin: Int?, of frame: Frame, columns: Int, isLast: Bool
    ) {
        let end = isLast && terminal.wrapsAtOnce ? columns - 1 : columns
        frame.withPackedRow(row) { cells in
            let blanks = erasable(cells, columns)
            guard let origin else {
                if emptyRow.count < cells.count {
                    emptyRow = Array(repeating: .blank(Painter.plain), count: cells.count)
                }
                return emptyRow.withUnsafeBufferPointer {
                    drawRow(row, cells, over: $0, of: frame, blanks, end, columns, frame)
                }
            }
            old.withPackedRow(origin) { drawRow(row, cells, over: $0, of: old, blanks, end, columns, frame) }
        }
    }

    private func drawRow(
        _ row: Int, _ cells: UnsafeBufferPointer<PackedCell>, over others: UnsafeBufferPointer<PackedCell>,
        of old: Frame, _ blanks: Int, _ end: Int, _ columns: Int, _ frame: Frame
    ) {
        var column = 0
        while column < end {
            let (cell, other) = (cells[column], others[column])
            if cell.isCluster
                ? other.isCluster && frame.holdsSame(cell, as: other, of: old)
                : cell == other
            {
                column += 1
                continue
            }
            if column >= blanks {
                move(toColumn: column, row: row)
                setLook(cells[column].look)
                bytes += terminal.eraseToEnd
                return
            }
            // A wide grapheme is drawn as a whole.
            while column > 0, cells[column].width == 0 { column -= 1 }
            move(toColumn: column, row: row)
            // One that the screen has no room for would end on the next row.
            if column + Int(cells[column].width) > end {
                setLook(cells[column].look)
                bytes += Array(repeating: 0x20, count: end - column)
                column = advance(to: end, row, columns)
                continue
            }
            column =
                cells[column].isPlain
                ? drawPlain(cells, over: others, column, row, end, blanks)
                : draw(cells[column], column, row, end: cells.count, frame)
        }
    }

    /// Draws cells of one look from one that differs on, and returns the column after the last of them. A few that are
    /// there already are sent again: that is shorter than a move over them.
    private func drawPlain(
        _ cells: UnsafeBufferPointer<PackedCell>, over others: UnsafeBufferPointer<PackedCell>, _ first: Int,
        _ row: Int, _ end: Int, _ blanks: Int
    ) -> Int {
        let look = cells[first].look
        // Beyond `blanks` there is a shorter way.
        let limit = first >= blanks ? end : min(end, blanks)
        setLook(look)
        var (cell, other) = (cells.baseAddress! + first + 1, others.baseAddress! + first + 1)
        let last = cells.baseAddress! + limit
        var different = cell
        while cell < last, cell.pointee.isPlain(look) {
            if cell.pointee != other.pointee {
                different = cell + 1
            } else if cell - different >= Painter.shorterThanMove {
                break
            }
            cell += 1
            other += 1
        }
        let after = different - cells.baseAddress!
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: after - first) { run in
            let (start, source) = (run.baseAddress!, cells.baseAddress! + first)
            for index in 0..<run.count {
                (start + index).initialize(to: UInt8(truncatingIfNeeded: source[index].code))
            }
            bytes.append(contentsOf: UnsafeBufferPointer(run))
        }
        return advance(to: after, row, cells.count)
    }

    /// Cells that are sent in less bytes than a move over them.
    private static let shorterThanMove = 6

    /// The column from which a row holds nothing but blanks of one look, which are erased, not written; the number of
    /// columns where there is no such.
    private func erasable(_ cells: UnsafeBufferPointer<PackedCell>, _ columns: Int) -> Int {
        guard columns > 0, columns == cells.count, !terminal.eraseToEnd.isEmpty else { return columns }
        let look = cells[columns - 1].look
        let style = look.style
        guard style.attributes.isDisjoint(with: [.underline, .reverse]),
            style.background == .standard || terminal.erasesWithBackground || colors == 0
        else { return columns }
        var first = columns
        while first > 0, cells[first - 1].isBlank(look) { first -= 1 }
        // Few blanks are as short as the string that erases them.
        return columns - first > 3 ? first : columns
    }

    // MARK: Cells

    private func move(toColumn column: Int, row: Int) {
        let wanted = Position(column: column, row: row)
        guard place != wanted else { return }
        if !terminal.movesInAnyLook { setLook(Painter.plain) }
        terminal.move(toColumn: column, row: row, in: &bytes)
        place = wanted
    }

    private func setLook(_ wanted: Look) {
        guard look != wanted else { return }
        look = wanted
        if looks[wanted] == nil { looks[wanted] = terminal.look(wanted.style) }
        bytes += looks[wanted]!
    }

    /// Draws one cell where the cursor is, and returns the column after it. One that must not be drawn becomes U+FFFD,
    /// and the rest of its width blanks.
    private func draw(_ cell: PackedCell, _ column: Int, _ row: Int, end: Int, _ frame: Frame) -> Int {
        setLook(cell.look)
        let width = max(1, Int(cell.width))
        if !cell.isCluster, let scalar = Unicode.Scalar(cell.code), isSafe(scalar), !isDisputed(scalar, width: width) {
            bytes += UTF8.encode(scalar)!
            return advance(to: column + width, row, end)
        }
        let text = frame.grapheme(of: cell)
        guard cell.width > 0, !text.isEmpty, text.unicodeScalars.allSatisfy(isSafe) else {
            bytes += Array("\u{FFFD}".utf8) + Array(repeating: 0x20, count: width - 1)
            return advance(to: column + width, row, end)
        }
        let cluster = cut(text)
        if isDisputed(text.unicodeScalars, width: width) {
            if terminal.speaksANSI {
                // In one piece, also where the terminal reads in several: tmux takes a cluster that is cut for two.
                let back = Array("\u{1B}[\(column + 1)G".utf8)
                while bytes.count % Painter.pieceRead + width + back.count + cluster.count > Painter.pieceRead {
                    bytes += back
                }
                bytes += steadied(cluster, column: column, width: width)
                return advance(to: column + width, row, end)
            }
            bytes += cluster
            place = nil
            return column + width
        }
        bytes += cluster
        return advance(to: column + width, row, end)
    }

    /// Bytes that a terminal reads at once, as a rule: what n_tty, the line discipline of Linux, holds for it.
    private static let pieceRead = 4096

    /// The cursor is after a cell. At the end of a row terminals differ on where that is.
    private func advance(to column: Int, _ row: Int, _ end: Int) -> Int {
        place = column < end ? Position(column: column, row: row) : nil
        return column
    }
}

/// The most bytes of UTF-8 that are sent for one cell.
private let longest = 80

/// A text's UTF-8, cut between two scalars where it is longer than a cell may be.
func cut(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8.prefix(longest + 1))
    guard bytes.count > longest else { return bytes }
    var end = longest
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    bytes.removeSubrange(end...)
    return bytes
}

/// The last line of defence: whether a scalar may reach a terminal inside a cell.
func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: false  // C0, DEL, C1
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false  // bidirectional controls
    case 0x2028, 0x2029: false  // line breaks
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: false  // private use
    default: true
    }
}
