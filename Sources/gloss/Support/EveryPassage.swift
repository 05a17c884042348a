// Every place where a script's quote stands: for `gloss add --all`, which finds what the reader finds elsewhere.

import Reader
import TextModel

extension Passages {
    /// Every place where the quote stands, in order and without overlap; any white space in it stands for any other,
    /// so that a phrase is found wherever its lines were broken. Throws with status 1 where there is none.
    func every(quote: String, prefix: String, suffix: String, areWholeWords: Bool) throws(Failure) -> [Span] {
        guard !quote.isEmpty else { throw Failure(nil, "--quote: it is empty; give the words of the passage") }
        let exact = places(of: Array(quote.utf8), after: Array(prefix.utf8), before: Array(suffix.utf8))
        let loose = loosePlaces(of: quote).filter { isBetween(prefix, suffix, $0) }
        var spans: [Span] = []
        for span in (exact + loose).sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) })
        where document.snapped(span) == span && (!areWholeWords || document.isWhole(span)) {
            if spans.last.map({ $0.end <= span.start }) ?? true { spans.append(span) }
        }
        if spans.isEmpty { throw nowhere(quote, hasContext: !(prefix + suffix).isEmpty, areWholeWords) }
        return spans
    }

    private func nowhere(_ quote: String, hasContext: Bool, _ areWholeWords: Bool) -> Failure {
        var conditions: [String] = []
        if hasContext { conditions.append("this --prefix and --suffix") }
        if areWholeWords { conditions.append("--whole-words") }
        let advice =
            conditions.isEmpty
            ? "the quote is not in the text; copy it from: gloss text FILE"
            : "the quote is not in the text with \(conditions.joined(separator: " and ")); check them"
        return Failure(file, advice, .findings)
    }

    /// Where the words of the quote stand with other white space between them, letter by letter the same.
    private func loosePlaces(of quote: String) -> [Span] {
        let words = quote.split(whereSeparator: \.isWhitespace)
        guard words.count > 1, quote.first?.isWhitespace == false, quote.last?.isWhitespace == false,
            let pattern = try? SearchPattern(literal: words.joined(separator: " "))
        else { return [] }
        let matcher = SearchMatcher(pattern, effort: .full)
        var found: [Span] = []
        var place = ByteOffset.zero
        while place < document.end {
            let piece = Span(place, min(document.end, place + (1 << 20)))
            let next = try? matcher.forEachHit(in: document, within: piece) { hit in
                let there = document.text(hit).split(whereSeparator: \.isWhitespace)
                if there.elementsEqual(words, by: { $0.utf8.elementsEqual($1.utf8) }) { found.append(hit) }
                return true
            }
            guard let next, next > place else { break }
            place = next
        }
        return found
    }
}
