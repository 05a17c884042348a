// A text as words that remember where they came from, so that after any edit it is known what became of each.

import TextModel

/// Paragraphs of words. Edits make a new version of it; what became of a passage is exact, not guessed.
public struct Manuscript {
    /// Letters between white space, with their punctuation.
    struct Word {
        var text: String
        /// Its number in the first version; nil for one that was put in.
        var origin: Int?
        /// Whether it still is that word.
        var isKept = true
        /// What follows it inside its paragraph.
        var blank: String
    }

    var paragraphs: [[Word]]
    /// Words of the first version.
    public let wordCount: Int

    /// - Parameter text: paragraphs with empty lines between them.
    public init(_ text: String) {
        paragraphs = []
        var count = 0
        var lines: [Substring] = []
        func close(_ lines: inout [Substring], _ paragraphs: inout [[Word]]) {
            var words: [Word] = []
            for line in lines {
                for part in line.split(whereSeparator: { $0.isWhitespace }) {
                    words.append(Word(text: String(part), origin: count, blank: " "))
                    count += 1
                }
                if !words.isEmpty { words[words.count - 1].blank = "\n" }
            }
            if !words.isEmpty { paragraphs.append(words) }
            lines = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy({ $0.isWhitespace }) { close(&lines, &paragraphs) } else { lines.append(line) }
        }
        close(&lines, &paragraphs)
        wordCount = count
    }

    /// A version as text, with the place of each word of the first version that is left or was replaced.
    public struct Version {
        public let document: Document
        /// In bytes, by the number of the word.
        let places: [Span?]
        /// Whether the word of that number is still there as it was.
        let isKept: [Bool]
    }

    public var version: Version {
        var bytes: [UInt8] = []
        var places = [Span?](repeating: nil, count: wordCount)
        var isKept = [Bool](repeating: false, count: wordCount)
        for paragraph in paragraphs where !paragraph.isEmpty {
            if !bytes.isEmpty { bytes += Array("\n\n".utf8) }
            for (index, word) in paragraph.enumerated() {
                let start = ByteOffset(bytes.count)
                bytes += Array(word.text.utf8)
                if let origin = word.origin {
                    places[origin] = Span(start, ByteOffset(bytes.count))
                    isKept[origin] = word.isKept
                }
                if index + 1 < paragraph.count { bytes += Array(word.blank.utf8) }
            }
        }
        return Version(document: Document(utf8: bytes), places: places, isKept: isKept)
    }
}

extension Manuscript.Version {
    /// Where some words of the first version are now: the parts that stayed together, the one of most words first. None
    /// when no word of them is left as it was.
    public func truth(_ words: Range<Int>) -> [Span] {
        guard words.contains(where: { isKept[$0] }) else { return [] }
        var parts: [(span: Span, count: Int)] = []
        for word in words {
            guard let place = places[word] else { continue }
            // What was moved away is somewhere else; what was put in between is some words.
            if let last = parts.last, place.start >= last.span.end, place.start - last.span.end < 100 {
                parts[parts.count - 1] = (last.span.union(place), last.count + 1)
            } else {
                parts.append((place, 1))
            }
        }
        return parts.sorted { $0.count > $1.count }.map(\.span)
    }
}
