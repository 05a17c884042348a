// Where the notes are that were begun and not finished.

import Annotations
import TextLayout
import TextModel

/// What a row of the text is to show of notes that are not spread out beneath it.
public enum NoteSign: Sendable {
    /// A note that is folded away.
    case folded
    /// A note that is not finished.
    case draft
}

/// A note that is not finished.
public struct Draft: Equatable, Sendable {
    /// What it is known by: the mark's id, or the code points of its passage.
    public let place: String
    public let span: Span
    public let text: String
}

extension FileState {
    /// Finds the passages of the drafts again, once the marks are there.
    mutating func locateDrafts() {
        draftSpans = [:]
        guard arriving == nil else { return }
        for place in drafts.keys { draftSpans[place] = span(ofDraft: place) }
    }

    /// The passage that a draft is for; nil where there is none any more.
    private func span(ofDraft place: String) -> Span? {
        if let mark = annotations[AnnotationID(place)] { return mark.span }
        let numbers = place.split(separator: ".", omittingEmptySubsequences: true).compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] >= 0, numbers[0] < numbers[1] else { return nil }
        return document.span(CodePointSpan(CodePointOffset(numbers[0]), CodePointOffset(numbers[1])))
            .map { document.snapped($0) }
    }

    /// What there is beneath a row without being shown there.
    ///
    /// - Parameter written: the note that is being written, which is shown.
    public func noteSign(endingIn row: Row, besides written: String? = nil) -> NoteSign? {
        for (place, text) in drafts where !text.isEmpty && place != written {
            guard let span = annotations[AnnotationID(place)]?.span ?? draftSpans[place] else { continue }
            if holdsEnd(of: span, row) { return .draft }
        }
        guard areNotesFolded || !foldExceptions.isEmpty else { return nil }
        let isFoldedHere = annotations.touching(row.span).contains { mark in
            guard !mark.note.isEmpty, isShown(mark), isFolded(mark.id), let span = mark.span else { return false }
            return holdsEnd(of: span, row)
        }
        return isFoldedHere ? .folded : nil
    }

    /// The drafts that have a passage, in document order.
    public var placedDrafts: [Draft] {
        drafts.compactMap { place, text -> Draft? in
            let span = annotations[AnnotationID(place)]?.span ?? draftSpans[place]
            guard let span, span.end <= document.end, !text.isEmpty else { return nil }
            return Draft(place: place, span: span, text: text)
        }.sorted { ($0.span.start, $0.span.end, $0.place) < ($1.span.start, $1.span.end, $1.place) }
    }
}
