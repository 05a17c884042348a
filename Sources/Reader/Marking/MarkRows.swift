// The rows of the list of marks: which there are, in order, and what each says. Only what is on screen is made.

import Annotations
import Synchronization
import TextModel

extension FileState {
    /// The rows of a list, as far as its entries are in order.
    func rows(of list: MarkList) -> ListRows {
        guard let texts = list.texts, let arranged = list.arranged else { return ListRows([]) }
        let isByDate = arranged.order == .date
        let (entries, drafts, size) = (list.entries, drafts, max(1, document.byteCount))
        var rows = ListRows(
            count: entries.count, folded: { texts.folded($0, of: entries) },
            row: { number in
                switch entries[number] {
                case .draft(let place): return texts.row(ofDraft: place, size)
                case .mark(let id, let tag):
                    let hasDraft = drafts[id.iri]?.isEmpty == false
                    return texts.row(ofMark: id, under: tag, hasDraft: hasDraft, isByDate: isByDate, size)
                }
            })
        rows.areFoundElsewhere = hasManyMarks
        if entries.thingCount < entries.count {
            rows.things = ListRows.Things(count: entries.thingCount, of: entries.things)
        }
        return rows
    }

    /// A mark of the reader's, or of somebody else's while they are shown.
    func shownMark(_ id: AnnotationID) -> Annotation? { annotations[id] ?? othersMark(id)?.mark }

    /// The row of the mark in hand, or of the last one that begins before the cursor or under it, in a list that is in
    /// the order of the article.
    func numberAtCursor(in list: MarkList) -> Int {
        let spans = Dictionary(placedDrafts.map { ($0.place, $0.span) }) { $1 }
        let place = { (entry: MarkList.Entry) -> Span? in
            switch entry {
            case .mark(let id, _): shownMark(id)?.span
            case .draft(let place): spans[place]
            }
        }
        let mark = markInHand
        let here = mark?.span?.start ?? cursor
        let next = list.entries.partitionPoint { place($0).map { $0.start <= here } ?? false }
        var number = next - 1
        // Of several at one place the one in hand.
        while let mark, number >= 0, place(list.entries[number])?.start == here {
            if list.entries[number].isSameMark(as: .mark(mark.id, nil)) { return number }
            number -= 1
        }
        return max(0, next - 1)
    }
}

/// What the rows of the list of marks are made from.
final class MarkTexts: Sendable {
    private let own: AnnotationSet
    private let others: [CoderMarks]
    private let drafts: [String: Draft]
    private let document: Document
    /// Of the marks that they are made from.
    let edition: Int
    /// What the filter looks at, folded once.
    private let known = Mutex(Known())

    /// The folded texts of marks, one behind the other: what is held for each mark is numbers, and all of it is let go
    /// of in one step.
    private struct Known {
        var bytes: [UInt8] = []
        var places: [MarkPlace: Range<Int>] = [:]
    }

    init(
        _ own: AnnotationSet, _ others: [CoderMarks], _ drafts: [String: Draft], _ document: Document, edition: Int
    ) {
        self.edition = edition
        self.own = own
        self.others = others
        self.drafts = drafts
        self.document = document
    }

    /// The mark, and whose it is where it is not the reader's: whoever copies a sidecar leaves in it who made the marks.
    private func mark(_ id: AnnotationID) -> (mark: Annotation, coder: String?)? {
        if let mark = own[id] { return (mark, nil) }
        return others.lazy.compactMap { coder in coder.annotations[id].map { ($0, coder.name) } }.first
    }

    /// More of a passage or a note is not shown in a row, in characters.
    private static let shown = 200

    private static func line(_ text: String) -> String {
        let line = Excerpt.flat(String(text.prefix(shown)))
        return line.last == " " ? String(line.dropLast()) : line
    }

    /// - Parameter tag: under which the row stands: its letter is the first.
    func row(ofMark id: AnnotationID, under tag: Tag?, hasDraft: Bool, isByDate: Bool, _ size: Int) -> ListRow {
        guard let (mark, whose) = mark(id) else { return ListRow("") }
        let coder = whose.map { ["@" + $0] } ?? []
        let tags = tag.map { tag in [tag] + mark.tags.filter { $0 != tag } } ?? mark.tags
        let standing = mark.anchor.status == .exact ? [] : [mark.anchor.standing]
        let fields =
            isByDate
            ? [String(mark.modified.text.prefix(10))] + standing
            : mark.span.map { ["\($0.start.percent(of: size))%"] + standing } ?? standing
        return ListRow(
            MarkTexts.line(mark.target.quote.exact), fields: fields + coder + (hasDraft ? ["draft"] : []),
            isQuiet: mark.span == nil, lead: .tags(tags), tail: MarkTexts.line(mark.note))
    }

    func row(ofDraft place: String, _ size: Int) -> ListRow {
        guard let draft = drafts[place] else { return ListRow("") }
        let end = min(draft.span.end, document.graphemeBoundary(atOrBefore: draft.span.start + 4 * MarkTexts.shown))
        return ListRow(
            MarkTexts.line(document.text(Span(draft.span.start, max(draft.span.start, end)))),
            fields: ["\(draft.span.start.percent(of: size))%", "draft"], lead: .draft, tail: MarkTexts.line(draft.text))
    }

    /// `#tag` for each tag, `@coder`, the passage and the note, folded.
    ///
    /// - Parameter entries: of the marks that these texts are of.
    func folded(_ number: Int, of entries: MarkEntries) -> [UInt8] {
        let place = entries.place(number)
        if let place, let found = known.withLock({ known in known.places[place].map { Array(known.bytes[$0]) } }) {
            return found
        }
        let folded = folded(entries[number])
        guard let place else { return folded }
        known.withLock { known in
            let start = known.bytes.count
            known.bytes += folded
            known.places[place] = start..<known.bytes.count
        }
        return folded
    }

    private func folded(_ entry: MarkList.Entry) -> [UInt8] {
        switch entry {
        case .draft(let place):
            guard let draft = drafts[place] else { return [] }
            return Folding.folded("draft " + row(ofDraft: place, 1).text + " " + draft.text)
        case .mark(let id, _):
            guard let (mark, whose) = mark(id) else { return [] }
            let tags = mark.tags.map { "#\($0.name) " }.joined()
            let coder = (whose ?? mark.creator).map { "@\($0) " } ?? ""
            let standing = mark.anchor.status == .exact ? "" : mark.anchor.standing + " "
            var folded = Folding.folded(tags + coder + standing)
            Folding.append(mark.target.quote.exact, to: &folded)
            folded.append(0x20)
            Folding.append(mark.note, to: &folded)
            return folded
        }
    }
}
