// What stands in the rows of the list of marks, in order: looked up as it is shown, or listed.

import Annotations
import TextModel

/// The entries of a list of marks, by the number of the row.
struct MarkEntries: RandomAccessCollection, Sendable {
    private enum Source: Sendable {
        /// All marks of a set as they stand in the article, asked of the set row by row, the drafts among them by the
        /// numbers of their rows, and last the lost ones.
        case inPlace(AnnotationSet, drafts: [String], rows: [Int], lost: [AnnotationID])
        case listed([MarkList.Entry])
    }

    private let source: Source

    init(_ entries: [MarkList.Entry]) { source = .listed(entries) }

    /// All marks of a set, and drafts in the order of the article, each before the first mark that begins after it.
    init(_ set: AnnotationSet, _ drafts: [Draft]) {
        let rows = drafts.enumerated().map { number, draft in
            number + set.count(startingBefore: draft.span.start + 1)
        }
        source = .inPlace(
            set, drafts: drafts.map(\.place), rows: rows, lost: FileState.inOldOrder(set.orphans).map(\.id))
    }

    var startIndex: Int { 0 }
    var endIndex: Int {
        switch source {
        case .inPlace(let set, let drafts, _, _): set.count + drafts.count
        case .listed(let entries): entries.count
        }
    }

    subscript(number: Int) -> MarkList.Entry {
        switch source {
        case .listed(let entries): return entries[number]
        case .inPlace(let set, let drafts, let rows, let lost):
            let before = rows.partitionPoint { $0 < number }
            if before < rows.count, rows[before] == number { return .draft(drafts[before]) }
            if number - before >= set.placedCount { return .mark(lost[number - before - set.placedCount], nil) }
            guard let mark = set.mark(at: number - before) else { preconditionFailure("no row \(number)") }
            return .mark(mark.id, nil)
        }
    }

    /// The number of the row of an entry, or of the same mark under another tag; nil when there is none.
    func number(of entry: MarkList.Entry) -> Int? {
        switch source {
        case .listed(let entries):
            return entries.firstIndex(of: entry) ?? entries.firstIndex { $0.isSameMark(as: entry) }
        case .inPlace(let set, let drafts, let rows, let lost):
            switch entry {
            case .draft(let place): return drafts.firstIndex(of: place).map { rows[$0] }
            case .mark(let id, _):
                if let index = lost.firstIndex(of: id) { return drafts.count + set.placedCount + index }
                guard let rank = set.rank(of: id) else { return nil }
                // The number of a row less that of the drafts before it is the number of marks before it.
                let before = rows.indices.partitionPoint { rows[$0] - $0 <= rank }
                return rank + before
            }
        }
    }
}
