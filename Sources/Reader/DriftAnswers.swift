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
            ("l", "keep it as lost"), ("n Space j", "the next one"), ("p k", "the one before"),
            ("u Backspace", "take the last answer back"), ("x", "delete the mark"),
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
        case Key("n"), Key(" "), Key("j"), Key("N"): return goOn(walk)
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
        file?.drift.settled.insert(walk.mark.id)
        walk.steps.append(DriftWalk.Step(number: walk.number, answer: .accepted, isEdit: false))
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
        if answer == .accepted || answer == .attached { file?.drift.settled.insert(old.id) }
        walk.steps.append(DriftWalk.Step(number: walk.number, answer: answer, isEdit: true))
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
        file?.drift.settled.remove(walk.marks[last.number].id)
        walk.number = last.number
        show(walk)
        return effects
    }

    /// Shows the next mark that is still there; ends after the last one.
    private mutating func goOn(_ walk: DriftWalk) -> [Effect] {
        guard let file,
            let next = walk.marks.indices.first(where: {
                $0 > walk.number && file.annotations[walk.marks[$0].id] != nil
            })
        else {
            let effects = finish(walk)
            walkEnd = message
            walkEndKeys = ["r", "l", "p", "k", "j"].map { Key($0) }
            return effects
        }
        var walk = walk
        walk.number = next
        show(walk)
        return []
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
            let count = walk.steps.count { $0.answer == answer }
            return count > 0 ? "\(count) \(name)" : nil
        }
        if let left = file?.waitingMarks, left > 0 || words.isEmpty { words.append("\(left) left") }
        let key = keymap.keys(for: .undo).first.map { Key.display(of: $0) } ?? "undo"
        let undo = walk.steps.contains(where: \.isEdit) ? "; \(key) takes back one after the other" : ""
        message = .information(words.joined(separator: ", ") + undo)
        return []
    }
}
