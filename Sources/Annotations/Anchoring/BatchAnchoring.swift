// All marks of an article found again at once.

import TextModel

extension Anchoring {
    /// Bytes of a text beyond which passages are only looked for word for word: indices into folded texts have 32 bits,
    /// and folding takes some twelve times the text in memory.
    public static let mostBytes = 64 << 20

    /// Where targets are in a text, in their order; nil when it was cancelled.
    ///
    /// A target whose passage stands where it says costs nothing but that look; for the others the text is read once.
    /// It may take a second on a text of some megabytes, and is to be called beside the reader, not in it. Same
    /// arguments give the same anchors.
    ///
    /// - Parameters:
    ///   - snapshots: texts that targets were made in, by their hash; those that are missing make for fewer marks found,
    ///     and for more that are lost where another passage reads much the same.
    ///   - isCancelled: asked often, from the calling thread.
    public static func anchor(
        _ targets: [Target], in document: Document, snapshots: [SourceHash: Document] = [:],
        isCancelled: () -> Bool = { false }
    ) -> [Anchor]? {
        var anchors = targets.map { unchanged($0, in: document) }
        guard anchors.contains(where: { $0 == nil }) else { return anchors.compactMap { $0 } }
        guard document.byteCount <= mostBytes else {
            for (index, target) in targets.enumerated() where anchors[index] == nil {
                if isCancelled() { return nil }
                anchors[index] = anchor(target, in: document)
            }
            return anchors.compactMap { $0 }
        }
        let versions = Versions(document)
        let changed = targets.indices.filter { anchors[$0] == nil }
        for (source, members) in Dictionary(grouping: changed, by: { targets[$0].source }) {
            let snapshot = snapshots[source].flatMap { $0.byteCount <= mostBytes ? $0 : nil }
            guard let old = versions.pair(with: snapshot, isCancelled) else { return nil }
            for index in members {
                if isCancelled() { return nil }
                anchors[index] = versions.anchor(targets[index], old)
            }
        }
        return anchors.compactMap { $0 }
    }
}

/// The open text beside the texts that marks were made in.
private final class Versions {
    private let document: Document
    private let vocabulary = Vocabulary()
    private let new: TokenText
    private let search: QuoteSearch

    init(_ document: Document) {
        self.document = document
        new = document.withBytes(document.span) { [vocabulary] in TokenText($0, vocabulary) }
        search = QuoteSearch(new: new, index: TokenIndex(new.words, wordCount: vocabulary.count))
    }

    /// An old text with its alignment and its index; none of them where there is no old text.
    struct Old {
        var document: Document?
        var pair: VersionPair?
        var index: TokenIndex?
    }

    /// Nil when it was cancelled.
    func pair(with snapshot: Document?, _ isCancelled: () -> Bool) -> Old? {
        guard let snapshot else { return Old() }
        let old = snapshot.withBytes(snapshot.span) { TokenText($0, vocabulary) }
        guard let map = Alignment.map(old.words, new.words, isCancelled: isCancelled) else { return nil }
        return Old(
            document: snapshot, pair: VersionPair(old: old, new: new, map: map),
            index: TokenIndex(old.words, wordCount: vocabulary.count))
    }

    func anchor(_ target: Target, _ old: Old) -> Anchor {
        var marked: MarkedTokens?
        if let pair = old.pair, let snapshot = old.document, let span = snapshot.span(target.position),
            snapshot.withBytes(span, { Anchoring.isSame($0, target.quote.exact) })
        {
            let mark = MarkedTokens(pair.old, span.start.value, span.end.value)
            marked = mark
            let found = pair.landing(mark).map { landing in
                anchor(target, landing) { pair.withWholeSentences($0, mark, snapshot, document) }
            }
            if let found, found.status != .changed { return found }
            // What the alignment could not follow, since it changed its place with something like it.
            if let index = old.index, let landing = pair.onlyPlace(of: mark, index, search.index) {
                return anchor(target, landing)
            }
            if let found { return found }
        }
        let quote = target.quote
        let text = TokenText(quote.prefix + quote.exact + quote.suffix, vocabulary)
        let start = quote.prefix.utf8.count
        let mark = MarkedTokens(text, start, start + quote.exact.utf8.count)
        guard !mark.tokens.isEmpty else { return Anchoring.anchor(target, in: document) }
        let hit = search.hit(mark, context(mark, quote)) { stretch in
            guard let marked, let pair = old.pair else { return false }
            return pair.isElsewhere(stretch, than: marked)
        }
        let found = hit.map { anchor(target, $0.landing) } ?? .orphan
        // Of a word that the quote holds only a part of, no word of the text is the like: then its letters decide. With
        // the old text at hand that was known already.
        guard old.pair == nil, mark.cutsWords, found.status != .exact, found.status != .moved else { return found }
        return Anchoring.knownByContext(target, in: document) ?? found
    }

    /// The tokens of a quote and its surroundings, without the outermost ones, which may be cut.
    private func context(_ mark: MarkedTokens, _ quote: Quote) -> Range<Int> {
        let isCutBefore = quote.prefix.unicodeScalars.count >= Anchoring.contextLength - 4 && mark.tokens.lowerBound > 0
        let isCutAfter =
            quote.suffix.unicodeScalars.count >= Anchoring.contextLength - 4 && mark.tokens.upperBound < mark.text.count
        return (isCutBefore ? 1 : 0)..<mark.text.count - (isCutAfter ? 1 : 0)
    }

    /// - Parameter edged: gives a passage that was reworded the edges it ought to have.
    private func anchor(_ target: Target, _ landing: Landing, edged: (Span) -> Span = { $0 }) -> Anchor {
        let (start, end) = landing.bytes
        let about = document.snapped(Span(ByteOffset(start), ByteOffset(end)))
        let isFolded = landing.mark.folded == new.folded.slice(about.start.value, about.end.value)
        let span = verbatim(target.quote.exact, near: about) ?? (isFolded ? about : edged(about))
        let place = Anchoring.place(of: span, in: document)
        if landing.mark.folded == new.folded.slice(span.start.value, span.end.value) {
            let isSame = document.withBytes(span) { Anchoring.isSame($0, target.quote.exact) }
            return isSame && place.codePoints == target.position
                ? .exact(place) : Anchor(.moved, score: 1, place: place)
        }
        let found = landing.mark.tokens.count {
            Int(landing.map($0)) >= landing.low && Int(landing.map($0)) <= landing.high
        }
        let score = 2 * Double(found) / Double(landing.mark.tokens.count + landing.tokenCount)
        return Anchor(.changed, score: min(0.99, max(0.01, score)), place: place)
    }

    /// Bytes around a landing in which the quote itself may begin or end: half a run of blanks, or a sign that nobody
    /// sees, may stand at its ends.
    private static let slack = 64

    /// The quote word for word, where it shares a byte with a stretch; the nearest when it is there twice.
    private func verbatim(_ quote: String, near span: Span) -> Span? {
        let exact = Array(quote.utf8)
        if document.withBytes(span, { $0.elementsEqual(exact) }) { return span }
        let low = max(0, min(span.start.value, span.end.value - exact.count) - Versions.slack)
        let high = min(document.byteCount, max(span.end.value, span.start.value + exact.count) + Versions.slack)
        guard !exact.isEmpty, high - low <= 2 * exact.count + 4 * Versions.slack else { return nil }
        let bytes = document.copy(Span(ByteOffset(low), ByteOffset(high)))
        var best: Span?
        for start in stride(from: 0, through: bytes.count - exact.count, by: 1)
        where bytes[start] == exact[0] && bytes[start..<start + exact.count].elementsEqual(exact) {
            let found = Span(ByteOffset(low + start), ByteOffset(low + start + exact.count))
            guard found.overlaps(span), document.snapped(found) == found else { continue }
            if let known = best, abs(known.start - span.start) <= abs(found.start - span.start) { continue }
            best = found
        }
        return best
    }
}
