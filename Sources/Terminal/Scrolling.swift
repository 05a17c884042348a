// Rows that a frame has in common with the one before, only higher or lower: moved by the terminal, not sent again.

import Screen

/// Rows that move together.
struct Scroll: Equatable {
    /// The rows of the screen between which it scrolls, from 0: those that move, and those that they move over.
    var rows: Range<Int>
    /// By how many rows what is there moves up; down when it is negative.
    var up: Int

    /// Fewer rows than this cost less when they are sent.
    private static let worthwhile = 3

    /// Finds the largest block of rows that is on the screen, elsewhere. What a row holds is given by a number that
    /// differs where rows do; a false likeness costs nothing but a worse drawing.
    ///
    /// - Parameters:
    ///   - old: the rows that are on the screen.
    ///   - new: the rows that should be; as many.
    ///   - blank: the number of a row that holds nothing, which is not worth moving.
    init?(from old: [Int], to new: [Int], blank: Int) {
        precondition(old.count == new.count, "screens of different heights")
        let best = old.withUnsafeBufferPointer { old in
            new.withUnsafeBufferPointer { Scroll.best(from: old, to: $0, blank) }
        }
        guard best.up != 0 else { return nil }
        up = best.up
        rows = best.up > 0 ? best.first..<best.last + best.up + 1 : best.first + best.up..<best.last + 1
    }

    private static func best(
        from old: UnsafeBufferPointer<Int>, to new: UnsafeBufferPointer<Int>, _ blank: Int
    ) -> (gain: Int, first: Int, last: Int, up: Int) {
        var best = (gain: worthwhile - 1, first: 0, last: 0, up: 0)
        guard let old = old.baseAddress, let rows = new.baseAddress else { return best }
        for up in -(new.count - 1)..<max(new.count, 1) where up != 0 {
            // A thousand pairs for each frame, nearly all of them different.
            let moved = old + up
            var first = -1
            var gain = 0
            for row in max(0, -up)..<min(new.count, new.count - up) {
                guard rows[row] == moved[row] else {
                    first = -1
                    continue
                }
                if first < 0 { (first, gain) = (row, 0) }
                if rows[row] != blank, rows[row] != old[row] { gain += 1 }
                if gain > best.gain { best = (gain, first, row, up) }
            }
        }
        return best
    }

    /// Where the row that is at a place after the scrolling was before; nil for one that came in empty.
    func origin(of row: Int) -> Int? {
        guard rows.contains(row) else { return row }
        return rows.contains(row + up) ? row + up : nil
    }
}
