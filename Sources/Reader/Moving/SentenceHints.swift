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
        let sentences = shownSentences
        var count = State.homeLetters
        while count < State.letters.count, count * count < sentences.count { count += 1 }
        let letters = State.letters.prefix(count)
        return zip(sentences, letters.flatMap { first in letters.map { String([first, $0]) } }).map {
            SentenceHint(label: $1, span: $0)
        }
    }

    /// Row by row, as what lies between two rows may be hidden.
    private var shownSentences: [Span] {
        guard let file else { return [] }
        var found: [Span] = []
        for place in flow.rows(from: file.top, height: textRows) where place.beneath == 0 {
            guard place.row.visibleEnd > place.row.span.start else { continue }
            let row = Span(place.row.span.start, place.row.visibleEnd)
            var paragraph = file.document.paragraph(at: row.start) ?? file.document.paragraph(after: row.start)
            while let current = paragraph, current.start < row.end {
                let sentences = file.document.sentences(in: current)
                found += sentences[sentences.partitionPoint { $0.end <= row.start }...].prefix { $0.start < row.end }
                    .filter { $0.start > found.last?.start ?? ByteOffset(-1) }
                paragraph = file.document.paragraph(after: current.start)
            }
        }
        return found
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
            message = .problem("no sentence has the letters \(letters): try again, or Esc goes back")
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
