// A tag gets a key, a colour or a definition in the list of tags: a change of the codebook that can be taken back.

import Annotations
import Screen

extension State {
    /// Has what the codebook says of a tag typed anew.
    mutating func openTagField(_ what: TagNamePrompt.Field, of tag: Tag, _ listing: Listing) {
        guard mayRetag() else { return }
        let entry = file?.codebook[tag]
        let text =
            switch what {
            case .name: tag.name
            case .key: entry?.key.map { String($0) } ?? ""
            case .color: entry?.color ?? ""
            case .definition: entry?.description ?? ""
            }
        // A key is one character: whoever types another one means it instead.
        let field = TextField(what == .key ? "" : text.map { $0.isNewline ? " " : String($0) }.joined())
        dialog = .tagName(TagNamePrompt(old: tag, what: what, field: field, back: listing))
    }

    /// Enter: what was typed goes into the codebook; nothing takes a key or a colour away.
    mutating func set(_ prompt: TagNamePrompt, _ now: Timestamp) -> [Effect] {
        guard let file else { return [] }
        let typed = String(prompt.field.text.drop { $0.isWhitespace }).trimmingTrailingSpace()
        if let problem = problem(with: typed, prompt, file) {
            message = .problem(problem)
            return []
        }
        let change = file.codebook.setting(prompt.old) { entry in
            switch prompt.what {
            case .name: break
            case .key: entry.key = typed.first
            case .color: entry.color = typed.isEmpty ? nil : typed
            case .definition: entry.description = typed
            }
        }
        dialog = .list(prompt.back)
        guard let change else { return [] }
        let changes = file.codebook.keepingColors([change])
        let effects = apply(Edit([], codebook: changes, summary: summary(typed, prompt)))
        if case .tags(let list) = prompt.back.meaning { refresh(prompt.back, list, chosen: prompt.old) }
        return effects
    }

    private func problem(with typed: String, _ prompt: TagNamePrompt, _ file: FileState) -> String? {
        if prompt.old.isTriage { return "\(prompt.old) is a tag of the first pass, which has a key of its own" }
        switch prompt.what {
        case .key where !typed.isEmpty:
            guard let key = typed.first, typed.count == 1, isTypedCharacter(key) else {
                return "“\(typed)” cannot be a key: type one character"
            }
            if let owner = file.codebook[key], owner.tag != prompt.old {
                return "\(typed) is the key of \(owner.tag) already; choose another"
            }
        case .color where !typed.isEmpty && !Codebook.isColor(typed):
            return "no such color: \(Codebook.colorNames.joined(separator: ", ")), #rrggbb"
        default: break
        }
        return nil
    }

    /// Whether the keymap needs a key for something else.
    private func isBound(_ typed: String) -> Bool {
        guard let key = typed.first.map({ Key($0) }) else { return false }
        if case .unbound = options.keymap.lookup([key]) { return false }
        return true
    }

    private func summary(_ typed: String, _ prompt: TagNamePrompt) -> String {
        let tag = prompt.old
        switch prompt.what {
        case .name: return ""
        case .key where typed.isEmpty: return "\(tag) has no key any more"
        case .key:
            // What the keymap has bound already stays what it was.
            return
                "\(typed) is the key of \(tag)\(isBound(typed) ? "; alone it is bound otherwise, t \(typed) gives it" : "")"
        case .color: return typed.isEmpty ? "\(tag) has no color of its own any more" : "\(tag) is \(typed)"
        case .definition: return typed.isEmpty ? "the definition of \(tag) was taken out" : "\(tag) was defined"
        }
    }
}
