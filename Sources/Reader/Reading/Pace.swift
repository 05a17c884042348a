// How fast somebody reads, learnt from how they go on, and how long the rest will take them.

import Annotations
import TextModel

/// A reader's pace in this session.
///
/// A stretch of text counts as read when the cursor went on from its start to its end by steps of reading (rows, pages,
/// sentences) in a time that reading takes. What is skimmed, jumped over or left lying is not counted.
public struct Pace: Equatable, Sendable {
    /// Words a minute of somebody of whom nothing is known.
    static let usual = 230.0
    /// Nobody reads faster, in words a minute.
    private static let fastest = 1000.0
    /// Seconds without a step after which somebody may have been away.
    private static let pause = 120
    /// Below this many words a minute, over a pause, somebody was away.
    private static let slowest = 100.0
    /// Seconds that a stretch takes at least before it is judged: times are whole seconds.
    private static let shortest = 5

    private var words = 0.0
    private var minutes = 0.0
    /// Where the stretch that is being read began, and when.
    private var start: (place: ByteOffset, seconds: Int)?
    private var last: (place: ByteOffset, seconds: Int)?

    public static func == (one: Pace, other: Pace) -> Bool {
        one.words == other.words && one.minutes == other.minutes && one.start?.place == other.start?.place
            && one.last?.place == other.last?.place
    }

    /// Words a minute: what was seen, with two minutes at the usual pace as a beginning.
    public var wordsPerMinute: Double { (words + 2 * Pace.usual) / (minutes + 2) }

    /// Takes a step of reading from one place to another further on.
    /// - Parameters:
    ///   - document: what is read. Its words are counted where a stretch is judged, and not at every step.
    ///   - seconds: when it was.
    mutating func step(from old: ByteOffset, to new: ByteOffset, in document: Document, seconds: Int) {
        guard let start, let last, last.place == old else { return begin(at: new, seconds) }
        let wait = seconds - last.seconds
        // The words that were just passed are those that the time since the last step went into.
        if wait > Pace.pause,
            WordDensity.words(in: Span(old, new), of: document) < Pace.slowest * Double(wait) / 60
        {
            return begin(at: new, seconds)
        }
        self.last = (new, seconds)
        let elapsed = seconds - start.seconds
        guard elapsed >= Pace.shortest else { return }
        let wordsOfStretch = WordDensity.words(in: Span(start.place, new), of: document)
        let speed = wordsOfStretch * 60 / Double(elapsed)
        if speed <= Pace.fastest {
            self.words += wordsOfStretch
            minutes += Double(elapsed) / 60
        }
        begin(at: new, seconds)
    }

    /// Begins anew at a place that was not come to by reading.
    mutating func begin(at place: ByteOffset, _ seconds: Int) {
        start = (place, seconds)
        last = start
    }

}

/// How many words a text has for its bytes. A character of a script without spaces counts as the part of a word that
/// reading it takes.
public struct WordDensity: Equatable, Sendable {
    /// Characters of such a script that are read in a minute by who reads 230 words.
    private static let charactersPerWord = 500.0 / Pace.usual
    /// Bytes that are looked at around a place.
    private static let sample = 4096

    public private(set) var words = 0.0
    public private(set) var bytes = 0

    /// Words for each byte.
    var perByte: Double { bytes > 0 ? words / Double(bytes) : 1.0 / 6 }

    mutating func add(_ span: Span, of document: Document) {
        words += WordDensity.words(in: span, of: document)
        bytes += span.count
    }

    /// Counts the words of a span of at most some ten thousand bytes, and estimates those of a longer one by its
    /// beginning.
    static func words(in span: Span, of document: Document) -> Double {
        let counted = document.snapped(Span(span.start, min(span.end, span.start + 16 * sample)))
        guard !counted.isEmpty else { return 0 }
        let words = document.withBytes(counted) { count($0) }
        return words * Double(span.count) / Double(counted.count)
    }

    /// What is around the place where somebody begins to read.
    static func around(_ offset: ByteOffset, in document: Document) -> WordDensity {
        var density = WordDensity()
        let start = ByteOffset(max(0, min(offset.value, document.byteCount - sample)))
        let end = ByteOffset(min(document.byteCount, start.value + sample))
        density.add(document.snapped(Span(start, end)), of: document)
        return density
    }

    /// Beginnings of words between white space; kana and ideographs (U+3040–U+9FFF, and the later planes of them), Thai,
    /// Lao, Khmer and Burmese letter by letter.
    private static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
        if let words = countASCII(bytes) { return Double(words) }
        var words = 0
        var characters = 0
        var isInWord = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte <= 0x20 {
                isInWord = false
            } else if byte < 0x80 || !isUnspaced(byte, index + 1 < bytes.count ? bytes[index + 1] : 0) {
                if !isInWord, byte & 0xC0 != 0x80 { words += 1 }
                isInWord = true
            } else {
                characters += 1
                isInWord = false
                index += byte >= 0xF0 ? 3 : 2
            }
            index += 1
        }
        return Double(words) + Double(characters) / charactersPerWord
    }

    /// The same for ASCII, without a branch for each byte; nil where there is any other.
    private static func countASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var words: UInt32 = 0
        var all: UInt8 = 0
        var isSpace: UInt32 = 1
        for byte in bytes {
            all |= byte
            let isNextSpace: UInt32 = byte <= 0x20 ? 1 : 0
            words &+= isSpace & (1 - isNextSpace)
            isSpace = isNextSpace
        }
        return all < 0x80 ? Int(words) : nil
    }

    /// Whether a character of a script without spaces begins with these two bytes of UTF-8.
    private static func isUnspaced(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case 0xE0: (0xB8...0xBB).contains(second)  // Thai, Lao
        case 0xE1: (0x80...0x82).contains(second) || (0x9E...0x9F).contains(second)  // Burmese, Khmer
        case 0xE3: true  // kana, ideographs, their full stops
        case 0xE4...0xE9: true
        case 0xF0: (0xA0...0xB3).contains(second)
        default: false
        }
    }
}

extension State {
    /// Motions by which one goes on reading.
    private static let reading: Set<Command> = [
        .rowDown, .pageDown, .halfPageDown, .scrollDown, .sentenceNext, .paragraphNext,
    ]

    /// Learns from what a command did to the cursor, which was somewhere else before.
    mutating func learnPace(_ command: Command, from old: ByteOffset, _ now: Timestamp) {
        guard let file, file.cursor != old, let seconds = now.secondsSince1970 else { return }
        guard State.reading.contains(command), file.cursor > old else {
            pace.begin(at: file.cursor, seconds)
            return
        }
        pace.step(from: old, to: file.cursor, in: file.document, seconds: seconds)
    }

    /// Minutes that what follows the cursor will take at the reader's pace, rounded up; nil without an article.
    public var minutesLeft: Int? {
        guard let file else { return nil }
        let words = Double(file.document.byteCount - file.cursor.value) * file.density.perByte
        return Int((words / pace.wordsPerMinute).rounded(.up))
    }
}
