// Two versions side by side: edits, moved blocks, and texts that mean no good.

import Testing

@testable import Annotations

@Suite struct AlignmentTests {
    private func map(_ old: [Int32], _ new: [Int32]) -> TokenMap { Alignment.map(old, new, isCancelled: { false })! }

    @Test func pairsWhatStayed() {
        let old = (0..<200).map { Int32($0) }
        var new = old
        new.removeSubrange(50..<60)
        new.insert(contentsOf: [900, 901], at: 120)
        let map = map(old, new)
        for (index, word) in old.enumerated() where !(50..<60).contains(index) {
            #expect(new[Int(map.new[index])] == word)
        }
        #expect((50..<60).allSatisfy { map.new[$0] == TokenMap.none })
    }

    @Test func findsBlocksThatMoved() {
        let old = (0..<300).map { Int32($0) }
        var new = Array(old[0..<40] + old[80...])
        new.insert(contentsOf: old[40..<80], at: 200)
        let map = map(old, new)
        #expect(old.indices.allSatisfy { map.new[$0] >= 0 && new[Int(map.new[$0])] == old[$0] })
    }

    @Test func pairsEachTokenOnce() {
        let old = (0..<500).map { Int32($0 * $0 % 17) }
        let new = (0..<400).map { Int32($0 * 7 % 13) }
        let map = map(old, new)
        for (index, place) in map.new.enumerated() where place >= 0 {
            #expect(map.old[Int(place)] == Int32(index))
            #expect(old[index] == new[Int(place)])
        }
    }

    /// Ends at all: anything quadratic would take hours.
    @Test func endsOnTextsWithoutFixedPoints() {
        let count = 40_000
        let one = [Int32](repeating: 1, count: count)
        _ = map(one, [Int32](repeating: 2, count: count))
        _ = map(one, Array(one.dropLast(900)))
        _ = map((0..<count).map { Int32($0 % 2) }, (0..<count).map { Int32($0 % 3) })
        _ = map((0..<count).map { Int32($0) }, (0..<count).map { Int32(count - 1 - $0) })
    }

    @Test func takesNothingForAnything() {
        #expect(map([], []).new.isEmpty)
        #expect(map([1, 2], []).new == [TokenMap.none, TokenMap.none])
        #expect(map([], [1]).old == [TokenMap.none])
    }
}
