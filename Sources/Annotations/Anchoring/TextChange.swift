// What has become of a text: each place of it in its next version.

import TextModel

/// A text beside its next version. Places of the one are taken to places of the other.
public struct TextChange: Sendable {
    public let old: Document
    public let new: Document
    /// Nil where the two were not laid side by side word by word.
    private let sides: Sides?
    /// How many bytes both begin with, and how many both end with; known where there are no `sides`.
    private let common: (before: Int, after: Int)

    /// The two versions with, for each token of the old one, the last token up to it and the first from it on that is
    /// in the new one as well.
    private struct Sides: Sendable {
        var pair: VersionPair
        var keptBefore: [Int32]
        var keptAfter: [Int32]
    }

    /// Bytes of a text beyond which only what is the same at its start and its end is looked at.
    private static let mostBytes = 16 << 20

    /// Lays two versions side by side; nil when it was cancelled. It may take a second, and is to be called beside the
    /// reader.
    ///
    /// - Parameter isOldReadable: whether the bytes of the old version are still at hand.
    public init?(
        from old: Document, to new: Document, isOldReadable: Bool = true, isCancelled: () -> Bool = { false }
    ) {
        self.old = old
        self.new = new
        guard isOldReadable, max(old.byteCount, new.byteCount) <= TextChange.mostBytes else {
            sides = nil
            common = isOldReadable ? TextChange.common(old, new, isCancelled) : (0, 0)
            return
        }
        let vocabulary = Vocabulary()
        let tokens = old.withBytes(old.span) { TokenText($0, vocabulary) }
        let others = new.withBytes(new.span) { TokenText($0, vocabulary) }
        guard let map = Alignment.map(tokens.words, others.words, isCancelled: isCancelled) else { return nil }
        var (before, after) = (map.new, map.new)
        for token in before.indices { before[token] = Int32(token) }
        after = before
        for token in before.indices where map.new[token] == TokenMap.none {
            before[token] = token > 0 ? before[token - 1] : TokenMap.none
        }
        for token in after.indices.reversed() where map.new[token] == TokenMap.none {
            after[token] = token + 1 < after.count ? after[token + 1] : Int32(after.count)
        }
        sides = Sides(
            pair: VersionPair(old: tokens, new: others, map: map), keptBefore: before, keptAfter: after)
        common = (0, 0)
    }

    /// Where a place is, or where what stood there would be, on a grapheme boundary.
    public func place(_ offset: ByteOffset) -> ByteOffset {
        guard offset > .zero else { return .zero }
        guard offset < old.end else { return new.end }
        let place = sides.map { TextChange.place(offset.value, $0, end: new.byteCount) } ?? placeByEnds(offset.value)
        return new.graphemeBoundary(atOrBefore: ByteOffset(max(0, min(place, new.byteCount))))
    }

    /// Where a passage is; nil when too little of it is left.
    public func span(_ span: Span) -> Span? {
        guard !span.isEmpty else { return nil }
        guard let pair = sides?.pair else {
            let isKept = span.end.value <= common.before || span.start.value >= old.byteCount - common.after
            return isKept ? Span(place(span.start), place(span.end)) : nil
        }
        guard let landing = pair.landing(MarkedTokens(pair.old, span.start.value, span.end.value)) else { return nil }
        let found = new.snapped(Span(ByteOffset(landing.bytes.start), ByteOffset(landing.bytes.end)))
        return found.isEmpty ? nil : found
    }

    // MARK: Word by word

    private static func place(_ offset: Int, _ sides: Sides, end: Int) -> Int {
        let (old, new, map) = (sides.pair.old, sides.pair.new, sides.pair.map)
        let token = old.tokens(offset, offset + 1).lowerBound
        if token < old.count, map.new[token] != TokenMap.none {
            let (start, there) = (old.start(token), Int(map.new[token]))
            let first = new.start(there)
            if offset >= start { return min(first + offset - start, new.end(there)) }
            return max(first - (start - offset), there > 0 ? new.end(there - 1) : 0)
        }
        guard token < old.count else {
            // Behind the last word: as far from it as before.
            guard let last = old.lasts.indices.last, new.count > 0 else { return end }
            return min(end, new.end(new.count - 1) + max(0, offset - old.end(last)))
        }
        let before = token > 0 ? Int(sides.keptBefore[token - 1]) : -1
        let after = Int(sides.keptAfter[token])
        let low = before < 0 ? -1 : Int(map.new[before])
        let high = after >= old.count ? new.count : Int(map.new[after])
        let (oldGap, newGap) = (after - before - 1, high - low - 1)
        if oldGap > 0, newGap > 0 { return new.start(low + 1 + (token - before - 1) * newGap / oldGap) }
        if high < new.count { return new.start(high) }
        return low < 0 ? end : new.end(low)
    }

    // MARK: By what both begin and end with

    private func placeByEnds(_ offset: Int) -> Int {
        let fromEnd = old.byteCount - offset
        if offset <= common.before { return offset }
        if fromEnd <= common.after { return new.byteCount - fromEnd }
        let (oldGap, newGap) = (
            old.byteCount - common.before - common.after, new.byteCount - common.before - common.after
        )
        return common.before + Int(Double(offset - common.before) / Double(max(1, oldGap)) * Double(newGap))
    }

    private static let piece = 1 << 16

    private static func common(_ old: Document, _ new: Document, _ isCancelled: () -> Bool) -> (Int, Int) {
        let most = min(old.byteCount, new.byteCount)
        func bytes(_ document: Document, _ start: Int, _ count: Int) -> [UInt8] {
            document.copy(Span(ByteOffset(start), ByteOffset(start + count)))
        }
        var before = 0
        while before < most, !isCancelled() {
            let count = min(piece, most - before)
            let same = zip(bytes(old, before, count), bytes(new, before, count)).prefix { $0 == $1 }.count
            before += same
            if same < count { break }
        }
        var after = 0
        while after < most - before, !isCancelled() {
            let count = min(piece, most - before - after)
            let one = bytes(old, old.byteCount - after - count, count)
            let other = bytes(new, new.byteCount - after - count, count)
            let same = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
            after += same
            if same < count { break }
        }
        return (before, after)
    }
}
