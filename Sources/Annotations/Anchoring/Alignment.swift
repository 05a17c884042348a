// Two versions of a text laid side by side: which token has become which.

/// Aligns two rows of tokens: fixed points first (n-grams that are unique on both sides, in the longest order they
/// share), then the gaps between them in the same way with shorter n-grams, then token by token; at last blocks that
/// moved. Nothing in it is quadratic in the length of a text.
struct Alignment {
    private(set) var map: TokenMap
    private let old: [Int32]
    private let new: [Int32]
    /// Cells of dynamic programming and edits that may still be spent: texts that have nothing in common but short
    /// words do not get more for being long.
    private var budget: Int
    private let isCancelled: () -> Bool

    /// Nil when it was cancelled.
    static func map(_ old: [Int32], _ new: [Int32], isCancelled: () -> Bool) -> TokenMap? {
        withoutActuallyEscaping(isCancelled) { isCancelled in
            var alignment = Alignment(old, new, isCancelled)
            return alignment.run() ? alignment.map : nil
        }
    }

    private init(_ old: [Int32], _ new: [Int32], _ isCancelled: @escaping () -> Bool) {
        self.old = old
        self.new = new
        self.isCancelled = isCancelled
        map = TokenMap(old: old.count, new: new.count)
        budget = 64 * (old.count + new.count) + (1 << 22)
    }

    private struct Gap {
        var old: Range<Int>
        var new: Range<Int>
        /// Tokens of the n-grams that are tried next.
        var grams: Int
    }

    private mutating func run() -> Bool {
        guard fill(Gap(old: 0..<old.count, new: 0..<new.count, grams: 5)) else { return false }
        map.dropStrays()
        for length in [5, 3] {
            if isCancelled() { return false }
            pairMovedBlocks(length)
        }
        map.dropStrays()
        return !isCancelled()
    }

    // MARK: In order

    private mutating func fill(_ whole: Gap) -> Bool {
        var gaps = [whole]
        while var gap = gaps.popLast() {
            if isCancelled() { return false }
            trim(&gap)
            guard !gap.old.isEmpty, !gap.new.isEmpty else { continue }
            guard gap.grams > 0 else {
                pairTokens(gap)
                continue
            }
            let inner = fixedPoints(gap)
            if inner.isEmpty { gaps.append(Gap(old: gap.old, new: gap.new, grams: shorter(gap.grams))) }
            gaps += inner
        }
        return true
    }

    private func shorter(_ grams: Int) -> Int { grams > 3 ? 3 : grams > 2 ? 2 : grams > 1 ? 1 : 0 }

    /// Pairs what is the same at both ends of a gap.
    private mutating func trim(_ gap: inout Gap) {
        var (oldLow, newLow) = (gap.old.lowerBound, gap.new.lowerBound)
        var (oldHigh, newHigh) = (gap.old.upperBound, gap.new.upperBound)
        while oldLow < oldHigh && newLow < newHigh && old[oldLow] == new[newLow] {
            map.pair(oldLow, newLow)
            oldLow += 1
            newLow += 1
        }
        while oldLow < oldHigh && newLow < newHigh && old[oldHigh - 1] == new[newHigh - 1] {
            oldHigh -= 1
            newHigh -= 1
            map.pair(oldHigh, newHigh)
        }
        gap.old = oldLow..<oldHigh
        gap.new = newLow..<newHigh
    }

    /// Pairs the unique n-grams of a gap that are in the same order on both sides; gives the gaps between them.
    private mutating func fixedPoints(_ gap: Gap) -> [Gap] {
        let length = gap.grams
        // A gap of a few tokens is better looked at token by token at once.
        guard gap.old.count >= length, gap.new.count >= length,
            length > 3 || gap.old.count * gap.new.count > 4096
        else { return [] }
        let pairs = UniqueGrams.pairs(
            gap.old.lowerBound..<gap.old.upperBound - length + 1, of: old,
            gap.new.lowerBound..<gap.new.upperBound - length + 1, of: new, length: length, room: gap.old.count)
        let chain = OrderedPairs.longest(pairs)
        guard !chain.isEmpty else { return [] }
        var gaps: [Gap] = []
        var (oldEnd, newEnd) = (gap.old.lowerBound, gap.new.lowerBound)
        for index in chain {
            let (oldPlace, newPlace) = (Int(pairs[index].old), Int(pairs[index].new))
            let isApart = oldPlace >= oldEnd && newPlace >= newEnd
            // N-grams that overlap on one side only contradict each other.
            guard isApart || oldPlace - newPlace == oldEnd - newEnd else { continue }
            if oldPlace > oldEnd || newPlace > newEnd, isApart {
                gaps.append(Gap(old: oldEnd..<oldPlace, new: newEnd..<newPlace, grams: shorter(length)))
            }
            for step in 0..<length { map.pair(oldPlace + step, newPlace + step) }
            (oldEnd, newEnd) = (oldPlace + length, newPlace + length)
        }
        gaps.append(Gap(old: oldEnd..<gap.old.upperBound, new: newEnd..<gap.new.upperBound, grams: shorter(length)))
        return gaps
    }

    private mutating func pairTokens(_ gap: Gap) {
        let cells = gap.old.count * gap.new.count
        if cells <= GapAlignment.mostCells {
            guard budget >= cells else { return }
            budget -= cells
            for pair in GapAlignment.pairs(old[gap.old], new[gap.new]) {
                map.pair(gap.old.lowerBound + pair.old, gap.new.lowerBound + pair.new)
            }
        } else {
            guard budget >= GapAlignment.mostCells * 2 else { return }
            budget -= GapAlignment.mostCells * 2
            for pair in EditScript.pairs(old[gap.old], new[gap.new]) ?? [] {
                map.pair(gap.old.lowerBound + pair.old, gap.new.lowerBound + pair.new)
            }
        }
    }

    // MARK: Moved blocks

    /// Tokens without a pair between two n-grams of one moved block, at the most, and how far they may drift apart.
    private static let blockGap = 40
    private static let blockDrift = 16

    private mutating func pairMovedBlocks(_ length: Int) {
        let oldRuns = runs(map.new, length)
        let newRuns = runs(map.old, length)
        let room = oldRuns.reduce(0) { $0 + $1.count }
        guard room > 0, !newRuns.isEmpty else { return }
        let pairs = UniqueGrams.pairs(
            oldRuns.lazy.joined(), of: old, newRuns.lazy.joined(), of: new, length: length, room: room)
        var first = 0
        while first < pairs.count {
            var last = first
            while last + 1 < pairs.count, goesOn(pairs[last], pairs[last + 1]) { last += 1 }
            // A run of few tokens may be in both texts by chance.
            if length + Int(pairs[last].old - pairs[first].old) >= 5 { pairBlock(Array(pairs[first...last]), length) }
            first = last + 1
        }
    }

    private func goesOn(_ one: UniqueGrams.Pair, _ next: UniqueGrams.Pair) -> Bool {
        let (oldStep, newStep) = (Int(next.old - one.old), Int(next.new - one.new))
        return newStep > 0 && oldStep <= Alignment.blockGap && newStep <= Alignment.blockGap
            && abs(oldStep - newStep) <= Alignment.blockDrift
    }

    /// The places where a run of that many tokens without a pair begins.
    private func runs(_ pairs: [Int32], _ length: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        for index in 0...pairs.count where index == pairs.count || pairs[index] != TokenMap.none {
            if index - start >= length { found.append(start..<index - length + 1) }
            start = index + 1
        }
        return found
    }

    private mutating func pairBlock(_ pairs: [UniqueGrams.Pair], _ length: Int) {
        for pair in pairs {
            for step in 0..<length { map.pair(Int(pair.old) + step, Int(pair.new) + step) }
        }
        for (one, next) in zip(pairs, pairs.dropFirst()) {
            let oldGap = Int(one.old) + length..<max(Int(one.old) + length, Int(next.old))
            let newGap = Int(one.new) + length..<max(Int(one.new) + length, Int(next.new))
            pairFree(oldGap, newGap, .both)
        }
        let (head, tail) = (pairs[0], pairs[pairs.count - 1])
        let oldEnd = Int(tail.old) + length
        let newEnd = Int(tail.new) + length
        pairFree(oldEnd..<reach(map.new, oldEnd, 1), newEnd..<reach(map.old, newEnd, 1), .starts)
        pairFree(
            reach(map.new, Int(head.old), -1)..<Int(head.old), reach(map.old, Int(head.new), -1)..<Int(head.new), .ends)
    }

    /// How far tokens without a pair go on from a place, within what one step of dynamic programming may cost.
    private func reach(_ pairs: [Int32], _ place: Int, _ step: Int) -> Int {
        var place = place
        for _ in 0..<120 {
            let next = step > 0 ? place : place - 1
            guard pairs.indices.contains(next), pairs[next] == TokenMap.none else { break }
            place += step
        }
        return place
    }

    private mutating func pairFree(_ oldGap: Range<Int>, _ newGap: Range<Int>, _ ends: GapAlignment.Ends) {
        let cells = oldGap.count * newGap.count
        guard cells > 0, cells <= GapAlignment.mostCells, budget >= cells else { return }
        budget -= cells
        for pair in GapAlignment.pairs(old[oldGap], new[newGap], ends: ends) {
            map.pair(oldGap.lowerBound + pair.old, newGap.lowerBound + pair.new)
        }
    }
}
