// Frame → screen: sends ncurses the rows that differ from the frame before.

import CNcurses
import Screen

/// Draws frames on the one ncurses screen, which must be open while it is used.
struct Painter {
    private let depth: ColorDepth
    private var pairs: PairTable
    private var clusters = ClusterTable(limit: Int(cluster_limit))
    /// The codes of the cells of one look that follow one another, while a row is built.
    private var run: [Int32] = []
    private let placesColumns = screen_places_columns() != 0
    /// What ncurses' window holds; nil when that is unknown.
    private var shown: Frame?
    /// The frame that is on the screen, or was before the terminal was given back.
    private(set) var last: Frame?

    init(useColors: Bool) {
        depth = ColorDepth(colors: useColors ? Int(screen_colors()) : 0, hasStandard: screen_has_default_colors() != 0)
        pairs = PairTable(limit: Int(screen_pairs()))
    }

    /// How many colours styles are reduced to; 0 means none.
    var colors: Int { depth.colors }

    /// Draws a frame on a screen of a size, which may differ from the frame's for the moment of a resize.
    /// Returns 0, or the errno of the terminal.
    mutating func paint(_ frame: Frame, on size: Size) -> Int32 {
        if shown?.size != frame.size {
            screen_erase()
            shown = nil
        }
        if !drawRows(of: frame, on: size) {
            // No colour pair is left. Those of former frames go, and this one is drawn from nothing.
            pairs.forget()
            screen_forget()
            shown = nil
            _ = drawRows(of: frame, on: size)
        }
        shown = frame
        last = frame
        guard let cursor = frame.cursor, cursor.column < size.columns, cursor.row < size.rows, cursor.column >= 0,
            cursor.row >= 0
        else { return screen_refresh(-1, 0) }
        return screen_refresh(Int32(cursor.column), Int32(cursor.row))
    }

    /// The terminal is to be drawn from nothing: its windows were resized, or something else wrote on it.
    mutating func forget() {
        screen_forget()
        shown = nil
    }

    /// False when the colour pairs ran out.
    private mutating func drawRows(of frame: Frame, on size: Size) -> Bool {
        var complete = true
        for row in 0..<min(frame.size.rows, size.rows) {
            if let shown, shown.holdsSame(row: row, as: frame) { continue }
            let count = build(row, columns: min(frame.size.columns, size.columns), of: frame, &complete)
            screen_draw_row(Int32(row), Int32(count))
        }
        return complete
    }

    /// Builds one row, cells of one look after the other, and returns how many cells it has, wide ones counted once.
    private mutating func build(_ row: Int, columns: Int, of frame: Frame, _ complete: inout Bool) -> Int {
        var count = 0
        frame.withPackedRow(row) { cells in
            var column = 0
            while column < columns {
                let look = cells[column].look
                let (attributes, pair) = self.look(of: look.style, &complete)
                run.removeAll(keepingCapacity: true)
                while column < columns, cells[column].look == look {
                    if cells[column].isPlain {
                        run.append(Int32(cells[column].code))
                        column += 1
                    } else {
                        let (code, drawn) = code(
                            of: frame[column, row], at: column, room: columns - column, frame)
                        run.append(code)
                        column += drawn
                    }
                }
                screen_put(Int32(count), run, Int32(run.count), attributes, pair)
                count += run.count
            }
        }
        return count
    }

    private mutating func look(of style: Style, _ complete: inout Bool) -> (attributes: UInt32, pair: Int32) {
        let resolved = depth.resolve(style)
        let attributes = UInt32(resolved.attributes.rawValue)
        guard let pair = pairs.pair(foreground: resolved.foreground, background: resolved.background) else {
            complete = false
            return (attributes, 0)
        }
        if pair.isNew { screen_set_pair(Int32(pair.number), Int32(resolved.foreground), Int32(resolved.background)) }
        return (attributes, Int32(pair.number))
    }

    private static let replacement: Int32 = 0xFFFD

    /// The code that stands for a cell, a scalar or an interned cluster, and how many columns it takes. A cell that
    /// must not be drawn becomes U+FFFD, and the rest of its width blanks, as cells of width 0 follow it.
    private mutating func code(
        of cell: Cell, at column: Int, room: Int, _ frame: Frame
    ) -> (code: Int32, columns: Int) {
        let scalars = cell.grapheme.unicodeScalars
        guard let first = scalars.first, cell.width > 0 else { return (0x20, 1) }
        let width = Int(cell.width)
        guard width <= min(room, Self.widest), scalars.allSatisfy(isSafe) else { return (Self.replacement, 1) }
        let isSingle = scalars.index(after: scalars.startIndex) == scalars.endIndex
        if isSingle, cluster_library_width(Int32(first.value)) == Int32(width), !isDisputed(scalars) {
            return (Int32(first.value), width)
        }
        if clusters.isFull { clusters.forget(except: onScreen(with: frame)) }
        let entry = entry(for: cell, at: column, room: room)
        guard let (index, isNew) = clusters.intern(entry) else { return (Self.replacement, 1) }
        if isNew {
            entry.bytes.withUnsafeBytes { cluster_set(Int32(index), $0.baseAddress, Int32($0.count), Int32(width)) }
        }
        return (Int32(cluster_first) + Int32(index), width)
    }

    /// The most cells of one grapheme: ncurses counts a wide character's cells in five bits.
    private static let widest = 16

    /// A cluster as it is interned. One that terminals disagree on is held in its place, unless it ends the row (what
    /// follows begins with a move of its own) or would not fit into a cell of ncurses then.
    private func entry(for cell: Cell, at column: Int, room: Int) -> ClusterTable.Entry {
        let width = Int(cell.width)
        if placesColumns, width < room, isDisputed(cell.grapheme.unicodeScalars) {
            let steady = steadied(cell.grapheme, column: column, width: width)
            if steady.utf8.count <= cluster_bytes { return ClusterTable.Entry(steady, width: width) }
        }
        return ClusterTable.Entry(cell.grapheme, width: width)
    }

    /// The clusters that ncurses may still hold: those of the last frame and of the one that is being drawn.
    private func onScreen(with frame: Frame) -> Set<ClusterTable.Entry> {
        var result: Set<ClusterTable.Entry> = []
        for frame in [last, frame].compactMap(\.self) {
            for (index, cell) in frame.cells.enumerated() where cell.width > 0 && cell.grapheme.utf8.count > 1 {
                let column = index % frame.size.columns
                result.insert(entry(for: cell, at: column, room: frame.size.columns - column))
            }
        }
        return result
    }
}
