// The live span: a fixed origin and a moving head.

import TextModel

/// What is selected. The graphemes at origin and head belong to it, whichever end they are; where it is exclusive, both
/// are places between graphemes, as carets are, and it ends before the later one.
public struct Selection: Equatable, Sendable {
    public var origin: ByteOffset
    public var head: ByteOffset
    /// Whether it has been tagged or noted: further tag and note keys mean it, the first motion drops it.
    public var isSettled: Bool
    /// Whether it was begun with Shift held: as everywhere, it goes with the first motion without Shift.
    public var isHeld: Bool
    /// Whether its ends are carets, as a keymap may want it of what is selected by motions.
    public var isExclusive: Bool

    public init(
        origin: ByteOffset, head: ByteOffset, isSettled: Bool = false, isHeld: Bool = false, isExclusive: Bool = false
    ) {
        self.isExclusive = isExclusive
        self.origin = origin
        self.head = head
        self.isSettled = isSettled
        self.isHeld = isHeld
    }

    /// The selection that covers a span, with the head on its last grapheme.
    public init(_ span: Span, in document: Document, isSettled: Bool = false) {
        self.init(origin: span.start, head: max(span.start, document.grapheme(before: span.end)), isSettled: isSettled)
    }

    /// Whether nothing is selected yet: two carets may be at one place.
    public var isEmpty: Bool { isExclusive && origin == head }

    /// All that is selected.
    public func span(in document: Document) -> Span {
        let last = max(origin, head)
        let span = Span(min(origin, head), isExclusive ? last : document.grapheme(after: last))
        // A line end at either end of the selection is nobody's passage.
        return document.trimmed(span)
    }
}

extension FileState {
    /// What is selected; nil where nothing is, or where a selection has only just begun between two letters.
    public var selectedSpan: Span? {
        selection.flatMap { $0.isEmpty ? nil : $0.span(in: document) }
    }
}

extension Document {
    /// The span without white space at its ends; itself when there is nothing else in it. Only its ends are looked at,
    /// as it may be of any length.
    func trimmed(_ span: Span) -> Span {
        guard let start = firstInk(span), let end = lastInk(span) else { return span }
        return snapped(Span(start, end))
    }

    /// Bytes that are looked at in one go: white space is seldom longer.
    private static let step = 4096
    /// More white space than this, in bytes, is not walked over.
    private static let longestBlank = 1 << 20

    private func firstInk(_ span: Span) -> ByteOffset? {
        var start = span.start
        while start < span.end {
            guard start - span.start < Document.longestBlank else { return span.start }
            let piece = Span(start, min(start + Document.step, span.end))
            let found = withBytes(piece) { $0.firstIndex { !Document.isBlank($0) } }
            if let found { return start + found }
            start = piece.end
        }
        return nil
    }

    /// Where the last byte that is no white space ends.
    private func lastInk(_ span: Span) -> ByteOffset? {
        var end = span.end
        while end > span.start {
            guard span.end - end < Document.longestBlank else { return span.end }
            let piece = Span(max(end - Document.step, span.start), end)
            let found = withBytes(piece) { $0.lastIndex { !Document.isBlank($0) } }
            if let found { return piece.start + found + 1 }
            end = piece.start
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Whether nothing but white space comes after the grapheme at a place.
    func isLast(_ offset: ByteOffset) -> Bool {
        let next = grapheme(after: offset)
        // A text with more blanks than this at its end is left to a motion that runs to the end.
        guard end - next <= 65536 else { return false }
        return withBytes(Span(next, end)) { $0.allSatisfy(Document.isBlank) }
    }
}
