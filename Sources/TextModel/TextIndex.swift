// Counts that make any place in any unit quick to find: code points and lines before every 4096th byte.

/// Checkpoints over a UTF-8 text, one every `stride` bytes: about 4 bytes of index for 1000 bytes of text.
struct TextIndex: Sendable {
    /// The bytes between two checkpoints.
    static let stride = 4096

    /// Code points that begin before byte `k * stride`.
    private(set) var codePointsBefore: [Int] = [0]
    /// Line feeds before byte `k * stride`.
    private(set) var lineFeedsBefore: [Int] = [0]
    private(set) var codePointCount = 0
    private(set) var lineFeedCount = 0

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let end = min(start + TextIndex.stride, bytes.count)
                let counts = TextIndex.count(bytes, start, end)
                codePointCount += counts.codePoints
                lineFeedCount += counts.lineFeeds
                if end - start == TextIndex.stride {
                    codePointsBefore.append(codePointCount)
                    lineFeedsBefore.append(lineFeedCount)
                }
                start = end
            }
        }
    }

    /// Code points that begin, and line feeds that stand, in a stretch of bytes.
    static func count(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (
        codePoints: Int, lineFeeds: Int
    ) {
        var continuations = 0
        var lineFeeds = 0
        for index in start..<end {
            let byte = bytes[index]
            continuations &+= byte & 0xC0 == 0x80 ? 1 : 0
            lineFeeds &+= byte == 0x0A ? 1 : 0
        }
        return (end - start - continuations, lineFeeds)
    }

    /// The last checkpoint whose count is at most `value`.
    static func checkpoint(in counts: [Int], atMost value: Int) -> Int {
        var low = 0
        var high = counts.count
        while low < high {
            let middle = (low + high) / 2
            if counts[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// The last checkpoint whose count is less than `value`; 0 when there is none.
    static func checkpoint(in counts: [Int], below value: Int) -> Int {
        max(0, checkpoint(in: counts, atMost: value - 1))
    }
}
