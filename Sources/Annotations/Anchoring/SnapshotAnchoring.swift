// A marked passage followed from the old version of a text into the new one.

/// The old text, the new one, and which token became which.
struct VersionPair {
    let old: TokenText
    let new: TokenText
    let map: TokenMap

    /// The part of a passage's tokens that must still be there, together.
    private static let share = 0.6
    /// How much longer the passage may have become.
    private static let spread = 1.8
    /// Tokens among which an unchanged neighbour must be on either side.
    private static let reach = 12
    /// How alike what stands between the neighbours must be.
    private static let likeness = 0.4
    /// Words that do not stand in a text twice by chance.
    private static let tellingWords = 5
    /// What is left of a passage that was cut is still it when it has that many tokens, and that part of them.
    private static let remnant = (count: 5, share: 0.3)

    /// Where a passage of the old text is in the new one; nil when too little of it is left.
    func landing(_ mark: MarkedTokens) -> Landing? {
        guard !mark.tokens.isEmpty else { return nil }
        return together(mark) ?? betweenNeighbours(mark)
    }

    private func landing(_ mark: MarkedTokens, _ low: Int, _ high: Int) -> Landing {
        let map = map
        return Landing(mark: mark, new: new, map: { map.new[$0] }, low: low, high: high)
    }

    /// The stretch of the new text that holds most of the passage's tokens.
    private func together(_ mark: MarkedTokens) -> Landing? {
        let places = mark.tokens.compactMap { map.new[$0] == TokenMap.none ? nil : Int(map.new[$0]) }.sorted()
        let longest = max(mark.tokens.count + 1, Int(VersionPair.spread * Double(mark.tokens.count)))
        var best = 0..<0
        var first = 0
        for last in places.indices {
            while places[last] - places[first] >= longest { first += 1 }
            if last + 1 - first > best.count { best = first..<last + 1 }
        }
        guard !best.isEmpty else { return nil }
        let (low, high) = (places[best.lowerBound], places[best.upperBound - 1])
        let share = Double(best.count) / Double(mark.tokens.count)
        let isDense = Double(best.count) >= VersionPair.share * Double(high - low + 1)
        let isRemnant = isDense && best.count >= VersionPair.remnant.count && share >= VersionPair.remnant.share
        return share >= VersionPair.share || isRemnant ? landing(mark, low, high) : nil
    }

    /// The passage was reworded more than that, but what stands beside it did not change: what is between is it, if
    /// it is like it.
    private func betweenNeighbours(_ mark: MarkedTokens) -> Landing? {
        let reach = VersionPair.reach
        var before = mark.tokens.lowerBound - 1
        while before >= max(0, mark.tokens.lowerBound - reach), map.new[before] == TokenMap.none { before -= 1 }
        var after = mark.tokens.upperBound
        while after < min(old.count, mark.tokens.upperBound + reach), map.new[after] == TokenMap.none { after += 1 }
        guard mark.tokens.lowerBound - before <= reach, after - mark.tokens.upperBound < reach else { return nil }
        let low = before < 0 ? -1 : Int(map.new[before])
        let high = after >= old.count ? new.count : Int(map.new[after])
        let (oldGap, newGap) = (after - before - 1, high - low - 1)
        guard newGap > 0, Double(newGap) <= VersionPair.spread * Double(oldGap) + 2 else { return nil }
        let inside = mark.tokens.filter { Int(map.new[$0]) > low && Int(map.new[$0]) < high }
        let likeness = 2 * Double(inside.count) / Double(mark.tokens.count + min(newGap, mark.tokens.count))
        // A word or two that are left of it are not it, however little there is beside them.
        guard likeness >= VersionPair.likeness, inside.count * 3 > mark.tokens.count,
            let first = inside.map({ Int(map.new[$0]) }).min(), let last = inside.map({ Int(map.new[$0]) }).max()
        else { return nil }
        return landing(mark, first, last)
    }

    /// Where the words of a passage stand in the new text as they stood in the old one, in each of them only once; nil for
    /// a few words, which may stand there by chance.
    ///
    /// - Parameters:
    ///   - oldIndex: of the old text.
    ///   - index: of the new one.
    func onlyPlace(of mark: MarkedTokens, _ oldIndex: TokenIndex, _ index: TokenIndex) -> Landing? {
        let words = old.words[mark.tokens]
        guard words.count >= VersionPair.tellingWords,
            let rarest = words.indices.min(by: { index.rarity(of: words[$0]) > index.rarity(of: words[$1]) })
        else { return nil }
        let back = rarest - words.startIndex
        func starts(_ places: some Sequence<Int32>, in text: TokenText) -> [Int] {
            places.map { Int($0) - back }.filter {
                $0 >= 0 && $0 + words.count <= text.count && text.words[$0..<$0 + words.count] == words
            }
        }
        let found = starts(index.places(of: words[rarest]), in: new)
        guard found.count == 1, let start = found.first,
            starts(oldIndex.places(of: words[rarest]), in: old).count == 1
        else { return nil }
        let shift = start - mark.tokens.lowerBound
        return Landing(
            mark: mark, new: new, map: { mark.tokens.contains($0) ? Int32($0 + shift) : TokenMap.none }, low: start,
            high: start + words.count - 1)
    }

    /// Whether a stretch of the new text is known to be another passage of the old one: half of it came from there.
    func isElsewhere(_ stretch: Range<Int>, than mark: MarkedTokens) -> Bool {
        var strangers = 0
        for token in stretch where map.old[token] != TokenMap.none && !mark.tokens.contains(Int(map.old[token])) {
            strangers += 1
        }
        return strangers * 2 >= stretch.count
    }
}
