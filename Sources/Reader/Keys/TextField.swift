// A text that is being typed: a search, a command, a note. The keys are those of readline.

import Screen
import TextModel

/// A text with a cursor in it. What a key costs does not grow with the text, but for copies of bytes.
public struct TextField: Equatable, Sendable {
    public private(set) var text: String
    /// Where the next character goes, in bytes of the text; always between two characters.
    private var place: Int
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
    /// Changes that can be taken back, the newest last.
    private var past: [Step] = []
    /// Changes that were taken back and can be made again, the one taken back last being last.
    private var future: [Step] = []
    private var lastChange: Change?

    /// Keys of one kind pressed one after the other are taken back together.
    fileprivate enum Change: Equatable, Sendable { case typing, erasing, other }

    /// What is taken back at once.
    fileprivate struct Step: Equatable, Sendable {
        /// Where the cursor was.
        let place: Int
        var replacements: [Replacement]
    }

    /// Bytes that came in the place of others.
    fileprivate struct Replacement: Equatable, Sendable {
        let start: Int
        let old: String
        var count: Int
    }

    /// The most bytes of UTF-8 in a field of one line: what is typed there is searched for, and drawn, with each key.
    public static let lineLimit = 4096
    /// As many changes can be taken back.
    private static let pastLimit = 200

    /// - Parameter killed: what C-y brings back at first.
    public init(_ text: String = "", isMultiline: Bool = false, killed: String = "") {
        self.killed = killed
        self.text = isMultiline ? text : text.prefix(bytes: TextField.lineLimit)
        self.text.makeContiguousUTF8()
        place = self.text.utf8.count
        self.isMultiline = isMultiline
    }

    /// The text character by character: for fields of one line.
    public var characters: [Character] { Array(text) }
    /// Where the next character goes, as a number of characters: for fields of one line.
    public var cursor: Int { text[..<index(place)].count }
    /// The text before the cursor.
    public var head: String { String(text[..<index(place)]) }
    /// Where the cursor is, in bytes of the text.
    public var byte: ByteOffset { ByteOffset(place) }

    private func index(_ byte: Int) -> String.Index { text.utf8.index(text.startIndex, offsetBy: byte) }
    private func byte(_ index: String.Index) -> Int { text.utf8.distance(from: text.startIndex, to: index) }

    /// Adds text at the cursor, without control characters; to a field of one line no more of it than there is room
    /// for.
    public mutating func insert(_ text: String) { insert(text, as: .other) }

    private mutating func insert(_ new: String, as change: Change) {
        var new = new
        if !isMultiline {
            new = new.prefix(bytes: TextField.lineLimit - text.utf8.count)
            // Pasted line breaks are blanks where there is but one line.
            new = String(new.map { $0.isNewline ? " " : $0 })
        }
        new.unicodeScalars.removeAll { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }
        guard !new.isEmpty else { return }
        replace(place..<place, with: new, as: change)
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
        case (.named(.backspace), []), (.character("h"), .control): erase(before(place)..<place)
        case (.named(.delete), []), (.character("d"), .control): erase(place..<after(place))
        case (.character("k"), .control): kill(place..<max(lineEnd, after(place)), joining)
        case (.character("u"), .control): kill(lineStart..<place, joining)
        case (.character("w"), .control): kill(blankStart..<place, joining)
        case (.named(.backspace), .alt), (.named(.backspace), .control): kill(wordStart..<place, joining)
        case (.character("d"), .alt), (.named(.delete), .control): kill(place..<wordEnd, joining)
        // Where C-y redoes, its twin brings back what was cut.
        case (.character("y"), .control), (.character("y"), .alt): insert(killed)
        case (.character("t"), .control): transpose()
        case (.character("_"), .control), (.character("/"), .control), (.character("z"), .control): undo()
        default: return false
        }
        return true
    }

    /// Keys that move the cursor.
    private mutating func move(_ key: Key) -> Bool {
        switch (key.code, key.modifiers) {
        case (.named(.left), []), (.character("b"), .control): place = before(place)
        case (.named(.right), []), (.character("f"), .control): place = after(place)
        case (.named(.home), []), (.character("a"), .control): place = lineStart
        case (.named(.end), []), (.character("e"), .control): place = lineEnd
        case (.named(.left), .control), (.character("b"), .alt): place = wordStart
        case (.named(.right), .control), (.character("f"), .alt): place = wordEnd
        case (.named(.home), .control), (.character("<"), .alt): place = 0
        case (.named(.end), .control), (.character(">"), .alt): place = text.utf8.count
        default: return false
        }
        return true
    }

    /// Moves the cursor to the last place that is not behind so many bytes.
    mutating func move(to byte: ByteOffset) {
        place = settled(min(byte.value, text.utf8.count), up: false)
        lastChange = nil
    }

    // MARK: Changes

    /// The one way that the text changes.
    private mutating func replace(_ range: Range<Int>, with new: String, as change: Change) {
        future = []
        let indices = index(range.lowerBound)..<index(range.upperBound)
        let made = Replacement(start: range.lowerBound, old: String(text[indices]), count: new.utf8.count)
        if change != .other, change == lastChange, let last = past.indices.last {
            past[last].take(made)
        } else {
            past.append(Step(place: place, replacements: [made]))
            if past.count > TextField.pastLimit { past.removeFirst() }
        }
        lastChange = change
        text.replaceSubrange(indices, with: new)
        // A combining mark may have joined the character before it.
        place = settled(range.lowerBound + new.utf8.count, up: true)
    }

    private mutating func undo() { if let step = past.popLast() { future.append(takeBack(step)) } }

    private mutating func redo() { if let step = future.popLast() { past.append(takeBack(step)) } }

    /// Takes a step back.
    ///
    /// - Returns: the step that takes this back in turn.
    private mutating func takeBack(_ step: Step) -> Step {
        lastChange = nil
        var inverse = Step(place: place, replacements: [])
        for made in step.replacements.reversed() {
            let range = index(made.start)..<index(made.start + made.count)
            inverse.replacements.append(
                Replacement(start: made.start, old: String(text[range]), count: made.old.utf8.count))
            text.replaceSubrange(range, with: made.old)
        }
        place = settled(min(step.place, text.utf8.count), up: true)
        return inverse
    }

    /// Goes a step of the history, by a key that is none of readline's.
    mutating func go(_ step: HistoryStep) {
        (isKilling, isAfterControlX, goalColumn, lastChange) = (false, false, nil, nil)
        switch step {
        case .undo: undo()
        case .redo: redo()
        }
    }

    private mutating func erase(_ range: Range<Int>, as change: Change = .erasing) {
        guard !range.isEmpty else { return }
        replace(range, with: "", as: change)
    }

    /// Takes out what is between the cursor and another place, and keeps it for C-y.
    private mutating func kill(_ range: Range<Int>, _ joining: Bool) {
        isKilling = true
        guard !range.isEmpty else { return }
        let gone = String(text[index(range.lowerBound)..<index(range.upperBound)])
        killed = !joining ? gone : range.lowerBound < place ? gone + killed : killed + gone
        erase(range, as: .other)
    }

    /// Drags the character before the cursor over the one at it; at a line's end the two before it change places.
    private mutating func transpose() {
        let second = place == lineEnd ? before(place) : place
        guard second > lineStart, second < text.utf8.count else { return }
        let range = before(second)..<after(second)
        let middle = index(second)
        let swapped = text[middle..<index(range.upperBound)] + text[index(range.lowerBound)..<middle]
        replace(range, with: String(swapped), as: .other)
    }
}

extension TextField.Step {
    /// Takes in a change of the same kind: what is typed on is one change.
    fileprivate mutating func take(_ made: TextField.Replacement) {
        let last = replacements.count - 1
        let goesOn = made.old.isEmpty && replacements[last].start + replacements[last].count == made.start
        if goesOn { replacements[last].count += made.count } else { replacements.append(made) }
    }
}

// MARK: Places

extension TextField {
    private func before(_ place: Int) -> Int { place > 0 ? byte(text.index(before: index(place))) : 0 }
    private func after(_ place: Int) -> Int {
        place < text.utf8.count ? byte(text.index(after: index(place))) : text.utf8.count
    }

    /// The nearest place between two characters that is not before, or not behind, this one between two scalars.
    private func settled(_ place: Int, up: Bool) -> Int {
        var index = index(place)
        while index < text.endIndex, index > text.startIndex, String.Index(index, within: text) == nil {
            index = up ? text.unicodeScalars.index(after: index) : text.unicodeScalars.index(before: index)
        }
        return byte(index)
    }

    private var lineStart: Int {
        let head = text.utf8[..<index(place)]
        return head.lastIndex(of: 0x0A).map { byte($0) + 1 } ?? 0
    }

    private var lineEnd: Int { text.utf8[index(place)...].firstIndex(of: 0x0A).map(byte) ?? text.utf8.count }

    private var wordStart: Int { words(around: place).last { $0.lowerBound < place }?.lowerBound ?? 0 }
    private var wordEnd: Int { words(around: place).first { $0.upperBound > place }?.upperBound ?? text.utf8.count }

    /// Where the run without a blank begins that ends before the cursor; in scripts without blanks the word.
    private var blankStart: Int {
        var end = index(place)
        while end > text.startIndex, text[text.index(before: end)].isWhitespace { end = text.index(before: end) }
        var start = end
        while start > text.startIndex {
            let character = text[text.index(before: start)]
            guard !character.isWhitespace, !TextField.isUnspaced(character) else { break }
            start = text.index(before: start)
        }
        guard start == end, end > text.startIndex else { return byte(start) }
        let place = byte(end)
        return words(around: place).last { $0.lowerBound < place }?.lowerBound ?? 0
    }

    /// Characters to each side of a place among which words are looked for.
    private static let reach = 512

    /// The words around a place (UAX #29), in bytes of the text.
    private func words(around place: Int) -> [Range<Int>] {
        let here = index(place)
        let low = text.index(here, offsetBy: -TextField.reach, limitedBy: text.startIndex) ?? text.startIndex
        let high = text.index(here, offsetBy: TextField.reach, limitedBy: text.endIndex) ?? text.endIndex
        var window = String(text[low..<high])
        let boundaries = window.withUTF8 { Breaker.words.boundaries(in: $0) }
        let first = byte(low)
        var found: [Range<Int>] = []
        var start = first
        for boundary in boundaries {
            let end = settled(first + boundary.offset, up: true)
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
