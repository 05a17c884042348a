// A marked passage in the text it was marked in, and the edges it gets in another.

/// A passage as tokens of a text: the old version of an article, or the little that a quote selector holds of it.
struct MarkedTokens {
    let text: TokenText
    /// The passage in bytes of that text.
    let start: Int
    let end: Int
    /// The tokens it touches.
    let tokens: Range<Int>

    init(_ text: TokenText, _ start: Int, _ end: Int) {
        self.text = text
        self.start = start
        self.end = end
        tokens = text.tokens(start, end)
    }

    /// Whether it begins or ends inside a word.
    var cutsWords: Bool {
        guard let first = tokens.first, let last = tokens.last else { return false }
        return text.start(first) < start || text.end(last) > end
    }

    /// The folded passage.
    var folded: ArraySlice<UInt32> { text.folded.slice(start, end) }
}

/// Where a passage came to lie: the first and the last token of the new text that one of its tokens has become.
struct Landing {
    let mark: MarkedTokens
    let new: TokenText
    /// What a token of the old text has become, or `TokenMap.none`.
    let map: (Int) -> Int32
    let low: Int
    let high: Int

    /// Unchanged neighbours are looked for among that many tokens.
    private static let reach = 12

    /// The passage in bytes of the new text. Tokens at its ends that were replaced belong to it: as many of the new ones
    /// between the last unchanged neighbour and the passage as their share among the old ones there.
    var bytes: (start: Int, end: Int) {
        let first = firstToken
        let last = max(first, lastToken)
        return (startByte(first), max(endByte(last), startByte(first)))
    }

    /// The number of tokens it has now.
    var tokenCount: Int { max(1, lastToken - firstToken + 1) }

    private var firstToken: Int {
        guard let inner = mark.tokens.first(where: { map($0) == Int32(low) }) else { return low }
        let replaced = inner - mark.tokens.lowerBound
        guard replaced > 0 else { return low }
        var outer = mark.tokens.lowerBound - 1
        while outer >= 0, mark.tokens.lowerBound - outer <= Landing.reach {
            let place = Int(map(outer))
            if place >= 0 && place < low && low - place <= 3 * Landing.reach + replaced {
                return back(share(replaced, of: inner - outer - 1, in: low - place - 1), head: inner)
            }
            outer -= 1
        }
        return outer < 0 && low <= Landing.reach ? back(share(replaced, of: inner, in: low), head: inner) : low
    }

    private var lastToken: Int {
        guard let inner = mark.tokens.last(where: { map($0) == Int32(high) }) else { return high }
        let replaced = mark.tokens.upperBound - 1 - inner
        guard replaced > 0 else { return high }
        var outer = mark.tokens.upperBound
        while outer < mark.text.count, outer - mark.tokens.upperBound < Landing.reach {
            let place = Int(map(outer))
            if place > high && place - high <= 3 * Landing.reach + replaced {
                return on(share(replaced, of: outer - inner - 1, in: place - high - 1), tail: inner)
            }
            outer += 1
        }
        let rest = new.count - 1 - high
        guard outer == mark.text.count && rest <= Landing.reach else { return high }
        return on(share(replaced, of: mark.text.count - 1 - inner, in: rest), tail: inner)
    }

    private func share(_ replaced: Int, of all: Int, in gap: Int) -> Int {
        min(replaced, gap, (2 * gap * replaced + all) / max(1, 2 * all))
    }

    /// That many tokens back from the first one, but not out of its sentence, unless the passage went further as well.
    private func back(_ count: Int, head inner: Int) -> Int {
        let isWithin = !(mark.tokens.lowerBound..<inner).contains { Landing.isEnd(mark.text, $0) }
        var token = low
        while low - token < count, !(isWithin && Landing.isEnd(new, token - 1)) { token -= 1 }
        return token
    }

    private func on(_ count: Int, tail inner: Int) -> Int {
        let isWithin = !(inner..<mark.tokens.upperBound - 1).contains { Landing.isEnd(mark.text, $0) }
        var token = high
        while token - high < count, !(isWithin && Landing.isEnd(new, token)) { token += 1 }
        return token
    }

    /// Whether what follows a token ends a sentence.
    private static func isEnd(_ text: TokenText, _ token: Int) -> Bool {
        let next = token + 1 < text.count ? Int(text.firsts[token + 1]) : text.folded.scalars.count
        return text.folded.scalars[Int(text.lasts[token])..<next].contains { stops.contains($0) }
    }

    // MARK: Edges inside tokens and among punctuation

    private func startByte(_ token: Int) -> Int {
        let edge = mark.text.folded.index(atOrAfter: mark.start)
        let (oldFirst, newFirst) = (Int(mark.text.firsts[mark.tokens.lowerBound]), Int(new.firsts[token]))
        if edge > oldFirst {
            let isSame = new.words[token] == mark.text.words[mark.tokens.lowerBound]
            return Int(new.folded.starts[isSame ? newFirst + edge - oldFirst : newFirst])
        }
        var (old, at) = (oldFirst, newFirst)
        while old > edge && at > 0, canFollow(mark.text.folded, old - 1, new.folded, at - 1) {
            old -= 1
            at -= 1
        }
        return Int(new.folded.starts[at])
    }

    private func endByte(_ token: Int) -> Int {
        let lastOld = mark.tokens.upperBound - 1
        let edge = mark.text.folded.index(atOrAfter: mark.end)
        let (oldLast, newLast) = (Int(mark.text.lasts[lastOld]), Int(new.lasts[token]))
        if edge < oldLast {
            let isSame = new.words[token] == mark.text.words[lastOld]
            return Int(new.folded.ends[isSame ? newLast - (oldLast - edge) - 1 : newLast - 1])
        }
        var (old, at) = (oldLast, newLast)
        while old < edge && at < new.folded.scalars.count, canFollow(mark.text.folded, old, new.folded, at) {
            old += 1
            at += 1
        }
        return Int(new.folded.ends[at - 1])
    }

    /// Ends of sentences: one may take the place of another.
    private static let stops: Set<UInt32> = [0x21, 0x2E, 0x3F, 0x3002, 0x61F, 0x6D4, 0x964]

    private func canFollow(_ old: FoldedText, _ oldAt: Int, _ new: FoldedText, _ newAt: Int) -> Bool {
        let kind = new.kinds[newAt]
        guard kind != .word && kind != .single && kind != .extending else { return false }
        let (one, other) = (old.scalars[oldAt], new.scalars[newAt])
        return one == other || (Landing.stops.contains(one) && Landing.stops.contains(other))
    }
}
