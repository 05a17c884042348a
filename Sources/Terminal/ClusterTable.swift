// Which clusters are interned under a private code, so that ncurses holds each of them in one atomic cell.

/// A bounded table of clusters. What an index means to ncurses is said to CNcurses by whoever interns.
struct ClusterTable {
    /// One cluster and the width it is drawn with: the same text may have two widths, in two terminals' answers.
    struct Entry: Hashable {
        // By bytes: two strings that are canonically equal are not the same to a terminal.
        var bytes: [UInt8]
        /// In cells, 1 or more.
        var width: Int

        init(_ text: String, width: Int) {
            bytes = ClusterTable.cut(text)
            self.width = width
        }
    }

    let limit: Int
    private var indices: [Entry: Int] = [:]
    private var free: [Int] = []
    private var fresh = 0

    /// - Parameter limit: how many clusters there may be at once.
    init(limit: Int) { self.limit = limit }

    var count: Int { indices.count }
    var isFull: Bool { indices.count >= limit }

    /// The index of a cluster; `isNew` says that it had none before. Nil when the table is full.
    mutating func intern(_ entry: Entry) -> (index: Int, isNew: Bool)? {
        if let index = indices[entry] { return (index, false) }
        guard !isFull else { return nil }
        let index: Int
        if let last = free.popLast() {
            index = last
        } else {
            index = fresh
            fresh += 1
        }
        indices[entry] = index
        return (index, true)
    }

    /// Forgets all clusters but those that are on the screen, whose codes ncurses still compares and draws.
    mutating func forget(except onScreen: Set<Entry>) {
        for (entry, index) in indices where !onScreen.contains(entry) {
            indices[entry] = nil
            free.append(index)
        }
    }

    /// The text's UTF-8, cut between two scalars at 80 bytes, which is all that a cell of ncurses can stand for.
    static func cut(_ text: String, limit: Int = 80) -> [UInt8] {
        var bytes = Array(text.utf8.prefix(limit + 1))
        guard bytes.count > limit else { return bytes }
        var end = limit
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        bytes.removeSubrange(end...)
        return bytes
    }
}

/// The last line of defence: whether a scalar may reach a terminal inside a cell.
func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: false  // C0, DEL, C1
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false  // bidirectional controls
    case 0x2028, 0x2029: false  // line breaks
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: false  // private use, and the codes of interned clusters
    default: true
    }
}
