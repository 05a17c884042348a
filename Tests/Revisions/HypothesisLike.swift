// What the field's reference does, written from its documented rules, to be measured beside.

import Annotations
import TextModel

/// Finds quotes as Hypothesis does ("Fuzzy anchoring" and the client's text-quote anchoring): the exact position if it
/// reads the quote, else an exact quote, else an approximate one with errors in up to half of it; of several, the one
/// whose quote (50), prefix (20), suffix (20) and position (2) agree best. Nothing is ambiguous to it.
public enum HypothesisLike {
    public static func find(_ targets: [Target], _ document: Document, _: [SourceHash: Document]) -> [Span?] {
        let text = Array(document.text(document.span).unicodeScalars)
        return targets.map { target in
            if let span = document.span(target.position),
                document.text(span).unicodeScalars.elementsEqual(target.quote.exact.unicodeScalars)
            {
                return span
            }
            guard let found = best(target, in: text) else { return nil }
            return document.span(CodePointSpan(CodePointOffset(found.lowerBound), CodePointOffset(found.upperBound)))
        }
    }

    private static func best(_ target: Target, in text: [Unicode.Scalar]) -> Range<Int>? {
        let quote = Array(target.quote.exact.unicodeScalars)
        let (prefix, suffix) = (Array(target.quote.prefix.unicodeScalars), Array(target.quote.suffix.unicodeScalars))
        var found = exact(quote, in: text).map { ($0..<$0 + quote.count, 0) }
        if found.isEmpty {
            // Ends with the fewest errors, as the client's search library gives them.
            found = ApproximateSearch.ends(quote, in: text, most: min(256, quote.count / 2)).map { end, errors in
                (ApproximateSearch.start(quote, in: text, end: end, errors: errors)..<end, errors)
            }
        }
        func score(_ place: Range<Int>, _ errors: Int) -> Double {
            let before = likeness(prefix, Array(text[max(0, place.lowerBound - prefix.count)..<place.lowerBound]))
            let after = likeness(
                suffix, Array(text[place.upperBound..<min(text.count, place.upperBound + suffix.count)]))
            let distance = Double(abs(place.lowerBound - target.position.start.value)) / Double(max(1, text.count))
            return 50 * (1 - Double(errors) / Double(max(1, quote.count))) + 20 * before + 20 * after
                + 2 * (1 - distance)
        }
        return found.max { score($0.0, $0.1) < score($1.0, $1.1) }?.0
    }

    private static func exact(_ quote: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Int] {
        guard let first = quote.first, quote.count <= text.count else { return [] }
        return (0...text.count - quote.count).filter {
            text[$0] == first && text[$0..<$0 + quote.count].elementsEqual(quote)
        }
    }

    private static func likeness(_ wanted: [Unicode.Scalar], _ there: [Unicode.Scalar]) -> Double {
        guard !wanted.isEmpty else { return 1 }
        let errors = ApproximateSearch.ends(wanted, in: there, most: wanted.count).first?.errors ?? wanted.count
        return 1 - Double(errors) / Double(wanted.count)
    }
}

/// Bit-parallel approximate search (Myers 1999, in blocks after Hyyrö 2003).
enum ApproximateSearch {
    /// The places where the best matches of a pattern end, with their number of errors; only the best ones.
    static func ends(
        _ pattern: [Unicode.Scalar], in text: [Unicode.Scalar], most: Int
    ) -> [(end: Int, errors: Int)] {
        let blocks = (pattern.count + 63) / 64
        guard blocks > 0 else { return [] }
        var masks: [UInt32: [UInt64]] = [:]
        for (index, scalar) in pattern.enumerated() {
            masks[scalar.value, default: [UInt64](repeating: 0, count: blocks)][index / 64] |= 1 << UInt64(index % 64)
        }
        let none = [UInt64](repeating: 0, count: blocks)
        var plus = [UInt64](repeating: .max, count: blocks)
        var minus = none
        let last = UInt64(1) << UInt64((pattern.count - 1) % 64)
        var errors = pattern.count
        var best = most
        var found: [(end: Int, errors: Int)] = []
        for (place, scalar) in text.enumerated() {
            let mask = masks[scalar.value] ?? none
            var carry = 0
            for block in 0..<blocks {
                var equal = mask[block]
                let vertical = equal | minus[block]
                if carry < 0 { equal |= 1 }
                let horizontal = (((equal & plus[block]) &+ plus[block]) ^ plus[block]) | equal
                var up = minus[block] | ~(horizontal | plus[block])
                var down = plus[block] & horizontal
                let top = block == blocks - 1 ? last : 1 << 63
                let out = up & top != 0 ? 1 : down & top != 0 ? -1 : 0
                up = up << 1 | (carry > 0 ? 1 : 0)
                down = down << 1 | (carry < 0 ? 1 : 0)
                plus[block] = down | ~(vertical | up)
                minus[block] = up & vertical
                carry = out
            }
            errors += carry
            if errors < best {
                best = errors
                found = []
            }
            if errors == best { found.append((place + 1, errors)) }
        }
        return found
    }

    /// Where the match that ends there with that many errors begins.
    static func start(_ pattern: [Unicode.Scalar], in text: [Unicode.Scalar], end: Int, errors: Int) -> Int {
        let low = max(0, end - pattern.count - errors)
        let part = Array(text[low..<end].reversed())
        let ends = anchoredEnds(Array(pattern.reversed()), part)
        return end - ends
    }

    /// How much of a text is the best match of a pattern that begins at its start.
    private static func anchoredEnds(_ pattern: [Unicode.Scalar], _ text: [Unicode.Scalar]) -> Int {
        var row = Array(0...pattern.count)
        var best = (errors: row[pattern.count], end: 0)
        for (place, scalar) in text.enumerated() {
            var diagonal = row[0]
            row[0] = place + 1
            for index in pattern.indices {
                let next = min(diagonal + (pattern[index] == scalar ? 0 : 1), row[index] + 1, row[index + 1] + 1)
                diagonal = row[index + 1]
                row[index + 1] = next
            }
            if row[pattern.count] < best.errors { best = (row[pattern.count], place + 1) }
        }
        return best.end
    }
}
