// Throwing an unfinished note away: asked about first, since nothing brings it back.

import Annotations
import TextModel

extension State {
    /// The draft that a row of the list of marks stands for, or that the mark of the row has, by what it is known by.
    func draftPlace(_ entry: MarkList.Entry) -> String? {
        let place: String
        switch entry {
        case .draft(let known): place = known
        case .mark(let id, _): place = id.iri
        }
        return file?.drafts[place]?.isEmpty == false ? place : nil
    }

    /// Asks whether the draft of a row should go.
    mutating func askToDrop(_ place: String, back: Listing) {
        guard let file, let text = file.drafts[place] else { return }
        let span = file.placedDrafts.first { $0.place == place }?.span
        let mark = file.annotations[AnnotationID(place)]
        let passage = span.map { excerpt($0) } ?? mark.map { excerpt(of: $0) } ?? "this passage"
        let stays =
            mark.map { "; the mark\($0.note.isEmpty ? "" : " and its note as it was") will stay" } ?? ""
        dialog = .question(
            Question(
                lines: [
                    "Throw away the draft “\(Excerpt.flat(String(text.prefix(200))))”?",
                    "It is on \(passage), and nothing brings it back\(stays).",
                ],
                yes: "throws it away", no: "keeps it", meaning: .dropDraft(place, back: back)))
    }

    mutating func drop(_ place: String, back: Listing) -> [Effect] {
        let isThere = file?.drafts.removeValue(forKey: place) != nil
        file?.draftSpans[place] = nil
        reopen(back)
        message = .information("the draft was thrown away")
        return isThere ? [.keepDraft(index: current, place: place, text: nil)] : []
    }
}

extension NoteEditor {
    /// Whether nothing in it is worth keeping as a draft: it is empty, or as the note of the mark is.
    ///
    /// - Parameter saved: the note of the mark.
    func isNoDraft(besides saved: String) -> Bool {
        field.text.allSatisfy(\.isWhitespace) || field.text.utf8.elementsEqual(saved.utf8)
    }
}
