// What becomes of an unfinished note when its mark goes away: from then on it is known by the passage, where it is
// found again, in this session and the next.

import Annotations
import TextModel

extension State {
    /// Lets go of the marks that are there no more, as what unfinished notes are known by.
    ///
    /// - Parameter before: the marks as they were.
    mutating func unbindDrafts(since before: AnnotationSet, _ index: Int) -> [Effect] {
        guard var file = files[index].file else { return [] }
        if index == current, case .note(var editor) = dialog, let mark = editor.mark.flatMap({ before[$0] }),
            let passage = mark.passageName, file.annotations[mark.id] == nil
        {
            // What stands in the open note stood with the mark, and is nowhere else now.
            if editor.place == mark.id.iri {
                if !editor.field.text.isBlank { file.drafts[editor.place] = editor.field.text }
                editor.formerPlace = editor.place
                editor.place = passage
            }
            editor.mark = nil
            dialog = .note(editor)
        }
        let moved = file.drafts.keys.sorted().compactMap { place -> (Annotation, String)? in
            let id = AnnotationID(place)
            guard file.annotations[id] == nil, let mark = before[id] else { return nil }
            return mark.passageName.map { (mark, $0) }
        }
        let effects = moved.flatMap { mark, passage in file.moveDraft(of: mark, to: passage, index) }
        files[index].file = file
        return effects
    }
}

extension FileState {
    fileprivate mutating func moveDraft(of mark: Annotation, to passage: String, _ index: Int) -> [Effect] {
        guard var text = drafts[mark.id.iri], !text.isBlank else { return [] }
        drafts[mark.id.iri] = nil
        draftSpans[mark.id.iri] = nil
        // Two that were begun on one passage are both kept.
        if let other = drafts[passage], !other.isBlank, other != text { text = "\(other)\n\n\(text)" }
        drafts[passage] = text
        draftSpans[passage] = mark.span
        return [
            .keepDraft(index: index, place: passage, text: text),
            .keepDraft(index: index, place: mark.id.iri, text: nil),
        ]
    }
}

extension Annotation {
    /// What a draft on its passage is known by; nil for a mark whose passage is lost.
    var passageName: String? {
        anchor.place.map { "\($0.codePoints.start.value)..\($0.codePoints.end.value)" }
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
