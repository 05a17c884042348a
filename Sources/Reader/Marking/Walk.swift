// Places of an article gone through one by one, each in place with a question: the same phrase elsewhere, or triage.

import Annotations
import Screen
import TextLayout
import TextModel

/// What is gone through.
public enum Walk: Sendable {
    /// Other occurrences of a passage, to be tagged like it.
    case phrase(PhraseWalk)
    /// Marks of a first pass, to be made real tags.
    case triage(TriageWalk)
    /// Marks of an article that has changed, to be confirmed, attached anew, or kept as lost.
    case drift(DriftWalk)

    /// What the place in view is asked: shown where one types the answer.
    public struct Question: Equatable, Sendable {
        /// `3 of 12`.
        public var count: String
        /// What is asked, as a short sentence.
        public var words: String
        /// Keys and what they do, the most wanted first.
        public var keys: [(keys: String, what: String)]

        public static func == (one: Question, other: Question) -> Bool {
            one.count == other.count && one.words == other.words && one.keys.map(\.keys) == other.keys.map(\.keys)
        }
    }
}

extension State {
    mutating func walkDialog(_ key: Key, _ walk: Walk, _ now: Timestamp) -> [Effect] {
        if let reason = file?.whyNotMarked {
            // The article was written to by another program meanwhile.
            dialog = nil
            message = reason
            return []
        }
        let effects =
            switch walk {
            case .phrase(let walk): phraseKey(key, walk, now)
            case .triage(let walk): triageKey(key, walk, now)
            case .drift(let walk): driftKey(key, walk, now)
            }
        hasLeftWalk = dialog == nil && attaching == nil
        return effects
    }

    /// What is asked about the place in view; nil when nothing is being gone through.
    public var walkQuestion: Walk.Question? {
        switch dialog {
        case .walk(.phrase(let walk)): question(walk)
        case .walk(.triage(let walk)): question(walk)
        case .walk(.drift(let walk)): question(walk)
        default: nil
        }
    }

    /// Whether a key was one answer too many, typed before the end of a walk was seen: in the text it would copy, delete
    /// or mark something.
    mutating func isLateAnswer(_ key: Key) -> Bool {
        defer {
            walkEnd = nil
            walkEndKeys = []
            hasLeftWalk = false
        }
        if hasLeftWalk, case .bound(Binding(.quit)) = keymap.lookup([key]) {
            message = .information("the walk has ended; \(Key.display(of: [key])) again quits")
            return true
        }
        guard let walkEnd else { return false }
        let answers = [Key("y"), Key("n"), Key("!"), Key("x"), Key(" "), Key("q")] + walkEndKeys
        guard answers.contains(key) else { return false }
        message = walkEnd
        return true
    }

    /// Brings a passage to where the eye rests, with as much of it as fits, selected.
    mutating func show(_ span: Span, isSettled: Bool) {
        guard let file else { return }
        let selection = Selection(span, in: file.document, isSettled: isSettled)
        show(span.start, Selection(origin: selection.head, head: selection.origin, isSettled: isSettled))
    }

    /// Brings a place to where the eye rests, with what is to be selected there.
    mutating func show(_ place: ByteOffset, _ selection: Selection?) {
        guard var file else { return }
        file.selection = selection
        file.goalColumn = nil
        file.reveal(place)
        file.go(to: place)
        self.file = file
        let (rows, flow) = (textRows, flow)
        let row = flow.row(at: file.cursor)
        // What is in view already stays where it is.
        guard flow.distance(from: file.top, to: row, limit: max(1, rows - 2)) == nil else { return }
        self.file?.bringCursor(toRow: rows / 3, flow: flow)
    }
}
