// Triage: the marks of a first pass one after the other, each to be made a real tag, dropped, or left for later.

import Annotations
import Screen
import TextModel

/// The marks of a first pass that are being gone through.
public struct TriageWalk: Sendable {
    /// The marks in document order as they were when the walk began.
    let marks: [AnnotationID]
    /// Where the reader was.
    let origin: TextPlace
    /// The number of the mark in view, from 0.
    var number = 0
    /// What was done so far, the last step last.
    var steps: [Step] = []
    /// Keys that begin a longer sequence.
    var pending: [Key] = []

    enum Step: Sendable {
        case tagged(number: Int)
        case dropped(number: Int)
        case skipped(number: Int)

        var number: Int {
            switch self {
            case .tagged(let number), .dropped(let number), .skipped(let number): number
            }
        }
        /// Whether it is an edit.
        var isEdit: Bool { if case .skipped = self { false } else { true } }
    }
}

extension State {
    mutating func openTriage() -> [Effect] {
        guard let file else { return [] }
        let marks = file.annotations.marks(under: Triage.parent).filter {
            $0.creator == options.coder && $0.isTriage
        }
        guard let first = marks.first else {
            let keys = [Command.triageStar, .triageQuestion, .triageAttention].compactMap { command in
                keymap.keys(for: command).first.map { Key.display(of: $0) }
            }
            message = .information(
                "nothing to go through: \(keys.joined(separator: " ")) mark a sentence in a first pass")
            return []
        }
        dialog = .walk(.triage(TriageWalk(marks: marks.map(\.id), origin: file.place)))
        if let span = first.span { show(first, span) }
        return []
    }

    func question(_ walk: TriageWalk) -> Walk.Question {
        let count = "\(walk.number + 1) of \(walk.marks.count)"
        if !walk.pending.isEmpty {
            let toTag: [(keys: String, what: String)] =
                leadsToTag(walk.pending) ? [("a tag's key", "makes it that tag")] : []
            return Walk.Question(
                count: count, words: "\(Key.display(of: walk.pending))\u{2026}", keys: toTag + [("Esc", "goes back")])
        }
        let tags = file?.annotations[walk.marks[walk.number]]?.tags ?? []
        let signs = tags.compactMap { Triage($0).map { String($0.plainSign) } }.joined()
        let keys: [(keys: String, what: String)] = tagKeys.map { ($0.keys, $0.tag.name) }
        return Walk.Question(
            count: count, words: signs,
            // The tags are known from reading; the keys of the walk are not.
            keys: [("x", "drop"), ("n", "later"), ("u", "undo"), ("q", "end")] + keys + [("Enter", "stay here")])
    }

    private var tagByNameHint: String {
        keymap.keys(for: .tagByName).first.map { ", \(Key.display(of: $0)) one by name" } ?? ""
    }

    private func leadsToTag(_ keys: [Key]) -> Bool {
        guard case .prefix(let next) = keymap.lookup(keys) else { return false }
        return next.contains { $0.what?.command == .tag }
    }

    /// The tags with the keys that give them, the shortest way first.
    private var tagKeys: [(keys: String, tag: Tag)] {
        guard let file else { return [] }
        return file.codebook.entries.filter { !$0.tag.isTriage }.compactMap { entry in
            let ways = file.keymap.keys(for: Binding(.tag, argument: entry.tag.name))
            return ways.min { $0.count < $1.count }.map { (Key.display(of: $0), entry.tag) }
        }
    }

    mutating func triageKey(_ key: Key, _ walk: TriageWalk, _ now: Timestamp) -> [Effect] {
        if swallow(key) { return [] }
        var walk = walk
        guard file?.annotations[walk.marks[walk.number]]?.isTriage == true else {
            message = .information("another program has changed that mark; this is the next one")
            return goOn(walk, nil)
        }
        if walk.pending.isEmpty {
            switch key {
            case Key("x"), Key(.delete): return drop(walk, now)
            case Key("n"), Key(" "): return goOn(walk, .skipped(number: walk.number))
            case Key("u"), Key(.backspace): return takeBack(walk)
            case Key("q"): return finish(walk)
            case Key(.enter):
                remember(walk.origin.cursor)
                return finish(walk, stays: true)
            case _ where closes(key): return finish(walk)
            default: break
            }
        }
        let keys = walk.pending + [key]
        walk.pending = []
        switch keymap.lookup(keys) {
        case .bound(let binding) where binding.command == .tag:
            let recent = binding.recentTagNumber.flatMap { recentTags[$0] }
            return make(walk, (recent ?? binding.argument.flatMap { Tag($0) }).map { [$0] } ?? [], now)
        case .bound(Binding(.repeatTag)): return make(walk, lastTags, now)
        case .bound(Binding(.tagByName)):
            let choices = tagChoices().filter { !$0.tag.isTriage }
            dialog = .tagPicker(TagPicker(.give, known: choices, back: .triage(walk)))
            return []
        case .bound(Binding(.undo)): return takeBack(walk)
        case .bound(Binding(.quit)), .bound(Binding(.quitAll)): return finish(walk)
        // Whatever it leads to: the key that ends it is none of the walk's.
        case .prefix: walk.pending = keys
        case .unbound where keys.count > 1:
            if !closes(key) {
                deadChord = DeadChord(keys, in: keymap)
                sayMeaningless(keys)
            }
        default:
            message = .information(
                "a tag's key makes it that tag\(tagByNameHint), x drops it, n leaves it for later, q ends")
        }
        dialog = .walk(.triage(walk))
        return []
    }

    /// Gives real tags in the place of those of the first pass.
    ///
    /// - Parameter adding: what puts new ones among them into the codebook.
    mutating func make(
        _ walk: TriageWalk, _ tags: [Tag], adding: [Codebook.Change] = [], _ now: Timestamp
    ) -> [Effect] {
        dialog = .walk(.triage(walk))
        guard let file, let old = file.annotations[walk.marks[walk.number]], !tags.isEmpty,
            tags.allSatisfy({ tag in
                (file.codebook[tag] != nil || adding.contains { $0.after?.tag == tag }) && !tag.isTriage
            })
        else {
            message = .information("which tag? a key of the codebook makes it that tag")
            return []
        }
        var new = old
        new.tags = old.tags.filter { !$0.isTriage }
        new.tags += tags.filter { !new.tags.contains($0) }
        new.modified = now
        let names = tags.map(\.name).joined(separator: ", ")
        let edit = Edit(
            [Edit.Change(before: old, after: new)], codebook: adding,
            summary: "made \(names): \(old.span.map(excerpt) ?? "")")
        let done = file.history.done.count
        let effects = apply(edit)
        guard self.file?.history.done.count != done else { return effects }
        message = nil
        noteGiven(tags, to: new.id, isSame: false)
        return effects + goOn(walk, .tagged(number: walk.number))
    }

    /// Takes the tags of the first pass off; a mark that holds nothing else goes.
    private mutating func drop(_ walk: TriageWalk, _ now: Timestamp) -> [Effect] {
        guard let file, let old = file.annotations[walk.marks[walk.number]] else { return goOn(walk, nil) }
        var new = old
        new.tags = old.tags.filter { !$0.isTriage }
        new.modified = now
        let isEmpty = new.tags.isEmpty && new.note.isEmpty
        let edit = Edit(
            [Edit.Change(before: old, after: isEmpty ? nil : new)], summary: "dropped: \(old.span.map(excerpt) ?? "")")
        let done = file.history.done.count
        let effects = apply(edit)
        guard self.file?.history.done.count != done else { return effects }
        message = nil
        return effects + goOn(walk, .dropped(number: walk.number))
    }

    private mutating func takeBack(_ walk: TriageWalk) -> [Effect] {
        var walk = walk
        guard let last = walk.steps.popLast() else {
            message = .information("nothing to undo here yet")
            return []
        }
        let effects = last.isEdit ? step(.undo) : []
        // What is asked again is worth more than that it was undone, unless it could not be.
        if message?.kind == .information { message = nil }
        walk.number = last.number
        dialog = .walk(.triage(walk))
        if let mark = file?.annotations[walk.marks[walk.number]], let span = mark.span { show(mark, span) }
        return effects
    }

    /// Notes a step, and shows the next mark that is still one of a first pass; ends after the last one.
    private mutating func goOn(_ walk: TriageWalk, _ step: TriageWalk.Step?) -> [Effect] {
        var walk = walk
        if let step { walk.steps.append(step) }
        walk.number += 1
        while walk.number < walk.marks.count {
            if let mark = file?.annotations[walk.marks[walk.number]], mark.isTriage, let span = mark.span {
                dialog = .walk(.triage(walk))
                show(mark, span)
                return []
            }
            walk.number += 1
        }
        let effects = finish(walk)
        walkEnd = message
        return effects
    }

    /// Puts a mark in hand.
    private mutating func show(_ mark: Annotation, _ span: Span) {
        show(span, isSettled: true)
        file?.inHand = mark.id
    }

    private mutating func finish(_ walk: TriageWalk, stays: Bool = false) -> [Effect] {
        dialog = nil
        if !stays { file?.restore(walk.origin) }
        var (tagged, dropped) = (0, 0)
        for step in walk.steps {
            switch step {
            case .tagged: tagged += 1
            case .dropped: dropped += 1
            case .skipped: break
            }
        }
        let left = walk.marks.count - tagged - dropped
        let key = keymap.keys(for: .undo).first.map { Key.display(of: $0) } ?? "undo"
        let undo = tagged + dropped > 0 ? "; \(key) takes back one after the other" : ""
        message = .information("\(tagged) tagged, \(dropped) dropped, \(left) left\(undo)")
        return []
    }
}

extension Annotation {
    /// Whether it carries a tag of a first pass.
    var isTriage: Bool { tags.contains(where: \.isTriage) }
}
