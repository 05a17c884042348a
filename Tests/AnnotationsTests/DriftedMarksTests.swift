// The drifted marks of a set are the same whichever way it came about.

import Annotations
import TestSupport
import Testing
import TextModel

@Suite struct DriftedMarksTests {
    private let document = Document(String(repeating: "One is here. Two is there. ", count: 20))

    private func mark(_ number: Int, _ random: inout Random) -> Annotation {
        let start = random.number(0...500)
        let span = Span(ByteOffset(start), ByteOffset(start + 5))
        let place = Anchoring.place(of: span, in: document)
        let anchor = random.pick([
            Anchor.exact(place), Anchor(.moved, score: 1, place: place), Anchor(.changed, score: 0.5, place: place),
            .orphan,
        ])
        return Annotation(
            id: AnnotationID("urn:test:\(number)"), tags: [], note: "x", created: Timestamp(secondsSince1970: 0),
            creator: nil, target: Anchoring.target(for: span, in: document), anchor: anchor)
    }

    @Test(arguments: 0..<5) func areKeptThroughEdits(seed: Int) {
        var random = Random(for: "drifted marks \(seed)", offset: UInt64(seed))
        var set = AnnotationSet()
        for _ in 0..<300 {
            let number = random.number(0...40)
            let new = random.once(in: 4) ? nil : mark(number, &random)
            set.replace(AnnotationID("urn:test:\(number)"), with: new)
        }
        let drifted = set.inDocumentOrder.filter { [.moved, .changed].contains($0.anchor.status) }
        #expect(set.driftedMarks == drifted && AnnotationSet(set.all).driftedMarks == drifted)
        let changed = drifted.count { $0.anchor.status == .changed }
        #expect(set.changedCount == changed && AnnotationSet(set.all).changedCount == changed)
        #expect(set.waitingCount == changed + set.orphanCount)
        #expect(set.nextDrifted(after: ByteOffset(-1)) == drifted.first)
        #expect(set.previousDrifted(before: document.end) == drifted.last)
    }
}
