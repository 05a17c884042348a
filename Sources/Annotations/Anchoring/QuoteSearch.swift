// A quotation with its surroundings found in a text that is not the one it was taken from.

/// Finds the passage of a text that is most like a quote in surroundings like its own.
struct QuoteSearch {
    let new: TokenText
    let index: TokenIndex

    /// A place that was found, and how sure it is.
    struct Hit {
        var landing: Landing
        /// From 0 to 1; the quote and its surroundings together.
        var score: Double
        var stretch: Range<Int> { landing.low..<landing.high + 1 }
    }

    /// Places that words of the quote may vote for.
    private static let mostVotes = 1500
    /// Places that are looked at closely.
    private static let candidates = 6
    /// The score below which a hit is none.
    static let threshold = 0.5
    /// How near to the best the next one may come.
    static let rival = 0.9

    /// The places found, the best first.
    func hits(_ mark: MarkedTokens, _ context: Range<Int>) -> [Hit] {
        let words = mark.text.words
        let rarity = words.map { index.rarity(of: $0) }
        let weights = rarity.map { 1 + min(10, $0) / 5 }
        var hits: [Hit] = []
        let band = max(12, min(context.count / 3 + 16, 250_000 / max(1, context.count)))
        for diagonal in diagonals(words, context, rarity, apart: band) {
            let map = WindowAlignment.map(
                words, context, weights: weights, new: new.words, from: diagonal, band: band)
            guard let hit = hit(mark, context, weights, map),
                !hits.contains(where: { $0.stretch.overlaps(hit.stretch) && $0.score >= hit.score })
            else { continue }
            hits.removeAll { $0.stretch.overlaps(hit.stretch) }
            hits.append(hit)
        }
        return hits.sorted { $0.score > $1.score }
    }

    /// The one place of a passage; nil when there is none, or when another is as good.
    func hit(_ mark: MarkedTokens, _ context: Range<Int>, isElsewhere: (Range<Int>) -> Bool) -> Hit? {
        let all = hits(mark, context)
        guard let best = all.first, best.score >= QuoteSearch.threshold else { return nil }
        if all.count > 1, all[1].score >= QuoteSearch.rival * best.score { return nil }
        return isElsewhere(best.stretch) ? nil : best
    }

    // MARK: Candidates

    /// The offsets from the tokens of the quote to those of the text that most of its rare words agree on.
    private func diagonals(_ words: [Int32], _ context: Range<Int>, _ rarity: [Double], apart: Int) -> [Int] {
        let votes = votes(words, context, rarity)
        var sums = [Int64](repeating: 0, count: votes.count)
        var (last, sum) = (0, Int64(0))
        for first in votes.indices {
            while last < votes.count && votes[last].diagonal - votes[first].diagonal <= apart {
                sum += votes[last].weight
                last += 1
            }
            sums[first] = sum
            sum -= votes[first].weight
        }
        var chosen: [Int] = []
        var most = Int64(0)
        while chosen.count < QuoteSearch.candidates, let best = sums.indices.max(by: { sums[$0] < sums[$1] }),
            sums[best] * 4 > most
        {
            most = max(most, sums[best])
            let low = votes[best].diagonal
            var past = best
            while past < votes.count && votes[past].diagonal - low <= apart {
                sums[past] = 0
                past += 1
            }
            chosen.append((low + votes[past - 1].diagonal) / 2)
            var before = best
            while before > 0 && low - votes[before - 1].diagonal <= apart {
                before -= 1
                sums[before] = 0
            }
        }
        return chosen
    }

    /// A diagonal that a word stands on, and how much that says; in one number, because these are sorted.
    private struct Vote {
        let packed: Int64
        /// Shifted to stay positive when it is packed.
        private static let shift = 1 << 31

        init(packed: Int64) { self.packed = packed }
        init(_ diagonal: Int, weight: Int) { packed = Int64((diagonal + Vote.shift) << 8 | weight) }
        var diagonal: Int { Int(packed >> 8) - Vote.shift }
        var weight: Int64 { packed & 0xFF }
    }

    /// What the rarest words of a quote say, by diagonal.
    private func votes(_ words: [Int32], _ context: Range<Int>, _ rarity: [Double]) -> [Vote] {
        var packed: [Int64] = []
        for token in context.sorted(by: { rarity[$0] > rarity[$1] }) {
            let places = index.places(of: words[token])
            guard packed.count + places.count <= QuoteSearch.mostVotes else { break }
            for place in places { packed.append(Vote(Int(place) - token, weight: Int(rarity[token]) + 1).packed) }
        }
        packed.sort()
        return packed.map(Vote.init(packed:))
    }

    // MARK: Score

    /// Tokens at which the surroundings count as much as the quote.
    private static let contextWeight = 6.0

    private func hit(_ mark: MarkedTokens, _ context: Range<Int>, _ weights: [Double], _ map: [Int32]) -> Hit? {
        let places = mark.tokens.map { Int(map[$0]) }.filter { $0 >= 0 }
        guard let low = places.first, let high = places.last else { return nil }
        var (quote, quoteFound, around, aroundFound) = (0.0, 0.0, 0.0, 0.0)
        for token in context {
            let isFound = map[token] >= 0
            if mark.tokens.contains(token) {
                quote += weights[token]
                if isFound { quoteFound += weights[token] }
            } else {
                around += weights[token]
                if isFound { aroundFound += weights[token] }
            }
        }
        let length = Double(mark.tokens.count)
        let spread = Double(high - low + 1)
        let penalty = spread > 1.8 * length + 2 ? (1.8 * length + 2) / spread : 1
        let weight = around > 0 ? QuoteSearch.contextWeight / (length + QuoteSearch.contextWeight) : 0
        let score = (1 - weight) * penalty * quoteFound / quote + (around > 0 ? weight * aroundFound / around : 0)
        return Hit(landing: Landing(mark: mark, new: new, map: { map[$0] }, low: low, high: high), score: score)
    }
}

/// A row of tokens laid along a stretch of a text, with free ends in the text.
enum WindowAlignment {
    private static let loss: Int32 = 3

    /// What each token becomes; `TokenMap.none` for those outside `part` and those without a pair.
    ///
    /// - Parameters:
    ///   - diagonal: from a token of the row to one of the text, about.
    ///   - band: how many tokens that may be wrong to either side.
    static func map(
        _ words: [Int32], _ part: Range<Int>, weights: [Double], new: [Int32], from diagonal: Int, band: Int
    ) -> [Int32] {
        let width = 2 * band + 1
        // Column k of row i stands for the text's token `i + diagonal - band + k`; the row before is one to the left.
        var steps = [UInt8](repeating: 0, count: part.count * width)
        var above = [Int32](repeating: 0, count: width + 1)
        var row = above
        for (number, token) in part.enumerated() {
            let gain = Int32(weights[token] * 4)
            let base = token + diagonal - band
            for column in 0..<width {
                let place = base + column
                let isEqual = place >= 0 && place < new.count && new[place] == words[token]
                var score = above[column] + (isEqual ? gain : -loss)
                var step: UInt8 = isEqual ? 3 : 0
                if column + 1 < width, above[column + 1] - loss > score {
                    (score, step) = (above[column + 1] - loss, 2)
                }
                if column > 0, row[column - 1] - loss > score { (score, step) = (row[column - 1] - loss, 1) }
                row[column] = score
                steps[number * width + column] = step
            }
            swap(&above, &row)
        }
        return path(steps, width, words.count, part, diagonal - band, above)
    }

    private static func path(
        _ steps: [UInt8], _ width: Int, _ count: Int, _ part: Range<Int>, _ base: Int, _ scores: [Int32]
    ) -> [Int32] {
        var map = [Int32](repeating: TokenMap.none, count: count)
        var column = (0..<width).max { scores[$0] < scores[$1] } ?? 0
        var row = part.count - 1
        while row >= 0 {
            switch steps[row * width + column] {
            case 1: column -= 1
            case 2:
                row -= 1
                column += 1
            case let step:
                if step == 3 { map[part.lowerBound + row] = Int32(part.lowerBound + row + base + column) }
                row -= 1
            }
        }
        return map
    }
}
