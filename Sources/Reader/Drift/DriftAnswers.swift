// The questions of the drift review, and what their answers do to the marks: each that changes one is a step to undo.

import Annotations
import Screen
import TextModel

extension State {
    func question(_ walk: DriftWalk) -> Walk.Question {
        let mark = file?.annotations[walk.mark.id]
        let isLost = mark?.span == nil
        let keys: [(keys: String, what: String)] =
            (isLost ? [("r", "attach"), ("l", "keep lost")] : [("y", "right"), ("r", "attach"), ("l", "lost")])
            + [
                ("n", "next"), ("p", "back"), ("u", "undo"), ("q", "end"), ("x", "delete"), ("Enter", "stay here"),
            ]
        return Walk.Question(
            count: "\(walk.number + 1) of \(walk.marks.count)",
            words: reviewRows > 0 ? "" : mark?.anchor.inWords ?? "", keys: keys)
    }

    /// The keys of the review for the help screen.
    var driftSection: (title: String, rows: [KeyHelp.Row]) {
        let rows = [
            ("y", "it is right where it is now"), ("r", "attach it to another passage: move and select, Enter"),
            ("", "(r again reads on in the old passage)"),
            ("l", "keep it as lost"), ("n Space j", "the next one"), ("p k", "the one before"),
            ("u Backspace", "take the last answer back"),
            (keyName(of: .redo), "give it again"), ("x", "delete the mark"),
            ("Down Up PgDn PgUp", "scroll what is shown of it"), ("q Esc", "end"), ("Enter", "end, and stay here"),
        ]
        return (
            "In the drift review (\(keyName(of: .driftReview)))",
            rows.map { KeyHelp.Row(keys: $0.0, help: $0.1, otherWords: "lost changed reattach") }
        )
    }

    mutating func driftKey(_ key: Key, _ walk: DriftWalk, _ now: Timestamp) -> [Effect] {
        guard let mark = file?.annotations[walk.mark.id] else {
            message = .information("that mark is gone; this is the next one")
            return goOn(walk)
        }
        switch key {
        case Key("y"), Key("Y"): return accept(mark, walk, now)
        case Key("r"): attach(walk)
        case Key("l"): return keepLost(mark, walk, now)
        case Key("x"), Key(.delete): return delete(mark, walk)
        case Key("n"), Key(" "), Key("j"), Key("N"): passOver(walk)
        case Key("p"), Key("k"): goBack(walk)
        case Key("u"), Key(.backspace): return takeBack(walk)
        case Key(.down): scroll(walk, by: 1)
        case Key(.up): scroll(walk, by: -1)
        case Key(.pageDown): scroll(walk, by: max(1, reviewRows - 2))
        case Key(.pageUp): scroll(walk, by: -max(1, reviewRows - 2))
        case Key("q"): return finish(walk)
        case Key(.enter):
            remember(walk.origin.cursor)
            return finish(walk, stays: true)
        case _ where closes(key): return finish(walk)
        case _ where isUndo(key): return takeBack(walk)
        case _ where isRedo(key): return giveAgain(walk)
        default:
            message = .information(
                mark.span == nil
                    ? "r attaches it anew, l keeps it as lost, n goes on, p back, q ends"
                    : "y it is right, r attaches it anew, l it is lost, n goes on, p back, q ends")
        }
        return []
    }

    /// The mark is where it belongs: the next save describes it anew there.
    private mutating func accept(_ old: Annotation, _ walk: DriftWalk, _ now: Timestamp) -> [Effect] {
        guard let place = old.anchor.place else {
            message = .information("it is nowhere yet: r attaches it to a passage, l keeps it as lost")
            return []
        }
        guard old.anchor.status == .changed else { return settle(walk) }
        var new = old
        new.anchor = Anchor(.moved, score: 1, place: place)
        new.modified = now
        return answer(walk, .accepted, old, new, "accepted: \(excerpt(place.span))")
    }

    /// The passage is not in the text any more, whatever was found.
    private mutating func keepLost(_ old: Annotation, _ walk: DriftWalk, _ now: Timestamp) -> [Effect] {
        guard !old.anchor.isKeptLost else {
            let effects = goOn(walk)
            if dialog != nil { message = .information("it is kept as lost already; this is the next one") }
            return effects
        }
        var new = old
        // What it was made on counts, even if a save has described what was found since.
        (new.target, new.origin) = (walk.mark.target, walk.mark.origin)
        new.anchor = .keptLost
        new.modified = now
        return answer(walk, .lost, old, new, "kept as lost: \(old.span.map { excerpt($0) } ?? excerpt(of: old))")
    }

    private mutating func delete(_ old: Annotation, _ walk: DriftWalk) -> [Effect] {
        answer(walk, .deleted, old, nil, "deleted \(old.tagsInWords): \(excerpt(of: old))")
    }

    /// Notes that a mark is right where it was found word for word: nothing has to change.
    private mutating func settle(_ walk: DriftWalk) -> [Effect] {
        var walk = walk
        // Who says so once more has answered nothing.
        guard file?.drift.settled.contains(walk.mark.id) != true else { return goOn(walk) }
        file?.drift.settled.insert(walk.mark.id)
        walk.steps.append(DriftWalk.Step(number: walk.number, answer: .accepted, isEdit: false))
        walk.undone = []
        return goOn(walk)
    }

    /// Answers with an edit, and goes on.
    mutating func answer(
        _ walk: DriftWalk, _ answer: DriftWalk.Step.Answer, _ old: Annotation, _ new: Annotation?, _ summary: String
    ) -> [Effect] {
        var walk = walk
        dialog = .walk(.drift(walk))
        let done = file?.history.done.count
        let effects = apply(Edit([Edit.Change(before: old, after: new)], summary: summary))
        guard file?.history.done.count != done else { return effects }
        message = nil
        if answer.isSettling { file?.drift.settled.insert(old.id) }
        walk.steps.append(DriftWalk.Step(number: walk.number, answer: answer, isEdit: true))
        walk.undone = []
        return effects + goOn(walk)
    }

    private mutating func takeBack(_ walk: DriftWalk) -> [Effect] {
        var walk = walk
        guard let last = walk.steps.popLast() else {
            message = .information("nothing to undo here yet")
            return []
        }
        let effects = last.isEdit ? undo() : []
        // What is asked again is worth more than that it was undone, unless it could not be.
        if message?.kind == .information { message = nil }
        if walk.answer(to: last.number)?.isSettling != true {
            file?.drift.settled.remove(walk.marks[last.number].id)
        }
        walk.undone.append(last)
        walk.number = last.number
        show(walk)
        return effects
    }

    /// Gives the answer again that was taken back last, and goes on.
    private mutating func giveAgain(_ walk: DriftWalk) -> [Effect] {
        var walk = walk
        guard let step = walk.undone.popLast() else {
            message = .information("nothing to redo here")
            return []
        }
        let done = file?.history.done.count
        let effects = step.isEdit ? redo() : []
        guard !step.isEdit || message?.kind == .information && file?.history.done.count != done else {
            // Another program has changed that mark: what came after it may rest on it.
            walk.undone = []
            show(walk)
            return effects
        }
        message = nil
        let id = walk.marks[step.number].id
        if step.answer.isSettling { file?.drift.settled.insert(id) }
        walk.steps.append(step)
        walk.number = step.number
        return effects + goOn(walk)
    }

    /// Whether a key does again outside of the walk what was undone.
    private func isRedo(_ key: Key) -> Bool {
        guard case .bound(let binding) = keymap.lookup([key]) else { return false }
        return binding.command == .redo
    }

    /// Shows the next mark that waits for an answer, after the last one those that were passed over; ends where none
    /// does. Who looks at those that are kept as lost goes on among them.
    private mutating func goOn(_ walk: DriftWalk) -> [Effect] {
        if let next = walk.marks.indices.first(where: { $0 > walk.number && file?.isWaiting($0, of: walk) == true }) {
            show(walk, at: next)
        } else if walk.isOfKept, let next = following(walk) {
            show(walk, at: next)
        } else if let first = firstWaiting(walk) {
            let count = walk.marks.indices.count { file?.isWaiting($0, of: walk) ?? false }
            show(walk, at: first)
            message = .information(
                count == 1 ? "back to the 1 that waits" : "back to the first of the \(count) that wait")
        } else {
            let effects = finish(walk)
            walkEnd = message
            walkEndKeys = ["r", "l", "p", "k", "j"].map { Key($0) }
            return effects
        }
        return []
    }

    /// Shows the next mark without an answer to this one. Who goes on from the last one has not said that it is enough.
    private mutating func passOver(_ walk: DriftWalk) {
        if let next = following(walk) {
            show(walk, at: next)
        } else if let first = firstWaiting(walk), first != walk.number {
            show(walk, at: first)
            message = .information("that was the last one; this one still waits")
        } else {
            let isLost = file?.annotations[walk.mark.id]?.span == nil
            message = .information(
                file?.isWaiting(walk.number, of: walk) != true
                    ? "this is the last one, and all are decided: q ends"
                    : "this is the last one; it waits for \(isLost ? "" : "y, ")r or l, and q ends")
        }
    }

    private func following(_ walk: DriftWalk) -> Int? {
        walk.marks.indices.first { $0 > walk.number && file?.annotations[walk.marks[$0].id] != nil }
    }

    private func firstWaiting(_ walk: DriftWalk) -> Int? {
        walk.marks.indices.first { file?.isWaiting($0, of: walk) ?? false }
    }

    private mutating func show(_ walk: DriftWalk, at number: Int) {
        var walk = walk
        walk.number = number
        show(walk)
    }

    private mutating func goBack(_ walk: DriftWalk) {
        guard let file,
            let number = walk.marks.indices.last(where: {
                $0 < walk.number && file.annotations[walk.marks[$0].id] != nil
            })
        else {
            message = .information("this is the first one")
            return
        }
        var walk = walk
        walk.number = number
        show(walk)
    }

    private mutating func finish(_ walk: DriftWalk, stays: Bool = false) -> [Effect] {
        dialog = nil
        if !stays { file?.restore(walk.origin) }
        let names: [(DriftWalk.Step.Answer, String)] = [
            (.accepted, "right"), (.attached, "attached"), (.lost, "kept as lost"), (.deleted, "deleted"),
        ]
        var words = names.compactMap { answer, name -> String? in
            let count = walk.marks.indices.count { walk.answer(to: $0) == answer }
            return count > 0 ? "\(count) \(name)" : nil
        }
        if let left = file?.waitingMarks, left > 0 || words.isEmpty { words.append("\(left) left") }
        let key = keymap.keys(for: .undo).first.map { Key.display(of: $0) } ?? "undo"
        let undo = walk.steps.contains(where: \.isEdit) ? "; \(key) takes back one after the other" : ""
        // Nothing is to be decided about those that only moved, but they can be looked at.
        let isOfMoved = walk.marks.allSatisfy { $0.anchor.status == .moved }
        let moved = isOfMoved || file?.waitingMarks != 0 ? 0 : file?.movedMarks.count ?? 0
        let more = moved > 0 ? "; \(keyName(of: .driftReview)) shows the \(moved) that moved" : ""
        message = .information(words.joined(separator: ", ") + undo + more)
        return []
    }
}
