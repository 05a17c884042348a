// Frame → screen: sends ncurses the rows that differ from the frame before.

import CNcurses
import Screen

/// Draws frames on the one ncurses screen, which must be open while it is used.
struct Painter {
    private let depth: ColorDepth
    private var pairs: PairTable
    private var clusters = ClusterTable(limit: Int(cluster_limit))
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
            let cells = frame.row(row)
            if let shown, shown.row(row) == cells { continue }
            let isLast = row == size.rows - 1 && frame.size == size
            let count = build(
                cells, columns: min(cells.count, size.columns), corner: isLast ? corner(cells) : nil, of: frame,
                &complete
            )
            screen_draw_row(Int32(row), Int32(count))
        }
        return complete
    }

    /// Builds one row and returns how many cells it has, wide ones counted once.
    private mutating func build(
        _ cells: ArraySlice<Cell>, columns: Int, corner: String?, of frame: Frame, _ complete: inout Bool
    ) -> Int {
        var count: Int32 = 0
        var column = 0
        var style: Style?
        var look: (attributes: UInt32, pair: Int32) = (0, 0)
        while column < columns {
            let cell = cells[cells.startIndex + column]
            if style != cell.style {
                style = cell.style
                look = self.look(of: cell.style, &complete)
            }
            let (code, drawn) = code(of: cell, at: column, room: columns - column, corner, frame)
            screen_put(count, code, look.attributes, look.pair)
            count += 1
            column += drawn
        }
        return Int(count)
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
        of cell: Cell, at column: Int, room: Int, _ corner: String?, _ frame: Frame
    ) -> (code: Int32, columns: Int) {
        let scalars = cell.grapheme.unicodeScalars
        guard let first = scalars.first, cell.width > 0 else { return (0x20, 1) }
        let width = Int(cell.width)
        guard width <= min(room, Self.widest), scalars.allSatisfy(isSafe) else { return (Self.replacement, 1) }
        let isSingle = scalars.index(after: scalars.startIndex) == scalars.endIndex
        let corner = width == room - 1 ? corner : nil
        if isSingle, corner == nil, cluster_library_width(Int32(first.value)) == Int32(width), !isDisputed(scalars) {
            return (Int32(first.value), width)
        }
        if clusters.isFull { clusters.forget(except: onScreen(with: frame)) }
        let entry = entry(for: cell, at: column, room: room, corner)
        guard let (index, isNew) = clusters.intern(entry) else { return (Self.replacement, 1) }
        if isNew {
            entry.bytes.withUnsafeBytes {
                cluster_set(Int32(index), $0.baseAddress, Int32($0.count), Int32(entry.width))
            }
        }
        return (Int32(cluster_first) + Int32(index), entry.width)
    }

    /// The most cells of one grapheme: ncurses counts a wide character's cells in five bits.
    private static let widest = 16

    /// A cluster as it is interned. One that terminals disagree on is held in its place, unless it ends the row (what
    /// follows begins with a move of its own) or would not fit into a cell of ncurses then.
    ///
    /// - Parameter corner: what the last cell of the screen holds, if it is to be drawn with this one before it.
    private func entry(for cell: Cell, at column: Int, room: Int, _ corner: String?) -> ClusterTable.Entry {
        let width = Int(cell.width)
        var text = cell.grapheme
        if placesColumns, width < room, isDisputed(text.unicodeScalars) {
            let steady = steadied(text, column: column, width: width)
            if steady.utf8.count <= cluster_bytes { text = steady }
        }
        guard let corner, text.utf8.count + corner.utf8.count <= cluster_bytes else {
            return ClusterTable.Entry(text, width: width)
        }
        return ClusterTable.Entry(text + corner, width: width + 1)
    }

    /// The text of the last cell of the screen, from the cells of its last row, where ncurses must not draw it: for fear
    /// of the wrap it writes it one cell too far left and then shifts it by inserting its neighbour, which tears a
    /// neighbour that is wide. Nil where there is nothing to draw, or the neighbour is ASCII.
    private func corner(_ cells: ArraySlice<Cell>) -> String? {
        guard let last = cells.last, last.width == 1, last.grapheme.unicodeScalars.allSatisfy(isSafe),
            last.grapheme != " " || last.style.background != .standard,
            let neighbour = cells.dropLast().last(where: { $0.width > 0 }),
            !neighbour.grapheme.utf8.allSatisfy({ $0 < 0x80 })
        else { return nil }
        return last.grapheme
    }

    /// The clusters that ncurses may still hold: those of the last frame and of the one that is being drawn.
    private func onScreen(with frame: Frame) -> Set<ClusterTable.Entry> {
        var result: Set<ClusterTable.Entry> = []
        for frame in [last, frame].compactMap(\.self) {
            for (index, cell) in frame.cells.enumerated() where cell.width > 0 && cell.grapheme.utf8.count > 1 {
                let column = index % frame.size.columns
                let room = frame.size.columns - column
                result.insert(entry(for: cell, at: column, room: room, nil))
                if index + Int(cell.width) == frame.cells.count - 1, let corner = corner(frame.row(frame.size.rows - 1))
                {
                    result.insert(entry(for: cell, at: column, room: room, corner))
                }
            }
        }
        return result
    }
}
