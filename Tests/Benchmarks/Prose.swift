// Articles to measure with: made-up prose, the same in every run, in lines of up to 72 characters as mail has them, or
// with a line for each paragraph as what comes from the web has them.

import Glibc

/// A generated article.
struct Prose {
    let path: String
    /// What tables call it.
    let label: String
    let byteCount: Int
    let lineCount: Int

    /// Stands once, after nine tenths of the article.
    static let rareWord = "quincunx"
    /// Stands once, in the last line.
    static let lastWord = "explicit"

    /// Writes an article of about that many bytes, and leaves it in the page cache.
    ///
    /// - Parameter isWrapped: whether its lines are short, or each is a paragraph.
    static func write(
        _ byteCount: Int, isWrapped: Bool, label: String, in folder: Folder
    ) throws(Reason) -> Prose {
        // Twice, so that a program could make as much again.
        guard folder.room > byteCount * 2 else { throw Reason("\(folder.path) has no room for \(label)") }
        let path = "\(folder.path)/\(label.filter { $0 != "," }.replacing(" ", with: "-")).txt"
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Reason("\(path) cannot be written: \(lastError())") }
        defer { close(file) }
        var writer = ProseWriter(seed: 0x5EED, width: isWrapped ? 72 : .max)
        // A large article is made of a few blocks in changing order: making it must not take longer than reading.
        let block = min(max(1000, byteCount / 10), 1 << 20)
        let blocks = (0..<min(16, max(1, byteCount / block))).map { _ in writer.paragraphs(block) }
        let rare = writer.line(with: rareWord)
        let last = writer.line(with: lastWord)
        var written = 0
        var lines = 0
        var hasRare = false
        func put(_ bytes: [UInt8]) throws(Reason) {
            guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
                throw Reason("\(path) cannot be written: \(lastError())")
            }
            written += bytes.count
        }
        while written < byteCount {
            if isInterrupted.load(ordering: .relaxed) { throw Reason("interrupted") }
            let next = blocks[Int(writer.random.next() % UInt64(blocks.count))]
            try put(next.bytes)
            lines += next.lines
            if !hasRare, written > byteCount / 10 * 9 {
                hasRare = true
                try put(rare)
            }
        }
        try put(last)
        return Prose(path: path, label: label, byteCount: written, lineCount: lines + 4)
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): a seed is all its state.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Makes words into sentences, lines and paragraphs.
struct ProseWriter {
    var random: SplitMix
    private static let words = [
        "the", "of", "and", "a", "to", "in", "is", "that", "it", "for", "was", "on", "as", "with", "council", "report",
        "river", "budget", "measure", "harbour", "public", "question", "evidence", "district", "because", "although",
        "between", "several", "workers", "prices", "history", "committee", "proposal", "remained", "discussed",
        "increase", "considerable", "responsibility", "weather", "schools", "number", "small", "large", "early",
    ]
    /// The most characters of a line.
    let width: Int

    init(seed: UInt64, width: Int) {
        random = SplitMix(state: seed)
        self.width = width
    }

    /// Whole paragraphs of at least that many bytes, with a blank line after each.
    mutating func paragraphs(_ byteCount: Int) -> (bytes: [UInt8], lines: Int) {
        var bytes: [UInt8] = []
        var lines = 0
        while bytes.count < byteCount {
            var column = 0
            for _ in 0..<3 + Int(random.next() % 5) {
                for word in sentence() {
                    if column > 0, column + 1 + word.utf8.count > width {
                        bytes.append(0x0A)
                        lines += 1
                        column = 0
                    } else if column > 0 {
                        bytes.append(0x20)
                        column += 1
                    }
                    bytes += Array(word.utf8)
                    column += word.utf8.count
                }
            }
            bytes += [0x0A, 0x0A]
            lines += 2
        }
        return (bytes, lines)
    }

    /// A paragraph of one line that holds a word.
    mutating func line(with word: String) -> [UInt8] { Array("There is one \(word) in all of this.\n\n".utf8) }

    private mutating func sentence() -> [String] {
        var words = (0..<6 + Int(random.next() % 14)).map { _ in
            ProseWriter.words[Int(random.next() % UInt64(ProseWriter.words.count))]
        }
        words[0] = words[0].prefix(1).uppercased() + words[0].dropFirst()
        words[words.count - 1] += "."
        return words
    }
}
