// The quotations and brackets of a paragraph: the sentences inside one are not the paragraph's.

/// The stretches between an opening quote or bracket and its counterpart.
///
/// A quotation or parenthesis longer than `limit` bytes is left out, so that it is read as sentences of its own, and
/// so that one forgotten quote does not swallow the paragraph. So is one that is the whole paragraph.
struct Enclosures {
    private static let limit = 480
    /// More of them are never open at once in a text that means it.
    private static let depth = 16

    /// In order; none touches the inside of another.
    private var spans: [Range<Int>] = []
    private var open: [(closer: Unicode.Scalar, start: Int)] = []

    private let textEnd: Int

    init(_ text: ParagraphText) {
        textEnd = text.count
        var index = text.skip(to: Enclosures.mayBound, from: 0)
        while index < text.count {
            let (scalar, length) = text.scalar(at: index)
            read(text, scalar, at: index, length)
            index = text.skip(to: Enclosures.mayBound, from: index + length)
        }
    }

    /// The signs of ASCII that open or close, and the first bytes of the others.
    private static let mayBound = ByteSet { byte in
        switch byte {
        case 0x22, 0x27, 0x28, 0x29, 0x5B, 0x5D: true  // " ' ( ) [ ]
        case 0xC2, 0xE2, 0xE3, 0xEF: true
        default: false
        }
    }

    /// Whether a place is inside one of them: after its first byte and before its end.
    func holds(_ offset: Int) -> Bool {
        let low = spans.partitionPoint { $0.upperBound <= offset }
        return low < spans.count && spans[low].lowerBound < offset
    }

    private mutating func read(_ text: ParagraphText, _ scalar: Unicode.Scalar, at index: Int, _ length: Int) {
        let end = index + length
        switch scalar {
        case "(":
            // ":(" is a face.
            if index == 0 || text[index - 1] != 0x3A { begin(")", index) }
        case "[": begin("]", index)
        case "（": begin("）", index)
        case "「": begin("」", index)
        case "『": begin("』", index)
        case "【": begin("】", index)
        case "《": begin("》", index)
        case ")", "]", "）", "」", "』", "】", "》": close(scalar, end)
        case "\"": readStraight(text, index, end)
        case "'", "’":
            // An apostrophe is the same character: it closes only after what ends a phrase.
            if Enclosures.endsPhrase(text.scalar(before: index)), close(scalar, end) { return }
            if scalar == "'", isOpening(text, index, end) { begin("'", index) }
        case "‘": begin("’", index)
        case "„": begin("“", index)
        case "“": if open.last?.closer != "“" || !close("“", end) { begin("”", index) }
        case "”": if !close("”", end), !close("“", end), isOpening(text, index, end) { begin("”", index) }
        case "«": if open.last?.closer != "«" || !close("«", end) { begin("»", index) }
        case "»": if !close("»", end), isOpening(text, index, end) { begin("«", index) }
        default: break
        }
    }

    /// `"` opens and closes; white space around it tells, else that one is open.
    private mutating func readStraight(_ text: ParagraphText, _ index: Int, _ end: Int) {
        let isOpen = open.contains { $0.closer == "\"" }
        if isOpening(text, index, end) {
            if isOpen { open.removeAll { $0.closer == "\"" } }
            begin("\"", index)
        } else if isOpen {
            close("\"", end)
        }
    }

    private func isOpening(_ text: ParagraphText, _ index: Int, _ end: Int) -> Bool {
        guard !text.isBlank(at: end) else { return false }
        guard let before = text.scalar(before: index) else { return true }
        return ParagraphText.isWhiteSpace(before) || ["(", "[", "“", "‘", "\"", "—", "–", "¿", "¡"].contains(before)
    }

    private static func endsPhrase(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case ".", ",", "!", "?", "…", "”", "\"", "。": true
        default: false
        }
    }

    private mutating func begin(_ closer: Unicode.Scalar, _ start: Int) {
        if open.count == Enclosures.depth { open.removeFirst() }
        open.append((closer, start))
    }

    @discardableResult
    private mutating func close(_ closer: Unicode.Scalar, _ end: Int) -> Bool {
        guard let match = open.lastIndex(where: { $0.closer == closer }) else { return false }
        var start = open[match].start
        open.removeSubrange(match...)
        guard end - start <= Enclosures.limit, start > 0 || end < textEnd else { return true }
        // They end later and later: what the new one overlaps is at the end.
        while let last = spans.last, last.upperBound > start {
            start = min(start, last.lowerBound)
            spans.removeLast()
        }
        spans.append(start..<end)
        return true
    }
}
