// Bytes in memory that a document reads in windows, as it does those of a large file.

import Synchronization
import TextModel

/// A file that is none. Its bytes can be cut, as another program may cut a file that is open.
public final class MemorySource: ByteSource {
    private let bytes: Mutex<[UInt8]>
    private let taken = Mutex(0)
    private let isTouched = Mutex(false)
    public let byteCount: Int

    public init(_ bytes: [UInt8]) {
        self.bytes = Mutex(bytes)
        byteCount = bytes.count
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
        bytes.withLock { bytes in
            guard offset < bytes.count else { return 0 }
            let piece = bytes[offset..<min(bytes.count, offset + buffer.count)]
            buffer.copyBytes(from: piece)
            taken.withLock { $0 += piece.count }
            return piece.count
        }
    }

    /// Bytes that have been read of it, each as often as it was.
    public var bytesRead: Int { taken.withLock(\.self) }

    public var isIntact: Bool { !isTouched.withLock(\.self) && bytes.withLock { $0.count == byteCount } }

    public func renew(_ check: () -> Bool) -> Bool {
        guard bytes.withLock({ $0.count == byteCount }), check() else { return false }
        isTouched.withLock { $0 = false }
        return true
    }

    /// Does what another program does that writes a byte, or the one that is there already.
    public func write(_ byte: UInt8, at offset: Int) {
        bytes.withLock { $0[offset] = byte }
        isTouched.withLock { $0 = true }
    }

    public func cut(to count: Int) { bytes.withLock { $0.removeLast($0.count - count) } }
}
