// Bytes that need no look at Unicode: every one of them is a character, a grapheme and a cell.

extension UnsafeBufferPointer<UInt8> {
    /// Whether every byte is a printable character of ASCII: 0x20 to 0x7E.
    public var isPrintableASCII: Bool {
        let bytes = UnsafeRawBufferPointer(self)
        guard bytes.count >= 8 else { return bytes.allSatisfy { $0 &- 0x20 < 0x5F } }
        var others: UInt64 = 0
        // Eight at a time: in a byte below 0x20 the subtraction sets the highest bit, in 0x7F the addition does, and what
        // is carried out of a byte comes from one that is no such character itself. The last eight may be looked at
        // twice in part.
        let last = bytes.count - 8
        var index = 0
        while true {
            let eight = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            others |= eight | (eight &- 0x2020_2020_2020_2020) | (eight &+ 0x0101_0101_0101_0101)
            if index == last { break }
            index = Swift.min(index + 8, last)
        }
        return others & 0x8080_8080_8080_8080 == 0
    }
}
