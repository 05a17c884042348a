// Search: what is typed, where the cursor goes, and what is said when there is nothing.

import Annotations
import Screen
import TextModel

extension State {
    mutating func searchDialog(_ key: Key, _ field: TextField, _ isForward: Bool) -> [Effect] {
        var field = field
        if key == Key(.enter) {
            dialog = nil
            startSearch(field.text, isForward: isForward)
        } else if closes(key) || (key == Key(.backspace) && field.characters.isEmpty) {
            dialog = nil
        } else if field.take(key) {
            dialog = .search(field, isForward: isForward)
        }
        return []
    }

    /// Searches for a text; an empty one means the last one once more.
    private mutating func startSearch(_ text: String, isForward: Bool) {
        if text.isEmpty {
            guard search != nil else {
                message = .information("nothing to search for")
                return
            }
            search?.isForward = isForward
        } else {
            do {
                search = Search(pattern: try SearchPattern(literal: text), isForward: isForward, isShown: true)
            } catch {
                message = .problem("cannot search for “\(text)”: \(error.message)")
                return
            }
        }
        searchAgain(reversed: false)
    }

    mutating func searchAgain(reversed: Bool) {
        guard let search, var file else {
            message = .information("nothing has been searched for yet")
            return
        }
        self.search?.isShown = true
        let isForward = search.isForward != reversed
        let document = file.document
        let next = document.grapheme(after: file.cursor)
        var hit =
            isForward
            ? search.pattern.first(in: document, from: next, before: document.end)
            : search.pattern.last(in: document, before: file.cursor)
        var wrapped = false
        if hit == nil {
            hit =
                isForward
                ? search.pattern.first(in: document, from: .zero, before: next)
                : search.pattern.last(in: document, before: document.end)
            wrapped = hit != nil
        }
        guard let hit else {
            message = .problem("not found: \(search.pattern.typed)")
            return
        }
        if file.selection?.isSettled == true { file.dropSelection() }
        file.goalColumn = nil
        file.inHand = nil
        file.go(to: hit.start)
        file.selection?.head = file.cursor
        self.file = file
        if wrapped { message = .information("search went on from the \(isForward ? "start" : "end")") }
    }
}
