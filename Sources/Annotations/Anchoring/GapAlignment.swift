// Short stretches of two texts against each other, token by token.

/// The best pairing of two rows of tokens by dynamic programming: equal tokens in order, where a pair is worth more
/// the fewer tokens are passed over to get to it. That keeps a reworded sentence together, which a longest common
/// subsequence does not.
enum GapAlignment {
    /// Cells that one stretch may cost.
    static let mostCells = 1 << 16

    private static let equal: Int32 = 3
    private static let unequal: Int32 = -1
    private static let skip: Int32 = -1

    /// Which ends of the stretches must be reached.
    enum Ends {
        /// Both: the stretch lies between two fixed points.
        case both
        /// Only the starts: it goes on from a fixed point as far as it is worth it.
        case starts
        /// Only the ends: it leads up to a fixed point.
        case ends
    }

    /// The pairs of equal tokens, as offsets into the two stretches, in order.
    static func pairs(
        _ old: ArraySlice<Int32>, _ new: ArraySlice<Int32>, ends: Ends = .both
    ) -> [(old: Int, new: Int)] {
        guard !old.isEmpty, !new.isEmpty else { return [] }
        if ends == .ends {
            let turned = pairs(Array(old.reversed())[...], Array(new.reversed())[...], ends: .starts)
            return turned.reversed().map { (old.count - 1 - $0.old, new.count - 1 - $0.new) }
        }
        let width = new.count + 1
        var steps = [UInt8](repeating: 0, count: (old.count + 1) * width)
        var above = (0..<width).map { Int32($0) * skip }
        for column in 1..<width { steps[column] = 1 }
        var best = (score: Int32(0), row: 0, column: 0)
        for row in 1...old.count {
            var diagonal = above[0]
            above[0] = Int32(row) * skip
            steps[row * width] = 2
            let word = old[old.startIndex + row - 1]
            for column in 1..<width {
                let isEqual = word == new[new.startIndex + column - 1]
                var score = diagonal + (isEqual ? equal : unequal)
                var step: UInt8 = isEqual ? 3 : 0
                diagonal = above[column]
                if diagonal + skip > score { (score, step) = (diagonal + skip, 2) }
                if above[column - 1] + skip > score { (score, step) = (above[column - 1] + skip, 1) }
                above[column] = score
                steps[row * width + column] = step
                if score > best.score { best = (score, row, column) }
            }
        }
        let isFree = ends == .starts
        return path(steps, width, isFree ? best.row : old.count, isFree ? best.column : new.count)
    }

    /// Steps: 0 a pair of unequal tokens, 1 a new one passed over, 2 an old one, 3 a pair of equal ones.
    private static func path(_ steps: [UInt8], _ width: Int, _ row: Int, _ column: Int) -> [(old: Int, new: Int)] {
        var row = row
        var column = column
        var pairs: [(old: Int, new: Int)] = []
        while row > 0 && column > 0 {
            let step = steps[row * width + column]
            if step == 3 { pairs.append((row - 1, column - 1)) }
            if step != 1 { row -= 1 }
            if step != 2 { column -= 1 }
        }
        return pairs.reversed()
    }
}

/// The shortest edit script of two long stretches (Myers: An O(ND) Difference Algorithm, 1986), given up when it gets
/// long: stretches that differ that much have nothing to do with each other.
enum EditScript {
    /// Insertions and deletions that are tried; the time and the memory go with its square.
    private static let mostEdits = 400
    /// Tokens of a stretch: a periodic text costs that many steps on each diagonal.
    private static let mostTokens = 100_000

    /// The pairs of equal tokens, as offsets into the stretches; nil when there are too many edits.
    static func pairs(_ old: ArraySlice<Int32>, _ new: ArraySlice<Int32>) -> [(old: Int, new: Int)]? {
        let (oldBase, newBase) = (old.startIndex, new.startIndex)
        guard abs(old.count - new.count) <= mostEdits, old.count <= mostTokens else { return nil }
        // The furthest old place on each diagonal, after each number of edits.
        var rounds: [[Int]] = []
        var reach = [Int](repeating: 0, count: 2 * mostEdits + 3)
        let middle = mostEdits + 1
        for edits in 0...mostEdits {
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let at = middle + diagonal
                let goesDown = diagonal == -edits || (diagonal != edits && reach[at - 1] < reach[at + 1])
                var x = goesDown ? reach[at + 1] : reach[at - 1] + 1
                while x < old.count && x - diagonal < new.count && x >= 0 && x - diagonal >= 0
                    && old[oldBase + x] == new[newBase + x - diagonal]
                { x += 1 }
                reach[at] = x
                if x >= old.count && x - diagonal >= new.count {
                    rounds.append(Array(reach[middle - edits...middle + edits]))
                    return walk(rounds, old.count, new.count)
                }
            }
            rounds.append(Array(reach[middle - edits...middle + edits]))
        }
        return nil
    }

    private static func walk(_ rounds: [[Int]], _ oldCount: Int, _ newCount: Int) -> [(old: Int, new: Int)] {
        var x = oldCount
        var y = newCount
        var pairs: [(old: Int, new: Int)] = []
        for edits in (0..<rounds.count).reversed() {
            var (startX, startY) = (0, 0)
            if edits > 0 {
                let before = rounds[edits - 1]
                let diagonal = x - y
                func reach(_ diagonal: Int) -> Int {
                    abs(diagonal) <= edits - 1 ? before[diagonal + edits - 1] : -1
                }
                let goesDown = diagonal == -edits || (diagonal != edits && reach(diagonal - 1) < reach(diagonal + 1))
                let from = goesDown ? diagonal + 1 : diagonal - 1
                startX = reach(from)
                startY = startX - from
            }
            let isDown = edits > 0 && x - y < startX - startY
            let snakeX = edits == 0 ? 0 : isDown ? startX : startX + 1
            while x > snakeX && y > 0 {
                x -= 1
                y -= 1
                pairs.append((x, y))
            }
            (x, y) = (startX, startY)
        }
        return pairs.reversed()
    }
}
