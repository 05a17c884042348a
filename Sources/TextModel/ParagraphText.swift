// The bytes of one paragraph, read code point by code point from any place, forwards and backwards.

/// The valid UTF-8 of one paragraph, lent for the time of a search. Offsets are bytes from its start.
struct ParagraphText {
    let bytes: UnsafeBufferPointer<UInt8>

    var count: Int { bytes.count }

    subscript(offset: Int) -> UInt8 { bytes[offset] }

    /// The code point that begins at an offset before the end, and its length in bytes.
    func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let lead = bytes[offset]
        if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard lead >= 0xC0, offset + length <= bytes.count else { return ("\u{FFFD}", 1) }
        var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for index in offset + 1..<offset + length { value = value << 6 | UInt32(bytes[index] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// The code point at an offset; nil at the end.
    func scalar(ifAt offset: Int) -> Unicode.Scalar? { offset < bytes.count ? scalar(at: offset).scalar : nil }

    /// The code point that ends at an offset; nil at the start.
    func scalar(before offset: Int) -> Unicode.Scalar? {
        guard offset > 0 else { return nil }
        var start = offset - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return scalar(at: start).scalar
    }

    /// The first place from an offset on where a byte of a set is; the end where there is none.
    func skip(to set: ByteSet, from offset: Int) -> Int {
        set.withMembers { isMember in
            var offset = offset
            while offset < bytes.count, !isMember[Int(bytes[offset])] { offset += 1 }
            return offset
        }
    }

    /// Where the white space ends that begins at an offset; the offset itself when there is none.
    func skipBlanks(from offset: Int) -> Int {
        var offset = offset
        while offset < bytes.count {
            if Paragraphs.isBlank(bytes[offset]) {
                offset += 1
            } else if bytes[offset] >= 0xC2, ParagraphText.isWhiteSpace(scalar(at: offset).scalar) {
                offset += scalar(at: offset).length
            } else {
                break
            }
        }
        return offset
    }

    /// Whether white space, or the end of the paragraph, is at an offset.
    func isBlank(at offset: Int) -> Bool { offset == bytes.count || skipBlanks(from: offset) > offset }

    /// Where the signs of a list, heading or quotation end that begin at an offset: `## `, `- `, `> **`.
    func skipMarkup(from offset: Int) -> Int {
        bytes[offset...].prefix(32).firstIndex { ![0x20, 0x23, 0x28, 0x2A, 0x2D, 0x3E, 0x5B, 0x5F].contains($0) }
            ?? min(bytes.count, offset + 32)
    }

    /// Where the letters and combining marks end that begin at an offset; no further than `limit` bytes away.
    func skipLetters(from offset: Int, limit: Int = 32) -> Int {
        let last = min(bytes.count, offset + limit)
        var offset = offset
        while offset < last {
            let next = scalar(at: offset)
            guard ParagraphText.isLetter(next.scalar) else { break }
            offset += next.length
        }
        return offset
    }

    /// Whether a code point is one that never joins what precedes it: ASCII, a letter of a script with capitals, an
    /// opening quote or bracket. At the end nothing does.
    func beginsGrapheme(at offset: Int) -> Bool {
        guard offset < bytes.count, bytes[offset] >= 0x80 else { return true }
        switch scalar(at: offset).scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .openPunctuation, .initialPunctuation, .spaceSeparator: return true
        default: return false
        }
    }

    /// Whether a capital letter of Latin, Greek, Cyrillic or Armenian is anywhere in it.
    var hasCapitals: Bool {
        bytes.indices.contains { index in
            let byte = bytes[index]
            if byte < 0x80 { return (0x41...0x5A).contains(byte) }
            return (0xC3...0xD5).contains(byte) && scalar(at: index).scalar.properties.isUppercase
        }
    }

    func string(_ span: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[span]), as: UTF8.self)
    }

    /// Whether the bytes at an offset are these.
    func has(_ text: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, offset + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[offset..<offset + $0.count]) }
    }

    /// Unicode's White_Space, which gets no new members.
    static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return (0x61...0x7A).contains(scalar.value | 0x20) }
        return scalar.properties.isAlphabetic
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return (0x30...0x39).contains(scalar.value) }
        return scalar.properties.numericType == .decimal
    }
}

/// Bytes to look for: a paragraph is skipped through as fast as its bytes can be read.
struct ByteSet {
    private let isMember: [Bool]

    init(_ isMember: (UInt8) -> Bool) { self.isMember = (0...255).map(isMember) }

    func withMembers<Result>(_ body: (UnsafeBufferPointer<Bool>) -> Result) -> Result {
        isMember.withUnsafeBufferPointer(body)
    }
}
