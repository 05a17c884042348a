// The rows of the screen that the drift review takes from the text, and what of its sheet they show.

import Annotations
import Screen

extension State {
    /// The walk with its sheet as it is to be seen now.
    func laid(_ walk: DriftWalk) -> DriftWalk {
        guard let file, let mark = file.annotations[walk.mark.id] else { return walk }
        let laid = DriftWalk.Laid(
            number: walk.number, edition: file.marksEdition, settled: file.drift.settled.count, width: size.columns,
            clusters: clusters)
        guard walk.laid != laid else { return walk }
        var walk = walk
        if walk.laid?.number != laid.number { walk.scrolled = 0 }
        walk.laid = laid
        walk.sheet = DriftSheet(
            mark, before: walk.mark, isSettled: file.drift.isSettled(mark), file, width: size.columns,
            clusters)
        return walk
    }

    /// Rows of the screen that the review takes from the text, the edge between the two among them.
    public var reviewRows: Int {
        switch dialog {
        case .walk(.drift(let walk)):
            let most = max(bodyRows * 3 / 5, min(bodyRows - 3, 9))
            return State.rows(for: walk.sheet?.rows.count ?? 0, most: min(most, bodyRows - 1))
        case .walk, .list, .help, .stats, .note: return 0
        default:
            guard let attaching, shownListing == nil else { return 0 }
            return State.rows(for: attaching.walk.sheet?.oldRows.count ?? 0, most: bodyRows / 3)
        }
    }

    private static func rows(for count: Int, most: Int) -> Int { count == 0 || most < 2 ? 0 : min(count + 1, most) }

    /// The rows of the sheet that are on screen, and how many of it there are; nil where there is no room for any.
    public var reviewSheet: (rows: ArraySlice<[DriftSheet.Piece]>, count: Int)? {
        let height = reviewRows - 1
        guard height > 0 else { return nil }
        if case .walk(.drift(let walk)) = dialog, let sheet = walk.sheet {
            return (sheet.rows.dropFirst(walk.scrolled).prefix(height), sheet.rows.count)
        }
        guard let attaching, let rows = attaching.walk.sheet?.oldRows else { return nil }
        return (rows.dropFirst(attaching.scrolled).prefix(height), rows.count)
    }

    /// Keeps the review in step with the marks and the screen's size.
    mutating func settleReview() {
        if case .walk(.drift(let walk)) = dialog {
            var walk = laid(walk)
            dialog = .walk(.drift(walk))
            walk.scrolled = max(0, min(walk.scrolled, (walk.sheet?.rows.count ?? 0) - max(1, reviewRows - 1)))
            dialog = .walk(.drift(walk))
        }
        settleAttaching()
    }

    mutating func scroll(_ walk: DriftWalk, by rows: Int) {
        var walk = walk
        // Taken back to what there is at the end of the step.
        walk.scrolled = max(0, walk.scrolled + rows)
        dialog = .walk(.drift(walk))
    }
}
