// Leaving from wherever one is: the keys that quit at once do so with a list, a note or a prompt open as well.

import Screen

extension State {
    /// Follows the keys that quit at once while something lies over the text, which knows nothing of them. They count
    /// there where all are held with Control: letters are text in many a place.
    mutating func quitsFromAnywhere(_ key: Key) -> Bool {
        guard dialog != nil || !quitTrail.isEmpty, key.modifiers.contains(.control) else {
            quitTrail = []
            return false
        }
        for keys in [quitTrail + [key], [key]] {
            switch keymap.lookup(keys) {
            case .bound(Binding(.quitAll)):
                quitTrail = []
                return true
            case .prefix:
                quitTrail = keys
                return false
            default: continue
            }
        }
        quitTrail = []
        return false
    }

    /// What was being typed stays: a note as a draft.
    mutating func quitFromAnywhere() -> [Effect] {
        dialog = nil
        pendingKeys = []
        count = nil
        return quit()
    }
}
