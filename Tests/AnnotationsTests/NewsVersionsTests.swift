// A news article and a copy of it in other words: where each sentence went was judged by eye once.

import Annotations
import Revisions
import TestSupport
import Testing
import TextModel

/// Skipped where the two articles are not at hand; no word of them is kept here.
@Suite struct NewsVersionsTests {
    /// Code points of the original's sentences, and of what stands for each in the copy.
    private static let counterparts: [(old: Range<Int>, new: Range<Int>)] = [
        (0..<131, 148..<273),
        (132..<317, 275..<470),
        (318..<540, 471..<706),
        (541..<650, 708..<829),
        (651..<840, 831..<1034),
        (841..<1080, 1035..<1261),
        (1081..<1182, 1263..<1373),
        (1183..<1310, 1374..<1515),
        (1311..<1484, 1516..<1663),
        (1485..<1536, 1664..<1713),
        (1537..<1668, 1714..<1827),
        (1669..<1857, 1829..<2010),
        (1858..<2042, 2011..<2186),
        (2043..<2187, 2187..<2280),
        (2188..<2355, 2282..<2464),
        (2356..<2522, 2465..<2583),
        (2523..<2641, 2585..<2682),
        (2642..<2743, 2684..<2777),
        (2744..<2936, 2778..<2967),
        (2937..<3078, 2969..<3111),
        (3079..<3262, 3112..<3328),
        (3263..<3370, 3330..<3453),
        (3371..<3524, 3454..<3615),
        (3525..<3638, 3616..<3754),
        (3639..<3728, 3756..<3835),
        (3729..<3843, 3836..<3958),
        (3844..<4011, 3959..<4127),
    ]

    private func versions() -> (old: Document, new: Document)? {
        let articles = sourceArticles
        guard let old = articles.first(where: { $0.name.hasPrefix("004_") }),
            let new = articles.first(where: { $0.name.hasPrefix("001_") })
        else { return nil }
        return (Document(utf8: old.bytes), Document(utf8: new.bytes))
    }

    private func span(_ range: Range<Int>) -> CodePointSpan {
        CodePointSpan(CodePointOffset(range.lowerBound), CodePointOffset(range.upperBound))
    }

    /// Sentences found in the right place, with other ends than judged, in a wrong place, and not at all.
    private func judged(withOld: Bool, _ old: Document, _ new: Document) -> Score {
        let targets = NewsVersionsTests.counterparts.map {
            Anchoring.target(for: old.span(span($0.old))!, in: old)
        }
        let anchors = Anchoring.anchor(targets, in: new, snapshots: withOld ? [old.hash: old] : [:])!
        var score = Score()
        for (pair, anchor) in zip(NewsVersionsTests.counterparts, anchors) {
            score.count([new.span(span(pair.new))!], anchor.place?.span)
            // Every sentence was reworded: none may pass for what it was.
            #expect(anchor.status == .changed || anchor.status == .orphan)
        }
        return score
    }

    @Test func takesNoSentenceForAnother() {
        guard let (old, new) = versions() else { return }
        let with = judged(withOld: true, old, new)
        #expect(with.wrong == 0 && with.near <= 1 && with.right >= 19, "\(with)")
        let without = judged(withOld: false, old, new)
        #expect(without.wrong == 0 && without.near <= 1 && without.right >= 10, "\(without)")
    }
}
