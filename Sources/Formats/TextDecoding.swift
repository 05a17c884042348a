// From a file's bytes to the canonical text: UTF-8 as it is, each byte that does not decode as one U+FFFD.

import TextModel

/// Decodes plain text.
public enum TextDecoding {
    /// The canonical text of UTF-8 bytes. A leading byte order mark is not part of it. Every byte that cannot be
    /// decoded (RFC 3629) becomes one U+FFFD, so that what follows keeps its place.
    public static func document(utf8 bytes: [UInt8]) -> Document {
        var start = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        let valid = validPrefix(bytes, from: start)
        if valid == bytes.count { return Document(utf8: start == 0 ? bytes : Array(bytes[start...])) }
        var text: [UInt8] = Array(bytes[start..<valid])
        text.reserveCapacity(bytes.count + bytes.count / 8)
        var index = valid
        while index < bytes.count {
            let length = sequenceLength(bytes, at: index)
            if length > 0 {
                text += bytes[index..<index + length]
                index += length
            } else {
                text += [0xEF, 0xBF, 0xBD]
                index += 1
            }
        }
        return Document(utf8: text)
    }

    /// How many bytes of a text do not decode.
    public static func undecodableBytes(_ bytes: [UInt8]) -> Int {
        var index = validPrefix(bytes, from: 0)
        var count = 0
        while index < bytes.count {
            let length = sequenceLength(bytes, at: index)
            if length == 0 { count += 1 }
            index += max(length, 1)
        }
        return count
    }

    private static func validPrefix(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let length = sequenceLength(bytes, at: index)
            if length == 0 { return index }
            index += length
        }
        return index
    }

    /// The length of the well-formed sequence at an index (The Unicode Standard, table 3-7); 0 where there is none.
    private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
        let first = bytes[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
