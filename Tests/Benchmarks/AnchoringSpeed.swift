// What finding marks again costs when an article has changed: 500 marks on 1 MB, which opening it does beside the reader.

import Annotations
import Revisions
import TextModel

/// Times of anchoring, in one thread and without a terminal.
struct AnchoringSpeed {
    let runs: Int
    let seed: UInt64

    /// Bytes of the text, and marks in it: the size that the figures to reach are for.
    private static let bytes = 1_000_000
    private static let marks = 500

    func print() {
        var random = Seeded(seed)
        let prose = InventedProse(&random)
        let text = prose.text(bytes: AnchoringSpeed.bytes, &random)
        let trial = Trial(.edited10, text, other: "", quotes: AnchoringSpeed.marks, &random)
        Swift.print(
            "\(trial.targets.count) marks on \(trial.new.byteCount) bytes, 10% of words replaced, seed \(seed); "
                + "milliseconds, median of \(runs) and the longest.")
        for (name, isWithOld, isChanged) in AnchoringSpeed.kinds {
            var found = 0
            let times = (0..<runs).map { _ in time(trial, isWithOld, isChanged, &found) }.sorted()
            let kept = "\(found) of \(trial.targets.count) found"
            Swift.print(
                "  \(name): \(AnchoringSpeed.tenths(median(times))), \(AnchoringSpeed.tenths(times.last ?? 0)); \(kept)"
            )
        }
    }

    private static let kinds = [
        ("with the old text", true, true), ("without", false, true),
        ("text unchanged, its hash included", false, false),
    ]

    /// Each time on a text that nothing is known of yet, as after opening it.
    private func time(_ trial: Trial, _ isWithOld: Bool, _ isChanged: Bool, _ found: inout Int) -> Double {
        let model = isChanged ? trial.new : trial.old
        let document = Document(utf8: model.copy(model.span))
        let old = isWithOld ? [trial.old.hash: Document(utf8: trial.old.copy(trial.old.span))] : [:]
        let start = now()
        let anchors = Anchoring.anchor(trial.targets, in: document, snapshots: old) ?? []
        let end = now()
        found = anchors.count { $0.place != nil }
        return Double(end - start) / 1e6
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
