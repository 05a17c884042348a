// Two versions of a passage compared word by word, with what stands around each of them.

import TextModel

/// A passage with some of the text around it.
struct PassageInContext: Equatable, Sendable {
    var before: String
    var passage: String
    var after: String
    /// Whether the text goes on before and after that.
    var isCutBefore = false
    var isCutAfter = false

    /// More of a passage is not looked at, in bytes.
    static let longest = 16 << 10

    init(before: String, passage: String, after: String) {
        self.before = before
        self.passage = passage
        self.after = after
    }

    /// - Parameter context: characters on either side.
    init(_ span: Span, in document: Document, context: Int) {
        let end = document.graphemeBoundary(atOrBefore: min(span.end, span.start + PassageInContext.longest))
        passage = document.text(Span(span.start, max(span.start, end))) + (end < span.end ? " \u{2026}" : "")
        let low = document.graphemeBoundary(atOrBefore: max(.zero, span.start - 8 * context))
        let high = document.graphemeBoundary(atOrBefore: min(document.end, span.end + 8 * context))
        before = document.text(Span(low, span.start))
        after = document.text(Span(span.end, max(span.end, high)))
        cut(to: context, isWhole: low == .zero, high == document.end)
    }

    /// Leaves as many characters on either side, from a word's start and to a word's end.
    ///
    /// - Parameters:
    ///   - isFirst: whether the text begins where `before` does.
    ///   - isLast: whether it ends where `after` does.
    mutating func cut(to context: Int, isWhole isFirst: Bool, _ isLast: Bool) {
        if before.count > context || !isFirst, !before.isEmpty {
            let part = before.suffix(context)
            let start = part.prefix(24).firstIndex(where: \.isWhitespace) ?? part.startIndex
            before = String(part[start...].drop(while: \.isWhitespace))
            isCutBefore = true
        }
        if after.count > context || !isLast, !after.isEmpty {
            let part = after.prefix(context)
            let end = part.suffix(24).lastIndex(where: \.isWhitespace) ?? part.endIndex
            after = String(part[..<end])
            isCutAfter = true
        }
    }
}

/// What two versions of a passage have in common, and what not.
struct Comparison: Equatable, Sendable {
    /// A run of words that are alike in what they are.
    struct Piece: Equatable, Sendable {
        /// In one line.
        var text: String
        /// Whether white space stands before it.
        var isApart: Bool
        /// Whether it belongs to the passage, and not to what stands around it.
        var isPassage: Bool
        /// Whether the other version has something else here.
        var isDifferent: Bool
    }

    let old: [Piece]
    let new: [Piece]

    /// Words of one part of a version that are looked at.
    private static let mostWords = 600

    /// - Parameter new: nil where the passage is lost: then nothing is compared.
    init(_ old: PassageInContext, _ new: PassageInContext?) {
        let mine = Comparison.words(old)
        let other = new.map(Comparison.words)
        var (left, right): ([[Bool]], [[Bool]]) = ([], [])
        for part in 0..<3 {
            guard let other else {
                left.append(mine[part].map { _ in false })
                continue
            }
            var (gone, added) = Comparison.differences(mine[part], other[part])
            // Where a stretch of context is cut says nothing about the texts.
            if part == 0 {
                gone.clear(upTo: gone.firstIndex(of: false) ?? gone.count)
                added.clear(upTo: added.firstIndex(of: false) ?? added.count)
            } else if part == 2 {
                gone.clear(from: gone.lastIndex(of: false).map { $0 + 1 } ?? 0)
                added.clear(from: added.lastIndex(of: false).map { $0 + 1 } ?? 0)
            }
            left.append(gone)
            right.append(added)
        }
        self.old = Comparison.pieces(mine, left, old)
        self.new = new.map { Comparison.pieces(other ?? [], right, $0) } ?? []
    }

    private struct Word {
        var text: String
        var isApart: Bool
    }

    /// The words before the passage, in it, and after it.
    private static func words(_ text: PassageInContext) -> [[Word]] {
        var isApart = false
        return [text.before, text.passage, text.after].map { words($0, &isApart) }
    }

    /// Words, and each sign between them by itself.
    ///
    /// - Parameter isApart: whether white space stands before the text; then, whether some ends it.
    private static func words(_ text: String, _ isApart: inout Bool) -> [Word] {
        let document = Document(text)
        var words: [Word] = []
        func take(_ text: String, _ isApart: inout Bool) {
            words.append(Word(text: text, isApart: isApart))
            isApart = false
        }
        func takeSigns(_ span: Span, _ isApart: inout Bool) {
            for character in document.text(span) {
                if character.isWhitespace { isApart = true } else { take(String(character), &isApart) }
            }
        }
        var place = ByteOffset.zero
        for word in document.words(in: document.span) {
            takeSigns(Span(place, word.start), &isApart)
            take(document.text(word), &isApart)
            place = word.end
        }
        takeSigns(Span(place, document.end), &isApart)
        return words
    }

    /// For each word on either side whether the other one has something else there.
    private static func differences(_ old: [Word], _ new: [Word]) -> ([Bool], [Bool]) {
        var (left, right) = ([Bool](repeating: false, count: old.count), [Bool](repeating: false, count: new.count))
        let low = zip(old, new).prefix { $0.text == $1.text }.count
        let high = zip(old[low...].reversed(), new[low...].reversed()).prefix { $0.text == $1.text }.count
        let mine = old[low..<old.count - high].map(\.text)
        let other = new[low..<new.count - high].map(\.text)
        // What lies beyond is shown as different: nobody compares so much word by word.
        for index in mine.indices.dropFirst(mostWords) { left[low + index] = true }
        for index in other.indices.dropFirst(mostWords) { right[low + index] = true }
        for change in other.prefix(mostWords).difference(from: mine.prefix(mostWords)) {
            switch change {
            case .remove(let offset, _, _): left[low + offset] = true
            case .insert(let offset, _, _): right[low + offset] = true
            }
        }
        return (left, right)
    }

    private static func pieces(_ parts: [[Word]], _ different: [[Bool]], _ text: PassageInContext) -> [Piece] {
        var pieces: [Piece] = []
        func take(_ word: Word, isPassage: Bool, isDifferent: Bool) {
            if let last = pieces.last, last.isPassage == isPassage, last.isDifferent == isDifferent {
                pieces[pieces.count - 1].text += (word.isApart ? " " : "") + word.text
            } else {
                pieces.append(
                    Piece(text: word.text, isApart: word.isApart, isPassage: isPassage, isDifferent: isDifferent))
            }
        }
        let cut = Word(text: "\u{2026}", isApart: false)
        if text.isCutBefore { take(cut, isPassage: false, isDifferent: false) }
        for (number, words) in parts.enumerated() {
            for (word, isDifferent) in zip(words, different[number]) {
                take(word, isPassage: number == 1, isDifferent: isDifferent)
            }
        }
        if text.isCutAfter { take(cut, isPassage: false, isDifferent: false) }
        return pieces
    }
}

extension [Bool] {
    fileprivate mutating func clear(upTo end: Int) { for index in 0..<end { self[index] = false } }
    fileprivate mutating func clear(from start: Int) { for index in start..<count { self[index] = false } }
}
