// Where a row may end (UAX #14): at once between plain words, else as ICU says.

import TextModel

/// The places in a segment where a row may end. ICU is asked only when a row ends where the rules are not plain, and
/// then for a few kilobytes around it.
struct BreakOpportunities {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// The bytes that ICU is asked about at once, more or less.
    private let windowSize: Int
    /// What ICU has said last: about these bytes, the places in them, their start among them where it is one.
    private var window = 0..<0
    private var places: [Int32] = []

    init(in bytes: UnsafeBufferPointer<UInt8>, windowSize: Int = 4096) {
        self.bytes = bytes
        self.windowSize = windowSize
    }

    /// The last place after `floor` and not after `limit` where a row may end; nil when there is none.
    ///
    /// - Parameter limit: less than the number of bytes; a grapheme begins there.
    mutating func last(after floor: Int, upTo limit: Int) -> Int? {
        if let place = betweenWords(after: floor, upTo: limit) { return place }
        guard limit > floor else { return nil }
        if limit <= window.lowerBound || limit >= window.upperBound { ask(about: limit) }
        let index = Document.firstIndex(in: places, above: limit) - 1
        guard index >= 0, Int(places[index]) > floor else { return nil }
        return Int(places[index])
    }

    /// Asks ICU for the places from before `limit` on. What it is shown begins and ends between two words, where a
    /// row may end whatever else there is: nothing outside has a say in what lies between.
    private mutating func ask(about limit: Int) {
        var start = limit - 1
        while start > 0, !isBetweenWords(start) { start -= 1 }
        var end = min(bytes.count, limit + windowSize)
        while end < bytes.count, !isBetweenWords(end) { end += 1 }
        window = max(0, start)..<end
        places = start > 0 ? [Int32(start)] : []
        let found = Breaker.lines.boundaries(in: UnsafeBufferPointer(rebasing: bytes[window]))
        places += found.map { Int32(window.lowerBound + $0.offset) }
    }

    private func isBetweenWords(_ place: Int) -> Bool {
        place >= 2 && isBlank(place - 1) && isAlphanumeric(bytes[place]) && isAlphanumeric(bytes[place - 2])
    }

    /// Whether a row ends after a grapheme whatever its width (rules LB4 and LB5: LF, VT, FF, CR, NEL, LS, PS).
    static func mustBreak(after grapheme: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let first = grapheme[grapheme.startIndex]
        switch grapheme.count {
        case 1: return 0x0A...0x0D ~= first
        case 2: return first == 0x0D || first == 0xC2 && grapheme[grapheme.startIndex + 1] == 0x85
        case 3:
            return first == 0xE2 && grapheme[grapheme.startIndex + 1] == 0x80
                && 0xA8...0xA9 ~= grapheme[grapheme.startIndex + 2]
        default: return false
        }
    }
}

// MARK: Plain words

extension BreakOpportunities {
    /// The last opportunity where it lies in front of a plain word, after a blank, and what does not fit is in that
    /// word, or the sign that ends it: rules LB13, LB19 and LB28 allow none inside it, and LB18 one in front of it.
    /// Nil when that is not so, which says nothing about other opportunities.
    private func betweenWords(after floor: Int, upTo limit: Int) -> Int? {
        var start = limit
        if isBlank(limit - 1) {
            guard isAlphanumeric(bytes[limit]) else { return nil }
        } else {
            guard belongsToWord(limit) else { return nil }
            while start > floor, !isBlank(start - 1) {
                let isApostrophe = isGeneralPunctuation(endingAt: start, 0x99)
                guard isApostrophe || isAlphanumeric(bytes[start - 1]) || bytes[start - 1] == 0x27 else { return nil }
                start -= isApostrophe ? 3 : 1
            }
            guard start > floor, isAlphanumeric(bytes[start]) else { return nil }
        }
        var blanks = start
        while blanks > floor, isBlank(blanks - 1) { blanks -= 1 }
        return blanks > floor && allowsBreak(after: blanks) ? start : nil
    }

    /// Whether the character that ends at a place, followed by a blank, lets a row end there: an opening bracket does
    /// not (LB14), and of those that are not ASCII only a few are worth knowing.
    private func allowsBreak(after place: Int) -> Bool {
        let last = bytes[place - 1]
        if 0x21...0x7E ~= last { return last != 0x28 && last != 0x5B && last != 0x7B }
        return [0x93, 0x94, 0x99, 0x9D, 0xA6].contains { isGeneralPunctuation(endingAt: place, $0) }
    }

    /// Whether what begins here never begins a row after a letter: a letter, a digit, or a sign that ends a word.
    private func belongsToWord(_ place: Int) -> Bool {
        switch bytes[place] {
        case 0x21, 0x22, 0x27, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D: return true
        case 0xE2:
            return isGeneralPunctuation(endingAt: place + 3, 0x99) || isGeneralPunctuation(endingAt: place + 3, 0x9D)
        default: return isAlphanumeric(bytes[place])
        }
    }

    /// Whether U+2000 and so much is the character that ends at a place: ’ is 0x99, ” 0x9D, – 0x93, — 0x94, … 0xA6.
    private func isGeneralPunctuation(endingAt place: Int, _ last: UInt8) -> Bool {
        place >= 3 && place <= bytes.count && bytes[place - 1] == last && bytes[place - 2] == 0x80
            && bytes[place - 3] == 0xE2
    }

    private func isBlank(_ place: Int) -> Bool { place >= 0 && bytes[place] == 0x20 }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }
}
