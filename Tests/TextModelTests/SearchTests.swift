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

    @Test func forwardAndBack() throws {
        let document = Document("one two one two one")
        let pattern = try SearchPattern(literal: "one")
        #expect(pattern.first(in: document, from: ByteOffset(1), before: document.end)?.start.value == 8)
        #expect(pattern.last(in: document, before: ByteOffset(16))?.start.value == 8)
        #expect(pattern.last(in: document, before: document.end)?.start.value == 16)
        #expect(pattern.last(in: document, before: .zero) == nil)
        #expect(pattern.first(in: document, from: ByteOffset(9), before: ByteOffset(16)) == nil)
        #expect(pattern.first(in: document, from: ByteOffset(17), before: document.end) == nil)
    }

    @Test func backOverManyKilobytes() throws {
        let filler = String(repeating: "ordinary words. ", count: 20_000)
        let document = Document("needle " + filler)
        #expect(try SearchPattern(literal: "needle").last(in: document, before: document.end)?.start == .zero)
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
