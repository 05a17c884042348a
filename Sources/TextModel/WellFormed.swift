// Which bytes are UTF-8 (The Unicode Standard, table 3-7; RFC 3629).

/// Tells well-formed UTF-8 from what is not.
public enum WellFormed {
    /// The index of the first byte, from `start` on, that does not decode; the count when all do.
    public static func firstFlaw(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        let count = bytes.count
        var index = start
        while index < count {
            if bytes[index] < 0x80 {
                // Most text is ASCII for long stretches.
                while index &+ 8 <= count,
                    raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    index &+= 8
                }
                while index < count, bytes[index] < 0x80 { index &+= 1 }
                continue
            }
            let length = sequenceLength(bytes, at: index)
            if length == 0 { return index }
            index &+= length
        }
        return count
    }

    /// The length of the well-formed sequence at an index; 0 where there is none.
    public static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let first = bytes[index]
        let left = bytes.count - index
        func isContinuation(_ offset: Int) -> Bool { bytes[index + offset] & 0xC0 == 0x80 }
        switch first {
        case 0...0x7F: return 1
        case 0xC2...0xDF: return left >= 2 && isContinuation(1) ? 2 : 0
        case 0xE0...0xEF:
            guard left >= 3, isContinuation(1), isContinuation(2) else { return 0 }
            if first == 0xE0, bytes[index + 1] < 0xA0 { return 0 }
            if first == 0xED, bytes[index + 1] > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard left >= 4, isContinuation(1), isContinuation(2), isContinuation(3) else { return 0 }
            if first == 0xF0, bytes[index + 1] < 0x90 { return 0 }
            if first == 0xF4, bytes[index + 1] > 0x8F { return 0 }
            return 4
        default: return 0
        }
    }
}
