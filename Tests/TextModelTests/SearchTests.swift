// Search: smart case, white space, literal text, order, and places.

import TestSupport
import Testing
import TextModel

@Suite struct SearchTests {
    private func hits(_ typed: String, _ text: String) throws -> String {
        let document = Document(text)
        let found = try SearchPattern(literal: typed).all(in: document, within: document.span)
        return MarkedText(text, spans: found, cursor: nil).description
    }

    @Test func caseCountsOnceThereIsACapital() throws {
        #expect(try hits("risk", "Risk risk RISK") == "⟦Risk⟧ ⟦risk⟧ ⟦RISK⟧")
        #expect(try hits("Risk", "Risk risk RISK") == "⟦Risk⟧ risk RISK")
        #expect(try hits("straße", "STRASSE Straße") == "STRASSE ⟦Straße⟧")
        #expect(try hits("éa", "ÉA éa") == "⟦ÉA⟧ ⟦éa⟧")
    }

    @Test func aSpaceIsAnyWhiteSpace() throws {
        #expect(
            try hits("who bears", "who\nbears who  bears who\r\n\tbears")
                == "⟦who\nbears⟧ ⟦who  bears⟧ ⟦who\r\n\tbears⟧")
        #expect(try hits("a b", "a\u{A0}b ab") == "⟦a\u{A0}b⟧ ab")
    }

    @Test(arguments: [
        "a.b", "(x)", "[1]", "a*", "\\d", "$5", "^", "a|b", "{2}", "?", "+", "#1", "\"q\"", "_", "-", "/",
    ])
    func nothingTypedIsAnOperator(_ typed: String) throws {
        let found = try hits(typed, "xx aab \(typed) 55")
        #expect(found == "xx aab ⟦\(typed)⟧ 55" || typed == "a*" && found.contains("⟦a*⟧"))
    }

    private func find(_ pattern: SearchPattern, _ document: Document, _ origin: Int, back: Bool = false, times: Int = 1)
        -> (start: Int?, hasWrapped: Bool)
    {
        var query = SearchQuery(pattern, in: document, from: ByteOffset(origin), isForward: !back, times: times)
        let matcher = SearchMatcher(pattern, effort: .quick)
        while true {
            switch query.step(matcher) {
            case nil: continue
            case .found(let hit, let hasWrapped): return (hit.start.value, hasWrapped)
            case .notFound, .tooHard: return (nil, false)
            }
        }
    }

    @Test func forwardAndBackAndAround() throws {
        let document = Document("one two one two one")
        let pattern = try SearchPattern(literal: "one")
        #expect(find(pattern, document, 1) == (8, false))
        #expect(find(pattern, document, 0, times: 3) == (16, false))
        #expect(find(pattern, document, 17) == (0, true))
        #expect(find(pattern, document, 1, times: 7) == (8, true))
        #expect(find(pattern, document, 16, back: true) == (8, false))
        #expect(find(pattern, document, 0, back: true) == (16, true))
        #expect(find(pattern, document, 9, back: true, times: 1_000_003) == (8, true))
        #expect(find(try SearchPattern(literal: "three"), document, 4).start == nil)
        #expect(find(pattern, Document(""), 0).start == nil)
    }

    @Test func backOverManyKilobytes() throws {
        let filler = String(repeating: "ordinary words. ", count: 20_000)
        let document = Document("needle " + filler)
        #expect(find(try SearchPattern(literal: "needle"), document, document.byteCount, back: true) == (0, false))
    }

    @Test func agreesWithALoop() throws {
        var random = Random(for: "search")
        for _ in 0..<30 {
            let text = (0..<400).map { _ in random.pick(["a", "b", "ab", " ", "é", "漢"]) }.joined()
            let typed = (0..<random.number(1...3)).map { _ in random.pick(["a", "b", "é", "漢"]) }.joined()
            let document = Document(text)
            let bytes = Array(text.utf8)
            let wanted = Array(typed.utf8)
            var naive: [Int] = []
            var index = 0
            while index + wanted.count <= bytes.count {
                let isHit = bytes[index..<index + wanted.count].elementsEqual(wanted)
                if isHit { naive.append(index) }
                index += isHit ? wanted.count : 1
            }
            let found = try SearchPattern(literal: typed).all(in: document, within: document.span)
            #expect(found.map(\.start.value) == naive)
        }
    }
}
