// A list that has the keys instead of the text, and the text that follows the chosen row.

import Annotations
import Screen
import TextLayout
import TextModel

/// A list that is open.
public struct Listing: Sendable {
    /// The rows, and the keys that move among them.
    public var chooser: Chooser
    /// What the rows stand for.
    public var meaning: Meaning

    /// What the rows stand for.
    public enum Meaning: Sendable {
        /// Places in the file in view, by the number of the row. The text shows the chosen one; Enter stays there, and
        /// whoever closes the list is back at `origin`.
        case places(@Sendable (Int) -> ByteOffset?, origin: TextPlace)
        /// The tags of the codebook, and of the marks.
        case tags(TagList)
        /// Marks and drafts of the file in view.
        case marks(MarkList)
        /// What the text can be narrowed to; nil for all of it.
        case filters([MarkFilter?])
        /// Whose marks can be shown.
        case coders([CoderChoice])
    }

    /// Whether the text is worth seeing while one chooses.
    public var showsText: Bool {
        switch meaning {
        case .places, .marks: true
        case .tags, .filters, .coders: false
        }
    }
}

/// Where a reader was: cursor, selection and screen.
public struct TextPlace: Sendable {
    let cursor: ByteOffset
    let goalColumn: Int?
    let selection: Selection?
    let inHand: AnnotationID?
    /// The start of the topmost row, and the rows beneath it that were above the screen.
    let top: ByteOffset
    let beneath: Int
    /// What was opened of the digest.
    let opened: [Span]?
}

extension State {
    /// Opens a list whose rows are places in the file in view.
    public mutating func openList(_ chooser: Chooser, places: @escaping @Sendable (Int) -> ByteOffset?) {
        guard let file else { return }
        dialog = .list(Listing(chooser: chooser, meaning: .places(places, origin: file.place)))
    }

    mutating func listDialog(_ key: Key, _ listing: Listing, _ now: Timestamp) -> [Effect] {
        if case .tags(let list) = listing.meaning { return tagListDialog(key, listing, list, now) }
        var listing = listing
        let outcome = listing.chooser.take(key, keymap: keymap, height: listHeight)
        dialog = .list(listing)
        switch outcome {
        case .taken(let moved): if moved { previewChosenPlace() }
        case .chosen(let number): choose(number, listing)
        case .closed: if !leaveOrder(listing) { close(listing) }
        case .notTaken(_, Binding(.quitAll)?): return quitFromAnywhere()
        case .notTaken(let keys, let binding) where asksForHelp(keys, binding):
            dialog = .help(Help(back: listing))
        case .notTaken(let keys, let binding):
            if case .marks(let list) = listing.meaning { return markListKey(keys, binding, list, now) }
            let enter = listing.chooser.count > 0 ? "Enter chooses, " : ""
            message = .information(enter + "/ filters, Esc goes back")
        }
        return []
    }

    private mutating func choose(_ number: Int, _ listing: Listing) {
        dialog = nil
        switch listing.meaning {
        case .places(let places, let origin):
            guard var file, let place = places(number) else { return }
            if place != origin.cursor { remember(origin.cursor) }
            file.jump(to: place)
            file.lay(outTo: columnWidth, clusters)
            self.file = file
            showPlace()
        case .tags: break
        case .marks(let list): choose(number, of: list, listing)
        case .filters(let filters): choose(filters[number])
        case .coders(let choices): choose(choices[number])
        }
    }

    mutating func close(_ listing: Listing) {
        dialog = nil
        switch listing.meaning {
        case .places(_, let origin): file?.restore(origin)
        case .tags: break
        case .marks(let list): file?.restore(list.origin)
        case .filters: break
        case .coders: closeCoderList()
        }
    }

    /// Lets the text show the chosen row's place; the selection is left as it was.
    mutating func previewChosenPlace() {
        guard case .list(let listing) = dialog, let number = listing.chooser.chosen else { return }
        switch listing.meaning {
        case .places(let places, let origin):
            guard let place = places(number) else { return }
            file?.close(to: origin)
            file?.go(to: place)
            file?.reveal(place)
            showPlace()
        case .marks(let list): preview(list.entries[number], list)
        case .tags, .filters, .coders: break
        }
    }

    /// Brings the cursor to where the eye rests while the list moves: with what follows it in view.
    mutating func showPlace() {
        let flow = flow
        let row = textRows / 4
        file?.bringCursor(toRow: row, flow: flow)
    }

    /// Keeps list and text in step with the screen's size, and the rows of marks with the marks.
    mutating func settleList() -> [Effect] {
        guard case .list(var listing) = dialog else { return stopSifting() }
        var effects: [Effect] = []
        if case .marks(let list) = listing.meaning {
            effects = arrange(&listing, list)
        } else {
            effects = stopSifting()
        }
        listing.chooser.settle(height: listHeight)
        dialog = .list(listing)
        return effects
    }
}

// MARK: Where it stands

extension State {
    /// Rows of the screen that show rows of a list: one less than there are for text, for the title, where there is room.
    public var listHeight: Int { max(1, (listRows?.count ?? bodyRows) - (isListTitled ? 1 : 0)) }
    /// Whether there is room for a row with the list's title.
    public var isListTitled: Bool { bodyRows >= 3 }

    /// The rows of the screen that an open list takes: those below the text where the text is worth seeing and not
    /// beside the list, else all. Nil when no list is open.
    public var listRows: Range<Int>? {
        guard dialog != nil, let listing = shownListing else { return nil }
        guard listing.showsText, size.columns < State.leastForBoth, bodyRows >= State.leastRowsForBoth else {
            return 0..<bodyRows
        }
        return bodyRows - bodyRows / 2..<bodyRows
    }

    /// Columns from which on text and list stand side by side.
    private static let leastForBoth = 100
    /// Rows from which on they stand one above the other.
    private static let leastRowsForBoth = 14

    /// The list that is in view: the one that has the keys, or that a question or a prompt about it lies over.
    public var shownListing: Listing? {
        switch dialog {
        case .list(let listing): return listing
        case .tagPicker(let picker):
            if case .list(let listing) = picker.back { return listing }
        case .tagName(let prompt): return prompt.back
        case .help(let help): return help.back
        case .tagCard(let card):
            if case .list(let listing) = card.back { return listing }
        case .question(let question):
            switch question.meaning {
            case .retag(_, let back), .dropDraft(_, let back): return back
            case .newTag, .adopt: break
            }
        default: break
        }
        return nil
    }

    /// The columns of the screen that an open list takes: those right of the text where the text is worth seeing and
    /// there is room for both, else all. Nil when no list is open.
    public var listColumns: Range<Int>? {
        guard dialog != nil, let listing = shownListing else { return nil }
        guard listing.showsText, size.columns >= State.leastForBoth else { return 0..<size.columns }
        // Both can be read in half the screen each; more than this is of no use to a list.
        return size.columns - min(size.columns / 2, 72)..<size.columns
    }

    /// The columns of the screen that are the text's, from the left edge.
    public var textColumns: Int {
        guard let list = listColumns, list.lowerBound > 0 else { return size.columns }
        return list.lowerBound - 1
    }
}

extension FileState {
    var place: TextPlace {
        TextPlace(
            cursor: cursor, goalColumn: goalColumn, selection: selection, inHand: inHand, top: top.row.span.start,
            beneath: top.beneath, opened: digest?.opened)
    }

    /// Closes what was opened of the digest since.
    mutating func close(to place: TextPlace) {
        guard let opened = place.opened, let now = digest?.opened, now != opened else { return }
        makeDigest(opened: opened)
    }

    mutating func restore(_ place: TextPlace) {
        cursor = place.cursor
        goalColumn = place.goalColumn
        selection = place.selection
        inHand = place.inHand
        close(to: place)
        top = FlowRow(row: layout.row(at: place.top), beneath: place.beneath)
        // The text may have become another one since, and have ended before it.
        settleCursor()
    }
}
