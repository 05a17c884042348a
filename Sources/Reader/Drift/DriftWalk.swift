// The drift review: the lost and changed marks one after the other, each to be confirmed, attached anew or kept as lost,
// with the old text and the new one in view. Those that only moved need no answer, and come when nothing else waits.

import Annotations
import Screen
import TextLayout
import TextModel

/// The marks of a changed article that are being gone through.
public struct DriftWalk: Sendable {
    /// The marks in document order, as they were when they were found to have drifted.
    let marks: [Annotation]
    /// Where the reader was.
    let origin: TextPlace
    /// The number of the mark in view, from 0.
    var number = 0
    /// What was answered so far, the last answer last.
    var steps: [Step] = []
    /// Answers that were taken back and can be given again, the one taken back last at the end.
    var undone: [Step] = []
    /// What is shown of the mark in view.
    public internal(set) var sheet: DriftSheet?
    /// Rows of the sheet above the first one shown.
    public internal(set) var scrolled = 0
    /// Where lost marks would be.
    let order: DriftOrder
    /// What the sheet was laid out for.
    var laid: Laid?

    struct Step: Sendable {
        enum Answer: Sendable {
            case accepted, attached, lost, deleted
            /// Whether it says where the mark belongs.
            var isSettling: Bool { self == .accepted || self == .attached }
        }
        let number: Int
        let answer: Answer
        /// Whether it is an edit: a moved mark that is right changes nothing.
        let isEdit: Bool
    }

    struct Laid: Equatable, Sendable {
        let number: Int
        /// Of the marks.
        let edition: Int
        let settled: Int
        let width: Int
        let clusters: ClusterWidths
    }

    var mark: Annotation { marks[number] }
    /// Whether nothing was to be decided when it began.
    var isOfKept: Bool { marks.allSatisfy(\.anchor.isKeptLost) }

    /// What was said last about the mark with this number; nil where nothing was.
    func answer(to number: Int) -> Step.Answer? { steps.last { $0.number == number }?.answer }
}

// MARK: Opening

extension State {
    /// Opens the review, or says why there is nothing to be reviewed.
    ///
    /// - Parameters:
    ///   - wanted: the mark to begin with, and not only those that nobody has asked about; nil for the first of those.
    ///   - origin: where to go back to; nil for where the reader is.
    mutating func reviewDrift(from wanted: AnnotationID? = nil, origin: TextPlace? = nil) {
        guard let file else { return }
        if let reason = file.whyNotMarked {
            message = reason
            return
        }
        let marks = file.marksToReview(withKept: wanted != nil)
        guard !marks.isEmpty else {
            let lost = file.annotations.orphanCount
            let key = keyName(of: .marks)
            message = .information(
                lost == 0
                    ? "every mark is where it was"
                    : "\(lost) \(lost == 1 ? "is" : "are") kept as lost; Enter in the list (\(key)) reviews "
                        + (lost == 1 ? "it" : "them"))
            return
        }
        let order = DriftOrder(file, for: marks.filter { file.annotations[$0.id]?.span == nil })
        var walk = DriftWalk(marks: order.sorted(marks), origin: origin ?? file.place, order: order)
        walk.number = walk.marks.firstIndex { $0.id == wanted } ?? 0
        search?.isShown = false
        show(walk)
    }

    /// Shows the mark that a walk is at.
    mutating func show(_ walk: DriftWalk) {
        dialog = .walk(.drift(laid(walk)))
        guard let file, let mark = file.annotations[walk.mark.id] else { return }
        if let span = mark.span {
            show(span, isSettled: true)
        } else {
            show(walk.order.place(of: walk.mark), nil)
        }
        self.file?.inHand = mark.id
    }
}

extension FileState {
    /// The marks to be reviewed, as they were found: those about which there is something to decide, and where there
    /// are none, those that moved.
    fileprivate func marksToReview(withKept: Bool) -> [Annotation] {
        let changed = annotations.changedCount == 0 ? [] : annotations.driftedMarks.filter { !$0.isMoved }
        let marks = changed + annotations.orphans.filter { withKept || !$0.anchor.isKeptLost }
        return marks.isEmpty ? movedMarks : marks
    }

    /// Marks that stand word for word in another place, also after a save has described them anew, and of which the
    /// reader has not said that they are right there.
    var movedMarks: [Annotation] {
        let found = drift.found.values.filter { before in
            annotations[before.id].map { $0.anchor.status == .exact && $0.anchor.place == before.anchor.place } ?? false
        }
        return (annotations.driftedMarks.filter(\.isMoved) + found).filter { !drift.settled.contains($0.id) }
    }

    /// Whether the mark with this number of a walk waits for an answer.
    func isWaiting(_ number: Int, of walk: DriftWalk) -> Bool {
        guard let mark = annotations[walk.marks[number].id], !drift.isSettled(mark) else { return false }
        return mark.anchor.status == .changed || mark.span == nil || walk.marks[number].isMoved
    }
}

extension Annotation {
    fileprivate var isMoved: Bool { anchor.status == .moved }
}
