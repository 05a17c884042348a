// What a line of plain text begins with before its text: blanks, the signs of a quote, the marker of a list item.

/// Finds where the text of a line begins.
enum LineMarker {
    /// Where the text begins, in bytes: behind leading blanks, the `>` of quotes and one list marker with its blanks.
    /// It is `start` when there is nothing of that kind, or nothing behind it.
    static func textStart(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var scanner = Scanner(bytes: bytes, place: start)
        scanner.skipBlanks()
        while scanner.take(">") { scanner.skipBlanks() }
        let text = scanner.place
        if scanner.takeMarker(), scanner.skipBlanks() { return scanner.isAtEnd ? start : scanner.place }
        return text < bytes.count && !(0x0A...0x0D ~= bytes[text]) ? text : start
    }

    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        var place: Int

        /// Signs that begin an item when a blank follows: - * + and • ‣ – — · ◦ ▪ ■ □ ● ○.
        private static let bullets = ["-", "*", "+", "•", "‣", "–", "—", "·", "◦", "▪", "■", "□", "●", "○"]
            .map { Array($0.utf8) }
        /// What word processors put between a marker and the text, and before it: U+00A0, en, em and ideographic spaces.
        private static let blanks = ["\u{A0}", "\u{2002}", "\u{2003}", "\u{3000}"].map { Array($0.utf8) }
        /// Longer numbers are years and amounts rather than those of items.
        private static let digitLimit = 3

        var isAtEnd: Bool { place >= bytes.count || 0x0A...0x0D ~= bytes[place] }

        /// Whether there was a blank.
        @discardableResult mutating func skipBlanks() -> Bool {
            let start = place
            while place < bytes.count {
                if bytes[place] == 0x20 || bytes[place] == 0x09 {
                    place += 1
                } else if let blank = Scanner.blanks.first(where: { bytes[place...].starts(with: $0) }) {
                    place += blank.count
                } else {
                    break
                }
            }
            return place > start
        }

        mutating func take(_ sign: Unicode.Scalar) -> Bool {
            guard place < bytes.count, UInt32(bytes[place]) == sign.value else { return false }
            place += 1
            return true
        }

        /// Takes a bullet or the label of an item: `1.` `1.2.` `12)` `a)` `(a)` `(iv)` `[3]` `[^3]:`.
        mutating func takeMarker() -> Bool {
            for bullet in Scanner.bullets where bytes[place...].starts(with: bullet) {
                place += bullet.count
                return true
            }
            if take("(") { return takeLabel() && take(")") }
            if take("[") {
                _ = take("^")
                guard takeLabel(), take("]") else { return false }
                _ = take(":")
                return true
            }
            if takeDigits() {
                while take(".") { if !takeDigits() { return true } }
                return take(")")
            }
            return takeLabel() && take(")")
        }

        private mutating func takeDigits() -> Bool {
            let start = place
            while place < bytes.count, 0x30...0x39 ~= bytes[place] { place += 1 }
            if 1...Scanner.digitLimit ~= place - start { return true }
            place = start
            return false
        }

        /// A number, a letter, or a small Roman numeral.
        private mutating func takeLabel() -> Bool {
            if takeDigits() { return true }
            let start = place
            while place < bytes.count, isLetter(bytes[place]) { place += 1 }
            return place == start + 1 || 2...6 ~= place - start && bytes[start..<place].allSatisfy(isRoman)
        }

        private func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }

        /// Whether it is one of the letters i, v and x.
        private func isRoman(_ byte: UInt8) -> Bool { [0x69, 0x76, 0x78].contains(byte | 0x20) }
    }
}
