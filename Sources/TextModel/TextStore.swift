// The bytes of a text: held whole, or read in windows from where they are kept, so that memory follows what is looked
// at and not the size of the file.

import CBytes
import Glibc
import Synchronization

/// Somewhere that bytes can be read from at any place: a file.
public protocol ByteSource: Sendable {
    /// Bytes, when it was opened.
    var byteCount: Int { get }
    /// Reads bytes from an offset on; returns how many there were, which is fewer where the file was cut.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int
    /// Whether it still is what it was when it was opened.
    var isIntact: Bool { get }
    /// What it is now is intact from now on, if `check` finds it to hold what it held and it does not change meanwhile.
    func renew(_ check: () -> Bool) -> Bool
}

extension ByteSource {
    /// What cannot tell when it changes cannot be trusted again.
    public func renew(_ check: () -> Bool) -> Bool { isIntact }
}

/// The bytes of a canonical text.
enum TextStore: Sendable {
    case whole([UInt8])
    case windows(TextWindows)

    var count: Int {
        switch self {
        case .whole(let bytes): bytes.count
        case .windows(let windows): windows.count
        }
    }

    /// Lends the bytes from `start` to `end`, which lie inside the text.
    func withBytes<Result>(_ start: Int, _ end: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        switch self {
        case .whole(let bytes):
            try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
        case .windows(let windows): try windows.withBytes(start, end, body)
        }
    }

    /// Copies bytes without remembering them: for passes over much text.
    func copy(_ start: Int, _ end: Int) -> [UInt8] {
        switch self {
        case .whole(let bytes): return Array(bytes[start..<end])
        case .windows(let windows):
            var copied: [UInt8] = []
            windows.copy(start, end, into: &copied)
            return copied
        }
    }

    /// Where the last line feed before `place` is, if one is at `first` or later.
    func lineFeed(before place: Int, from first: Int) -> Int? {
        var end = place
        while end > first {
            let start = max(first, end - TextStore.step)
            let found = withBytes(start, end) { gloss_last_index($0.baseAddress, $0.count, 0x0A) }
            if found >= 0 { return start + found }
            end = start
        }
        return nil
    }

    /// Where the first line feed at or after `place` is, if one is before `last`.
    func lineFeed(from place: Int, before last: Int) -> Int? {
        var start = place
        while start < last {
            let end = min(last, start + TextStore.step)
            let found = withBytes(start, end) { bytes in
                memchr(bytes.baseAddress!, 0x0A, bytes.count).map {
                    UnsafeRawPointer($0) - UnsafeRawPointer(bytes.baseAddress!)
                }
            }
            if let found { return start + found }
            start = end
        }
        return nil
    }

    /// Bytes looked at in one go: most lines are shorter.
    private static let step = 4096
}

/// A text that is read in blocks of one size, of which the latest are kept.
///
/// A byte that does not decode stands in them as SUBSTITUTE (U+001A), a byte for a byte, until the text has been read
/// through and a copy that decodes has taken its place: see `Document.undecodableBytes`.
final class TextWindows: Sendable {
    /// Bytes of a block.
    static let blockSize = 65536
    /// How many blocks are kept: 16 MB.
    private static let capacity = 256
    /// SUBSTITUTE, ECMA-48 8.3.148: "used in the place of a character that has been found to be invalid".
    private static let substitute: UInt8 = 0x1A

    let source: any ByteSource
    let count: Int
    private let kept = Mutex(Kept())

    private struct Kept {
        var blocks: [Int: [UInt8]] = [:]
        /// Block numbers, the one that was read first in front.
        var order: [Int] = []
    }

    init(_ source: any ByteSource) {
        self.source = source
        count = source.byteCount
    }

    func withBytes<Result>(_ start: Int, _ end: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        let number = start / TextWindows.blockSize
        let offset = number * TextWindows.blockSize
        if end <= offset + TextWindows.blockSize {
            guard start < end else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
            return try block(number).withUnsafeBufferPointer {
                try body(UnsafeBufferPointer(rebasing: $0[start - offset..<end - offset]))
            }
        }
        var joined: [UInt8] = []
        joined.reserveCapacity(end - start)
        if end - start <= 8 * TextWindows.blockSize {
            for number in number...(end - 1) / TextWindows.blockSize {
                let offset = number * TextWindows.blockSize
                let block = block(number)
                joined += block[max(0, start - offset)..<min(block.count, end - offset)]
            }
        } else {
            copy(start, end, into: &joined)
        }
        return try joined.withUnsafeBufferPointer(body)
    }

    private func block(_ number: Int) -> [UInt8] {
        if let block = kept.withLock({ $0.blocks[number] }) { return block }
        let start = number * TextWindows.blockSize
        var block: [UInt8] = []
        copy(start, min(count, start + TextWindows.blockSize), into: &block)
        kept.withLock { kept in
            if kept.blocks.updateValue(block, forKey: number) == nil { kept.order.append(number) }
            if kept.order.count > TextWindows.capacity { kept.blocks[kept.order.removeFirst()] = nil }
        }
        return block
    }

    /// Reads the bytes from `start` to `end`, with a substitute for each that does not decode; returns how many these
    /// are. What a file has lost since it was opened reads as spaces.
    @discardableResult
    func copy(_ start: Int, _ end: Int, into bytes: inout [UInt8]) -> Int {
        // A sequence may begin before the piece and end after it.
        let low = max(0, start - 3)
        let high = min(count, end + 3)
        if bytes.count != high - low { bytes = [UInt8](repeating: 0x20, count: high - low) }
        let flaws = bytes.withUnsafeMutableBufferPointer { buffer -> Int in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            var filled = 0
            while filled < raw.count {
                let read = source.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[filled...]), at: low + filled)
                guard read > 0 else { break }
                filled += read
            }
            for index in filled..<buffer.count { buffer[index] = 0x20 }
            var place = 0
            // Continuation bytes at the very front belong to what came before it, which was looked at with that.
            if low > 0 { while place < start - low, buffer[place] & 0xC0 == 0x80 { place += 1 } }
            var flaws = 0
            while place < end - low {
                place = WellFormed.firstFlaw(UnsafeBufferPointer(buffer), from: place)
                guard place < end - low else { break }
                if place >= start - low {
                    buffer[place] = TextWindows.substitute
                    flaws += 1
                }
                place += 1
            }
            return flaws
        }
        if high > end { bytes.removeLast(high - end) }
        if low < start { bytes.removeFirst(start - low) }
        return flaws
    }
}
