// A search over pieces finds what a search over the whole would, wherever it sets out.

import TestSupport
import Testing
import TextModel

@Suite struct SearchPieceTests {
    /// Looks for all hits in one stretch: the whole text.
    private func whole(_ pattern: SearchPattern, _ document: Document) throws -> [Span] {
        var hits: [Span] = []
        try SearchMatcher(pattern, effort: .full).forEachHit(in: document, within: document.span) {
            hits.append($0)
            return true
        }
        return hits
    }

    private func outcome(_ query: SearchQuery) -> SearchQuery.Outcome {
        var query = query
        let matcher = SearchMatcher(query.pattern, effort: .full)
        while true { if let outcome = query.step(matcher) { return outcome } }
    }

    /// A text of several pieces (they begin with 16 KB), with line ends and seldom words in it.
    private func text(_ random: inout Random) -> String {
        var text = ""
        let words = ["a", "b", "ab", "é", "e\u{301}", "漢", "risk", "the", "\n", " ", "\r\n", "aa"]
        for _ in 0..<random.number(10_000...25_000) { text += random.pick(words) }
        return text
    }

    private static let patterns: [(String, SearchPattern.Mode)] = [
        ("ab", .literal), ("a b", .literal), ("aa", .literal), ("é", .literal), ("risk the", .literal),
        ("xyz", .literal), ("the risk  aa b", .literal), ("ab é", .literal), ("e", .unaccented), ("the a", .unaccented),
        ("\\w+", .regex), ("^a.*b$", .regex), ("(?<=risk)a\\s+b", .regex),
        ("a\\s*b\\s*a", .regex),
    ]

    @Test func pieceByPieceIsAsInOnePiece() throws {
        var random = Random(for: "search in pieces")
        for _ in 0..<3 {
            let document = Document(text(&random))
            for (typed, mode) in SearchPieceTests.patterns {
                let pattern = try SearchPattern(typed, mode: mode)
                let all = try whole(pattern, document)
                var tally = SearchTally(pattern, in: document)
                let matcher = SearchMatcher(pattern, effort: .full)
                while tally.step(matcher) {}
                #expect(tally.hits == Array(all.prefix(SearchTally.limit)), "\(typed)")
                #expect(tally.isCapped == (all.count > SearchTally.limit))
                for _ in 0..<8 {
                    let place = document.graphemeBoundary(
                        atOrBefore: ByteOffset(random.number(0...document.byteCount)))
                    let times = random.once(in: 3) ? random.number(1...50_000) : random.number(1...3)
                    let isForward = random.once(in: 2)
                    let before = all.firstIndex { $0.start >= place } ?? all.count
                    let number = isForward ? before + times - 1 : before - times
                    let expected: SearchQuery.Outcome
                    if all.isEmpty {
                        expected = .notFound
                    } else {
                        let hit = all[((number % all.count) + all.count) % all.count]
                        expected = .found(
                            document.snapped(hit), hasWrapped: number < 0 || number >= all.count)
                    }
                    let query = SearchQuery(pattern, in: document, from: place, isForward: isForward, times: times)
                    let found = outcome(query)
                    if found != expected {
                        Issue.record("“\(typed)”, \(times) from \(place.value), forward: \(isForward)")
                    }
                }
            }
        }
    }

    @Test func aHitMayLieAcrossTwoPieces() throws {
        for shift in 0..<24 {
            let document = Document(String(repeating: "x", count: 16384 - 12 + shift) + "risk\nof loss" + "x")
            let pattern = try SearchPattern(literal: "risk of loss")
            let query = SearchQuery(pattern, in: document, from: .zero, isForward: true)
            #expect(outcome(query) == .found(try #require(try whole(pattern, document).first), hasWrapped: false))
        }
    }

    /// The prepared word and the expression agree with one another and with a loop.
    @Test func wordsAreFoundAsByALoop() throws {
        var random = Random(for: "words")
        for _ in 0..<200 {
            let letters = ["a", "b", "A", "@", "`", "ab", "[", "{", " "]
            let text = (0..<random.number(0...120)).map { _ in random.pick(letters) }.joined()
            let typed = (0..<random.number(2...4)).map { _ in random.pick(["a", "b", "@", "{", "["]) }.joined()
            let document = Document(text)
            let found = try whole(SearchPattern(literal: typed), document).map(\.start.value)
            let lower = Array(text.lowercased().utf8)
            let wanted = Array(typed.utf8)
            var expected: [Int] = []
            var index = 0
            while index + wanted.count <= lower.count {
                let isHit = lower[index..<index + wanted.count].elementsEqual(wanted)
                if isHit { expected.append(index) }
                index += isHit ? wanted.count : 1
            }
            #expect(found == expected, "“\(typed)” in “\(text)”")
        }
    }
}
