// The prompt of a search: while one types, the text moves to the first hit; Esc brings it back.

import Screen
import TextModel

/// A search that is being typed.
public struct SearchPrompt: Sendable {
    public var field = TextField()
    public var isForward: Bool
    public var mode: SearchPattern.Mode
    /// What is to be said of what has been typed so far: that it is not there, or no regular expression yet.
    public var remark: Remark?
    /// Where the reader was.
    let origin: TextPlace
    /// The search before this one.
    let before: State.Search?
    /// The search in `State.pastSearches` that is in the field, from the newest; -1 for what was typed.
    var recalled = -1
    /// What was typed before one of the past searches came into the field.
    var typed = PastSearch(text: "", mode: .literal)

    public struct Remark: Equatable, Sendable {
        public var text: String
        /// Whether Enter has been pressed all the same.
        public var isAlarm: Bool

        public init(text: String, isAlarm: Bool = false) {
            self.text = text
            self.isAlarm = isAlarm
        }
    }
}

/// A search of this session or one before.
public struct PastSearch: Equatable, Sendable {
    public var text: String
    public var mode: SearchPattern.Mode

    public init(text: String, mode: SearchPattern.Mode) {
        self.text = text
        self.mode = mode
    }

    /// As many are kept.
    public static let limit = 100
}

extension State {
    mutating func openSearchPrompt(isForward: Bool) -> [Effect] {
        guard let file else { return [] }
        // What is unfinished of the search before would never come to its end while another one is being typed.
        let effects = stopFinding() + stopTally()
        let before = search
        dialog = .search(
            SearchPrompt(isForward: isForward, mode: searchMode, origin: file.place, before: before))
        search?.isShown = false
        return effects + (pastSearches == nil ? [.readSearches] : [])
    }

    mutating func searchDialog(_ key: Key, _ prompt: SearchPrompt) -> [Effect] {
        var prompt = prompt
        if key == Key(.enter) { return enter(prompt) }
        if closes(key) || (key == Key(.backspace) && prompt.field.characters.isEmpty) { return leave(prompt) }
        if let isForward = stepsToHit(key) { return step(prompt, isForward: isForward) }
        let before = prompt.field.text
        if key == Key("t", .control) {
            let modes = SearchPattern.Mode.allCases
            prompt.mode = modes[((modes.firstIndex(of: prompt.mode) ?? 0) + 1) % modes.count]
            return typed(prompt)
        }
        if let step = historyStep(key) {
            return recall(step, &prompt) ? typed(prompt) : []
        }
        guard prompt.field.take(key) else { return [] }
        if prompt.field.text == before {
            dialog = .search(prompt)
            return []
        }
        prompt.recalled = -1
        return typed(prompt)
    }

    /// Takes what is in the field for the pattern, and lets the text show its first hit.
    mutating func typed(_ prompt: SearchPrompt) -> [Effect] {
        var prompt = prompt
        prompt.remark = nil
        var effects = stopFinding() + stopTally()
        file?.restore(prompt.origin)
        search = prompt.before
        search?.isShown = false
        guard !prompt.field.text.isEmpty else {
            dialog = .search(prompt)
            return effects
        }
        do throws(SearchPattern.Failure) {
            let pattern = try SearchPattern(prompt.field.text, mode: prompt.mode)
            search = Search(pattern: pattern, isForward: prompt.isForward, isShown: true)
        } catch {
            prompt.remark = SearchPrompt.Remark(text: error.sentence)
        }
        dialog = .search(prompt)
        if prompt.remark == nil {
            effects += find(isForward: prompt.isForward, times: 1)
            effects += tallyHits()
        }
        return effects
    }

    /// Goes back to where the prompt was opened.
    mutating func leave(_ prompt: SearchPrompt) -> [Effect] {
        let effects = stopFinding() + stopTally()
        dialog = nil
        search = prompt.before
        file?.restore(prompt.origin)
        // What the search before had counted stays counted; what it was still counting is counted anew.
        return effects + (search?.isShown == true ? tallyHits() : [])
    }

    private mutating func enter(_ prompt: SearchPrompt) -> [Effect] {
        var prompt = prompt
        if prompt.field.text.isEmpty {
            dialog = nil
            search = prompt.before
            noteSearch = nil
            guard search != nil else {
                message = .information("nothing to search for")
                return []
            }
            search?.isForward = prompt.isForward
            return searchAgain(reversed: false, times: 1)
        }
        if prompt.remark?.text != nil, search?.pattern.typed != prompt.field.text || search?.isShown != true {
            prompt.remark?.isAlarm = true
            dialog = .search(prompt)
            return []
        }
        dialog = nil
        noteSearch = nil
        searchMode = prompt.mode
        let kept = keepSearch(PastSearch(text: prompt.field.text, mode: prompt.mode))
        if search?.landed != nil {
            remember(prompt.origin.cursor)
            if search?.landed?.hasWrapped == true { sayWrapped(isForward: prompt.isForward) }
        } else if search?.finding == nil, let remark = prompt.remark {
            message = .problem(remark.text)
        }
        return kept
    }

    private mutating func step(_ prompt: SearchPrompt, isForward: Bool) -> [Effect] {
        var prompt = prompt
        prompt.isForward = isForward
        if prompt.field.text.isEmpty, let before = prompt.before {
            // As in Emacs, the key that opens the prompt brings the last search into it.
            prompt.field = TextField(before.pattern.typed)
            prompt.mode = before.pattern.mode
            return typed(prompt)
        }
        prompt.remark = nil
        dialog = .search(prompt)
        guard search?.isShown == true else { return [] }
        search?.isForward = isForward
        return find(isForward: isForward, times: 1)
    }

    /// Whether a key goes to the next hit or the previous one while the prompt stays open: one that searches, in the
    /// keymap in force, and that cannot be typed.
    private func stepsToHit(_ key: Key) -> Bool? {
        guard !key.isPlainCharacter, case .bound(let binding) = keymap.lookup([key]) else { return nil }
        switch binding.command {
        case .searchForward, .searchNext: return true
        case .searchBackward, .searchPrevious: return false
        default: return nil
        }
    }
}

// MARK: Past searches

extension State {
    /// 1 for a key that goes to an older search, -1 for one that goes to a newer one.
    private func historyStep(_ key: Key) -> Int? {
        switch (key.code, key.modifiers) {
        case (.named(.up), []), (.character("p"), .control): 1
        case (.named(.down), []), (.character("n"), .control): -1
        default: nil
        }
    }

    private mutating func recall(_ step: Int, _ prompt: inout SearchPrompt) -> Bool {
        let past = pastSearches ?? []
        let wanted = prompt.recalled + step
        guard wanted >= -1, wanted < past.count else { return false }
        if prompt.recalled == -1 { prompt.typed = PastSearch(text: prompt.field.text, mode: prompt.mode) }
        let search = wanted == -1 ? prompt.typed : past[past.count - 1 - wanted]
        prompt.recalled = wanted
        prompt.field = TextField(search.text)
        prompt.mode = search.mode
        return true
    }

    private mutating func keepSearch(_ search: PastSearch) -> [Effect] {
        var past = pastSearches ?? []
        past.removeAll { $0 == search }
        past.append(search)
        pastSearches = past.suffix(PastSearch.limit)
        return [.keepSearches(pastSearches ?? [])]
    }
}

extension SearchPattern.Failure {
    /// What is wrong and where, without what was typed.
    var sentence: String { "\(message), after character \(position)" }
}
