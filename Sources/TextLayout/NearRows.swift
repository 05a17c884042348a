// The rows around the screen: one key asks for the same few dozen of them again and again, one after the other.

import TextModel

/// Rows that follow one another without a gap, in order: one that is next to them makes them more, any other begins
/// anew.
struct NearRows {
    /// In two halves, so that they grow at both ends: those that came in above, the last one first, and the others.
    private var above: [Row] = []
    private var below: [Row] = []
    /// The index of the row that was found last: as a rule the next one that is asked for is it, or beside it.
    private var last = 0

    /// More than a few screens have.
    private static let limit = 512

    private var count: Int { above.count + below.count }

    private subscript(index: Int) -> Row {
        index < above.count ? above[above.count - 1 - index] : below[index - above.count]
    }

    /// The row that holds a place, where it is one of them.
    mutating func holding(_ offset: ByteOffset) -> Row? {
        guard count > 0, offset >= self[0].span.start, offset < self[count - 1].span.end else { return nil }
        let row = self[last]
        if offset >= row.span.end {
            last += 1
        } else if offset < row.span.start {
            last -= 1
        } else {
            return row
        }
        if !self[last].span.contains(offset) { last = index(of: offset) }
        return self[last]
    }

    private func index(of offset: ByteOffset) -> Int {
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if self[middle].span.start <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Takes in a row that was looked up.
    mutating func note(_ row: Row) {
        guard !row.span.isEmpty else { return }
        if count > 0, count < NearRows.limit {
            if self[count - 1].span.end == row.span.start {
                below.append(row)
                last = count - 1
                return
            }
            if self[0].span.start == row.span.end {
                above.append(row)
                last = 0
                return
            }
        }
        above.removeAll(keepingCapacity: true)
        below.removeAll(keepingCapacity: true)
        below.append(row)
        last = 0
    }
}
