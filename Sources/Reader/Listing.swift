// A list that has the keys instead of the text, and the text that follows the chosen row.

import Annotations
import Screen
import TextLayout
import TextModel

/// A list that is open.
public struct Listing: Sendable {
    public var chooser: Chooser
    public var meaning: Meaning

    /// What the rows stand for.
    public enum Meaning: Sendable {
        /// Places in the file in view, by the number of the row. The text shows the chosen one; Enter stays there, and
        /// whoever closes the list is back at `origin`.
        case places(@Sendable (Int) -> ByteOffset?, origin: TextPlace)
        /// The tags of the codebook, and of the marks.
        case tags(TagList)
    }

    /// Whether the text is worth seeing while one chooses.
    public var showsText: Bool {
        switch meaning {
        case .places: true
        case .tags: false
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
        case .closed: close(listing)
        case .notTaken:
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
        }
    }

    mutating func close(_ listing: Listing) {
        dialog = nil
        switch listing.meaning {
        case .places(_, let origin): file?.restore(origin)
        case .tags: break
        }
    }

    /// Lets the text show the chosen row's place; the selection is left as it was.
    mutating func previewChosenPlace() {
        guard case .list(let listing) = dialog, case .places(let places, _) = listing.meaning,
            let number = listing.chooser.chosen, let place = places(number)
        else { return }
        file?.go(to: place)
        showPlace()
    }

    /// Brings the cursor to where the eye rests while the list moves: with what follows it in view.
    private mutating func showPlace() {
        let flow = flow
        let row = textRows / 4
        file?.bringCursor(toRow: row, flow: flow)
    }

    /// Keeps list and text in step with the screen's size.
    mutating func settleList() {
        guard case .list(var listing) = dialog else { return }
        listing.chooser.settle(height: listHeight)
        dialog = .list(listing)
    }
}

// MARK: Where it stands

extension State {
    /// Rows of the screen that show rows of a list: one less than there are for text, for the title, where there is room.
    public var listHeight: Int { max(1, textRows - (isListTitled ? 1 : 0)) }
    public var isListTitled: Bool { textRows >= 3 }

    /// The list that is in view: the one that has the keys, or that a question or a prompt about it lies over.
    public var shownListing: Listing? {
        switch dialog {
        case .list(let listing): return listing
        case .tagPicker(let picker): return picker.back
        case .tagName(let prompt): return prompt.back
        case .tagCard(let card):
            if case .list(let listing) = card.back { return listing }
        case .question(let question):
            if case .retag(_, let back) = question.meaning { return back }
        default: break
        }
        return nil
    }

    /// The columns of the screen that an open list takes: those right of the text where the text is worth seeing and
    /// there is room for both, else all. Nil when no list is open.
    public var listColumns: Range<Int>? {
        guard let listing = shownListing else { return nil }
        guard listing.showsText, size.columns >= 100 else { return 0..<size.columns }
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
            beneath: top.beneath)
    }

    mutating func restore(_ place: TextPlace) {
        cursor = place.cursor
        goalColumn = place.goalColumn
        selection = place.selection
        inHand = place.inHand
        top = FlowRow(row: layout.row(at: place.top), beneath: place.beneath)
    }
}
