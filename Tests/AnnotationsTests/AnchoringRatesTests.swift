// How many marks are found again after edits whose outcome is known: the table of the benchmark, small and repeatable.

import Annotations
import Revisions
import Testing
import TextModel

/// Shares of the quotes in percent.
private struct Limits {
    var right: Int
    var wrong: Int
}

/// Texts are short here, so a chance hit weighs more than in the benchmark; the limits leave room for that.
@Suite struct AnchoringRatesTests {
    private static let quotes = 80

    /// Texts and the chance that goes on from them; two for each seed, one to mark and one that is another.
    private static let texts: [(text: String, other: String, random: Seeded)] = [UInt64(11), 12].map { seed in
        var random = Seeded(seed)
        let prose = InventedProse(&random)
        return (prose.text(bytes: 24_000, &random), prose.text(bytes: 24_000, &random), random)
    }

    private func score(_ scenario: Scenario, withOld: Bool) -> Score {
        var score = Score()
        for (text, other, chance) in AnchoringRatesTests.texts {
            var random = chance
            let trial = Trial(scenario, text, other: other, quotes: AnchoringRatesTests.quotes, &random)
            score += trial.score(
                { targets, document, snapshots in
                    Anchoring.anchor(targets, in: document, snapshots: snapshots)!.map { $0.place?.span }
                }, withOld: withOld)
        }
        return score
    }

    private func check(_ score: Score, _ limits: Limits, _ scenario: Scenario) {
        #expect(score.present > 30, "too few quotes to tell")
        #expect(score.right * 100 >= limits.right * score.present, "\(scenario): \(score)")
        #expect(score.wrong * 100 <= limits.wrong * score.present, "\(scenario): \(score)")
    }

    @Test(arguments: [
        (Scenario.edited10, 98), (.edited20, 97), (.edited30, 95), (.moved, 93), (.deleted, 88), (.reflow, 99),
        (.copyAndReworded, 95),
    ])
    func followsMarksWithTheOldText(scenario: Scenario, right: Int) {
        check(score(scenario, withOld: true), Limits(right: right, wrong: 1), scenario)
    }

    @Test(arguments: [
        (Scenario.edited10, 96), (.edited20, 94), (.edited30, 85), (.moved, 88), (.deleted, 84), (.reflow, 98),
    ])
    func findsMarksByTheirQuotes(scenario: Scenario, right: Int) {
        check(score(scenario, withOld: false), Limits(right: right, wrong: 2), scenario)
    }

    @Test func losesWhatWasDeletedThoughALookalikeIsThere() {
        let score = score(.copyAndDeleted, withOld: true)
        #expect(score.deleted > 30)
        #expect(score.deletedButFound * 100 <= 2 * score.deleted)
    }

    @Test func losesShortQuotesInAnotherText() {
        for withOld in [true, false] {
            let score = score(.otherText, withOld: withOld)
            #expect(score.deleted >= 100)
            #expect(score.deletedButFound * 100 <= 5 * score.deleted)
        }
    }
}
