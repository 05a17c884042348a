// The live span: a fixed origin and a moving head.

import TextModel

/// What is selected. The grapheme under the head belongs to it, whichever end it is.
public struct Selection: Equatable, Sendable {
    public var origin: ByteOffset
    public var head: ByteOffset
    /// Whether it has been tagged or noted: further tag and note keys mean it, the first motion drops it.
    public var isSettled: Bool

    public init(origin: ByteOffset, head: ByteOffset, isSettled: Bool = false) {
        self.origin = origin
        self.head = head
        self.isSettled = isSettled
    }

    /// The selection that covers a span, with the head on its last grapheme.
    public init(_ span: Span, in document: Document, isSettled: Bool = false) {
        self.init(origin: span.start, head: max(span.start, document.grapheme(before: span.end)), isSettled: isSettled)
    }

    /// All that is selected.
    public func span(in document: Document) -> Span {
        let span = Span(min(origin, head), document.grapheme(after: max(origin, head)))
        // A line end at either end of the selection is nobody's passage.
        return document.trimmed(span)
    }
}

extension Document {
    /// The span without white space at its ends; itself when there is nothing else in it.
    func trimmed(_ span: Span) -> Span {
        withBytes(span) { bytes in
            func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
            guard let first = bytes.firstIndex(where: { !isBlank($0) }),
                let last = bytes.lastIndex(where: { !isBlank($0) })
            else { return span }
            return snapped(Span(span.start + first, span.start + last + 1))
        }
    }

    /// Whether nothing but white space comes after the grapheme at a place.
    func isLast(_ offset: ByteOffset) -> Bool {
        let next = grapheme(after: offset)
        // A text with more blanks than this at its end is left to a motion that runs to the end.
        guard end - next <= 65536 else { return false }
        return withBytes(Span(next, end)) { $0.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }
    }
}
