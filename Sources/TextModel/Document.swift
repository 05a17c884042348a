// The canonical text: immutable, valid UTF-8, with its places in every unit.

import CNettle
import Synchronization

/// The canonical text of an article, which all offsets refer to.
///
/// Everything derived from it (hash, paragraphs, sentences) is found on demand and remembered; a document can be
/// shared between threads.
public final class Document: Sendable {
    let bytes: [UInt8]
    let index: TextIndex
    private let knownHash = Mutex<SourceHash?>(nil)
    let segments: Mutex<SegmentCache>
    private let knownParagraphs = Mutex<[Span]?>(nil)

    /// - Parameter bytes: the canonical text; it must be valid UTF-8 (what decodes a file sees to that).
    public init(utf8 bytes: [UInt8]) {
        self.bytes = bytes
        index = TextIndex(bytes)
        segments = Mutex(SegmentCache())
    }

    public convenience init(_ text: String) { self.init(utf8: Array(text.utf8)) }

    /// The length in bytes.
    public var byteCount: Int { bytes.count }
    /// The length in code points.
    public var codePointCount: Int { index.codePointCount }
    /// All of it.
    public var span: Span { Span(.zero, ByteOffset(bytes.count)) }
    public var end: ByteOffset { ByteOffset(bytes.count) }

    /// The SHA-256 of the text in UTF-8; computed once.
    public var hash: SourceHash {
        knownHash.withLock { known in
            if let known { return known }
            let hash = SourceHash(of: bytes)
            known = hash
            return hash
        }
    }

    /// The text of a span that lies inside the document.
    public func text(_ span: Span) -> String { withBytes(span) { String(decoding: $0, as: UTF8.self) } }

    /// Lends the bytes of a span that lies inside the document.
    public func withBytes<Result>(_ span: Span, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        try bytes.withUnsafeBufferPointer {
            try body(UnsafeBufferPointer(rebasing: $0[span.start.value..<span.end.value]))
        }
    }

    /// Copies the bytes of a span that lies inside the document, and keeps nothing of them: for passes over much text.
    public func copy(_ span: Span) -> [UInt8] { withBytes(span) { Array($0) } }

    /// Walks the paragraphs from the one at, or first after, a place, until the body says false.
    public func forEachParagraph(from offset: ByteOffset = .zero, _ body: (Span) -> Bool) {
        var next = paragraph(at: offset) ?? paragraph(after: offset)
        while let paragraph = next, body(paragraph) { next = self.paragraph(after: paragraph.start) }
    }

    /// All paragraphs, in order; they do not overlap, and between them is only white space.
    public var paragraphs: [Span] {
        knownParagraphs.withLock { known in
            if let known { return known }
            let found = Paragraphs.find(in: self)
            known = found
            return found
        }
    }
}

// MARK: Code points

extension Document {
    /// Code points before a place.
    public func codePoint(at offset: ByteOffset) -> CodePointOffset {
        let checkpoint = min(offset.value, bytes.count) / TextIndex.stride
        let start = checkpoint * TextIndex.stride
        let counts = bytes.withUnsafeBufferPointer { TextIndex.count($0, start, min(offset.value, $0.count)) }
        return CodePointOffset(index.codePointsBefore[checkpoint] + counts.codePoints)
    }

    /// Where the code point with this number begins, or the end of the text for its length; nil past that.
    public func byte(at offset: CodePointOffset) -> ByteOffset? {
        guard offset.value >= 0, offset.value <= codePointCount else { return nil }
        guard offset.value < codePointCount else { return end }
        let checkpoint = TextIndex.checkpoint(in: index.codePointsBefore, atMost: offset.value)
        var remaining = offset.value - index.codePointsBefore[checkpoint]
        return bytes.withUnsafeBufferPointer { bytes in
            var place = checkpoint * TextIndex.stride
            while true {
                if bytes[place] & 0xC0 != 0x80 {
                    if remaining == 0 { return ByteOffset(place) }
                    remaining -= 1
                }
                place += 1
            }
        }
    }

    /// The same span in code points.
    public func codePoints(_ span: Span) -> CodePointSpan {
        CodePointSpan(codePoint(at: span.start), codePoint(at: span.end))
    }

    /// The same span in bytes; nil when it reaches past the end of the text.
    public func span(_ codePoints: CodePointSpan) -> Span? {
        guard let start = byte(at: codePoints.start), let end = byte(at: codePoints.end) else { return nil }
        return Span(start, end)
    }

    /// Whether a place is not inside the bytes of one code point.
    func isCodePointBoundary(_ offset: Int) -> Bool {
        offset <= 0 || offset >= bytes.count || bytes[offset] & 0xC0 != 0x80
    }
}

// MARK: Lines

extension Document {
    /// The number of lines: one more than there are line feeds, but none after a final line feed.
    public var lineCount: Int { index.lineFeedCount + (bytes.last == 0x0A || bytes.isEmpty ? 0 : 1) }

    /// The line that holds a place, from 0; what follows the last line feed is a line as well.
    public func line(at offset: ByteOffset) -> Int {
        let checkpoint = min(offset.value, bytes.count) / TextIndex.stride
        let start = checkpoint * TextIndex.stride
        let counts = bytes.withUnsafeBufferPointer { TextIndex.count($0, start, min(offset.value, $0.count)) }
        return index.lineFeedsBefore[checkpoint] + counts.lineFeeds
    }

    /// Where a line begins. A number past the last line gives the end of the text.
    public func start(ofLine line: Int) -> ByteOffset {
        guard line > 0 else { return .zero }
        guard line <= index.lineFeedCount else { return end }
        let checkpoint = TextIndex.checkpoint(in: index.lineFeedsBefore, below: line)
        var remaining = line - index.lineFeedsBefore[checkpoint]
        return bytes.withUnsafeBufferPointer { bytes in
            var place = checkpoint * TextIndex.stride
            while true {
                if bytes[place] == 0x0A {
                    remaining -= 1
                    if remaining == 0 { return ByteOffset(place + 1) }
                }
                place += 1
            }
        }
    }

    /// A line with its terminator (LF or CRLF).
    public func span(ofLine line: Int) -> Span {
        Span(start(ofLine: line), line >= index.lineFeedCount ? end : start(ofLine: line + 1))
    }

    /// A line without its terminator.
    public func content(ofLine line: Int) -> Span {
        let whole = span(ofLine: line)
        var last = whole.end.value
        if last > whole.start.value, bytes[last - 1] == 0x0A {
            last -= 1
            if last > whole.start.value, bytes[last - 1] == 0x0D { last -= 1 }
        }
        return Span(whole.start, ByteOffset(last))
    }

    /// The code points before a place in its line: the column that `file:line:column` names, less 1.
    public func codePointsIntoLine(at offset: ByteOffset) -> Int {
        codePoint(at: offset) - codePoint(at: start(ofLine: line(at: offset)))
    }
}

extension SourceHash {
    /// The hash of a text given in UTF-8.
    public init(of bytes: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: 32)
        bytes.withUnsafeBufferPointer { gloss_sha256($0.baseAddress, $0.count, &digest) }
        let digits = Array("0123456789abcdef".unicodeScalars)
        hex = digest.reduce(into: "") { text, byte in
            text.unicodeScalars.append(digits[Int(byte >> 4)])
            text.unicodeScalars.append(digits[Int(byte & 15)])
        }
    }
}
