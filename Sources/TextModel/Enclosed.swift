// What stands between quotation marks or brackets, and around what: the objects that one selects from inside.

/// A passage between a mark that opens and the one that closes it.
public struct Enclosed: Equatable, Sendable {
    /// With its marks.
    public let outer: Span
    /// Without them, and without white space at its ends; may be empty.
    public let inner: Span

    public enum Marks: Sendable {
        /// “ ” ‘ ’ „ “ « » ‹ › 「 」 『 』 《 》 〈 〉 and the straight ones.
        case quotation
        /// ( ) [ ] { } and the full-width ones.
        case parenthesis
    }
}

extension Document {
    /// The passages between such marks in a paragraph, each after those inside it. A mark that is never closed, or
    /// never opened, is passed over.
    public func enclosed(by marks: Enclosed.Marks, in paragraph: Span) -> [Enclosed] {
        let found = withBytes(paragraph) { bytes in
            var scanner = EnclosedScanner(ParagraphText(bytes: bytes))
            scanner.scan(for: marks)
            return scanner.found
        }
        return found.map { found in
            Enclosed(
                outer: snapped(
                    Span(paragraph.start + found.outer.lowerBound, paragraph.start + found.outer.upperBound)),
                inner: snapped(
                    Span(paragraph.start + found.inner.lowerBound, paragraph.start + found.inner.upperBound)))
        }
    }
}

/// Walks a paragraph with a stack of the marks that are open.
private struct EnclosedScanner {
    private let text: ParagraphText
    private var open: [Open] = []
    /// Byte offsets from the paragraph's start.
    private(set) var found: [(outer: Range<Int>, inner: Range<Int>)] = []

    private struct Open {
        let closers: [Unicode.Scalar]
        let start: Int
        let end: Int
    }

    private static let brackets: [Unicode.Scalar: Unicode.Scalar] = [
        "(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "｛": "｝", "【": "】", "〔": "〕",
    ]
    private static let closingBrackets = Set(brackets.values)
    /// Quotation marks that can do nothing but open.
    private static let openers: [Unicode.Scalar: [Unicode.Scalar]] = [
        "„": ["“", "”"], "‚": ["‘", "’"], "「": ["」"], "『": ["』"], "《": ["》"], "〈": ["〉"],
    ]
    private static let closingOnly: Set<Unicode.Scalar> = ["」", "』", "》", "〉"]

    init(_ text: ParagraphText) { self.text = text }

    mutating func scan(for marks: Enclosed.Marks) {
        var index = 0
        while index < text.count {
            let (scalar, length) = text.scalar(at: index)
            if scalar.value >= 0x80 || scalar.properties.isPatternSyntax {
                switch marks {
                case .quotation: readQuote(scalar, at: index, index + length)
                case .parenthesis: readBracket(scalar, at: index, index + length)
                }
            }
            index += length
        }
    }

    private mutating func readBracket(_ scalar: Unicode.Scalar, at start: Int, _ end: Int) {
        if let closer = EnclosedScanner.brackets[scalar] {
            // ":(" is a face.
            if scalar == "(", text.scalar(before: start) == ":", text.isBlank(at: end) { return }
            open.append(Open(closers: [closer], start: start, end: end))
        } else if EnclosedScanner.closingBrackets.contains(scalar) {
            close(scalar, start, end)
        }
    }

    private mutating func readQuote(_ scalar: Unicode.Scalar, at start: Int, _ end: Int) {
        if let closers = EnclosedScanner.openers[scalar] {
            open.append(Open(closers: closers, start: start, end: end))
        } else if EnclosedScanner.closingOnly.contains(scalar) {
            close(scalar, start, end)
        } else {
            readTwoFaced(scalar, start, end)
        }
    }

    /// Marks that open in one language or place and close in another.
    private mutating func readTwoFaced(_ scalar: Unicode.Scalar, _ start: Int, _ end: Int) {
        func begin(_ closers: Unicode.Scalar...) { open.append(Open(closers: closers, start: start, end: end)) }
        switch scalar {
        case "“": if !close("“", start, end) { begin("”") }
        case "‘": if !close("‘", start, end) { begin("’") }
        case "”": if !close("”", start, end), isOpening(start, end) { begin("”") }
        case "«": if !close("«", start, end) { begin("»") }
        case "‹": if !close("‹", start, end) { begin("›") }
        case "»": if !closes("»", start, end) { begin("«", "»") }
        case "›": if !closes("›", start, end) { begin("‹", "›") }
        case "’", "'":
            // An apostrophe is the same character: inside a word, and before one, it closes nothing.
            let isInWord = text.scalar(ifAt: end).map { ParagraphText.isLetter($0) || ParagraphText.isDigit($0) }
            if isInWord != true, open.last?.closers.contains(scalar) == true {
                close(scalar, start, end)
            } else if scalar == "'", isOpening(start, end) {
                begin("'")
            }
        case "\"":
            let isOpen = open.contains { $0.closers == ["\""] }
            if isOpening(start, end) || !isOpen && !followsASCIIWord(start) && !text.isBlank(at: end) {
                // One that was never closed must not be closed by the next one.
                if isOpen { open.removeAll { $0.closers == ["\""] } }
                begin("\"")
            } else {
                close("\"", start, end)
            }
        default: break
        }
    }

    /// Whether a mark that opens in Danish and closes in French closes here; then it does.
    private mutating func closes(_ scalar: Unicode.Scalar, _ start: Int, _ end: Int) -> Bool {
        if open.last?.closers != [scalar], isOpening(start, end) { return false }
        return close(scalar, start, end) || text.isBlank(at: end)
    }

    /// Whether what follows is no white space, and what stands before is white space or opens something itself.
    private func isOpening(_ start: Int, _ end: Int) -> Bool {
        guard !text.isBlank(at: end) else { return false }
        guard let before = text.scalar(before: start) else { return true }
        return before.properties.isWhitespace
            || ["(", "[", "{", "（", "“", "‘", "«", "‹", "„", "‚", "\"", "'", "—", "–", "-", "¿", "¡", "*", "_"]
                .contains(before)
    }

    private func followsASCIIWord(_ start: Int) -> Bool {
        guard let before = text.scalar(before: start) else { return false }
        return before.isASCII && (ParagraphText.isLetter(before) || ParagraphText.isDigit(before))
    }

    /// Ends the innermost one that this mark closes; what was opened inside it and never closed is nothing.
    @discardableResult
    private mutating func close(_ closer: Unicode.Scalar, _ start: Int, _ end: Int) -> Bool {
        guard let match = open.lastIndex(where: { $0.closers.contains(closer) }) else { return false }
        let opener = open[match]
        open.removeSubrange(match...)
        var low = opener.end
        var high = start
        while low < high, text.skipBlanks(from: low) > low { low = min(high, text.skipBlanks(from: low)) }
        while low < high, let last = text.scalar(before: high), last.properties.isWhitespace {
            high -= last.utf8.count
        }
        found.append((opener.start..<end, low..<max(low, high)))
        return true
    }
}
