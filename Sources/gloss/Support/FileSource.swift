// A file as somewhere to read windows of a text from: open for as long as somebody reads it, never mapped.

import Glibc
import Synchronization
import TextModel

/// An open file, from some byte of it on.
final class FileSource: ByteSource {
    let byteCount: Int
    private let descriptor: Int32
    /// Bytes at the file's start that are no part of the text.
    private let skipped: Int
    /// What it was like when it was last known to hold the text.
    private let known: Mutex<Stamp>

    /// What tells that a file has been written to.
    private struct Stamp: Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int

        init?(_ descriptor: Int32) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return nil }
            size = Int(status.st_size)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    /// - Parameter descriptor: of a regular file; it belongs to the source from now on, unless the result is nil.
    init?(_ descriptor: Int32, skipping skipped: Int) {
        guard let stamp = Stamp(descriptor) else { return nil }
        self.descriptor = descriptor
        self.skipped = skipped
        known = Mutex(stamp)
        byteCount = max(0, stamp.size - skipped)
    }

    deinit { close(descriptor) }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(skipped + offset))
            if count >= 0 { return count }
            // What cannot be read is missing, as what was cut off is.
            guard errno == EINTR else { return 0 }
        }
    }

    var isIntact: Bool { Stamp(descriptor) == known.withLock(\.self) }

    func renew(_ check: () -> Bool) -> Bool {
        guard let now = Stamp(descriptor), now.size == known.withLock(\.size), check(), Stamp(descriptor) == now else {
            return false
        }
        known.withLock { $0 = now }
        return true
    }
}
