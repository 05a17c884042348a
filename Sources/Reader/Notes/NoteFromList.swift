// A note that is opened from the list of marks leads back to it: to the same row, with the same filter.

import Annotations

extension State {
    /// Opens the note of a row, in the text, where it is written.
    mutating func openNote(
        _ binding: Binding, draft: String?, from listing: Listing, _ now: Timestamp
    ) -> [Effect] {
        dialog = nil
        let effects = mark(binding, times: 1, now, draft: draft)
        switch dialog {
        case .note: listBehindNote = listing
        case nil: dialog = .list(listing)
        default: break
        }
        return effects
    }

    /// Closes the note that is being written.
    ///
    /// - Parameter mark: the mark that has the note now.
    mutating func closeNote(of mark: AnnotationID? = nil) {
        dialog = nil
        guard let listing = listBehindNote else { return }
        reopen(listing, at: mark)
    }

    /// Opens a list of marks again, with what has changed meanwhile.
    ///
    /// - Parameter mark: whose row is to be chosen where a draft was; nil for the row that was chosen.
    mutating func reopen(_ listing: Listing, at mark: AnnotationID? = nil) {
        listBehindNote = nil
        dialog = .list(listing)
        guard case .marks(var list) = listing.meaning else { return }
        var listing = listing
        if let mark, let number = listing.chooser.chosen, case .draft = list.entries[number] {
            list.wanted = .mark(mark, nil)
        }
        // Drafts come and go without a change of the marks, which rows are made anew for.
        list.isOutdated = true
        listing.meaning = .marks(list)
        dialog = .list(listing)
    }
}
