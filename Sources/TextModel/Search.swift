// Finding text: what a reader types, as a pattern, and the places where it is.

import CPCRE2
import Synchronization

/// A pattern to search for.
///
/// Case counts as soon as the pattern holds a capital letter. A space in it stands for any white space, line breaks
/// included, so that a phrase is found wherever its lines were broken.
public final class SearchPattern: Sendable {
    /// The pattern could not be used.
    public struct Failure: Error, Equatable {
        /// PCRE2's own words, and the byte of the pattern where it stopped.
        public let message: String
    }

    /// What the reader typed.
    public let typed: String
    private let compiled: Mutex<Compiled>

    /// Sendable because only the holder of the lock ever sees the pointer.
    private struct Compiled: ~Copyable, @unchecked Sendable {
        let pointer: OpaquePointer
        deinit { gloss_pattern_free(pointer) }
    }

    /// - Parameter typed: text to be found as it stands; not empty.
    public init(literal typed: String) throws(Failure) {
        self.typed = typed
        let ignoresCase = !typed.unicodeScalars.contains { $0.properties.isUppercase }
        compiled = Mutex(try SearchPattern.compile(SearchPattern.expression(for: typed), ignoresCase: ignoresCase))
    }

    private static func compile(_ expression: String, ignoresCase: Bool) throws(Failure) -> Compiled {
        var offset = 0
        var words = [CChar](repeating: 0, count: 256)
        let bytes = Array(expression.utf8)
        guard let pointer = gloss_pattern_compile(bytes, bytes.count, ignoresCase, &offset, &words, words.count)
        else {
            let text = String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw Failure(message: "\(text) (at byte \(offset))")
        }
        return Compiled(pointer: pointer)
    }

    /// The regular expression that finds a text as it was typed.
    private static func expression(for typed: String) -> String {
        var expression = ""
        var isInSpace = false
        for scalar in typed.unicodeScalars {
            let isSpace = scalar.properties.isWhitespace
            if isSpace {
                if !isInSpace { expression += "\\s+" }
            } else if scalar.isASCII, !scalar.properties.isAlphabetic, scalar.properties.numericType == nil {
                expression += "\\" + String(scalar)
            } else {
                expression.unicodeScalars.append(scalar)
            }
            isInSpace = isSpace
        }
        return expression
    }

    /// The first hit that begins in the span; it may end after it. Nil where there is none.
    public func first(in document: Document, from start: ByteOffset, before limit: ByteOffset) -> Span? {
        guard start < limit else { return nil }
        return compiled.withLock { compiled in
            document.withBytes(document.span) { bytes in
                var from = 0
                var to = 0
                guard
                    gloss_pattern_find(
                        compiled.pointer, bytes.baseAddress, bytes.count, start.value, limit.value - 1, &from, &to) == 1
                else { return nil }
                return Span(ByteOffset(from), ByteOffset(to))
            }
        }
    }

    /// The hits that begin in a span, in order; they do not overlap.
    public func all(in document: Document, within span: Span) -> [Span] {
        var hits: [Span] = []
        var start = span.start
        while let hit = first(in: document, from: start, before: span.end) {
            hits.append(hit)
            start = hit.end
        }
        return hits
    }

    /// The last hit that begins before a place.
    public func last(in document: Document, before limit: ByteOffset) -> Span? {
        // From the nearest stretch back to the start: most hits are near.
        var end = limit
        var length = 65536
        while end > .zero {
            let start = document.graphemeBoundary(atOrBefore: ByteOffset(max(0, end.value - length)))
            if let hit = all(in: document, within: Span(start, end)).last { return hit }
            end = start
            length *= 4
        }
        return nil
    }
}
