// ICU's boundaries of words and lines, asked for one stretch of text at a time.

import CICU
import Synchronization

/// A kind of boundary, with the one iterator of ICU that finds it in this process.
///
/// Opening an iterator reads rules and data; setting it on another text costs next to nothing. So there is one a
/// kind, which threads take in turn.
public final class Breaker: Sendable {
    /// Boundaries of words (UAX #29).
    public static let words = Breaker(GLOSS_BREAK_WORD)
    /// Places where a row may end (UAX #14).
    public static let lines = Breaker(GLOSS_BREAK_LINE)

    /// A boundary: the byte offset from the start of the text that was asked about, and what is known about it.
    public struct Boundary: Sendable {
        public let offset: Int
        /// With `words`: letters, digits, kana or ideographs end here, not space or punctuation.
        public let endsWord: Bool
        /// With `lines`: the row must end here.
        public let isMandatory: Bool
    }

    /// Sendable because only the holder of the lock ever sees the pointer.
    private struct Iterator: @unchecked Sendable {
        var pointer: OpaquePointer?
    }

    private let kind: gloss_break_kind
    private let iterator = Mutex(Iterator())

    private init(_ kind: gloss_break_kind) { self.kind = kind }

    /// All boundaries of a valid UTF-8 text but the one at 0, in order; the last is the end of the text. Should ICU
    /// have no data, the end is the only one.
    public func boundaries(in text: UnsafeBufferPointer<UInt8>) -> [Boundary] {
        guard text.count > 0 else { return [] }
        var offsets = [Int32](repeating: 0, count: text.count)
        var kinds = [UInt8](repeating: 0, count: text.count)
        let count = iterator.withLock { iterator -> Int32 in
            if iterator.pointer == nil { iterator.pointer = gloss_breaker_open(kind) }
            guard let pointer = iterator.pointer else { return -1 }
            return gloss_breaker_boundaries(
                pointer, text.baseAddress, Int32(text.count), &offsets, &kinds, Int32(text.count))
        }
        guard count > 0 else { return [Boundary(offset: text.count, endsWord: true, isMandatory: false)] }
        return (0..<Int(count)).map {
            Boundary(
                offset: Int(offsets[$0]), endsWord: kinds[$0] == UInt8(GLOSS_BOUNDARY_WORD.rawValue),
                isMandatory: kinds[$0] == UInt8(GLOSS_BOUNDARY_MANDATORY.rawValue))
        }
    }
}
