// How fast somebody reads, and how long the rest takes.

import Annotations
import Screen
import TestSupport
import Testing
import TextModel

@testable import Reader

/// Twelve words a row, sixty rows.
private let text = "|" + (1...60).map { "Row number \($0) of a text with a dozen words in it.\n" }.joined()

/// A reader whose clock the test sets.
private struct Clocked {
    var player: Player
    var seconds = 1_700_000_000

    init(_ text: String) { player = Player(text, size: Size(columns: 80, rows: 12)) }

    mutating func run(_ command: Command, after wait: Int) {
        seconds += wait
        _ = update(&player.state, .run(Binding(command), count: nil), at: Timestamp(secondsSince1970: seconds))
    }

    var pace: Double { player.state.pace.wordsPerMinute }
}

@Suite struct PaceTests {
    @Test func itBeginsAtTheUsualPace() {
        let clocked = Clocked(text)
        #expect(clocked.pace == 230)
        let left = clocked.player.state.minutesLeft
        #expect(left == 4, "720 words")
    }

    @Test func pagesAreLearntFrom() {
        var slow = Clocked(text)
        slow.run(.rowDown, after: 1)
        for _ in 0..<5 { slow.run(.pageDown, after: 55) }
        // 9 rows of 12 words in 55 s are 118 a minute; with two minutes at 230 beside them.
        #expect(slow.pace > 118 && slow.pace < 180)
        var fast = Clocked(text)
        fast.run(.rowDown, after: 1)
        for _ in 0..<5 { fast.run(.pageDown, after: 13) }
        #expect(fast.pace > 280)
        #expect(fast.player.state.minutesLeft ?? 9 < slow.player.state.minutesLeft ?? 0)
    }

    @Test func rowsAreLearntFromThoughTheirTimesAreWholeSeconds() {
        var clocked = Clocked(text)
        for step in 0..<50 { clocked.run(.rowDown, after: step % 3 == 0 ? 3 : 1) }
        // 12 words in 5/3 s are 432 a minute.
        #expect(clocked.pace > 260 && clocked.pace < 432)
    }

    @Test func skimmingJumpsAndPausesTeachNothing() {
        var clocked = Clocked(text)
        clocked.run(.rowDown, after: 1)
        for _ in 0..<5 { clocked.run(.pageDown, after: 1) }
        #expect(clocked.pace == 230, "nobody reads 6000 words a minute")
        clocked.run(.documentStart, after: 30)
        clocked.run(.documentEnd, after: 30)
        clocked.run(.documentStart, after: 30)
        #expect(clocked.pace == 230)
        clocked.run(.rowDown, after: 300)
        clocked.run(.rowDown, after: 7200)
        clocked.run(.pageUp, after: 60)
        clocked.run(.rowUp, after: 60)
        #expect(clocked.pace == 230)
    }

    @Test func wordsAreEstimatedByWhatIsAroundTheCursor() {
        let english = Document(String(repeating: "two words\n", count: 400))
        #expect(abs(WordDensity.around(.zero, in: english).perByte - 0.2) < 0.01)
        let japanese = Document(String(repeating: "電力網が止まった。", count: 100))
        // Nine characters, 27 bytes, read at 500 characters a minute.
        let perByte = WordDensity.around(.zero, in: japanese).perByte
        #expect(abs(perByte - 9 * 0.46 / 27) < 0.01)
        #expect(WordDensity.around(.zero, in: Document("")).perByte > 0)
        #expect(WordDensity.words(in: english.span, of: english) == 800)
    }

    @Test(arguments: [0, 951_782_399, 951_782_400, 1_709_164_800, 1_700_000_000, 4_102_444_799])
    func timesOfTheClock(_ seconds: Int) {
        #expect(Timestamp(secondsSince1970: seconds).secondsSince1970 == seconds)
        #expect(Timestamp("yesterday").secondsSince1970 == nil)
        #expect(Timestamp("2026-01-02T03:04:05+01:00").secondsSince1970 == nil)
    }
}
