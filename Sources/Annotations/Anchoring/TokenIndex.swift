// Where each word of a text stands in it, and how much a word says about a place.

/// The places of every word, found in one pass.
struct TokenIndex {
    private let firsts: [Int32]
    private let places: [Int32]
    private let tokenCount: Int

    /// - Parameter wordCount: more than every number in `words`.
    init(_ words: [Int32], wordCount: Int) {
        var firsts = [Int32](repeating: 0, count: wordCount + 1)
        for word in words { firsts[Int(word) + 1] += 1 }
        for word in 0..<wordCount { firsts[word + 1] += firsts[word] }
        var next = firsts
        var places = [Int32](repeating: 0, count: words.count)
        for (place, word) in words.enumerated() {
            places[Int(next[Int(word)])] = Int32(place)
            next[Int(word)] += 1
        }
        self.firsts = firsts
        self.places = places
        tokenCount = words.count
    }

    /// The places of a word, ascending.
    func places(of word: Int32) -> ArraySlice<Int32> {
        Int(word) + 1 < firsts.count ? places[Int(firsts[Int(word)])..<Int(firsts[Int(word) + 1])] : []
    }

    /// The binary logarithm of how seldom a word is, from 0.
    func rarity(of word: Int32) -> Double {
        var rest = tokenCount / max(1, places(of: word).count)
        var bits = 0.0
        while rest > 1 {
            bits += 1
            rest /= 2
        }
        return bits
    }
}
