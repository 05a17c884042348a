// Counts that make any place in any unit quick to find: code points and lines before every 4096th byte.

/// Checkpoints over the part of a UTF-8 text that has been read through, one every `stride` bytes: about 4 bytes of
/// index for 1000 bytes of text.
struct TextIndex: Sendable {
    /// The bytes between two checkpoints.
    static let stride = 4096

    /// Code points that begin before byte `k * stride`.
    private(set) var codePointsBefore: [Int] = [0]
    /// Line feeds before byte `k * stride`.
    private(set) var lineFeedsBefore: [Int] = [0]
    /// The bytes that have been counted.
    private(set) var byteCount = 0
    private(set) var codePointCount = 0
    private(set) var lineFeedCount = 0

    /// Goes on with the bytes that follow those counted so far. All pieces but the last are a multiple of the stride.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
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
        byteCount += bytes.count
    }

    /// The last checkpoint at or before a byte that has been counted, and the counts there.
    func checkpoint(atByte byte: Int) -> (byte: Int, codePoints: Int, lineFeeds: Int) {
        let number = min(byte / TextIndex.stride, codePointsBefore.count - 1)
        return (number * TextIndex.stride, codePointsBefore[number], lineFeedsBefore[number])
    }

    /// The last checkpoint that no more than `count` code points lie before.
    func checkpoint(atCodePoint count: Int) -> (byte: Int, codePoints: Int) {
        let number = TextIndex.checkpoint(in: codePointsBefore, atMost: count)
        return (number * TextIndex.stride, codePointsBefore[number])
    }

    /// The last checkpoint that fewer than `count` line feeds lie before; the start where there is none.
    func checkpoint(beforeLineFeed count: Int) -> (byte: Int, lineFeeds: Int) {
        let number = max(0, TextIndex.checkpoint(in: lineFeedsBefore, atMost: count - 1))
        return (number * TextIndex.stride, lineFeedsBefore[number])
    }

    /// Code points that begin, and line feeds that stand, in a stretch of bytes: eight bytes at a time, because every
    /// look-up of a place counts up to a stride of them.
    static func count(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (
        codePoints: Int, lineFeeds: Int
    ) {
        let each: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawBufferPointer(bytes)
        var continuations = 0
        var lineFeeds = 0
        var index = start
        while index &+ 8 <= end {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // A continuation byte has its highest bit set and the next one not.
            continuations &+= ((word >> 7) & ~(word >> 6) & each).nonzeroBitCount
            // A byte that differs from a line feed carries into, or has, its highest bit.
            let difference = word ^ (each &* 0x0A)
            let differs = ((difference & (each &* 0x7F)) &+ (each &* 0x7F)) | difference
            lineFeeds &+= (~differs & (each &* 0x80)).nonzeroBitCount
            index &+= 8
        }
        while index < end {
            continuations &+= bytes[index] & 0xC0 == 0x80 ? 1 : 0
            lineFeeds &+= bytes[index] == 0x0A ? 1 : 0
            index &+= 1
        }
        return (end - start - continuations, lineFeeds)
    }

    /// Goes over code points, eight bytes at a time, as long as no more of them begin there than are to be passed.
    ///
    /// - Parameter count: the code points to be passed; afterwards, those that are left.
    /// - Returns: the bytes that were passed.
    static func skipped(_ bytes: UnsafeBufferPointer<UInt8>, _ count: inout Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index &+ 8 <= raw.count, count >= 8 {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            count -= 8 - ((word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
            index &+= 8
        }
        return index
    }

    private static func checkpoint(in counts: [Int], atMost value: Int) -> Int {
        let low = counts.partitionPoint { $0 <= value }
        return low - 1
    }
}
