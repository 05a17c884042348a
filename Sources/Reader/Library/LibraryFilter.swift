// Which articles hold the words of the filter, remembered: news of a few does not have all of them looked at again.

import TextModel

/// What was found out about articles and the words of one filter.
struct LibraryFilter: Sendable {
    private var words: [[UInt8]] = []
    /// By the number of the entry; nil where nobody has looked yet.
    private var holds: [Bool?] = []

    /// Has an entry looked at again: more is known of it.
    mutating func forget(_ number: Int) {
        if holds.indices.contains(number) { holds[number] = nil }
    }

    /// The places in `sorted`, which has numbers of entries, of those that hold all words; nil without words.
    mutating func places(of sorted: [Int], in entries: [LibraryEntry], holding words: [[UInt8]]) -> [Int]? {
        guard !words.isEmpty else { return nil }
        if words != self.words {
            self.words = words
            holds = []
        }
        while holds.count < entries.count { holds.append(nil) }
        return sorted.indices.filter { place in
            let number = sorted[place]
            let isHeld = holds[number] ?? Folding.holds(words, Folding.folded(entries[number].searched))
            holds[number] = isHeld
            return isHeld
        }
    }
}
