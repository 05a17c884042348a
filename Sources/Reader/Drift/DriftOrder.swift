// Where lost marks would stand in the text as it is now: between those that stood beside them in the old one.

import Annotations
import TextModel

/// Old places and what became of them, text by text.
struct DriftOrder {
    private let document: Document
    private let lengths: [SourceHash: Int]
    /// By the text that the marks were made in: where each was, in code points, and where it is now; in the old order.
    private var guides: [SourceHash: [(old: Int, new: Int)]] = [:]

    /// - Parameter lost: the marks whose places are going to be asked for.
    init(_ file: FileState, for lost: [Annotation]) {
        document = file.document
        let sources = Set(lost.map(\.target.source))
        lengths = file.drift.oldTexts.filter { sources.contains($0.key) }.mapValues(\.codePointCount)
        guard !sources.isEmpty else { return }
        for mark in file.annotations.all {
            guard let span = mark.span else { continue }
            // A save has described some of them anew since they were found.
            let target = file.drift.found[mark.id]?.target ?? mark.target
            guard sources.contains(target.source) else { continue }
            guides[target.source, default: []].append((target.position.start.value, span.start.value))
        }
        for source in guides.keys { guides[source]?.sort { ($0.old, $0.new) < ($1.old, $1.new) } }
    }

    /// Where a lost mark would be, in bytes of the text as it is now.
    func place(of mark: Annotation) -> ByteOffset {
        let old = mark.target.position.start.value
        let guides = guides[mark.target.source] ?? []
        let next = guides.partitionPoint { $0.old <= old }
        let low = next > 0 ? guides[next - 1] : (old: 0, new: 0)
        let ending = lengths[mark.target.source].map { (old: $0, new: document.byteCount) }
        guard let high = next < guides.count ? guides[next] : ending, high.old > low.old, high.new >= low.new else {
            return snapped(low.new + max(0, old - low.old))
        }
        let share = min(1, Double(old - low.old) / Double(high.old - low.old))
        return snapped(low.new + Int(share * Double(high.new - low.new)))
    }

    private func snapped(_ offset: Int) -> ByteOffset {
        document.graphemeBoundary(atOrBefore: min(ByteOffset(offset), document.end))
    }

    /// Marks in document order, the lost ones among the others where they would be.
    func sorted(_ marks: [Annotation]) -> [Annotation] {
        let keyed = marks.map { mark in
            (
                mark: mark, start: mark.span?.start ?? place(of: mark), isLost: mark.span == nil,
                old: mark.target.position.start
            )
        }
        return keyed.sorted { one, other in
            if one.start != other.start { return one.start < other.start }
            if one.isLost != other.isLost { return !one.isLost }
            return one.old == other.old ? one.mark.id < other.mark.id : one.old < other.old
        }.map(\.mark)
    }
}
