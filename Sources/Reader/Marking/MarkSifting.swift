// Putting the rows of the list of marks in order, and finding those that hold the words of its filter: at once where
// there are few marks, else beside the reader.

import Annotations
import TextModel

/// Which marks a list shows, and in which order.
struct MarkArrangement: Equatable, Sendable {
    let order: MarkList.Order
    /// Of the marks.
    let edition: Int
    let filter: MarkFilter?
}

/// What is under way for the list of marks.
struct Sifting: Sendable {
    let work: WorkID
    let arrangement: MarkArrangement
    let words: [[UInt8]]
}

/// Rows that are to be put in order, or looked through.
public struct MarkSifting: Sendable {
    let arrangement: MarkArrangement
    let words: [[UInt8]]
    let source: MarkSource
    let texts: MarkTexts
    /// Nil where they are to be put in order first.
    let entries: MarkEntries?
    /// What is to be the chosen row.
    let wanted: MarkList.Entry?

    /// Rows that are looked at between two questions whether to go on.
    private static let stride = 1000

    /// - Parameter goesOn: is told from time to time how much is done, from 0 to 1; false ends it, with nil.
    public func sifted(goesOn: (Double) -> Bool = { _ in true }) -> SiftedMarks? {
        guard goesOn(0) else { return nil }
        let entries = entries ?? source.entries(in: arrangement.order)
        guard goesOn(words.isEmpty ? 1 : 0.1) else { return nil }
        var passing: [Int]?
        if !words.isEmpty {
            var found: [Int] = []
            for number in entries.indices {
                if number % MarkSifting.stride == 0, !goesOn(0.1 + 0.9 * Double(number) / Double(entries.count)) {
                    return nil
                }
                if Folding.holds(words, texts.folded(number, of: entries)) { found.append(number) }
            }
            passing = found
        }
        return SiftedMarks(
            arrangement: arrangement, texts: texts, entries: entries, passing: passing,
            things: passing.map(entries.things), number: wanted.flatMap { entries.number(of: $0) })
    }
}

/// Rows in order, and those that were looked for.
public struct SiftedMarks: Sendable {
    let arrangement: MarkArrangement
    let texts: MarkTexts
    let entries: MarkEntries
    /// Nil for all.
    let passing: [Int]?
    /// How many marks and drafts these are rows of; nil for all.
    let things: Int?
    /// The row that is to be the chosen one, if it is among them.
    let number: Int?
}

/// The marks and drafts that a list is made of.
struct MarkSource: Sendable {
    /// The reader's own first.
    let sets: [AnnotationSet]
    let filter: MarkFilter?
    /// Those that no mark has, in order.
    let drafts: [Draft]
    let codebook: Codebook
    /// Where the text ends.
    let end: ByteOffset

    func entries(in order: MarkList.Order) -> MarkEntries {
        if order == .place, isAsked { return MarkEntries(sets[0], drafts) }
        let marks = marks
        let all = FileState.inOldOrder(sets.flatMap(\.orphans))
        // The lost ones come last in every order.
        let lost = filter.map { all.filter($0.lets) } ?? all
        let things = marks.count + drafts.count
        func entries(_ rows: [MarkEntries.Row], tags: [Tag] = []) -> MarkEntries {
            MarkEntries(rows, of: sets, tags: tags, drafts: drafts, lost: lost, things: things)
        }
        switch order {
        case .place: return entries(inPlace(marks))
        case .tag:
            let (rows, tags) = byTag(marks)
            return entries(rows, tags: tags)
        case .date:
            let sorted = marks.enumerated().sorted { left, right in
                let (one, other) = (left.element.mark.modified, right.element.mark.modified)
                return one == other ? left.offset < right.offset : one > other
            }
            return entries(drafts.indices.map { .draft(Int32($0)) } + sorted.map { .mark($0.element.place, tag: -1) })
        }
    }

    /// Whether the set itself knows which mark stands in which row.
    var isAsked: Bool { sets.count == 1 && filter == nil }

    private typealias Placed = (mark: Annotation, place: MarkPlace)

    /// All that are shown and have a place, as they stand in the article.
    private var marks: [Placed] {
        var shown: [Placed] = []
        for (number, set) in sets.enumerated() {
            for (rank, mark) in set.inDocumentOrder.prefix(set.placedCount).enumerated()
            where filter?.lets(mark) ?? true {
                shown.append((mark, MarkPlace(set: Int32(number), rank: Int32(rank))))
            }
        }
        return sets.count == 1 ? shown : shown.sorted { $0.mark.precedes($1.mark) }
    }

    private func inPlace(_ marks: [Placed]) -> [MarkEntries.Row] {
        var rows: [MarkEntries.Row] = []
        rows.reserveCapacity(marks.count + drafts.count)
        var next = 0
        for (mark, place) in marks {
            while next < drafts.count, drafts[next].span.start < mark.span?.start ?? end {
                rows.append(.draft(Int32(next)))
                next += 1
            }
            rows.append(.mark(place, tag: -1))
        }
        return rows + (next..<drafts.count).map { .draft(Int32($0)) }
    }

    /// The rows under each tag, and the tags that their numbers are of.
    private func byTag(_ marks: [Placed]) -> (rows: [MarkEntries.Row], tags: [Tag]) {
        var groups: [Tag: [MarkPlace]] = [:]
        var untagged: [MarkPlace] = []
        for (mark, place) in marks {
            if mark.tags.isEmpty { untagged.append(place) }
            for tag in mark.tags { groups[tag, default: []].append(place) }
        }
        let tags = ordered(Set(groups.keys))
        var rows: [MarkEntries.Row] = []
        for (number, tag) in tags.enumerated() {
            rows += (groups[tag] ?? []).map { .mark($0, tag: Int32(number)) }
        }
        rows += untagged.map { .mark($0, tag: -1) }
        return (rows + drafts.indices.map { .draft(Int32($0)) }, tags)
    }

    /// Tags in the order of the codebook, then those that are not in it by name.
    private func ordered(_ tags: Set<Tag>) -> [Tag] {
        let ranks = Dictionary(codebook.entries.enumerated().map { ($1.tag, $0) }) { first, _ in first }
        return tags.sorted { (ranks[$0] ?? .max, $0) < (ranks[$1] ?? .max, $1) }
    }
}

extension FileState {
    /// More marks than this are put in order and looked through beside the reader.
    static let mostSiftedAtOnce = 2000

    var hasManyMarks: Bool { shownSets.reduce(0) { $0 + $1.count } > FileState.mostSiftedAtOnce }

    var markSource: MarkSource {
        // The draft of a mark stands with its mark; while only one tag is shown, others do not.
        let drafts = filter == nil ? placedDrafts.filter { annotations[AnnotationID($0.place)] == nil } : []
        return MarkSource(sets: shownSets, filter: filter, drafts: drafts, codebook: codebook, end: document.end)
    }

    func arrangement(_ order: MarkList.Order) -> MarkArrangement {
        MarkArrangement(order: order, edition: marksEdition, filter: filter)
    }

    /// Whether no key is waited for until rows are in this order.
    func isArrangedAtOnce(_ order: MarkList.Order) -> Bool {
        !hasManyMarks || (order == .place && filter == nil && shownSets.count == 1)
    }

    /// What the rows of now are made from.
    var markTexts: MarkTexts {
        MarkTexts(
            annotations, others ?? [], Dictionary(placedDrafts.map { ($0.place, $0) }) { $1 }, document,
            edition: marksEdition)
    }
}

extension MarkList {
    /// Puts the rows in the order that is wanted.
    mutating func arrange(_ file: FileState) {
        if texts?.edition != file.marksEdition { texts = file.markTexts }
        entries = file.markSource.entries(in: order)
        arranged = file.arrangement(order)
    }
}

extension State {
    /// Puts what is true now in the place of rows that were made before a change, or asks for it.
    mutating func arrange(_ listing: inout Listing, _ old: MarkList) -> [Effect] {
        guard let file else { return stopSifting() }
        var list = old
        let arrangement = file.arrangement(list.order)
        let isOutdated = list.isOutdated
        if isOutdated { (list.isOutdated, list.texts) = (false, nil) }
        if list.arranged != arrangement || isOutdated {
            if let chosen = listing.chooser.awaiting ?? listing.chooser.chosen {
                list.wanted = list.wanted ?? list.entries[chosen]
                list.wantedNumber = chosen
            }
            listing.chooser.title = title(of: list)
            if file.isArrangedAtOnce(list.order) {
                list.arrange(file)
                show(&list, in: &listing, passing: nil, list.wanted.flatMap { list.entries.number(of: $0) })
            } else if list.arranged != nil || listing.chooser.rows.count > 0 {
                list.entries = MarkEntries()
                list.arranged = nil
                listing.chooser.replace(ListRows([]), chosen: nil)
            }
            listing.chooser.emptyMessage =
                list.arranged == nil ? "putting the marks in order \u{2026}" : "no marks yet\(filterHint)"
        } else if let wanted = list.wanted {
            list.wanted = nil
            if let number = list.entries.number(of: wanted) { listing.chooser.choose(number) }
        }
        let words = listing.chooser.filterWords
        defer { listing.meaning = .marks(list) }
        guard list.arranged == nil || listing.chooser.isAwaiting else { return stopSifting() }
        if let sifting, sifting.arrangement == arrangement, sifting.words == words { return [] }
        let stopped = stopSifting()
        let work = begin(list.arranged == nil ? "putting the marks in order" : "looking through the marks")
        sifting = Sifting(work: work, arrangement: arrangement, words: words)
        if list.texts?.edition != arrangement.edition { list.texts = file.markTexts }
        return stopped + [
            .siftMarks(
                work,
                MarkSifting(
                    arrangement: arrangement, words: words, source: file.markSource, texts: list.texts!,
                    entries: list.arranged == nil ? nil : list.entries, wanted: list.wanted))
        ]
    }

    /// Takes rows that were put in order or found, unless others are wanted by now.
    mutating func sifted(_ work: WorkID, _ result: SiftedMarks) {
        guard end(work), let sifting, sifting.work == work else { return }
        self.sifting = nil
        guard case .list(var listing) = dialog, case .marks(var list) = listing.meaning, let file,
            result.arrangement == file.arrangement(list.order), sifting.words == listing.chooser.filterWords
        else { return }
        var number = listing.chooser.awaiting
        if list.arranged != result.arrangement {
            list.entries = result.entries
            list.texts = result.texts
            list.arranged = result.arrangement
            number = result.number
            if number == nil, list.wantedNumber == nil { number = file.numberAtCursor(in: list) }
            listing.chooser.emptyMessage = "no marks yet\(filterHint)"
        }
        show(&list, in: &listing, passing: result.passing, things: result.things, number)
        listing.meaning = .marks(list)
        dialog = .list(listing)
        // What was found may not hold the passage that the text shows.
        if let number, listing.chooser.chosen != number { previewChosenPlace() }
    }

    /// Puts the rows of a list on the screen. Whoever deletes a row goes on with the next.
    private func show(
        _ list: inout MarkList, in listing: inout Listing, passing: [Int]?, things: Int? = nil, _ number: Int?
    ) {
        guard let file else { return }
        let place = min(list.wantedNumber ?? 0, Swift.max(0, list.entries.count - 1))
        listing.chooser.replace(file.rows(of: list), chosen: number ?? place, passing: passing, things: things)
        list.wanted = nil
        list.wantedNumber = nil
    }

    /// Gives up what is being done for a list that is closed, or wants something else.
    mutating func stopSifting() -> [Effect] {
        guard let sifting else { return [] }
        self.sifting = nil
        return end(sifting.work) ? [.stop(sifting.work)] : []
    }

    /// Goes back from an order that is waited for to the one that is there at once; false where none is.
    mutating func leaveOrder(_ listing: Listing) -> Bool {
        guard case .marks(var list) = listing.meaning, list.arranged == nil, list.order != .place,
            file?.isArrangedAtOnce(.place) == true
        else { return false }
        var listing = listing
        list.order = .place
        listing.meaning = .marks(list)
        dialog = .list(listing)
        return true
    }
}
