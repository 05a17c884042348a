// What undoes and redoes in the article does so in a note that is being written, where it is no key that types.

import Screen

extension Keymap {
    /// What a key asks for in a note: C-y, which brings back what was cut, redoes in a keymap that has it for that.
    func historyStep(of key: Key, in field: TextField) -> HistoryStep? {
        let isTyped = if case .character = key.code { key.modifiers.isEmpty } else { false }
        guard field.isAfterControlX || !isTyped else { return nil }
        let keys = field.isAfterControlX ? [Key("x", .control), key] : [key]
        switch lookup(keys) {
        case .bound(Binding(.undo)): return .undo
        case .bound(Binding(.redo)): return .redo
        default: return nil
        }
    }
}
