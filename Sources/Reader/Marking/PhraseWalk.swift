// The same phrase elsewhere: each occurrence is shown in place and asked about; what is marked is one step to undo.

import Annotations
import Screen
import TextModel

/// The occurrences of a passage that are being gone through.
public struct PhraseWalk: Sendable {
    /// What they are given.
    let tags: [Tag]
    /// The occurrences that are not marked yet, from the one after the passage on, those before it last.
    let places: [Span]
    /// How many were marked already.
    let markedBefore: Int
    /// Whether there are more than were looked for.
    let isCapped: Bool
    /// What of the article is not among the places, as sentences end with it: empty where nothing is missing.
    let missing: String
    /// Whether capitals count for nothing; nil where there is no letter of which there are capitals.
    let ignoresCase: Bool?
    /// Where the reader was.
    let origin: TextPlace
    /// What was answered for each place so far; nil where it was passed over.
    var answers: [Edit.Change?] = []

    var marked: [Edit.Change] { answers.compactMap(\.self) }

    /// The edit that all answers make together; nil while there is nothing in it.
    func edit(_ summary: String) -> Edit? { marked.isEmpty ? nil : Edit(marked, summary: summary) }

    var summary: String {
        let names = tags.map(\.name).joined(separator: ", ")
        return "tagged \(names), the same phrase \(marked.count) \(marked.count == 1 ? "time" : "times")"
    }
}

extension State {
    /// Opens the walk over the occurrences that were found.
    mutating func openWalk(_ search: PhraseSearch) {
        guard let file else { return }
        let (document, tally) = (file.document, search.tally)
        var (known, tooLong) = (0, 0)
        var places: [Span] = []
        // Two hits inside one grapheme are one place.
        var seen: Set<Span> = []
        for hit in tally.hits.sorted(by: { $0.start < $1.start }) {
            let span = document.snapped(hit)
            guard seen.insert(span).inserted else { continue }
            if search.isWhole, !document.isWhole(span) || span.overlaps(search.origin) { continue }
            if span.count > State.longestMark {
                tooLong += 1
                continue
            }
            if file.holds(span, search.tags, coder: options.coder) { known += 1 } else { places.append(span) }
        }
        let missing = State.missing(tally, tooLong: tooLong)
        let ignoresCase = search.hasCase ? search.pattern.ignoresCase : nil
        guard !places.isEmpty else {
            let isNowhere = known == 0 && missing.isEmpty
            phrase?.isNowhere = isNowhere && ignoresCase == false
            message =
                tally.isTooHard && known == 0
                ? .problem("this pattern takes too long on this text; make it simpler")
                : .information(
                    (known > 0
                        ? "all \(known) others are marked already"
                        : missing.isEmpty ? nowhere(ignoresCase) : "nothing that can be marked") + missing)
            // The key that was to end the walk may be on its way.
            walkEnd = message
            return
        }
        let first = places.partitionPoint { $0.start < search.origin.start }
        dialog = .walk(
            .phrase(
                PhraseWalk(
                    tags: search.tags, places: Array(places[first...] + places[..<first]), markedBefore: known,
                    isCapped: !tally.isComplete, missing: missing, ignoresCase: ignoresCase, origin: file.place)))
        show(places[first < places.count ? first : 0], isSettled: false)
    }

    /// That there is no other occurrence, and where capitals were why, how to find those without them.
    private func nowhere(_ ignoresCase: Bool?) -> String {
        guard ignoresCase == false else { return "it stands nowhere else in this article" }
        return "it stands nowhere else with these capitals; \(keyName(of: .samePhrase)) again lets any do"
    }

    /// What was not looked at, or cannot be marked.
    private static func missing(_ tally: SearchTally, tooLong: Int) -> String {
        var words = ""
        if tally.isTooHard { words += "; the pattern takes too long on the rest of the text, which was not looked at" }
        if tally.isCapped {
            words +=
                "; only the first 10,000 hits from here on were looked at: "
                + "go further down and repeat it for the rest"
        }
        if tooLong > 0 { words += "; \(tooLong) longer than a mark may be (1 MB)" }
        return words
    }

    func question(_ walk: PhraseWalk) -> Walk.Question {
        let names = walk.tags.map(\.name).joined(separator: ", ")
        let count = "\(walk.answers.count + 1) of \(walk.places.count)\(walk.isCapped ? "+" : "")"
        var keys = [("y", "yes"), ("n", "no"), ("!", "all"), ("q", "stop"), ("u", "back"), ("Enter", "stay here")]
        // That capitals count says why a place is missing; that they do not, what was typed small lets expect.
        if walk.ignoresCase == false { keys.insert(("c", "any capitals"), at: 3) }
        if walk.ignoresCase == true { keys.append(("c", "mind capitals")) }
        return Walk.Question(
            count: count, words: names + (walk.ignoresCase == false ? "? (as written)" : "?"),
            keys: keys.map { (keys: $0.0, what: $0.1) })
    }

    /// Looks for the phrase once more, with capitals that count or do not: what was answered so far stays.
    private mutating func changeCase(_ walk: PhraseWalk) -> [Effect] {
        guard let ignoresCase = walk.ignoresCase else {
            message = .information("there are no capitals in this phrase")
            return []
        }
        let effects = finish(walk)
        message = nil
        return effects + openSamePhrase(ignoresCase: !ignoresCase)
    }

    mutating func phraseKey(_ key: Key, _ walk: PhraseWalk, _ now: Timestamp) -> [Effect] {
        if swallow(key) { return [] }
        switch key {
        case Key("y"), Key("Y"): return answer(walk, [walk.places[walk.answers.count]], now)
        case Key("n"), Key("N"), Key(" "): return passOver(walk)
        case Key("!"): return answer(walk, Array(walk.places[walk.answers.count...]), now)
        case Key("u"), Key(.backspace): return takeBack(walk)
        case Key("q"), Key("Q"): return finish(walk)
        case Key("c"), Key("C"): return changeCase(walk)
        case Key(.enter):
            let effects = finish(walk, stays: true)
            remember(walk.origin.cursor)
            return effects
        case _ where closes(key): return finish(walk)
        case _ where isUndo(key): return takeBack(walk)
        default:
            deadChord = DeadChord(beginningWith: key, in: keymap)
            if deadChord != nil {
                sayMeaningless([key])
            } else {
                message = .information(
                    "y marks it, n passes it over, ! marks all the rest, u goes back, c changes capitals, q stops")
            }
            return []
        }
    }

    /// Whether a key takes back outside of the walk, as one of the keymap does.
    func isUndo(_ key: Key) -> Bool {
        guard case .bound(let binding) = keymap.lookup([key]) else { return false }
        return binding.command == .undo
    }

    /// Marks some of the places, as part of the one step that the walk is.
    private mutating func answer(_ walk: PhraseWalk, _ spans: [Span], _ now: Timestamp) -> [Effect] {
        guard var file else { return [] }
        var walk = walk
        var answers: [Edit.Change?] = []
        for span in spans {
            let old = file.mark(on: span, coder: options.coder)
            var new = old ?? newAnnotation(on: span, tags: [], note: "", now)
            new.tags += walk.tags.filter { !new.tags.contains($0) }
            new.modified = now
            answers.append(old?.tags == new.tags ? nil : Edit.Change(before: old, after: new))
        }
        let changes = answers.compactMap(\.self)
        do {
            try file.annotations.apply(Edit(changes, summary: ""))
        } catch {
            message = .problem("another program has just changed a mark there; it is passed over")
            return passOver(walk)
        }
        let isFirst = walk.marked.isEmpty
        walk.answers += answers
        if let edit = walk.edit(walk.summary) {
            if isFirst { file.history.record(edit) } else { file.history.replaceLast(with: edit) }
        }
        self.file = file
        return edited() + goOn(walk)
    }

    private mutating func passOver(_ walk: PhraseWalk) -> [Effect] {
        var walk = walk
        walk.answers.append(nil)
        return goOn(walk)
    }

    /// Goes back to the place before, and takes back what was answered there.
    private mutating func takeBack(_ walk: PhraseWalk) -> [Effect] {
        guard var file, let last = walk.answers.last else {
            message = .information("this is the first place")
            return []
        }
        var walk = walk
        var effects: [Effect] = []
        if let change = last {
            do {
                try file.annotations.apply(Edit([change], summary: "").inverse)
            } catch {
                message = .problem("another program has changed that mark since; it stays as it is")
                return []
            }
            walk.answers.removeLast()
            file.history.replaceLast(with: walk.edit(walk.summary))
            self.file = file
            effects = edited()
        } else {
            walk.answers.removeLast()
        }
        return effects + goOn(walk)
    }

    /// Shows the next place, or ends the walk after the last one.
    private mutating func goOn(_ walk: PhraseWalk) -> [Effect] {
        guard walk.answers.count < walk.places.count else {
            let effects = finish(walk)
            walkEnd = message
            return effects
        }
        dialog = .walk(.phrase(walk))
        show(walk.places[walk.answers.count], isSettled: false)
        return []
    }

    private mutating func finish(_ walk: PhraseWalk, stays: Bool = false) -> [Effect] {
        dialog = nil
        if stays { file?.selection = nil } else { file?.restore(walk.origin) }
        let marked = walk.marked.count
        let left = walk.places.count - walk.answers.count
        var words = "\(marked) marked, \(walk.answers.count - marked) passed over"
        if left > 0 { words += ", \(left) not looked at" }
        if walk.markedBefore > 0 {
            words += "; \(walk.markedBefore) \(walk.markedBefore == 1 ? "was" : "were") marked before"
        }
        if marked > 0 {
            lastTags = walk.tags.filter { !$0.isTriage }.isEmpty ? lastTags : walk.tags
            let key = keymap.keys(for: .undo).first.map { Key.display(of: $0) } ?? "undo"
            words += "; \(key) takes \(marked == 1 ? "it" : "all \(marked)") back"
        }
        message = .information(words + walk.missing)
        return []
    }
}

extension FileState {
    /// Whether one of the reader's own marks with all these tags holds a span.
    fileprivate func holds(_ span: Span, _ tags: [Tag], coder: String?) -> Bool {
        annotations.touching(span).contains { mark in
            mark.creator == coder && mark.span?.contains(span) == true && tags.allSatisfy(mark.tags.contains)
        }
    }
}
