// What only shows when a text is read from its start: counts of code points and lines, its hash, and whether all of it
// decodes. It goes on piece by piece, beside the reader or as far as somebody needs it.

import Synchronization

/// One reading of a text, from its start to its end.
final class ReadThrough: Sendable {
    /// What has been found so far.
    struct Findings: Sendable {
        var index = TextIndex()
        var undecodableBytes = 0
        /// Once the end is reached.
        var hash: SourceHash?
    }

    private struct Worker: ~Copyable {
        let hashing = SourceHash.Hashing()
        var buffer: [UInt8] = []
    }

    /// Bytes that are read in one go; a multiple of the index's stride.
    fileprivate static let pieceSize = 1 << 20

    private let findings = Mutex(Findings())
    private let worker = Mutex(Worker())

    /// How many bytes have been read.
    var byteCount: Int { findings.withLock(\.index.byteCount) }
    var undecodableBytes: Int { findings.withLock(\.undecodableBytes) }
    var hash: SourceHash? { findings.withLock(\.hash) }

    /// Looks something up in the index once it reaches up to a byte.
    func index<Result>(to byte: Int, of store: TextStore, _ body: (TextIndex) -> Result) -> Result {
        advance(to: byte, of: store)
        return findings.withLock { body($0.index) }
    }

    /// Reads on until a number of bytes has been read, or the end is reached.
    func advance(to byte: Int, of store: TextStore) {
        while byteCount < min(byte, store.count) { takePiece(store) }
    }

    /// Reads to the end and returns the hash.
    func finish(_ store: TextStore) -> SourceHash {
        while true {
            if let hash { return hash }
            takePiece(store)
        }
    }

    /// Reads the next piece; false when the end had been reached.
    @discardableResult
    func takePiece(_ store: TextStore) -> Bool {
        worker.withLock { worker in
            let start = byteCount
            guard hash == nil else { return false }
            let end = min(start + ReadThrough.pieceSize, store.count)
            var flaws = 0
            switch store {
            case .whole: store.withBytes(start, end) { take($0, &worker) }
            case .windows(let windows):
                flaws = windows.copy(start, end, into: &worker.buffer)
                worker.buffer.withUnsafeBufferPointer { take($0, &worker) }
            }
            findings.withLock { $0.undecodableBytes += flaws }
            if end == store.count {
                let hash = worker.hashing.hash
                findings.withLock { $0.hash = hash }
            }
            return true
        }
    }

    private func take(_ bytes: UnsafeBufferPointer<UInt8>, _ worker: inout Worker) {
        worker.hashing.take(bytes)
        findings.withLock { $0.index.append(bytes) }
    }
}

extension Document {
    /// How much of the text has been read through, from 0 to 1. Until it is 1, asking for code points, lines or the
    /// hash may have to read what is left first.
    public var readFraction: Double {
        byteCount == 0 ? 1 : Double(reading.byteCount) / Double(byteCount)
    }

    /// Whether code points, lines and the hash are known without reading on. Short texts always count as read: what
    /// is missing is found at once.
    public var isRead: Bool { if case .whole = store { true } else { reading.hash != nil } }

    /// Bytes of what has been read through that are no UTF-8. Where there are any, the text is a makeshift, with a
    /// substitute for each: it must not be marked, and is to be opened anew on a copy that decodes.
    public var undecodableBytes: Int { reading.undecodableBytes }

    /// Whether what the text is read from is what it was when it was opened.
    public var isIntact: Bool { source?.isIntact ?? true }

    /// Whether it is intact, or still reads as what its hash is of: then somebody has only touched it, and it is intact
    /// again. Reads all of it where there is doubt.
    public func renew() -> Bool {
        guard case .windows(let windows) = store, !windows.source.isIntact else { return true }
        let wanted = hash
        return windows.source.renew {
            let hashing = SourceHash.Hashing()
            var piece: [UInt8] = []
            for start in stride(from: 0, to: windows.count, by: ReadThrough.pieceSize) {
                windows.copy(start, min(windows.count, start + ReadThrough.pieceSize), into: &piece)
                piece.withUnsafeBufferPointer { hashing.take($0) }
            }
            return hashing.hash == wanted
        }
    }

    /// What a text that is not held whole is read from.
    public var source: (any ByteSource)? { if case .windows(let windows) = store { windows.source } else { nil } }

    /// Reads some more of the text; false when the end was reached before.
    public func readOn() -> Bool { reading.takePiece(store) }
}
