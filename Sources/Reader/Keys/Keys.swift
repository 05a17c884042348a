// From keys to actions: dialogs first, then counts, then the keymap.

import Annotations
import Screen
import TextModel

extension State {
    mutating func take(_ key: Key, _ now: Timestamp) -> [Effect] {
        // The shell is where it always is, whatever is open here.
        if dialog != nil, key == Key("z", .control), case .bound(Binding(.suspend)) = keymap.lookup([key]) {
            return keepPosition() + [.suspend]
        }
        // Nor does what something else wrote on the screen wait until a prompt is closed.
        if dialog != nil, key == Key("l", .control), case .bound(Binding(.redraw)) = keymap.lookup([key]) {
            return [.redraw]
        }
        if quitsFromAnywhere(key) { return quitFromAnywhere() }
        switch dialog {
        case .help(let help): self.help(key, help)
        case .search(let prompt): return searchDialog(key, prompt)
        case .place(let isNaming): return placeDialog(key, isNaming: isNaming)
        case .command(let prompt): return commandDialog(key, prompt, now)
        case .note(let editor): return noteDialog(key, editor, now)
        case .edge(let move): return edgeDialog(key, move, now)
        case .sentenceHints(let typed): sentenceHintsDialog(key, typed: typed)
        case .walk(let walk): return walkDialog(key, walk, now)
        case .list(let listing): return listDialog(key, listing, now)
        case .tagPicker(let picker): return tagPickerDialog(key, picker, now)
        case .tagName(let prompt): return tagNameDialog(key, prompt, now)
        case .tagCard(let card): return tagCardDialog(key, card, now)
        case .question(let question): return questionDialog(key, question, now)
        case .noteSearch(let prompt): return noteSearchDialog(key, prompt)
        case .stats(let stats): self.stats(key, stats)
        case .confirmQuit(let reason): return confirmQuit(key, reason)
        case nil: return inView == .library ? libraryKey(key, now) : textKey(key, now)
        }
        return []
    }

    /// The keymap in force.
    public var keymap: Keymap {
        _read { if let file { yield file.keymap } else { yield options.keymap } }
    }

    private mutating func textKey(_ key: Key, _ now: Timestamp) -> [Effect] {
        if isLateAnswer(key) { return [] }
        if let effects = attachingKey(key, now) { return effects }
        let binding = binding(for: key)
        // What another key would do was said for the next one only.
        let isNext = binding.map { $0.0.command != .samePhrase } ?? (pendingKeys.isEmpty && count == nil)
        if isNext, phrase?.isNowhere == true { phrase?.isNowhere = false }
        guard let (binding, count) = binding else { return [] }
        return run(binding, count: count, now)
    }

    /// What the keys up to this one ask for, and how often; nil while more must follow, and where they mean nothing.
    mutating func binding(for key: Key) -> (Binding, count: Int?)? {
        if swallow(key) { return nil }
        if pendingKeys.isEmpty, takeDigit(key) { return nil }
        let keys = pendingKeys.isEmpty ? [key] : pendingKeys + [key]
        pendingKeys = []
        switch keymap.lookup(keys) {
        case .bound(let binding): return (binding, takeCount())
        case .prefix:
            pendingKeys = keys
        case .unbound:
            if keys.count > 1, key == Key("?") || key == Key(.function(1)) {
                // What may follow stays in sight.
                pendingKeys = Array(keys.dropLast())
                return nil
            }
            let isEscape =
                keys.count > 1 && (key == Key(.escape) || key == Key("c", .control) || key == Key("g", .control))
            count = nil
            if !isEscape {
                deadChord = DeadChord(keys, in: keymap)
                sayMeaningless(keys)
            }
        }
        return nil
    }

    /// The first key of a command, or what runs it by name.
    func keyName(of command: Command) -> String {
        keymap.keys(for: command).first.map { Key.display(of: $0) } ?? ":\(command.rawValue)"
    }

    /// Where help is to be found, for the end of a sentence.
    var helpHint: String {
        keymap.keys(for: .help).first.map { " (\(Key.display(of: $0)) shows the keys)" } ?? ""
    }

    private mutating func takeDigit(_ key: Key) -> Bool {
        guard key.modifiers.isEmpty, case .character(let character) = key.code,
            let digit = character.wholeNumberValue, character.isASCII
        else { return false }
        guard count != nil || (keymap.digitsCount && digit > 0) else { return false }
        count = Count(value: min((count?.value ?? 0) * 10 + digit, 999_999))
        return true
    }

    private mutating func takeCount() -> Int? {
        defer { count = nil }
        return count.map { $0.value ?? $0.standing }
    }

    /// Begins a count without a digit: four, and four times as many each time it is begun again, as in Emacs.
    ///
    /// - Parameter before: what the count was so far.
    mutating func beginCount(_ before: Int?) {
        count = Count(value: nil, standing: min(4 * (before ?? 1), 999_999))
    }

    mutating func paste(_ text: String) -> [Effect] {
        switch dialog {
        case .search(var prompt):
            prompt.field.insert(text)
            return typed(prompt)
        case .command(var prompt):
            prompt.insert(text)
            dialog = .command(prompt)
            return []
        case .note(var editor):
            editor.field.insert(text)
            return keep(editor)
        case .noteSearch(var prompt):
            prompt.field.insert(text)
            return typed(prompt)
        case .help(var help):
            guard help.isTyping else { break }
            help.filter.insert(text)
            dialog = .help(help)
            return []
        case .list(var listing):
            listing.chooser.paste(text)
            dialog = .list(listing)
            previewChosenPlace()
            return []
        case nil where inView == .library:
            library?.paste(text)
            return []
        case .tagPicker(var picker):
            picker.insert(text)
            dialog = .tagPicker(picker)
            return []
        case .tagName(var prompt):
            prompt.field.insert(text)
            dialog = .tagName(prompt)
            return []
        case .place, .walk, .confirmQuit, .edge, .sentenceHints, .tagCard, .question, .stats, nil: break
        }
        // Whatever keys had begun, what comes from elsewhere does not go on with them.
        pendingKeys = []
        count = nil
        let key = keyName(of: .note)
        message = .problem("pasted text was not taken for keys; to paste it into a note, open one with \(key)")
        return []
    }
}

/// Whether a key closes what is open, in every keymap.
func closes(_ key: Key) -> Bool {
    key == Key(.escape) || key == Key("c", .control) || key == Key("g", .control)
}

// MARK: The question on leaving

extension State {
    private mutating func confirmQuit(_ key: Key, _ reason: String) -> [Effect] {
        switch key.code {
        case .character("y"), .character("Y"): return leave()
        case .character("n"), .character("N"), .named(.escape): dialog = nil
        default: if closes(key) { dialog = nil }
        }
        return []
    }
}
