// Runs of tokens that stand once in one text and once in another: the fixed points of an alignment.

/// Finds pairs of equal n-grams that are unique on both sides.
enum UniqueGrams {
    /// A run of tokens and where it stands.
    struct Pair: Equatable {
        var old: Int32
        var new: Int32
    }

    /// The pairs, by their place in the old text. The time is linear in what is given.
    ///
    /// - Parameters:
    ///   - old: the places in the old text where runs of `length` tokens may begin, ascending.
    static func pairs(
        _ old: some Sequence<Int>, of oldWords: [Int32], _ new: some Sequence<Int>, of newWords: [Int32], length: Int,
        room: Int
    ) -> [Pair] {
        var table = Table(room: room)
        for place in old { table.note(hash(oldWords, place, length), Int32(place), isOld: true) }
        for place in new { table.note(hash(newWords, place, length), Int32(place), isOld: false) }
        return table.pairs.filter { pair in
            (0..<length).allSatisfy { oldWords[Int(pair.old) + $0] == newWords[Int(pair.new) + $0] }
        }
    }

    private static func hash(_ words: [Int32], _ place: Int, _ length: Int) -> UInt64 {
        var hash: UInt64 = 0x1234_5678_9ABC_DEF1
        for index in place..<place + length {
            hash = (hash ^ UInt64(UInt32(bitPattern: words[index]))) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 31
        }
        return hash | 1
    }

    /// Open addressing; a place is -1 where there is none so far and -2 where there are several.
    private struct Table {
        private var keys: [UInt64]
        private var old: [Int32]
        private var new: [Int32]
        private let mask: Int

        init(room: Int) {
            var size = 16
            while size < room * 2 { size *= 2 }
            keys = [UInt64](repeating: 0, count: size)
            old = [Int32](repeating: -1, count: size)
            new = old
            mask = size - 1
        }

        mutating func note(_ key: UInt64, _ place: Int32, isOld: Bool) {
            var slot = Int(truncatingIfNeeded: key >> 20) & mask
            while keys[slot] != 0 && keys[slot] != key { slot = (slot + 1) & mask }
            // What is in the new text alone can never make a pair.
            if keys[slot] == 0 {
                guard isOld else { return }
                keys[slot] = key
            }
            if isOld { old[slot] = old[slot] == -1 ? place : -2 } else { new[slot] = new[slot] == -1 ? place : -2 }
        }

        var pairs: [Pair] {
            var found: [Pair] = []
            for slot in keys.indices where old[slot] >= 0 && new[slot] >= 0 {
                found.append(Pair(old: old[slot], new: new[slot]))
            }
            return found.sorted { $0.old < $1.old }
        }
    }
}

/// The longest part of pairs that is in the same order in both texts (patience sorting).
enum OrderedPairs {
    /// For pairs by their place in the old text, the indices of a longest part with ascending places in the new one.
    static func longest(_ pairs: [UniqueGrams.Pair]) -> [Int] {
        var tails: [Int] = []
        var previous = [Int](repeating: -1, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var low = 0
            var high = tails.count
            while low < high {
                let middle = (low + high) / 2
                if pairs[tails[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            if low > 0 { previous[index] = tails[low - 1] }
            if low == tails.count { tails.append(index) } else { tails[low] = index }
        }
        var chain: [Int] = []
        var at = tails.last ?? -1
        while at >= 0 {
            chain.append(at)
            at = previous[at]
        }
        return chain.reversed()
    }
}
