// The four kinds of text in TOML: in single or double quotes, on one line or over several.

extension TOMLReader {
    /// Text in one quote on each side.
    mutating func line(of quote: UInt8) throws(Problem) -> String {
        let start = next
        next += 1
        var text: [UInt8] = []
        while let byte = peek {
            if byte == quote {
                next += 1
                return String(decoding: text, as: UTF8.self)
            }
            guard byte != 0x0A, byte != 0x0D else { break }
            try take(byte, quote, &text)
        }
        throw Problem(start, "this text has no quote at its end")
    }

    /// Text in three quotes on each side; a line break right after the first three is not part of it.
    mutating func lines(of quote: UInt8) throws(Problem) -> String {
        let start = next
        next += 3
        _ = try takeLineBreak()
        var text: [UInt8] = []
        while let byte = peek {
            if byte == quote, let count = closing(quote) {
                // One or two quotes may stand right before the closing three.
                text += [UInt8](repeating: quote, count: count - 3)
                next += count
                return String(decoding: text, as: UTF8.self)
            }
            let from = next
            if try takeLineBreak() {
                text += bytes[from..<next]
            } else if byte == 0x5C, quote == 0x22, try skipLineEnd() {
                continue
            } else {
                try take(byte, quote, &text)
            }
        }
        throw Problem(start, "this text has no three quotes at its end")
    }

    /// How many quotes stand here, up to five, if they end a long text.
    private func closing(_ quote: UInt8) -> Int? {
        let count = bytes[next...].prefix(5).prefix { $0 == quote }.count
        return count >= 3 ? count : nil
    }

    /// A backslash at the end of a line takes away the line break and all white space after it.
    private mutating func skipLineEnd() throws(Problem) -> Bool {
        let start = next
        next += 1
        while let byte = peek, byte == 0x20 || byte == 0x09 { next += 1 }
        guard try takeLineBreak() else {
            next = start
            return false
        }
        while let byte = peek {
            if byte == 0x20 || byte == 0x09 {
                next += 1
            } else if try !takeLineBreak() {
                break
            }
        }
        return true
    }

    /// Takes one byte of a text, or what a backslash begins.
    private mutating func take(_ byte: UInt8, _ quote: UInt8, _ text: inout [UInt8]) throws(Problem) {
        guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else { throw Problem(next, "a control character in a text") }
        if byte == 0x5C, quote == 0x22 {
            try escape(&text)
        } else {
            text.append(byte)
            next += 1
        }
    }

    private mutating func escape(_ text: inout [UInt8]) throws(Problem) {
        let start = next
        next += 1
        let letter = peek
        next += 1
        switch letter {
        case 0x62: text.append(0x08)  // b
        case 0x74: text.append(0x09)  // t
        case 0x6E: text.append(0x0A)  // n
        case 0x66: text.append(0x0C)  // f
        case 0x72: text.append(0x0D)  // r
        case 0x22?, 0x5C?: text.append(letter ?? 0)
        case 0x75, 0x55:  // u, U
            let count = letter == 0x75 ? 4 : 8
            let digits = bytes[min(next, bytes.count)...].prefix(count)
            let isHex = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            guard digits.count == count, isHex,
                let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
            else { throw Problem(start, "no such character") }
            text += Array(String(scalar).utf8)
            next += count
        default: throw Problem(start, "a backslash that begins nothing; write \\\\ for itself")
        }
    }
}
