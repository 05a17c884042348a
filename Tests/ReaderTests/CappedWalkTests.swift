// A walk over more hits than are looked at begins at the cursor, and goes round the end of the article.

import Annotations
import Reader
import TestSupport
import Testing
import TextModel

@Suite struct CappedWalkTests {
    @Test func whatLiesBeyondTheCapAfterTheCursorIsOffered() {
        let before = String(repeating: "x ", count: 10_050)
        var player = Player("First this.\n\n" + before + "\n\n|Here y begins. An x, an x.\n")
        player.press("tag opinion", "cancel")
        player.keys("/")
        player.type("x")
        player.keys("Enter")
        let first = player.file.cursor
        #expect(first > ByteOffset(20_100))
        player.keys("z w")
        #expect(player.state.walkQuestion?.count == "1 of 10000+", "\(player.message)")
        #expect(player.file.cursor == first)
        player.keys("y y n")
        // The third is the first of the article.
        #expect(player.marks.count == 3 && player.file.cursor < ByteOffset(40))
        player.keys("q")
        #expect(player.message.contains("only the first 10,000 hits from here on"), "\(player.message)")
    }

    @Test func aTallyFromThePlaceFindsWhatOneFromTheStartDoes() throws {
        for seed in 0..<40 {
            var random = Random(for: "tally \(seed)")
            let text = (0..<random.number(0...60)).map { _ in ["ab", "a", "b", " ", "\n", "é"][random.number(0...5)] }
                .joined()
            let document = Document(text)
            let pattern = try SearchPattern(literal: ["a", "ab", "é", "b a"][seed % 4])
            let matcher = SearchMatcher(pattern, effort: .full)
            var whole = SearchTally(pattern, in: document)
            while whole.step(matcher) {}
            let origin = document.graphemeBoundary(atOrBefore: ByteOffset(random.number(0...document.byteCount)))
            var round = SearchTally(pattern, in: document, from: origin)
            while round.step(matcher) {}
            #expect(round.isComplete && round.progress == 1)
            let turned = round.hits.filter { $0.start >= origin } + round.hits.filter { $0.start < origin }
            #expect(round.hits == turned, "\(text.debugDescription) from \(origin)")
            #expect(round.hits.sorted { $0.start < $1.start } == whole.hits, "\(text.debugDescription) from \(origin)")
        }
    }
}
