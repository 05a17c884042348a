// Lines as the search for headings sees them: where they are, how wide, how they end.

import Glibc

/// A line that is not blank, without white space at its ends.
struct HeadingLine {
    /// How a line ends, closing quotes and brackets left aside.
    enum Ending { case open, stop, question, colon, comma }

    var span: Span
    /// From 0.
    var number: Int
    /// In cells, near enough; in bytes where the line is not short.
    var cells: Int
    var ending: Ending
    /// Whether a sentence ends in it, or leads up to what follows.
    var hasSentence: Bool
    var isShort: Bool
    /// The first byte, and the last one.
    var first: UInt8
    private var bytes: ArraySlice<UInt8>

    /// - Parameters:
    ///   - line: the line as far as it is known; the middle may be missing.
    ///   - length: all of its bytes.
    init?(_ line: UnsafeBufferPointer<UInt8>, at start: Int, length: Int, number: Int) {
        guard let first = line.firstIndex(where: { !Paragraphs.isBlank($0) }),
            let last = line.lastIndex(where: { !Paragraphs.isBlank($0) })
        else { return nil }
        let missing = length - line.count
        self.number = number
        span = Span(ByteOffset(start + first), ByteOffset(start + last + 1 + missing))
        self.first = line[first]
        let content = UnsafeBufferPointer(rebasing: line[first...last])
        isShort = content.count <= HeadingSigns.longest && missing == 0
        ending = HeadingLine.ending(of: content)
        if isShort {
            cells = HeadingLine.cells(content)
            hasSentence = ending != .open && ending != .comma || HeadingLine.holdsSentence(content)
            bytes = []
            if cells <= HeadingSigns.widest + 8 { bytes = Array(content)[...] }
        } else {
            cells = content.count
            hasSentence = true
            bytes = []
        }
        isShort = isShort && !bytes.isEmpty
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    var isFence: Bool {
        bytes.count >= 3 && (bytes.starts(with: "```".utf8) || bytes.starts(with: "~~~".utf8)) && !isRule
    }

    /// Three or more of one sign.
    var isRule: Bool {
        bytes.count >= 3 && "=-~^*_#+".utf8.contains(first) && bytes.allSatisfy { $0 == first || $0 == 0x20 }
    }

    var isListItem: Bool {
        if "-*+".utf8.contains(first) || bytes.starts(with: "•".utf8) || bytes.starts(with: "–".utf8) { return true }
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        return !digits.isEmpty && digits.count <= 3 && [0x2E, 0x29].contains(bytes.dropFirst(digits.count).first)
    }

    var startsSmall: Bool { (0x61...0x7A).contains(first) }

    var hasLetter: Bool { bytes.contains { $0 >= 0x80 || (0x41...0x5A).contains($0 & 0xDF) } }

    /// Whether its first byte alone says that it is no heading: a small letter, or a sign that speech, lists and tables
    /// begin with.
    var cannotBeTitle: Bool { startsSmall || "-+>|/\\@<=~&,;:.!?%$)]}".utf8.contains(first) }

    private static func cells(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var cells = 0
        for byte in bytes where byte & 0xC0 != 0x80 { cells += (0xE3...0xED).contains(byte) ? 2 : 1 }
        return cells
    }

    private static func holdsSentence(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in bytes.indices.dropLast() where bytes[index + 1] == 0x20 {
            if [0x2E, 0x21, 0x3F].contains(bytes[index]) { return true }
        }
        return bytes.contains(0xE3) && String(decoding: bytes, as: UTF8.self).contains("。")
    }

    /// Where a sentence ends before the number of a note (`… there.12`) or a remark in brackets (`… there. (page 2)`).
    private static func endOfSentence(before bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int? {
        let digits = bytes[..<end].reversed().prefix { (0x30...0x39).contains($0) }.count
        if (1...2).contains(digits), digits < end - 1, bytes[end - digits - 1] == 0x2E,
            (0x61...0x7A).contains(bytes[end - digits - 2] | 0x20)
        {
            return end - digits
        }
        guard end < bytes.count, bytes[end] == 0x29,
            let open = bytes[max(0, end - 60)..<end].lastIndex(of: 0x28), open >= 2, bytes[open - 1] == 0x20
        else { return nil }
        return [0x2E, 0x21, 0x3F].contains(bytes[open - 2]) ? open - 1 : nil
    }

    private static func ending(of bytes: UnsafeBufferPointer<UInt8>) -> Ending {
        var end = bytes.count
        func ends(_ sign: StaticString) -> Bool {
            let count = sign.utf8CodeUnitCount
            return end >= count && memcmp(bytes.baseAddress! + (end - count), sign.utf8Start, count) == 0
        }
        while end > 0 {
            if [0x22, 0x27, 0x29, 0x5D, 0x2A, 0x5F, 0x20].contains(bytes[end - 1]) {
                end -= 1
            } else if ends("\u{201D}") || ends("\u{2019}") || ends("\u{300D}") || ends("\u{FF09}") {
                end -= 3
            } else if ends("\u{BB}") {
                end -= 2
            } else {
                break
            }
        }
        guard end > 0 else { return .open }
        if let stop = endOfSentence(before: bytes, end) { end = stop }
        switch bytes[end - 1] {
        case 0x2E, 0x21: return .stop
        case 0x3F: return .question
        case 0x3A: return .colon
        case 0x2C, 0x3B: return .comma
        default: break
        }
        if ends("\u{2026}") || ends("\u{3002}") || ends("\u{FF01}") { return .stop }
        if ends("\u{FF1F}") { return .question }
        if ends("\u{FF1A}") { return .colon }
        return ends("\u{FF0C}") || ends("\u{3001}") || ends("\u{FF1B}") ? .comma : .open
    }
}

/// Cuts pieces of a text into lines, whatever their length, and keeps no more of a long one than says what it is.
struct HeadingLines {
    /// Bytes of text that are read at a time.
    static let pieceLength = 1 << 20

    private var place = 0
    private var number = 0
    /// A line that goes on in the next piece.
    private var open: (start: Int, head: [UInt8], tail: [UInt8], length: Int)?

    mutating func read(_ piece: UnsafeBufferPointer<UInt8>, _ body: (HeadingLine?) -> Void) {
        guard let base = piece.baseAddress else { return }
        var start = 0
        while start < piece.count {
            guard let hit = memchr(base + start, 0x0A, piece.count - start) else {
                keep(piece[start...])
                break
            }
            let end = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
            if open != nil {
                keep(piece[start..<end])
                finish(body)
            } else {
                body(
                    HeadingLine(
                        UnsafeBufferPointer(rebasing: piece[start..<end]), at: place + start, length: end - start,
                        number: number))
                number += 1
            }
            start = end + 1
        }
        place += piece.count
    }

    /// Takes the last line, when no line feed ended it.
    mutating func finish(_ body: (HeadingLine?) -> Void) {
        guard let line = open else { return }
        open = nil
        let isWhole = line.length == line.head.count
        (isWhole ? line.head : line.head + line.tail).withUnsafeBufferPointer {
            body(HeadingLine($0, at: line.start, length: line.length, number: number))
        }
        number += 1
    }

    private mutating func keep(_ part: Slice<UnsafeBufferPointer<UInt8>>) {
        var line = open ?? (place + part.startIndex, [], [], 0)
        line.length += part.count
        line.head += part.prefix(max(0, 1024 - line.head.count))
        line.tail = Array((line.tail + part.suffix(64)).suffix(64))
        open = line
    }
}
