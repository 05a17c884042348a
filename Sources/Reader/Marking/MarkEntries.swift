// What stands in the rows of the list of marks, in order: looked up as it is shown, or numbered.

import Annotations
import TextModel

/// Where a mark stands among those that a list is made of.
struct MarkPlace: Hashable, Sendable {
    /// Which of the sets, the reader's own first.
    let set: Int32
    /// Its number there, as the marks of the set stand in the article.
    let rank: Int32
}

/// The entries of a list of marks, by the number of the row.
///
/// Nothing in it is held row by row but numbers: so a list of a hundred thousand marks is let go of in one step, by the
/// thread that keys are waited for.
struct MarkEntries: RandomAccessCollection, Sendable {
    /// What a row stands for, as a number of what it is looked up in.
    enum Row: Equatable, Sendable {
        /// A mark that is in the text, and the number of the tag under which it stands; -1 for none.
        case mark(MarkPlace, tag: Int32)
        case lost(Int32)
        case draft(Int32)
    }

    private enum Source: Sendable {
        /// All marks of a set as they stand in the article, asked of the set row by row, the drafts among them by the
        /// numbers of their rows, and last the lost ones.
        case inPlace(AnnotationSet, drafts: [String], rows: [Int], lost: [AnnotationID])
        case listed(Listed)
    }

    /// Rows, and what their numbers are numbers of.
    fileprivate struct Listed: Sendable {
        let rows: [Row]
        let sets: [AnnotationSet]
        let tags: [Tag]
        let drafts: [String]
        let lost: [AnnotationID]
    }

    private let source: Source
    /// The marks and drafts that the rows are of: fewer than rows where a mark stands under each of its tags.
    let thingCount: Int

    /// No entries.
    init() {
        source = .listed(Listed(rows: [], sets: [], tags: [], drafts: [], lost: []))
        thingCount = 0
    }

    /// - Parameters:
    ///   - rows: in the order of the list; the lost marks follow them.
    ///   - things: the marks and drafts that these rows are of.
    init(_ rows: [Row], of sets: [AnnotationSet], tags: [Tag] = [], drafts: [Draft], lost: [Annotation], things: Int) {
        source = .listed(
            Listed(
                rows: rows + lost.indices.map { .lost(Int32($0)) }, sets: sets, tags: tags,
                drafts: drafts.map(\.place), lost: lost.map(\.id)))
        thingCount = things + lost.count
    }

    /// All marks of a set, and drafts in the order of the article, each before the first mark that begins after it.
    init(_ set: AnnotationSet, _ drafts: [Draft]) {
        let rows = drafts.enumerated().map { number, draft in
            number + set.count(startingBefore: draft.span.start + 1)
        }
        source = .inPlace(
            set, drafts: drafts.map(\.place), rows: rows, lost: FileState.inOldOrder(set.orphans).map(\.id))
        thingCount = set.count + drafts.count
    }

    var startIndex: Int { 0 }
    var endIndex: Int {
        switch source {
        case .inPlace(let set, let drafts, _, _): set.count + drafts.count
        case .listed(let listed): listed.rows.count
        }
    }

    /// What a row stands for, in numbers.
    private func row(_ number: Int) -> Row {
        switch source {
        case .listed(let listed): return listed.rows[number]
        case .inPlace(let set, _, let rows, _):
            let before = rows.partitionPoint { $0 < number }
            if before < rows.count, rows[before] == number { return .draft(Int32(before)) }
            let rank = number - before
            guard rank < set.placedCount else { return .lost(Int32(rank - set.placedCount)) }
            return .mark(MarkPlace(set: 0, rank: Int32(rank)), tag: -1)
        }
    }

    subscript(number: Int) -> MarkList.Entry {
        switch (row(number), source) {
        case (.draft(let index), .listed(let listed)): return .draft(listed.drafts[Int(index)])
        case (.draft(let index), .inPlace(_, let drafts, _, _)): return .draft(drafts[Int(index)])
        case (.lost(let index), .listed(let listed)): return .mark(listed.lost[Int(index)], nil)
        case (.lost(let index), .inPlace(_, _, _, let lost)): return .mark(lost[Int(index)], nil)
        case (.mark(let place, let tag), .listed(let listed)):
            let mark = listed.sets[Int(place.set)].mark(at: Int(place.rank))
            guard let mark else { preconditionFailure("no row \(number)") }
            return .mark(mark.id, tag < 0 ? nil : listed.tags[Int(tag)])
        case (.mark(let place, _), .inPlace(let set, _, _, _)):
            guard let mark = set.mark(at: Int(place.rank)) else { preconditionFailure("no row \(number)") }
            return .mark(mark.id, nil)
        }
    }

    /// Where the mark of a row stands in its set; nil for drafts, and for marks that have no place in the text.
    func place(_ number: Int) -> MarkPlace? {
        if case .mark(let place, _) = row(number) { place } else { nil }
    }

    /// How many marks and drafts some rows are of.
    func things(_ numbers: [Int]) -> Int {
        guard thingCount < count else { return numbers.count }
        var places: Set<MarkPlace> = []
        return numbers.count { number in place(number).map { places.insert($0).inserted } ?? true }
    }

    /// The number of the row of an entry, or of the same mark under another tag; nil when there is none.
    func number(of entry: MarkList.Entry) -> Int? {
        switch source {
        case .listed(let listed): listed.number(of: entry)
        case .inPlace(let set, let drafts, let rows, let lost):
            switch entry {
            case .draft(let place): drafts.firstIndex(of: place).map { rows[$0] }
            case .mark(let id, _):
                if let index = lost.firstIndex(of: id) {
                    drafts.count + set.placedCount + index
                } else {
                    // The number of a row less that of the drafts before it is the number of marks before it.
                    set.rank(of: id).map { rank in rank + rows.indices.partitionPoint { rows[$0] - $0 <= rank } }
                }
            }
        }
    }
}

extension MarkEntries.Listed {
    fileprivate func number(of entry: MarkList.Entry) -> Int? {
        switch entry {
        case .draft(let place):
            return drafts.firstIndex(of: place).flatMap { rows.firstIndex(of: .draft(Int32($0))) }
        case .mark(let id, let tag):
            if let index = lost.firstIndex(of: id) { return rows.firstIndex(of: .lost(Int32(index))) }
            for (number, set) in sets.enumerated() {
                guard let rank = set.rank(of: id) else { continue }
                let wanted = MarkPlace(set: Int32(number), rank: Int32(rank))
                let wantedTag = tag.map { tags.firstIndex(of: $0).map(Int32.init) ?? -2 } ?? -1
                return rows.firstIndex(of: .mark(wanted, tag: wantedTag))
                    ?? rows.firstIndex { if case .mark(wanted, _) = $0 { true } else { false } }
            }
            return nil
        }
    }
}
