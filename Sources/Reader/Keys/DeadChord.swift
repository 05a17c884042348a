// Keys that mean nothing together, and the end of the sequence that the last of them begins: swallowed whole, so that
// what was a slip in its first key does not do something else with its last one.

import Screen

/// Keys that mean nothing, of which the last begin a sequence that has not come to its end.
struct DeadChord: Equatable, Sendable {
    /// All of them.
    let keys: [Key]
    /// Those that begin the sequence.
    private let beginning: [Key]

    /// - Parameter keys: a sequence that is not bound; nil where its last key begins nothing, or stands alone.
    init?(_ keys: [Key], in keymap: Keymap) {
        guard keys.count > 1, let last = keys.last, case .prefix = keymap.lookup([last]) else { return nil }
        self.keys = keys
        beginning = [last]
    }

    /// A sequence that means nothing where it is typed, whatever comes of it; nil where the key stands alone.
    init?(beginningWith key: Key, in keymap: Keymap) {
        guard case .prefix = keymap.lookup([key]) else { return nil }
        self.init(keys: [key], beginning: [key])
    }

    private init(keys: [Key], beginning: [Key]) {
        self.keys = keys
        self.beginning = beginning
    }

    /// With one key more; nil where the sequence ends with it.
    func adding(_ key: Key, in keymap: Keymap) -> DeadChord? {
        guard case .prefix = keymap.lookup(beginning + [key]) else { return nil }
        return DeadChord(keys: keys + [key], beginning: beginning + [key])
    }
}

extension State {
    /// Takes a key that goes on with a chord that means nothing; false when there is none.
    mutating func swallow(_ key: Key) -> Bool {
        guard let chord = deadChord else { return false }
        deadChord = closes(key) ? nil : chord.adding(key, in: keymap)
        if !closes(key) { sayMeaningless(chord.keys + [key]) }
        return true
    }

    /// Says of keys that they mean nothing, and whether the next one goes with them.
    mutating func sayMeaningless(_ keys: [Key]) {
        let shown = Key.display(of: keys)
        message = .problem(
            deadChord == nil
                ? "\(shown) means nothing here\(helpHint)"
                : "\(shown) means nothing here, whatever follows: the next key goes with it, Esc ends it")
    }
}
