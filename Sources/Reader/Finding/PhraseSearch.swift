// Where a passage stands elsewhere in the article: what is looked for, beside the reader where the text is long.

import Annotations
import Screen
import TextModel

/// A passage, or a search pattern, that is looked for all over the article.
struct PhraseSearch: Sendable {
    /// The search that is under way; nil once it has ended.
    var work: WorkID?
    let file: Int
    let pattern: SearchPattern
    /// What its other occurrences are to be given.
    let tags: [Tag]
    /// Whether an occurrence inside a longer word is none: of a passage, but not of a pattern that was typed.
    let isWhole: Bool
    /// Where the reader set out.
    let cursor: ByteOffset
    /// Where the passage is.
    let origin: Span
    var tally: SearchTally
    /// Whether it is written so nowhere else at all: who asks once more means it with other capitals.
    var isNowhere = false
}

extension State {
    /// The most bytes of a passage that is looked for elsewhere: a longer one stands nowhere else.
    private static let longestPhrase = 2048
    /// Bytes of text up to which occurrences are looked for at once.
    private static let lookedAtOnce = 256 << 10

    /// Looks for the passage of the mark in hand, or without one for what was searched for.
    ///
    /// - Parameter ignoresCase: whether capitals count for nothing; nil where that follows from the passage.
    mutating func openSamePhrase(ignoresCase: Bool? = nil) -> [Effect] {
        guard var wanted = wantedPhrase() else { return [] }
        if let ignoresCase {
            wanted = wanted.written(ignoresCase: ignoresCase)
        } else if let found = phrase, found.work == nil, found.isNowhere, found.isSame(as: wanted) {
            wanted = wanted.written(ignoresCase: true)
        }
        if let found = phrase, found.work == nil, found.isSame(as: wanted),
            found.tally.isComplete || found.tally.origin == wanted.tally.origin
        {
            openWalk(found.renewed(from: wanted))
            return []
        }
        var effects: [Effect] = []
        if let work = phrase?.work, end(work) { effects.append(.stop(work)) }
        var search = wanted
        if search.tally.document.byteCount <= State.lookedAtOnce, search.pattern.mode != .regex {
            let matcher = SearchMatcher(search.pattern, effort: .quick)
            while search.tally.step(matcher) {}
            phrase = search
            openWalk(search)
            return effects
        }
        let id = begin("looking for the same phrase")
        advanced(id, 0)
        search.work = id
        phrase = search
        return effects + [.tally(id, search.tally)]
    }

    /// What is meant; nil, and a sentence that says why, when nothing is.
    private mutating func wantedPhrase() -> PhraseSearch? {
        guard let file else { return nil }
        if let mark = file.markInHand, let span = mark.span {
            let tags = mark.tags.filter { !$0.isTriage }.isEmpty ? mark.tags : mark.tags.filter { !$0.isTriage }
            guard !tags.isEmpty else {
                message = .information("this mark has a note and no tag: tag it, and its tags go to the same phrase")
                return nil
            }
            guard span.count <= State.longestPhrase else {
                message = .information("this passage is too long to stand elsewhere: mark the phrase that is meant")
                return nil
            }
            let typed = file.document.phrase(of: span)
            guard let pattern = try? SearchPattern(literal: typed) else {
                message = .problem("this passage cannot be searched for")
                return nil
            }
            return phraseSearch(pattern, tags, isWhole: true, origin: span)
        }
        guard let search, search.isShown else {
            message =
                othersMarkRefusal ?? .information("no mark here, and no search: tag a phrase first, or search for it")
            return nil
        }
        guard !lastTags.isEmpty else {
            message = .information("no tag has been given yet: tag one hit first")
            return nil
        }
        if let unknown = lastTags.first(where: { !file.codebook.knows($0) }) {
            message = .information(notInCodebook(unknown))
            return nil
        }
        return phraseSearch(
            search.pattern, lastTags, isWhole: false, origin: Span(file.cursor, file.cursor))
    }

    private func phraseSearch(_ pattern: SearchPattern, _ tags: [Tag], isWhole: Bool, origin: Span) -> PhraseSearch? {
        guard let file else { return nil }
        return PhraseSearch(
            file: current, pattern: pattern, tags: tags, isWhole: isWhole, cursor: file.cursor, origin: origin,
            tally: SearchTally(pattern, in: file.document, from: origin.start))
    }

    /// Takes the occurrences that were looked for beside the reader; false when they were looked for by something else.
    mutating func takePhrase(_ id: WorkID, _ tally: SearchTally) -> Bool {
        guard var search = phrase, search.work == id else { return false }
        search.work = nil
        guard end(id) else {
            // It was stopped before it had come to its end.
            phrase = nil
            return true
        }
        search.tally = tally
        phrase = search
        guard dialog == nil, inView == .article, search.file == current, file?.cursor == search.cursor,
            file?.whyNotMarked == nil
        else {
            let key = keymap.keys(for: .samePhrase).first.map { Key.display(of: $0) } ?? Command.samePhrase.rawValue
            message = .information("the same phrase was looked for meanwhile; \(key) at the mark goes through it")
            return true
        }
        openWalk(search)
        return true
    }
}

extension PhraseSearch {
    /// Whether the occurrences of one are those of the other.
    func isSame(as other: PhraseSearch) -> Bool {
        file == other.file && tally.document === other.tally.document && isWhole == other.isWhole
            && pattern.mode == other.pattern.mode && pattern.ignoresCase == other.pattern.ignoresCase
            && pattern.typed.unicodeScalars.elementsEqual(other.pattern.typed.unicodeScalars)
    }

    /// Whether there is a letter in it of which there are capitals and small ones.
    var hasCase: Bool { pattern.typed.unicodeScalars.contains { $0.properties.isCased } }

    /// The same phrase, with capitals that count or do not.
    fileprivate func written(ignoresCase: Bool) -> PhraseSearch {
        guard pattern.ignoresCase != ignoresCase,
            let other = try? SearchPattern(
                pattern.typed, mode: pattern.mode, ignoresCase: ignoresCase, isExact: pattern.isExact)
        else { return self }
        return PhraseSearch(
            file: file, pattern: other, tags: tags, isWhole: isWhole, cursor: cursor, origin: origin,
            tally: SearchTally(other, in: tally.document, from: origin.start))
    }

    /// The occurrences that were found before, for what is wanted now.
    func renewed(from wanted: PhraseSearch) -> PhraseSearch {
        PhraseSearch(
            file: file, pattern: pattern, tags: wanted.tags, isWhole: isWhole, cursor: wanted.cursor,
            origin: wanted.origin, tally: tally)
    }
}

extension Document {
    /// A passage as it is searched for: a capital that stands there because a sentence begins is none.
    func phrase(of span: Span) -> String {
        let text = text(span)
        guard let first = text.first, first.isUppercase, sentence(at: span.start)?.start == span.start,
            !text.dropFirst().contains(where: \.isUppercase)
        else { return text }
        return first.lowercased() + text.dropFirst()
    }

    /// Whether a span begins and ends where words do. In scripts that part no words, every place is one.
    public func isWhole(_ span: Span) -> Bool { !isInWord(span.start) && !isInWord(span.end) }

    /// Whether a place is inside a word: a letter or digit on either side, of a script that parts its words.
    private func isInWord(_ offset: ByteOffset) -> Bool {
        guard offset > .zero, offset < end else { return false }
        let before = text(Span(grapheme(before: offset), offset)).unicodeScalars.first
        let after = text(Span(offset, grapheme(after: offset))).unicodeScalars.first
        return before?.isOfParted == true && after?.isOfParted == true
    }
}

extension Unicode.Scalar {
    /// Whether it is a letter or digit of a script that puts spaces between its words.
    fileprivate var isOfParted: Bool {
        guard properties.isAlphabetic || properties.numericType != nil || self == "_" else { return false }
        switch value {
        // Thai to Lao, Burmese, Khmer, kana and ideographs, and the later planes of these.
        case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0xA4CF, 0xF900...0xFAFF, 0x1B000...0x1B16F,
            0x20000...0x3FFFF:
            return false
        default: return true
        }
    }
}
