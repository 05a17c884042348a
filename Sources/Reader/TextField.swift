// A text that is being typed: a search, a command, a note. The keys are those of readline.

import Screen

/// A text with a cursor in it.
public struct TextField: Equatable, Sendable {
    public private(set) var characters: [Character]
    /// Where the next character goes: a number of characters from the start.
    public private(set) var cursor: Int
    /// Whether line breaks may be typed.
    public let isMultiline: Bool

    /// The most bytes of UTF-8 in a field of one line: what is typed there is searched for, and drawn, with each key.
    public static let lineLimit = 4096

    public init(_ text: String = "", isMultiline: Bool = false) {
        characters = Array(isMultiline ? text : text.prefix(bytes: TextField.lineLimit))
        cursor = characters.count
        self.isMultiline = isMultiline
    }

    public var text: String { String(characters) }
    /// The text before the cursor.
    public var head: String { String(characters[..<cursor]) }

    /// Adds text at the cursor; to a field of one line no more of it than there is room for.
    public mutating func insert(_ text: String) {
        var text = text
        if !isMultiline {
            text = text.prefix(bytes: TextField.lineLimit - self.text.utf8.count)
            // Pasted line breaks are blanks where there is but one line.
            text = String(text.map { $0.isNewline ? " " : $0 })
        }
        text.unicodeScalars.removeAll { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }
        // A combining mark may join the character before it: the text decides how many there are.
        let before = String(characters[..<cursor]) + text
        characters = Array(before + String(characters[cursor...]))
        cursor = min(before.count, characters.count)
    }

    /// Takes a key of readline's; false for a key that means nothing here.
    public mutating func take(_ key: Key) -> Bool {
        switch (key.code, key.modifiers) {
        case (.character(let character), []): insert(String(character))
        case (.named(.backspace), []), (.character("h"), .control): delete(from: cursor - 1, to: cursor)
        case (.named(.delete), []), (.character("d"), .control): delete(from: cursor, to: cursor + 1)
        case (.named(.left), []), (.character("b"), .control): cursor = max(0, cursor - 1)
        case (.named(.right), []), (.character("f"), .control): cursor = min(characters.count, cursor + 1)
        case (.named(.home), []), (.character("a"), .control): cursor = lineStart
        case (.named(.end), []), (.character("e"), .control): cursor = lineEnd
        case (.named(.left), .control), (.character("b"), .alt): cursor = wordStart
        case (.named(.right), .control), (.character("f"), .alt): cursor = wordEnd
        case (.character("k"), .control): delete(from: cursor, to: max(lineEnd, min(cursor + 1, characters.count)))
        case (.character("u"), .control): delete(from: lineStart, to: cursor)
        case (.character("w"), .control), (.named(.backspace), .alt): delete(from: wordStart, to: cursor)
        case (.character("d"), .alt): delete(from: cursor, to: wordEnd)
        case (.named(.up), []) where isMultiline, (.character("p"), .control) where isMultiline: moveLine(-1)
        case (.named(.down), []) where isMultiline, (.character("n"), .control) where isMultiline: moveLine(1)
        default: return false
        }
        return true
    }

    private mutating func delete(from start: Int, to end: Int) {
        let start = max(0, start)
        let end = min(characters.count, end)
        guard start < end else { return }
        characters.removeSubrange(start..<end)
        cursor = start
    }

    private var lineStart: Int { (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    private var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

    private var wordStart: Int {
        var index = cursor
        while index > 0, characters[index - 1].isWhitespace { index -= 1 }
        while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
        return index
    }

    private var wordEnd: Int {
        var index = cursor
        while index < characters.count, characters[index].isWhitespace { index += 1 }
        while index < characters.count, !characters[index].isWhitespace { index += 1 }
        return index
    }

    private mutating func moveLine(_ step: Int) {
        let column = cursor - lineStart
        if step < 0 {
            guard lineStart > 0 else { return }
            cursor = lineStart - 1
            cursor = min(lineStart + column, lineEnd)
        } else {
            guard lineEnd < characters.count else { return }
            cursor = lineEnd + 1
            cursor = min(lineStart + column, lineEnd)
        }
    }
}

extension String {
    /// As many characters from the start as fit into a number of bytes.
    fileprivate func prefix(bytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = startIndex
        var size = 0
        while end < endIndex {
            size += self[end].utf8.count
            guard size <= limit else { break }
            formIndex(after: &end)
        }
        return String(self[..<end])
    }
}
