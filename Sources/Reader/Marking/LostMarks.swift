// Lost marks in the list of marks and in the digest: deleted, retagged and counted like others, reviewed instead of
// gone to.

import Annotations
import Screen
import TextLayout
import TextModel

extension State {
    /// Does to a lost mark what a key of the list asks for.
    mutating func changeLost(_ mark: Annotation, _ binding: Binding, _ now: Timestamp) -> [Effect] {
        if let reason = file?.whyNotMarked {
            message = reason
            return []
        }
        switch binding.command {
        case .deleteMark:
            return apply(
                Edit(
                    [Edit.Change(before: mark, after: nil)],
                    summary: "deleted \(mark.tagsInWords): \(excerpt(of: mark))"))
        case .repeatTag: return tagLost(mark, lastTags.filter { !mark.tags.contains($0) }, now)
        case .tag:
            let recent = binding.recentTagNumber.flatMap { recentTags[$0] }
            return tagLost(mark, (recent ?? binding.argument.flatMap { Tag($0) }).map { [$0] } ?? [], now)
        default:
            message = .information("this passage is lost; Enter shows its note, and what it was on")
            return []
        }
    }

    /// Gives tags to a lost mark, or takes one off that it has.
    private mutating func tagLost(_ old: Annotation, _ tags: [Tag], _ now: Timestamp) -> [Effect] {
        guard let file, !tags.isEmpty else {
            message = .information("no tag to give here")
            return []
        }
        if let unknown = tags.first(where: { !file.codebook.knows($0) }) {
            message = .information(notInCodebook(unknown))
            return []
        }
        var new = old
        new.modified = now
        let names = tags.map(\.name).joined(separator: ", ")
        guard tags.count == 1, old.tags.contains(tags[0]) else {
            new.tags += tags.filter { !old.tags.contains($0) }
            if tags.contains(where: { !$0.isTriage }) { noteGiven(tags, to: old.id, isSame: false) }
            return apply(
                Edit([Edit.Change(before: old, after: new)], summary: "tagged \(names), too: \(excerpt(of: old))"))
        }
        new.tags.removeAll { $0 == tags[0] }
        noteTakenOff(tags[0], old.id)
        let isEmpty = new.tags.isEmpty && new.note.isEmpty
        return apply(
            Edit(
                [Edit.Change(before: old, after: isEmpty ? nil : new)],
                summary: "\(isEmpty ? "mark " : "")\(names) taken off: \(excerpt(of: old))"))
    }

    /// The first words of a mark's passage, for the status line: of a lost one as it was.
    func excerpt(of mark: Annotation) -> String {
        if let span = mark.span { return excerpt(span) }
        let words = mark.target.quote.exact.prefix(160).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 32 ? "“\(words.prefix(31))…”" : "“\(words)”"
    }

    /// That there are lost marks, too, as the end of a sentence.
    var lostHint: String {
        guard let lost = file?.lostCount, lost > 0 else { return "" }
        return "; \(lost) lost: \(keyName(of: .marks)) lists \(lost == 1 ? "it" : "them")"
    }

    /// The last line of the digest.
    public var lostInDigest: String { (file?.lostCount).map { "\($0) lost: \(keyName(of: .marks))" } ?? "" }
}

extension FileState {
    /// The lost marks that the filter lets through.
    fileprivate var lostCount: Int {
        filter == nil ? annotations.orphanCount : annotations.orphans.count(where: isShown)
    }

    /// By what the last line of the digest is known; no mark has such an id.
    public static let lostLine = "lost"

    /// The last line of the digest: how many marks have no place in it.
    var lostInsertion: Insertion? {
        isDigest && lostCount > 0 ? Insertion(owner: FileState.lostLine, height: 1) : nil
    }

    /// The lost marks as they stood in their texts, text by text.
    static func inOldOrder(_ lost: [Annotation]) -> [Annotation] {
        lost.sorted { one, other in
            if one.target.source != other.target.source { return one.target.source.hex < other.target.source.hex }
            let (mine, others) = (one.target.position, other.target.position)
            return (mine.start, mine.end, one.id) < (others.start, others.end, other.id)
        }
    }
}
