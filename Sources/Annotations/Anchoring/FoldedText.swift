// A text as it compares across versions, with the way back from each folded code point to the bytes it came from.

/// Folded code points and their sources. White space is one blank, none at the ends, beside dashes and between
/// ideographs; runs of quotation marks and of dashes are one.
struct FoldedText {
    private(set) var scalars: [UInt32] = []
    private(set) var kinds: [FoldedKind] = []
    /// For each folded code point where its source begins, in bytes of the text.
    private(set) var starts: [Int32] = []
    /// And where it ends.
    private(set) var ends: [Int32] = []

    /// - Parameter bytes: valid UTF-8, shorter than 2 GB.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ table: FoldTable) {
        scalars.reserveCapacity(bytes.count)
        kinds.reserveCapacity(bytes.count)
        starts.reserveCapacity(bytes.count)
        ends.reserveCapacity(bytes.count)
        var blank: (start: Int32, end: Int32)?
        var base = FoldedKind.other
        var place = 0
        while place < bytes.count {
            let (value, length) = FoldedText.scalar(bytes, place)
            let start = Int32(place)
            place += length
            for index in table.entries(value) {
                let entry = table.pool[index]
                if entry.kind == .blank {
                    blank = (blank?.start ?? start, Int32(place))
                    continue
                }
                if let gap = blank {
                    blank = nil
                    if takesBlank(before: entry.kind, after: base) { append(0x20, .blank, gap.start, gap.end) }
                }
                if !join(entry, base, Int32(place)) {
                    append(entry.scalar, entry.kind, start, Int32(place))
                    if entry.kind == .extending { order(entry.combining, table) } else { base = entry.kind }
                }
            }
        }
    }

    private mutating func append(_ scalar: UInt32, _ kind: FoldedKind, _ start: Int32, _ end: Int32) {
        scalars.append(scalar)
        kinds.append(kind)
        starts.append(start)
        ends.append(end)
    }

    private func takesBlank(before next: FoldedKind, after base: FoldedKind) -> Bool {
        !scalars.isEmpty && next != .dash && base != .dash && !(next == .single && base == .single)
    }

    /// Lets a code point be part of the one before it: quotes and dashes in a row, and the dot that İ leaves behind.
    private mutating func join(_ entry: FoldTable.Entry, _ base: FoldedKind, _ end: Int32) -> Bool {
        guard let last = kinds.indices.last else { return false }
        let isRun = (entry.kind == .quote || entry.kind == .dash) && kinds[last] == entry.kind
        guard isRun || (entry.scalar == 0x307 && scalars[last] == 0x69) else { return false }
        ends[last] = end
        return true
    }

    /// Marks that are looked back over: as many as the Stream-Safe Text Format allows in a row (UAX #15, section 13).
    private static let longestMarks = 30

    /// Puts the last mark where canonical order has it.
    private mutating func order(_ combining: UInt8, _ table: FoldTable) {
        guard combining > 0 else { return }
        var index = scalars.count - 1
        let first = max(1, index - FoldedText.longestMarks)
        while index >= first, kinds[index - 1] == .extending,
            let before = Unicode.Scalar(scalars[index - 1])?.properties.canonicalCombiningClass.rawValue,
            before > combining
        {
            scalars.swapAt(index, index - 1)
            starts.swapAt(index, index - 1)
            ends.swapAt(index, index - 1)
            index -= 1
        }
    }

    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> (value: UInt32, length: Int) {
        let lead = UInt32(bytes[place])
        if lead < 0x80 { return (lead, 1) }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        // Bytes of a file that changed under us may not decode.
        guard place + length <= bytes.count else { return (0xFFFD, bytes.count - place) }
        var value = lead & (0x7F >> UInt32(length))
        for index in 1..<length { value = value << 6 | UInt32(bytes[place + index]) & 0x3F }
        return (value, length)
    }

    /// The index of the first folded code point whose source begins at a byte or after it.
    func index(atOrAfter byte: Int) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if Int(starts[middle]) < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The folded code points of a stretch of bytes, without blanks at its ends.
    func slice(_ start: Int, _ end: Int) -> ArraySlice<UInt32> {
        let low = index(atOrAfter: start)
        var part = scalars[low..<max(low, index(atOrAfter: end))]
        while part.first == 0x20 { part.removeFirst() }
        while part.last == 0x20 { part.removeLast() }
        return part
    }
}
