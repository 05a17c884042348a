// Passages that are much alike and change places: each mark goes with its words, and what is left of a line that was
// taken out is not what was marked.

import Annotations
import Testing
import TextModel

@Suite struct ReorderedTests {
    private static let rents = ["Ghent is 900", "Liege is 700", "Namur is 800"].map {
        "- Rent in \($0) euros a month.\n"
    }
    private static let told = ["trade", "labour", "health"].map {
        "The minister for \($0) told reporters that the plan would be put before the council in spring. "
    }
    private static let prices = [
        "Prices rose by 12 percent in May, the ministry said. ", "Prices rose by 14 percent in June, the bank said. ",
    ]

    private func anchors(_ old: [String], _ new: [String]) -> [(anchor: Anchor, words: String, now: String?)] {
        let before = Document("Intro.\n\n" + old.joined() + "\n\nEnd.\n")
        let after = Document("Intro.\n\n" + new.joined() + "\n\nEnd.\n")
        let all = Array(before.text(before.span).utf8)
        let targets = old.map { line in
            let words = Array(line.drop { $0 == "-" || $0 == " " }.utf8.prefix { $0 != 0x0A })
            let start = all.indices.first { all[$0...].starts(with: words) }!
            return Anchoring.target(
                for: Span(ByteOffset(start), ByteOffset(start + words.count)), in: before)
        }
        let found = Anchoring.anchor(targets, in: after, snapshots: [before.hash: before]) ?? []
        return zip(targets, found).map { target, anchor in
            (anchor, target.quote.exact, anchor.place.map { after.text($0.span) })
        }
    }

    @Test(arguments: [rents, told, prices]) func whatChangedPlacesIsFoundWordForWord(lines: [String]) {
        let orders = [lines.reversed(), Array(lines.dropFirst() + lines.prefix(1))]
        for order in orders {
            for found in anchors(lines, order) {
                #expect([.moved, .exact].contains(found.anchor.status) && found.now == found.words, "\(found)")
            }
        }
    }

    @Test func aLineThatIsGoneIsNotTheStubOfAnother() {
        for lines in [ReorderedTests.rents, ReorderedTests.prices] {
            let found = anchors(lines, Array(lines.dropFirst()))
            #expect(found[0].anchor.status == .orphan, "\(found[0])")
            #expect(found.dropFirst().allSatisfy { $0.now == $0.words })
        }
    }
}
