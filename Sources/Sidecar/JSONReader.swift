// Reads JSON strictly (RFC 8259), value by value, so that recovery can go on behind a broken one.

/// A place in a text from which JSON values are read one after the other.
struct JSONReader {
    /// Objects and arrays within each other; deeper is an error, because every level costs stack.
    static let depthLimit = 512

    let bytes: [UInt8]
    /// The index of the next byte.
    private(set) var at: Int
    /// The line of the next byte, from 1.
    private(set) var line: Int

    init(_ bytes: [UInt8], at: Int = 0, line: Int = 1) {
        self.bytes = bytes
        self.at = at
        self.line = line
        if at == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.at = 3 }
    }

    /// Where a value begins.
    struct Place: Sendable {
        let at: Int
        let line: Int
    }

    var place: Place { Place(at: at, line: line) }

    var isAtEnd: Bool { at >= bytes.count }
    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func text() throws(JSONError) -> JSON {
        skipSpace()
        let value = try value()
        skipSpace()
        guard isAtEnd else { throw error("something follows the end of the JSON text") }
        return value
    }

    /// Skips space, tab, line feed and carriage return, and nothing else.
    mutating func skipSpace() {
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: return
            }
            at += 1
        }
    }

    /// Goes to the start of the next line.
    mutating func skipLine() {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
        if at < bytes.count {
            at += 1
            line += 1
        }
    }

    /// Skips one byte that is no line feed.
    mutating func skipByte() { at += 1 }

    /// Goes to a place in the same line.
    mutating func skip(to place: Int) { at = place }

    /// Reads the value that begins at the next byte and goes behind it.
    mutating func value(depth: Int = 0) throws(JSONError) -> JSON {
        let start = at
        let firstLine = line
        guard let byte = next else { throw error("the text ends too early") }
        let kind: JSON.Kind
        switch byte {
        case UInt8(ascii: "{"): kind = .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): kind = .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""):
            try skipString()
            kind = .string
        case UInt8(ascii: "t"): kind = try word("true", .bool(true))
        case UInt8(ascii: "f"): kind = try word("false", .bool(false))
        case UInt8(ascii: "n"): kind = try word("null", .null)
        default:
            try skipNumber()
            kind = .number
        }
        return JSON(kind: kind, bytes: bytes[start..<at], line: firstLine)
    }

    /// Reads `"key": value` and goes behind it.
    mutating func member(depth: Int = 1) throws(JSONError) -> JSON.Member {
        let key = try key()
        return JSON.Member(key: JSONReader.unescaped(key), keyBytes: key, value: try value(depth: depth))
    }

    /// Reads `"key":` and the white space after it.
    ///
    /// - Returns: the key as it is written.
    mutating func key() throws(JSONError) -> ArraySlice<UInt8> {
        let start = at
        guard next == UInt8(ascii: "\"") else { throw error("a key in quotation marks is missing") }
        try skipString()
        let key = bytes[start..<at]
        skipSpace()
        guard next == UInt8(ascii: ":") else { throw error("a colon is missing after a key") }
        at += 1
        skipSpace()
        return key
    }

    private mutating func members(depth: Int) throws(JSONError) -> [JSON.Member] {
        try enter(depth)
        var members: [JSON.Member] = []
        if next == UInt8(ascii: "}") {
            at += 1
            return members
        }
        while true {
            members.append(try member(depth: depth))
            if try !goesOn(until: UInt8(ascii: "}")) { return members }
        }
    }

    private mutating func elements(depth: Int) throws(JSONError) -> [JSON] {
        try enter(depth)
        var elements: [JSON] = []
        if next == UInt8(ascii: "]") {
            at += 1
            return elements
        }
        while true {
            elements.append(try value(depth: depth))
            if try !goesOn(until: UInt8(ascii: "]")) { return elements }
        }
    }

    mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth <= JSONReader.depthLimit else {
            throw error("values are nested more than \(JSONReader.depthLimit) deep")
        }
        at += 1
        skipSpace()
    }

    /// Whether a comma promises another element; goes behind the comma or the closing bracket.
    mutating func goesOn(until close: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard let byte = next else { throw error("the text ends too early") }
        guard byte == close || byte == UInt8(ascii: ",") else {
            throw error("a comma or a closing bracket is missing")
        }
        at += 1
        if byte == close { return false }
        skipSpace()
        return true
    }

    private mutating func word(_ word: String, _ kind: JSON.Kind) throws(JSONError) -> JSON.Kind {
        guard bytes[at...].starts(with: word.utf8) else { throw error("this is no JSON value") }
        at += word.utf8.count
        return kind
    }

    private mutating func skipNumber() throws(JSONError) {
        if next == UInt8(ascii: "-") { at += 1 }
        guard let first = next, isDigit(first) else { throw error("this is no JSON value") }
        if first == UInt8(ascii: "0") { at += 1 } else { skipDigits() }
        if next == UInt8(ascii: ".") {
            at += 1
            try needDigits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            at += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
            try needDigits()
        }
    }

    private mutating func needDigits() throws(JSONError) {
        guard let byte = next, isDigit(byte) else { throw error("a number lacks its digits") }
        skipDigits()
    }

    private mutating func skipDigits() {
        while let byte = next, isDigit(byte) { at += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    func error(_ problem: String) -> JSONError { JSONError(line: line, problem: problem) }
}

extension JSONReader {
    /// Goes behind the string that begins at the next byte.
    private mutating func skipString() throws(JSONError) {
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return
            case UInt8(ascii: "\\"): try skipEscape()
            case 0..<0x20: throw error("a control character stands unescaped in a string")
            case 0x20..<0x80: at += 1
            default: try skipScalar()
            }
        }
        throw error("a string is not closed")
    }

    private mutating func skipEscape() throws(JSONError) {
        guard at + 1 < bytes.count else { throw error("a string is not closed") }
        switch bytes[at + 1] {
        case UInt8(ascii: "u"):
            guard at + 6 <= bytes.count, bytes[(at + 2)..<(at + 6)].allSatisfy({ JSONReader.hexDigit($0) != nil })
            else { throw error("\\u lacks its four hexadecimal digits") }
            at += 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at += 2
        default: throw error("a string holds an unknown escape")
        }
    }

    /// Goes behind one scalar of two to four bytes (Unicode 16, table 3-7).
    private mutating func skipScalar() throws(JSONError) {
        func continues(_ offset: Int, _ span: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            at + offset < bytes.count && span.contains(bytes[at + offset])
        }
        let length: Int
        switch bytes[at] {
        case 0xC2...0xDF: length = continues(1) ? 2 : 0
        case 0xE0: length = continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
        case 0xED: length = continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: length = continues(1) && continues(2) ? 3 : 0
        case 0xF0: length = continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: length = continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: length = continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
        default: length = 0
        }
        guard length > 0 else { throw error("a string holds bytes that are not UTF-8") }
        at += length
    }

    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The characters of a string that was read without an error, its quotation marks included in `bytes`.
    static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        let inner = bytes.dropFirst().dropLast()
        guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
        var plain: [UInt8] = []
        plain.reserveCapacity(inner.count)
        var at = inner.startIndex
        while at < inner.endIndex {
            guard inner[at] == UInt8(ascii: "\\") else {
                plain.append(inner[at])
                at += 1
                continue
            }
            let (scalar, length) = escape(inner[at...])
            plain.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            at += length
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// The scalar that an escape at the start of `bytes` stands for, and the number of bytes it takes.
    private static func escape(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int) {
        let letter = bytes[bytes.startIndex + 1]
        switch letter {
        case UInt8(ascii: "b"): return ("\u{8}", 2)
        case UInt8(ascii: "f"): return ("\u{C}", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "u"): break
        default: return (Unicode.Scalar(letter), 2)
        }
        let high = unit(bytes)
        if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
        let rest = bytes.dropFirst(6)
        guard UTF16.isLeadSurrogate(high), rest.count >= 6, rest.starts(with: "\\u".utf8) else {
            return ("\u{FFFD}", 6)
        }
        let low = unit(rest)
        guard UTF16.isTrailSurrogate(low) else { return ("\u{FFFD}", 6) }
        return (UTF16.decode(UTF16.EncodedScalar([high, low])), 12)
    }

    /// The four hexadecimal digits of `\uXXXX` at the start of `bytes`.
    private static func unit(_ bytes: ArraySlice<UInt8>) -> UInt16 {
        bytes.dropFirst(2).prefix(4).reduce(0) { $0 << 4 | (hexDigit($1) ?? 0) }
    }
}
