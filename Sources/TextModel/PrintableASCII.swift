// Bytes that need no look at Unicode: every one of them is a character, a grapheme and a cell.

extension UnsafeBufferPointer<UInt8> {
    /// Whether every byte is a printable character of ASCII: 0x20 to 0x7E.
    public var isPrintableASCII: Bool {
        let bytes = UnsafeRawBufferPointer(self)
        var others: UInt64 = 0
        var index = 0
        // Eight at a time: in a byte below 0x20 the subtraction sets the highest bit, in 0x7F the addition does, and what
        // is carried out of a byte comes from one that is no such character itself.
        while index + 8 <= bytes.count {
            let eight = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            others |= eight | (eight &- 0x2020_2020_2020_2020) | (eight &+ 0x0101_0101_0101_0101)
            index += 8
        }
        while index < bytes.count {
            others |= bytes[index] &- 0x20 > 0x5E ? 0x80 : 0
            index += 1
        }
        return others & 0x8080_8080_8080_8080 == 0
    }
}
