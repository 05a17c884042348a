// A bracketed paste as it comes in: text up to its end, and no more of it than is kept.

/// Collects a bracketed paste up to `ESC [ 201 ~`, and nothing else ends it.
struct PasteCollector {
    private static let terminator: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

    let limit: Int
    private var bytes: [UInt8] = []
    /// How many bytes did not fit.
    private(set) var lost = 0
    /// How many bytes of the terminator the last bytes are.
    private var matched = 0

    init(limit: Int) { self.limit = limit }

    /// True when the paste is whole.
    mutating func take(_ byte: UInt8) -> Bool {
        if byte == Self.terminator[matched] {
            matched += 1
            return matched == Self.terminator.count
        }
        for kept in Self.terminator[..<matched] { keep(kept) }
        // ESC is found in the terminator only at its beginning.
        matched = byte == Self.terminator[0] ? 1 : 0
        if matched == 0 { keep(byte) }
        return false
    }

    private mutating func keep(_ byte: UInt8) {
        if bytes.count < limit { bytes.append(byte) } else { lost += 1 }
    }

    /// The text, its line breaks as "\n". What was cut in the middle of a scalar loses that scalar.
    var text: String {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0D {
                kept.append(0x0A)
            } else if byte != 0x0A || previous != 0x0D {
                kept.append(byte)
            }
            previous = byte
        }
        if bytes.count == limit { dropPartialScalar(&kept) }
        return String(decoding: kept, as: UTF8.self)
    }

    private func dropPartialScalar(_ kept: inout [UInt8]) {
        guard let lead = kept.lastIndex(where: { $0 & 0xC0 != 0x80 }), kept[lead] >= 0xC0 else { return }
        let length = kept[lead] >= 0xF0 ? 4 : kept[lead] >= 0xE0 ? 3 : 2
        if kept.count - lead < length { kept.removeSubrange(lead...) }
    }
}
