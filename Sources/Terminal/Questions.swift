// Asking the terminal how many cells it gives to a text: what is written, and how its answers are told from keys.

/// Texts that the terminal was asked about, and what it has said so far.
///
/// Each text is written at the start of a row and followed by a request for the cursor's place (DSR 6, ECMA-48 8.3.35);
/// the terminal answers `ESC [ row ; column R` (CPR). From the first row that could be a key, `ESC [ 1 ; 2 R` is F3 with
/// Shift, so another one is used: which it is, is not compared, because the screen may just have become smaller. A reply
/// that is one too many is taken and means nothing.
struct Questions {
    /// Texts without an answer.
    private(set) var open: Int
    private var cells: [Int] = []

    init(texts: [String]) { open = texts.count }

    /// What asks on a row from 2 on, with nothing left of it on the row and the cursor where it was.
    static func bytes(_ texts: [String], row: Int) -> [UInt8] {
        var bytes = "\u{1B}7\u{1B}[0m\u{1B}[\(row);1H\u{1B}[K"
        for text in texts { bytes += text + "\u{1B}[6n\r\u{1B}[K" }
        return Array((bytes + "\u{1B}8").utf8)
    }

    /// The column, from 1, in a reply's parameters, `row;column`; nil when they are those of a key.
    static func column(of parameters: ArraySlice<UInt8>) -> Int? {
        let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
            (1...5).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
                ? part.reduce(0) { $0 * 10 + Int($1 - 0x30) } : -1
        }
        guard numbers.count == 2, numbers[0] > 1, numbers[1] > 0 else { return nil }
        return numbers[1]
    }

    /// Takes a reply. The cells of each text, once there is an answer to every question.
    mutating func take(column: Int) -> [Int]? {
        guard open > 0 else { return nil }
        open -= 1
        cells.append(column - 1)
        return open == 0 ? cells : nil
    }
}
