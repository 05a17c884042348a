// Two letters on every sentence on screen: typing them selects the sentence.

import Screen
import TextModel

/// A sentence on screen with the letters that select it.
public struct SentenceHint: Equatable, Sendable {
    /// Two small letters.
    public let label: String
    public let span: Span
}

extension State {
    /// Those that are typed without moving a hand come first.
    private static let letters = Array("asdfghjklweruiotyvnmcpbxqz")
    private static let homeLetters = 9

    /// The sentences of which something is on screen, from top to bottom, each with letters of its own.
    public var sentenceHints: [SentenceHint] {
        guard let file, let top = shownText else { return [] }
        let document = file.document
        var sentences: [Span] = []
        document.forEachParagraph(from: top.start) { paragraph in
            guard paragraph.start < top.end else { return false }
            sentences += document.sentences(in: paragraph).filter { $0.overlaps(top) }
            return true
        }
        var count = State.homeLetters
        while count < State.letters.count, count * count < sentences.count { count += 1 }
        let letters = State.letters.prefix(count)
        return zip(sentences, letters.flatMap { first in letters.map { String([first, $0]) } }).map {
            SentenceHint(label: $1, span: $0)
        }
    }

    /// From the first to the last row of text on screen.
    private var shownText: Span? {
        guard let file else { return nil }
        let shown = flow.rows(from: file.top, height: textRows).filter { $0.beneath == 0 }
        guard let first = shown.first, let last = shown.last else { return nil }
        return Span(first.row.span.start, max(first.row.span.start, last.row.visibleEnd))
    }

    mutating func openSentenceHints() {
        guard !sentenceHints.isEmpty else {
            message = .information("no sentence on the screen")
            return
        }
        dialog = .sentenceHints(typed: "")
    }

    mutating func sentenceHintsDialog(_ key: Key, typed: String) {
        if closes(key) || key == Key(.backspace) && typed.isEmpty {
            dialog = nil
        } else if key == Key(.backspace) {
            dialog = .sentenceHints(typed: "")
        } else if case .character(let character) = key.code, key.modifiers.isEmpty, character.isLetter {
            chooseSentence(typed + character.lowercased(), typed)
        } else {
            message = .information("type the two letters on a sentence; Esc goes back")
        }
    }

    private mutating func chooseSentence(_ letters: String, _ before: String) {
        let left = sentenceHints.filter { $0.label.hasPrefix(letters) }
        if left.isEmpty {
            message = .problem("no sentence has the letters \(letters)")
            dialog = .sentenceHints(typed: before)
        } else if let chosen = left.first(where: { $0.label == letters }), var file {
            dialog = nil
            file.inHand = nil
            file.take(Selection(chosen.span, in: file.document))
            self.file = file
        } else {
            dialog = .sentenceHints(typed: letters)
        }
    }
}
