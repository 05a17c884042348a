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

    var order = Order.place
    /// By the number of the row.
    var entries: [Entry] = []
    /// Of which marks, and which of them.
    var edition = -1
    var filter: MarkFilter?
    /// Where the reader was.
    let origin: TextPlace
}

extension State {
    mutating func openMarkList() {
        guard let file else { return }
        var list = MarkList(origin: file.place)
        let rows = file.rows(of: &list)
        let here = file.numberAtCursor(in: list)
        let chooser = Chooser(
            title: title(of: list), rows: rows, chosen: here, emptyMessage: "no marks yet\(filterHint)",
            hints: markListHints, fieldWidths: [4])
        dialog = .list(Listing(chooser: chooser, meaning: .marks(list)))
    }

    private var markListHints: [Chooser.Hint] {
        let keys = { (command: Command) in keymap.keys(for: command).first.map { Key.display(of: $0) } ?? "" }
        return [
            Chooser.Hint("Enter", "goes there"), Chooser.Hint("Esc", "back"), Chooser.Hint("s", "order"),
            Chooser.Hint("/", "filter: words, #tag, @coder"), Chooser.Hint(keys(.deleteMark), "deletes"),
            Chooser.Hint(keys(.undo), "undoes"), Chooser.Hint(keys(.note), "note"),
        ]
    }

    private func title(of list: MarkList) -> String {
        let order =
            [MarkList.Order.place: "Marks", .tag: "Marks by tag", .date: "Marks, newest first"][list.order] ?? ""
        return order + (list.filter.map { ": only \($0.words)" } ?? "")
    }

    /// Puts what is true now in the place of rows that were made before a change.
    mutating func renew(_ listing: inout Listing, _ list: MarkList, isReordered: Bool = false) {
        guard let file, isReordered || list.edition != file.marksEdition || list.filter != file.filter else { return }
        var list = list
        let place = listing.chooser.chosen
        let chosen = place.map { list.entries[$0] }
        let rows = file.rows(of: &list)
        // Whoever deletes a row goes on with the next.
        let number = chosen.flatMap { chosen in
            list.entries.firstIndex(of: chosen) ?? list.entries.firstIndex { $0.isSameMark(as: chosen) }
        }
        listing.chooser.title = title(of: list)
        listing.chooser.replace(rows, chosen: number ?? place.map { min($0, max(0, list.entries.count - 1)) })
        listing.meaning = .marks(list)
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
                message = .information("this passage is lost: the text has changed since it was marked")
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
            return preview(entry, list)
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
            return change(list.entries[number], binding!, list, now)
        default: message = .information("Enter goes there, / filters, s takes the next order, Esc goes back")
        }
        return []
    }

    private mutating func change(
        _ entry: MarkList.Entry, _ binding: Binding, _ list: MarkList, _ now: Timestamp
    ) -> [Effect] {
        preview(entry, list)
        let isNote = binding.command == .note || binding.command == .editNote
        let wanted: String?
        switch entry {
        case .draft where !isNote:
            let key = keyName(of: .note)
            message = .information("this is an unfinished note; \(key) opens it")
            return []
        case .mark(let id, _):
            guard let mark = file?.shownMark(id) else { return [] }
            wanted = nil
            if mark.span == nil, binding.command != .deleteMark { return [] }
            file?.inHand = id
        case .draft(let place): wanted = place
        }
        // What is written is written in the text.
        if isNote {
            dialog = nil
            remember(list.origin.cursor)
        }
        return self.mark(binding, times: 1, now, draft: wanted)
    }

    /// Chooses the row of a mark that has just changed.
    private mutating func choose(_ id: AnnotationID) {
        guard case .list(var listing) = dialog, case .marks(let old) = listing.meaning else { return }
        renew(&listing, old)
        guard case .marks(let list) = listing.meaning else { return }
        if let number = list.entries.firstIndex(where: { $0.isSameMark(as: .mark(id, nil)) }) {
            listing.chooser.choose(number)
        }
        dialog = .list(listing)
    }

    private mutating func reorder(_ listing: Listing, _ list: MarkList, by step: Int) -> [Effect] {
        var (listing, list) = (listing, list)
        let orders = MarkList.Order.allCases
        let index = (orders.firstIndex(of: list.order) ?? 0) + step + orders.count
        list.order = orders[index % orders.count]
        renew(&listing, list, isReordered: true)
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
