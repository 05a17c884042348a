// From a file's bytes to the canonical text: UTF-8 as it is, each byte that does not decode as one U+FFFD.

import TextModel

/// Decodes plain text.
public enum TextDecoding {
    /// The byte order mark in UTF-8, which is not part of the text.
    public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The canonical text of UTF-8 bytes. A leading byte order mark is not part of it. Every byte that cannot be
    /// decoded (RFC 3629) becomes one U+FFFD, so that what follows keeps its place.
    public static func document(utf8 bytes: [UInt8]) -> Document {
        let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        let valid = bytes.withUnsafeBufferPointer { WellFormed.firstFlaw($0, from: start) }
        if valid == bytes.count { return Document(utf8: start == 0 ? bytes : Array(bytes[start...])) }
        return Document(utf8: Array(bytes[start..<valid]) + decoded(bytes, from: valid).text)
    }

    /// The text of bytes from an index on, as UTF-8 that decodes.
    ///
    /// - Parameter isEnd: whether the text ends with them; otherwise a sequence that may go on after them is left.
    /// - Returns: the text, and the index up to which it goes.
    public static func decoded(_ bytes: [UInt8], from start: Int, isEnd: Bool = true) -> (text: [UInt8], end: Int) {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count - start + (bytes.count - start) / 8)
        var index = start
        bytes.withUnsafeBufferPointer { bytes in
            while index < bytes.count {
                let flaw = WellFormed.firstFlaw(bytes, from: index)
                text += bytes[index..<flaw]
                index = flaw
                guard index < bytes.count, isEnd || bytes.count - index >= 4 else { return }
                text += [0xEF, 0xBF, 0xBD]
                index += 1
            }
        }
        return (text, index)
    }

    /// How many bytes of a text do not decode.
    public static func undecodableBytes(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            var count = 0
            while true {
                index = WellFormed.firstFlaw(bytes, from: index)
                guard index < bytes.count else { return count }
                count += 1
                index += 1
            }
        }
    }
}
