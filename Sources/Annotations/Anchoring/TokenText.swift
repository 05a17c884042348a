// A text as a row of tokens: what is aligned, and what selectors are found by.

/// Numbers for folded words, the same in all texts that share the vocabulary.
final class Vocabulary {
    let table = FoldTable()
    private var numbers: [UInt64: Int32] = [:]
    var count: Int { numbers.count }

    func number(_ hash: UInt64) -> Int32 {
        let next = Int32(numbers.count)
        if let known = numbers[hash] { return known }
        numbers[hash] = next
        return next
    }
}

/// A token is a word with the bytes it stands in; where a script does not separate words, a letter with its marks.
/// Punctuation is none, and an apostrophe parts two.
struct TokenText {
    let folded: FoldedText
    /// For each token the number of its folded word.
    private(set) var words: [Int32] = []
    /// For each token the index in `folded` of its first code point.
    private(set) var firsts: [Int32] = []
    /// And the index after its last.
    private(set) var lasts: [Int32] = []

    var count: Int { words.count }

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ vocabulary: Vocabulary) {
        folded = FoldedText(bytes, vocabulary.table)
        let kinds = folded.kinds
        let scalars = folded.scalars
        words.reserveCapacity(scalars.count / 5)
        firsts.reserveCapacity(scalars.count / 5)
        lasts.reserveCapacity(scalars.count / 5)
        var index = 0
        while index < kinds.count {
            let kind = kinds[index]
            guard kind == .word || kind == .single else {
                index += 1
                continue
            }
            let first = index
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            repeat {
                hash = (hash ^ UInt64(scalars[index])) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 29
                index += 1
            } while index < kinds.count && (kinds[index] == .extending || (kind == .word && kinds[index] == .word))
            words.append(vocabulary.number(hash))
            firsts.append(Int32(first))
            lasts.append(Int32(index))
        }
    }

    init(_ text: String, _ vocabulary: Vocabulary) {
        var text = text
        self = text.withUTF8 { TokenText($0, vocabulary) }
    }

    /// Where a token begins, in bytes of the text.
    func start(_ token: Int) -> Int { Int(folded.starts[Int(firsts[token])]) }
    /// Where it ends.
    func end(_ token: Int) -> Int { Int(folded.ends[Int(lasts[token]) - 1]) }

    /// The tokens that share a byte with a stretch of the text.
    func tokens(_ start: Int, _ end: Int) -> Range<Int> {
        let low = first { self.end($0) > start }
        return low..<max(low, first { self.start($0) >= end })
    }

    /// The first token for which something is true that stays true for all that follow.
    private func first(where isPast: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isPast(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
