// The list of marks: what it holds in which order, and what its keys do to the marks.

import Annotations
import Screen
import TextModel

/// The list of the marks and drafts of an article.
public struct MarkList: Sendable {
    public enum Order: CaseIterable, Sendable {
        /// As they stand in the article.
        case place
        /// By the codebook, a mark with several tags under each of them.
        case tag
        /// By their last change, the newest first.
        case date
    }

    enum Entry: Equatable, Sendable {
        /// A mark, the reader's or by its name another coder's, and the tag under which it stands in the order of tags.
        case mark(AnnotationID, Tag?)
        /// An unfinished note, by what it is known by, that no mark has.
        case draft(String)
    }

    /// The order that is wanted.
    var order = Order.place
    /// By the number of the row; in the order, and of the marks, that `arranged` says.
    var entries = MarkEntries()
    /// Nil while the rows are being put in order.
    var arranged: MarkArrangement?
    /// What the rows are made from, with what was folded of it.
    var texts: MarkTexts?
    /// What is to be chosen when the rows are there, and the number of the row if that is not among them.
    var wanted: Entry?
    var wantedNumber: Int?
    /// Whether drafts came or went since the rows were made.
    var isOutdated = false
    /// Where the reader was.
    let origin: TextPlace
}

extension State {
    mutating func openMarkList() {
        guard let file else { return }
        var list = MarkList(origin: file.place)
        if file.isArrangedAtOnce(.place) { list.arrange(file) }
        var chooser = Chooser(
            title: title(of: list), rows: file.rows(of: list),
            chosen: list.arranged == nil ? 0 : file.numberAtCursor(in: list),
            emptyMessage: "no marks yet\(filterHint)", hints: markListHints, fieldWidths: [4])
        chooser.keepsFilter = true
        chooser.filterHint = "words, #tag, @coder"
        dialog = .list(Listing(chooser: chooser, meaning: .marks(list)))
    }

    private var markListHints: [Chooser.Hint] {
        let keys = { (command: Command) in keymap.keys(for: command).first.map { Key.display(of: $0) } ?? "" }
        return [
            Chooser.Hint("Enter", "goes there"), Chooser.Hint("Esc", "back"), Chooser.Hint("s", "order"),
            Chooser.Hint("/", "filter"), Chooser.Hint(keys(.deleteMark), "deletes"),
            Chooser.Hint(keys(.undo), "undoes"), Chooser.Hint(keys(.note), "note"),
        ]
    }

    func title(of list: MarkList) -> String {
        let order =
            [MarkList.Order.place: "Marks", .tag: "Marks by tag", .date: "Marks, newest first"][list.order] ?? ""
        return order + ((file?.filter).map { ": only \($0.words)" } ?? "")
    }

    // MARK: Keys

    /// Shows the passage of a row, with its mark in hand.
    mutating func preview(_ entry: MarkList.Entry, _ list: MarkList) {
        file?.close(to: list.origin)
        guard let file else { return }
        switch entry {
        case .mark(let id, _):
            guard let mark = file.shownMark(id) else { return }
            guard let span = mark.span else {
                let way = file.annotations[id] == nil ? "" : "; Enter reviews it"
                message = .information("lost: this passage is not in the text any more\(way)")
                return
            }
            take(mark, span)
        case .draft(let place):
            guard let draft = file.placedDrafts.first(where: { $0.place == place }) else { return }
            // Its passage is what keys mean then, and not a mark around it.
            take(draft)
        }
        showPlace()
    }

    /// Enter: stays at the passage of a row.
    mutating func choose(_ number: Int, of list: MarkList, _ listing: Listing) {
        let entry = list.entries[number]
        if case .mark(let id, _) = entry, file?.shownMark(id)?.span == nil {
            dialog = .list(listing)
            guard file?.annotations[id] != nil, attaching == nil else { return preview(entry, list) }
            file?.restore(list.origin)
            return reviewDrift(from: id, origin: list.origin)
        }
        dialog = nil
        preview(entry, list)
        guard let file, file.cursor != list.origin.cursor else { return }
        remember(list.origin.cursor)
    }

    /// Takes keys that the list itself has no use for: they mean the chosen mark.
    mutating func markListKey(_ keys: [Key], _ binding: Binding?, _ list: MarkList, _ now: Timestamp) -> [Effect] {
        guard case .list(let listing) = dialog else { return [] }
        switch keys {
        case [Key("s")], [Key(.tab)]: return reorder(listing, list, by: 1)
        case [Key("S")], [Key(.tab, .shift)]: return reorder(listing, list, by: -1)
        default: break
        }
        switch binding?.command {
        case .undo, .redo:
            let effects = mark(binding!, times: 1, now)
            let edit = binding?.command == .undo ? file?.history.undone.last : file?.history.done.last
            if let id = edit?.changes.last?.id { choose(id) }
            return effects
        case .showAll: showAll()
        case .showOnly where binding?.argument != nil: showOnly(binding?.argument)
        case .tag, .repeatTag, .deleteMark, .note, .editNote:
            guard let number = listing.chooser.chosen else { return [] }
            return change(list.entries[number], binding!, listing, list, now)
        default: message = .information("Enter goes there, / filters, s takes the next order, Esc goes back")
        }
        return []
    }

    private mutating func change(
        _ entry: MarkList.Entry, _ binding: Binding, _ listing: Listing, _ list: MarkList, _ now: Timestamp
    ) -> [Effect] {
        preview(entry, list)
        if binding.command == .deleteMark, let place = draftPlace(entry) {
            askToDrop(place, back: listing)
            return []
        }
        let isNote = binding.command == .note || binding.command == .editNote
        let wanted: String?
        switch entry {
        case .draft where !isNote:
            let key = keyName(of: .note)
            message = .information(
                "this is an unfinished note; \(key) opens it, \(keyName(of: .deleteMark)) throws it away")
            return []
        case .mark(let id, _):
            guard let mark = file?.shownMark(id) else { return [] }
            wanted = nil
            if mark.span == nil, file?.annotations[id] != nil { return changeLost(mark, binding, now) }
            if mark.span == nil { return [] }
            file?.inHand = id
        case .draft(let place): wanted = place
        }
        if isNote { return openNote(binding, draft: wanted, from: listing, now) }
        return self.mark(binding, times: 1, now, draft: wanted)
    }

    /// Has the row of a mark that has just changed chosen.
    private mutating func choose(_ id: AnnotationID) {
        guard case .list(var listing) = dialog, case .marks(var list) = listing.meaning else { return }
        list.wanted = .mark(id, nil)
        listing.meaning = .marks(list)
        dialog = .list(listing)
    }

    private mutating func reorder(_ listing: Listing, _ list: MarkList, by step: Int) -> [Effect] {
        var (listing, list) = (listing, list)
        let orders = MarkList.Order.allCases
        let index = (orders.firstIndex(of: list.order) ?? 0) + step + orders.count
        list.order = orders[index % orders.count]
        listing.meaning = .marks(list)
        dialog = .list(listing)
        return []
    }
}

extension MarkList.Entry {
    func isSameMark(as other: MarkList.Entry) -> Bool {
        if case .mark(let mine, _) = self, case .mark(let others, _) = other { return mine == others }
        return self == other
    }
}
