// What holds for anchoring on any text, in every script.

import Revisions
import TestSupport
import Testing
import TextModel

@testable import Annotations

@Suite struct AnchoringPropertyTests {
    private func span(_ random: inout Random, in document: Document, most: Int) -> Span {
        let start = random.number(0...max(0, document.byteCount - 1))
        let end = min(document.byteCount, start + random.number(1...most))
        return document.snapped(Span(ByteOffset(start), ByteOffset(end)))
    }

    @Test func anchorsExactlyInAnUnchangedText() {
        var random = Random(for: "unchanged")
        for _ in 0..<30 {
            let document = Document(random.text(words: 60))
            let spans = (0..<20).map { _ in span(&random, in: document, most: 80) }
            let targets = spans.map { Anchoring.target(for: $0, in: document) }
            let anchors = Anchoring.anchor(targets, in: document, isCancelled: { true })
            #expect(anchors == spans.map { .exact(Anchoring.place(of: $0, in: document)) })
        }
    }

    /// In random texts of a few words a passage stands in many places: it may be lost there, but never becomes another.
    @Test func neverChangesWhatAMarkReadsWhenTheTextChangesElsewhere() {
        var random = Random(for: "elsewhere")
        for _ in 0..<60 {
            let old = Document(random.text(words: 80))
            let mark = span(&random, in: old, most: 60)
            let target = Anchoring.target(for: mark, in: old)
            let text = old.text(old.span)
            let changed = edited(text, old, target, &random)
            let new = Document(changed)
            for snapshots in [[:], [old.hash: old]] {
                guard let place = Anchoring.anchor([target], in: new, snapshots: snapshots)![0].place else { continue }
                #expect(new.text(place.span).utf8.elementsEqual(target.quote.exact.utf8))
                #expect(new.snapped(place.span) == place.span)
                #expect(new.codePoints(place.span) == place.codePoints)
            }
        }
    }

    /// What a quote holds of a longer word is like no word of the text, and the others of it stand elsewhere, too.
    @Test func aMarkThatBeginsInsideALongWordIsFoundByItsLetters() throws {
        let end = String(repeating: "x", count: 80) + "10% 3.14"
        let old = Document("A number is 3.14, as was said. Then came \(end)")
        let mark = Span(ByteOffset(old.byteCount - 12), old.end)
        let target = Anchoring.target(for: mark, in: old)
        let new = Document("Something else came first. A number is 3.14, as was said. Then came \(end)")
        let anchor = try #require(Anchoring.anchor([target], in: new)?[0])
        #expect(anchor.status == .moved && anchor.place.map { new.text($0.span) } == "xxxx10% 3.14")
    }

    /// The text with something put in or taken out before the context of a mark or after it.
    private func edited(_ text: String, _ document: Document, _ target: Target, _ random: inout Random) -> String {
        var scalars = Array(text.unicodeScalars)
        let before = target.position.start.value - target.quote.prefix.unicodeScalars.count
        let after = target.position.end.value + target.quote.suffix.unicodeScalars.count
        let isBefore = random.once(in: 2)
        let part = isBefore ? 0..<before : after..<scalars.count
        if random.once(in: 2) {
            scalars.insert(contentsOf: Array(" Something else was said. ".unicodeScalars), at: part.lowerBound)
        } else {
            scalars.removeSubrange(part.lowerBound..<part.lowerBound + random.number(0...part.count))
        }
        return String(String.UnicodeScalarView(scalars))
    }

    @Test func keepsAMarkThatTheEditsLeaveAloneWhenTheOldTextIsAtHand() {
        var random = Seeded(UInt64(Random(for: "left alone").seed))
        let prose = InventedProse(&random)
        var manuscript = Manuscript(prose.text(bytes: 8000, &random))
        let old = manuscript.version
        let middle = manuscript.wordCount / 2
        let words = middle..<middle + 12
        let target = Anchoring.target(for: old.truth(words)[0], in: old.document)
        manuscript.editWords(0.3, in: 0..<middle - 40, &random)
        let new = manuscript.version
        let anchor = Anchoring.anchor([target], in: new.document, snapshots: [old.document.hash: old.document])![0]
        #expect(anchor.place?.span == new.truth(words)[0])
        #expect(anchor.status == .moved || anchor.status == .exact)
    }

    @Test func anchorsWhatItFoundInTheSamePlaceAgain() {
        var random = Seeded(UInt64(Random(for: "again").seed))
        let prose = InventedProse(&random)
        let text = prose.text(bytes: 12_000, &random)
        let trial = Trial(.edited20, text, other: "", quotes: 60, &random)
        let first = Anchoring.anchor(trial.targets, in: trial.new, snapshots: [trial.old.hash: trial.old])!
        #expect(Anchoring.anchor(trial.targets, in: trial.new, snapshots: [trial.old.hash: trial.old])! == first)
        let places = first.compactMap(\.place)
        let again = places.map { Anchoring.target(for: $0.span, in: trial.new) }
        #expect(Anchoring.anchor(again, in: trial.new)! == places.map { .exact($0) })
    }

    @Test func stopsWhenItIsTold() {
        let old = Document("One sentence of some words. Another one, and more of them.")
        let target = Anchoring.target(for: Span(ByteOffset(4), ByteOffset(12)), in: old)
        #expect(Anchoring.anchor([target], in: Document("Else."), isCancelled: { true }) == nil)
        #expect(
            Anchoring.anchor([target], in: Document("Else."), snapshots: [old.hash: old], isCancelled: { true }) == nil)
    }
}
