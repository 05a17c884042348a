// A mark of a changed article is attached anew: the keys are the text's while its passage is looked for, Enter puts the
// mark there, Esc goes back to the review.

import Annotations
import Screen
import TextModel

/// A mark that is to be attached anew, as long as its place is looked for.
public struct Attaching: Sendable {
    /// The review that it comes from, and goes back to.
    var walk: DriftWalk
    /// The number of the file that it belongs to.
    let file: Int
    /// Rows of its old passage above the first one shown.
    var scrolled = 0
}

extension State {
    /// Hands the keys over to the text.
    mutating func attach(_ walk: DriftWalk) {
        attaching = Attaching(walk: walk, file: current)
        dialog = nil
        file?.dropSelection()
    }

    /// What Enter and Esc do while a place is looked for; nil of any other key, and while it is not.
    mutating func attachingKey(_ key: Key, _ now: Timestamp) -> [Effect]? {
        guard let attaching, pendingKeys.isEmpty, count == nil, deadChord == nil else { return nil }
        if key == Key(.enter) { return attachHere(attaching.walk, now) }
        if key == Key("r") {
            readOn()
            return []
        }
        guard closes(key) else { return nil }
        self.attaching = nil
        show(attaching.walk)
        return []
    }

    /// Shows more of what the mark was on, and after its end the start again: the arrows are the text's meanwhile.
    private mutating func readOn() {
        guard let sheet = reviewSheet, sheet.rows.count < sheet.count else {
            message = .information(attachingHint)
            return
        }
        let end = sheet.rows.endIndex
        attaching?.scrolled = end == sheet.count ? 0 : min(end, sheet.count - sheet.rows.count)
        message = nil
    }

    /// Attaches the mark to the selection, or to the current sentence.
    private mutating func attachHere(_ walk: DriftWalk, _ now: Timestamp) -> [Effect] {
        guard let file, let old = file.annotations[walk.mark.id] else { return [] }
        if let reason = file.whyNotMarked ?? (isOnHiddenText ? .information(hiddenHint) : nil) {
            message = reason
            return []
        }
        guard let span = passage, !file.document.isWhiteSpace(span) else {
            message = .problem("no sentence here that the mark could be attached to")
            return []
        }
        guard span.count <= State.longestMark else {
            message = .problem(
                "\(span.count >> 20) MB are selected, and a mark quotes what it is on: select 1 MB at most")
            return []
        }
        attaching = nil
        var new = old
        // The next save describes it there, and keeps where it was first.
        new.anchor = Anchor(.moved, score: 1, place: Anchoring.place(of: span, in: file.document))
        new.modified = now
        return answer(walk, .attached, old, new, "attached: \(excerpt(span))")
    }

    /// Ends it where its file is out of view or its mark is gone, and lays out anew what is shown of it.
    mutating func settleAttaching() {
        guard var attaching else { return }
        guard inView == .article, current == attaching.file, file?.annotations[attaching.walk.mark.id] != nil else {
            self.attaching = nil
            return
        }
        attaching.walk = laid(attaching.walk)
        self.attaching = attaching
        let rows = attaching.walk.sheet?.oldRows.count ?? 0
        attaching.scrolled = max(0, min(attaching.scrolled, rows - max(1, reviewRows - 1)))
        self.attaching = attaching
    }

    /// Why a command has to wait until the mark is attached; nil where it need not.
    func refusalWhileAttaching(_ command: Command) -> Message? {
        guard attaching != nil else { return nil }
        switch command.info.group {
        case .moving, .selecting, .finding, .showing: return nil
        case .marking: return command == .copy || command == .copyCitation ? nil : .information(attachingHint)
        case .program:
            return [.command, .count, .suspend].contains(command) ? nil : .information(attachingHint)
        }
    }

    var attachingHint: String {
        "Enter attaches the mark to the selection or the sentence here, Esc goes back to the review"
    }
}
