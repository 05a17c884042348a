// What a reader searches for: typed text, made into a pattern that matchers can look for in bytes.

import CPCRE2

/// A pattern to search for.
///
/// Case counts as soon as the pattern holds a capital letter. What is found is never empty.
public final class SearchPattern: Sendable {
    /// How what was typed is to be understood.
    public enum Mode: String, CaseIterable, Sendable {
        /// As it stands, but that a space means any white space, line breaks included, so that a phrase is found
        /// wherever its lines were broken; that a letter with its accent is the same in one code point or two; and that
        /// the quotation marks and the hyphen of a keyboard find those of printed texts.
        case literal
        /// A regular expression (pcre2pattern(3)).
        case regex
        /// As `literal`, with accents of Latin, Greek, Cyrillic, Hebrew and Arabic letters left out of account on
        /// both sides, ligatures taken apart, and characters that only shape a text passed over: "strasse" finds
        /// "Straße", also with a soft hyphen in it.
        case unaccented
    }

    /// The pattern could not be used.
    public struct Failure: Error, Equatable {
        /// PCRE2's own words.
        public let message: String
        /// How many characters of what was typed it had read when it stopped.
        public let position: Int
    }

    /// What the reader typed.
    public let typed: String
    public let mode: Mode
    /// Whether a capital letter and a small one are the same.
    public let ignoresCase: Bool
    /// Whether the signs of a keyboard mean themselves alone, in a text that was not typed but taken from an article.
    public let isExact: Bool
    let code: Code
    /// What every hit begins with, as bytes; nil where that is not known.
    let word: Word?
    /// The most bytes that the pattern looks back from where a hit begins.
    let lookbehind: Int

    /// Sendable because PCRE2 never changes a pattern once it is compiled (pcre2api(3), "Multithreading").
    final class Code: @unchecked Sendable {
        let pointer: OpaquePointer
        init(_ pointer: OpaquePointer) { self.pointer = pointer }
        deinit { gloss_pattern_free(pointer) }
    }

    /// - Parameters:
    ///   - typed: not empty.
    ///   - wanted: whether a capital letter and a small one are the same; nil where that follows from what was typed.
    ///   - isExact: whether `'`, `"` and `-` find no other quotation marks and hyphens.
    public init(
        _ typed: String, mode: Mode = .literal, ignoresCase wanted: Bool? = nil, isExact: Bool = false
    ) throws(Failure) {
        self.typed = typed
        self.mode = mode
        self.isExact = isExact
        let ignoresCase = wanted ?? !SearchPattern.hasCapital(typed, mode)
        self.ignoresCase = ignoresCase
        switch mode {
        case .literal:
            code = try SearchPattern.compile(SearchExpression.literal(typed, isExact: isExact), ignoresCase, typed)
            word = Word(startOf: typed, ignoresCase: ignoresCase, isExact: isExact)
        case .regex:
            code = try SearchPattern.compile(typed, ignoresCase, typed)
            word = nil
        case .unaccented:
            code = try SearchPattern.compile(
                SearchExpression.unaccented(typed, ignoresCase: ignoresCase), ignoresCase, typed)
            word = nil
        }
        lookbehind = min(4 * Int(gloss_pattern_lookbehind(code.pointer)), 65536)
    }

    /// A text of an article, as it stands there.
    public convenience init(literal text: String) throws(Failure) { try self.init(text, isExact: true) }

    private static func compile(
        _ expression: String, _ ignoresCase: Bool, _ typed: String
    ) throws(Failure) -> Code {
        var offset = 0
        var words = [CChar](repeating: 0, count: 256)
        let bytes = Array(expression.utf8)
        guard let pointer = gloss_pattern_compile(bytes, bytes.count, ignoresCase, &offset, &words, words.count)
        else {
            let text = String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let read = String(decoding: bytes.prefix(offset), as: UTF8.self)
            throw Failure(message: text, position: min(read.count, typed.count))
        }
        return Code(pointer)
    }

    /// Whether a capital letter was typed that is to be found; `\S`, `\p{Lu}` and names of groups are none.
    private static func hasCapital(_ typed: String, _ mode: Mode) -> Bool {
        guard mode == .regex else { return typed.unicodeScalars.contains { $0.properties.isUppercase } }
        var rest = Substring(typed).unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                guard rest.popFirst() != nil else { break }
                if rest.first == "{" || rest.first == "<" {
                    rest = rest.drop { $0 != "}" && $0 != ">" }
                }
            case "(" where rest.starts(with: "?<".unicodeScalars) || rest.starts(with: "?P".unicodeScalars):
                let name = rest.dropFirst(2).prefix { $0 != ">" && $0 != "=" && $0 != "!" && $0 != ")" }
                rest = rest[name.endIndex...]
            default:
                if scalar.properties.isUppercase { return true }
            }
        }
        return false
    }
}

extension SearchPattern {
    /// A word of ASCII characters that is searched for by comparing bytes, many at a time, and the words after it.
    struct Word: Sendable {
        /// In lower case when case is ignored; white space of any length is one space.
        private let bytes: [UInt8]
        /// The bytes of the first word.
        let count: Int
        private let ignoresCase: Bool
        /// Whether the word is all that was typed, so that where it stands is a hit.
        let isAll: Bool
        private let rare: Int
        private let other: Int

        /// The typed text up to the first character that is not ASCII, or not only that; nil when that is too little to
        /// be of use.
        init?(startOf typed: String, ignoresCase: Bool, isExact: Bool) {
            // A combining mark belongs to the character before it.
            let start = typed.prefix { $0.isASCII && (isExact || !SearchExpression.hasPrintedForms($0)) }
            let first = start.prefix { !$0.isWhitespace }
            guard first.utf8.count > 1 else { return nil }
            count = first.utf8.count
            var bytes: [UInt8] = []
            for character in start {
                if !character.isWhitespace {
                    bytes += (ignoresCase ? character.lowercased() : String(character)).utf8
                } else if bytes.last != 0x20 {
                    bytes.append(0x20)
                }
            }
            self.bytes = bytes
            self.ignoresCase = ignoresCase
            isAll = first.endIndex == typed.endIndex
            let byRarity = bytes.prefix(count).enumerated().sorted {
                Word.frequency($0.element) < Word.frequency($1.element)
            }
            .map(\.offset)
            rare = byRarity[0]
            other = byRarity[1]
        }

        /// The order of letters in most texts of Latin script, the most frequent last; other characters are seldom.
        private static func frequency(_ byte: UInt8) -> Int {
            let order = Array("qzjxkwvyfbghmpduclsntoirae".utf8)
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            return order.firstIndex(of: lower) ?? -1
        }

        /// Where the word stands first between two places, from the start of the text; nil where it does not.
        func first(in text: UnsafeBufferPointer<UInt8>, from: Int, before limit: Int) -> Int? {
            guard let base = text.baseAddress else { return nil }
            let found = bytes.withUnsafeBufferPointer { bytes in
                var word = gloss_word(
                    bytes: bytes.baseAddress, count: count, whole: bytes.count, ignores_case: ignoresCase, rare: rare,
                    other: other)
                return gloss_word_find(&word, base, text.count, from, limit)
            }
            return found < 0 ? nil : found
        }
    }
}
