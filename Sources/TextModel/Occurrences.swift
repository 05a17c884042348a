// Where the same bytes stand in a text: in a long one too, without holding it.

import CBytes

extension Document {
    /// Calls the body with the start of each occurrence of some bytes, overlapping ones included, in order, until it
    /// says false. Pieces of a long text are read one after the other.
    public func forEachOccurrence(of needle: [UInt8], _ body: (ByteOffset) -> Bool) {
        guard !needle.isEmpty, needle.count <= byteCount else { return }
        let pieceSize = max(1 << 20, 2 * needle.count)
        var start = 0
        while start < byteCount {
            let end = min(byteCount, start + pieceSize + needle.count - 1)
            let isOver = withPiece(start, end) { bytes -> Bool in
                var from = 0
                while let found = Document.find(needle, in: bytes, from: from) {
                    if !body(ByteOffset(start + found)) { return true }
                    from = found + 1
                }
                return false
            }
            if isOver { return }
            start += pieceSize
        }
    }

    /// Lends bytes for a pass over the text: those of a long one are not kept in memory.
    private func withPiece<Result>(_ start: Int, _ end: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if case .whole = store { return store.withBytes(start, end, body) }
        return store.copy(start, end).withUnsafeBufferPointer(body)
    }

    private static func find(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
        guard let base = bytes.baseAddress, from + needle.count <= bytes.count else { return nil }
        let found = gloss_first_index(base + from, bytes.count - from, needle, needle.count)
        return found < 0 ? nil : from + found
    }
}
