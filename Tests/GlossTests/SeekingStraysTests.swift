// The search for marks of a renamed article: a word about it when it takes its time, and none when it does not.

import Reader
import Synchronization
import TestSupport
import Testing

@testable import gloss

@Suite struct SeekingStraysTests {
    private final class Words: Sendable {
        private let all = Mutex<[Bool]>([])
        func add(_ word: Bool) { all.withLock { $0.append(word) } }
        var said: [Bool] { all.withLock { $0 } }
    }

    @Test func whatIsSoonDoneIsNotSpokenOf() {
        let words = Words()
        let word = LateWord(after: 1000) { words.add($0) }
        word.end()
        #expect(words.said == [])
    }

    @Test func whatIsLateIsSpokenOfUntilItEnds() async {
        let words = Words()
        let word = LateWord(after: 0) { words.add($0) }
        while words.said.isEmpty { await Task.yield() }
        #expect(words.said == [true])
        word.end()
        word.end()
        #expect(words.said == [true, false])
    }

    @Test func theHintLineSaysItAndNothingElseWaits() {
        var player = Player("One is here. Two is there.\n")
        #expect(player.state.workInWords == nil)
        player.act(.straySearch(index: 0, isRunning: true))
        #expect(player.state.workInWords == "looking for a renamed article's marks\u{2026}")
        player.press("tag risk")
        #expect(player.marks == ["risk “One is here.”"])
        player.act(.straySearch(index: 0, isRunning: false))
        #expect(player.state.workInWords == nil)
        player.act(.straySearch(index: 7, isRunning: true))
    }
}
