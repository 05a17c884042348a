// A text that is being typed: a search, a command, a note. The keys are those of readline.

import Screen
import TextModel

/// A text with a cursor in it.
public struct TextField: Equatable, Sendable {
    public private(set) var characters: [Character]
    /// Where the next character goes: a number of characters from the start.
    public private(set) var cursor: Int
    /// Whether line breaks may be typed.
    public let isMultiline: Bool
    /// What was taken out last by a key that keeps it for C-y.
    var killed = ""
    /// Whether the last key did so: what the next one takes out joins it.
    private var isKilling = false
    /// Whether C-x was pressed and waits for what follows.
    private(set) var isAfterControlX = false
    /// The column that rows up and down try to keep, in cells; nil after any other key.
    var goalColumn: Int?
    /// What the text was before each change that can be taken back, the newest last.
    private var past: [Step] = []
    private var lastChange: Change?

    private struct Step: Equatable, Sendable {
        var text: String
        var cursor: Int
    }

    /// Keys of one kind pressed one after the other are taken back together.
    private enum Change: Equatable, Sendable { case typing, erasing, other }

    /// The most bytes of UTF-8 in a field of one line: what is typed there is searched for, and drawn, with each key.
    public static let lineLimit = 4096
    /// As many changes can be taken back.
    private static let pastLimit = 200

    /// - Parameter killed: what C-y brings back at first.
    public init(_ text: String = "", isMultiline: Bool = false, killed: String = "") {
        self.killed = killed
        characters = Array(isMultiline ? text : text.prefix(bytes: TextField.lineLimit))
        cursor = characters.count
        self.isMultiline = isMultiline
    }

    public var text: String { String(characters) }
    /// The text before the cursor.
    public var head: String { String(characters[..<cursor]) }

    /// Adds text at the cursor, without control characters; to a field of one line no more of it than there is room
    /// for.
    public mutating func insert(_ text: String) { insert(text, as: .other) }

    private mutating func insert(_ text: String, as change: Change) {
        var text = text
        if !isMultiline {
            text = text.prefix(bytes: TextField.lineLimit - self.text.utf8.count)
            // Pasted line breaks are blanks where there is but one line.
            text = String(text.map { $0.isNewline ? " " : $0 })
        }
        text.unicodeScalars.removeAll { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }
        guard !text.isEmpty else { return }
        remember(change)
        // A combining mark may join the character before it: the text decides how many there are.
        let before = String(characters[..<cursor]) + text
        characters = Array(before + String(characters[cursor...]))
        cursor = min(before.count, characters.count)
    }

    /// Takes a key of readline's; false for a key that means nothing here.
    public mutating func take(_ key: Key) -> Bool {
        let (wasKilling, wasAfterControlX) = (isKilling, isAfterControlX)
        (isKilling, isAfterControlX, goalColumn) = (false, false, nil)
        if wasAfterControlX, key == Key("u", .control) {
            undo()
            return true
        }
        if key == Key("x", .control) {
            isAfterControlX = true
            return true
        }
        if change(key, joining: wasKilling) { return true }
        lastChange = nil
        return move(key)
    }

    /// Keys that change the text.
    private mutating func change(_ key: Key, joining: Bool) -> Bool {
        switch (key.code, key.modifiers) {
        case (.character(let character), []): insert(String(character), as: character == " " ? .other : .typing)
        case (.named(.backspace), []), (.character("h"), .control): erase(from: cursor - 1, to: cursor)
        case (.named(.delete), []), (.character("d"), .control): erase(from: cursor, to: cursor + 1)
        case (.character("k"), .control): kill(to: max(lineEnd, min(cursor + 1, characters.count)), joining)
        case (.character("u"), .control): kill(from: lineStart, joining)
        case (.character("w"), .control): kill(from: blankStart, joining)
        case (.named(.backspace), .alt), (.named(.backspace), .control): kill(from: wordStart, joining)
        case (.character("d"), .alt), (.named(.delete), .control): kill(to: wordEnd, joining)
        case (.character("y"), .control): insert(killed)
        case (.character("t"), .control): transpose()
        case (.character("_"), .control), (.character("/"), .control), (.character("z"), .control): undo()
        default: return false
        }
        return true
    }

    /// Keys that move the cursor.
    private mutating func move(_ key: Key) -> Bool {
        switch (key.code, key.modifiers) {
        case (.named(.left), []), (.character("b"), .control): cursor = max(0, cursor - 1)
        case (.named(.right), []), (.character("f"), .control): cursor = min(characters.count, cursor + 1)
        case (.named(.home), []), (.character("a"), .control): cursor = lineStart
        case (.named(.end), []), (.character("e"), .control): cursor = lineEnd
        case (.named(.left), .control), (.character("b"), .alt): cursor = wordStart
        case (.named(.right), .control), (.character("f"), .alt): cursor = wordEnd
        case (.named(.home), .control), (.character("<"), .alt): cursor = 0
        case (.named(.end), .control), (.character(">"), .alt): cursor = characters.count
        default: return false
        }
        return true
    }

    // MARK: Changes

    private mutating func remember(_ change: Change) {
        defer { lastChange = change }
        guard change == .other || change != lastChange else { return }
        past.append(Step(text: text, cursor: cursor))
        if past.count > TextField.pastLimit { past.removeFirst() }
    }

    private mutating func undo() {
        lastChange = nil
        guard let step = past.popLast() else { return }
        characters = Array(step.text)
        cursor = min(step.cursor, characters.count)
    }

    private mutating func erase(from start: Int, to end: Int, as change: Change = .erasing) {
        let start = max(0, start)
        let end = min(characters.count, end)
        guard start < end else { return }
        remember(change)
        characters.removeSubrange(start..<end)
        cursor = start
    }

    /// Takes out what is between the cursor and another place, and keeps it for C-y.
    private mutating func kill(from start: Int? = nil, to end: Int? = nil, _ joining: Bool) {
        let (low, high) = (start ?? cursor, end ?? cursor)
        isKilling = true
        guard low < high else { return }
        let text = String(characters[low..<high])
        killed = !joining ? text : start != nil ? text + killed : killed + text
        erase(from: low, to: high, as: .other)
    }

    /// Drags the character before the cursor over the one at it; at a line's end the two before it change places.
    private mutating func transpose() {
        let second = cursor == lineEnd ? cursor - 1 : cursor
        guard second > lineStart, second < characters.count else { return }
        remember(.other)
        characters.swapAt(second - 1, second)
        cursor = second + 1
    }
}

// MARK: Places

extension TextField {
    private var lineStart: Int { (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    private var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

    private var wordStart: Int { words(around: cursor).last { $0.lowerBound < cursor }?.lowerBound ?? 0 }
    private var wordEnd: Int { words(around: cursor).first { $0.upperBound > cursor }?.upperBound ?? characters.count }

    /// Where the run without a blank begins that ends before the cursor; in scripts without blanks the word.
    private var blankStart: Int {
        var end = cursor
        while end > 0, characters[end - 1].isWhitespace { end -= 1 }
        var start = end
        while start > 0, !characters[start - 1].isWhitespace, !TextField.isUnspaced(characters[start - 1]) {
            start -= 1
        }
        guard start == end, end > 0 else { return start }
        return words(around: end).last { $0.lowerBound < end }?.lowerBound ?? 0
    }

    /// Characters to each side of a place among which words are looked for.
    private static let reach = 512

    /// The words around a place (UAX #29), in characters of the field.
    private func words(around place: Int) -> [Range<Int>] {
        let low = max(0, place - TextField.reach)
        let high = min(characters.count, place + TextField.reach)
        var text = ""
        // Where each character begins, in bytes.
        var starts: [Int] = []
        for index in low..<high {
            starts.append(text.utf8.count)
            text.append(characters[index])
        }
        starts.append(text.utf8.count)
        let boundaries = text.withUTF8 { Breaker.words.boundaries(in: $0) }
        var found: [Range<Int>] = []
        var start = low
        for boundary in boundaries {
            let end = low + starts.partitionPoint { $0 < boundary.offset }
            if boundary.endsWord, start < end { found.append(start..<end) }
            start = end
        }
        return found
    }

    /// Whether a character is of a script that puts no blanks between words.
    private static func isUnspaced(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: return true  // Thai, Lao, Burmese, Khmer
        case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFF9F: return true  // ideographs, kana, their punctuation
        case 0x20000...0x3FFFF: return true
        default: return false
        }
    }

    /// Where the cursor is, in bytes of the text.
    var byte: ByteOffset { ByteOffset(head.utf8.count) }

    /// Moves the cursor to the last place that is not behind so many bytes.
    mutating func move(to byte: ByteOffset) {
        var size = 0
        cursor =
            characters.firstIndex { character in
                size += character.utf8.count
                return size > byte.value
            } ?? characters.count
        lastChange = nil
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
