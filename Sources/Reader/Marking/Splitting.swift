// One mark becomes two, and two become one: each a single edit.

import Annotations
import Screen
import TextModel

extension State {
    /// Splits the mark in hand before the cursor. Both parts have its tags; its note, id and date stay with the first.
    mutating func splitMark(_ now: Timestamp) -> [Effect] {
        guard let file, let mark = file.markInHand, let span = mark.span else {
            message = othersMarkRefusal ?? .information("no mark here to split")
            return []
        }
        guard span.start < file.cursor, file.cursor < span.end else {
            message = .information(
                span.start == file.cursor
                    ? "the mark begins here; go to where its second part is to begin"
                    : "the cursor is outside the mark; go to where its second part is to begin")
            return []
        }
        guard !mark.tags.isEmpty else {
            message = .information("this mark has a note and no tag, so its second part would be empty; tag it first")
            return []
        }
        let document = file.document
        let first = Span(span.start, document.trimmed(Span(span.start, file.cursor)).end)
        let second = Span(document.trimmed(Span(file.cursor, span.end)).start, span.end)
        guard !document.isWhiteSpace(first), !document.isWhiteSpace(second) else {
            message = .information("there is only white space on one side of the cursor; go into the text of the mark")
            return []
        }
        var head = mark
        (head.target, head.anchor) = file.described(first)
        head.modified = now
        var tail = newAnnotation(on: second, tags: mark.tags, note: "", now)
        // The same judgement in two places is whoever made it's.
        tail.creator = mark.creator
        let effects = bindDrafts(of: mark)
        let edit = Edit(
            [Edit.Change(before: mark, after: head), Edit.Change(before: nil, after: tail)],
            summary: "split into \(excerpt(first)) and \(excerpt(second))")
        return effects + replace(edit, on: second, cursorAtStart: true, orReturnTo: file.place)
    }

    /// Joins the mark in hand with the next one that belongs to it, as often as asked. The older id and date stay.
    mutating func joinMarks(times: Int, _ now: Timestamp) -> [Effect] {
        var effects: [Effect] = []
        for step in 0..<times {
            guard let file, let mark = file.markInHand, let span = mark.span else {
                message = othersMarkRefusal ?? .information("no mark here to join with another")
                break
            }
            guard let other = file.partner(of: mark, span), let otherSpan = other.span else {
                if step == 0 { message = .information(file.whyAlone(mark, span)) }
                break
            }
            guard span.union(otherSpan).count <= State.longestMark else {
                message = .problem("the two are too long for one mark, which quotes what it is on: 1 MB at most")
                break
            }
            effects += bindDrafts(of: mark) + bindDrafts(of: other)
            if [mark, other].contains(where: { self.file?.drafts[$0.id.iri] != nil }) {
                message = .problem(
                    "one of the two has an unfinished note; open it (\(noteKey)) and keep it or put it back, then join")
                break
            }
            effects += join(mark, span, other, otherSpan, now)
            // What another program has changed meanwhile is not joined, and said.
            if self.file?.annotations[other.id] != nil, self.file?.annotations[mark.id] != nil { break }
        }
        return effects
    }

    private var noteKey: String { keymap.keys(for: .note).first.map { Key.display(of: $0) } ?? ":note" }

    private mutating func join(
        _ mark: Annotation, _ span: Span, _ other: Annotation, _ otherSpan: Span, _ now: Timestamp
    )
        -> [Effect]
    {
        guard let file else { return [] }
        let union = span.union(otherSpan)
        let isInOrder = (span.start, span.end, mark.id) < (otherSpan.start, otherSpan.end, other.id)
        let (first, second) = isInOrder ? (mark, other) : (other, mark)
        let (older, younger) = second.created < first.created ? (second, first) : (first, second)
        var joined = older
        joined.tags = first.tags + second.tags.filter { !first.tags.contains($0) }
        // What both say is said once.
        let notes = first.note == second.note ? [first.note] : [first.note, second.note]
        joined.note = notes.filter { !$0.isEmpty }.joined(separator: "\n\n")
        joined.modified = now
        (joined.target, joined.anchor) = file.described(union)
        let edit = Edit(
            [Edit.Change(before: older, after: joined), Edit.Change(before: younger, after: nil)],
            summary: "joined two marks: \(joined.tags.map(\.name).joined(separator: ", ")) \(excerpt(union))")
        return replace(edit, on: union, cursorAtStart: file.cursor == union.start, orReturnTo: file.place)
    }

    /// A draft that is known by a mark's passage is known by the mark from now on: the passage is about to change.
    mutating func bindDrafts(of mark: Annotation) -> [Effect] {
        guard let passage = mark.passageName, let text = file?.drafts[passage], file?.drafts[mark.id.iri] == nil else {
            return []
        }
        file?.drafts[passage] = nil
        file?.drafts[mark.id.iri] = text
        return [
            .keepDraft(index: current, place: mark.id.iri, text: text),
            .keepDraft(index: current, place: passage, text: nil),
        ]
    }
}

extension FileState {
    /// The mark that joining means, of the same creator: what this one was split from just now; else the one after it,
    /// or before it, that has the same tags and nothing but white space between; else the next one in document order
    /// that overlaps this one, or has nothing but white space between; else one before it of which this is true; else
    /// the next one with a tag in common, if it begins in this paragraph or the one after it.
    fileprivate func partner(of mark: Annotation, _ span: Span) -> Annotation? {
        if let twin = otherPart(of: mark) ?? twin(beside: span, mark) { return twin }
        let overlapping = annotations.touching(span).filter { $0.id != mark.id && $0.creator == mark.creator }
        func isAfter(_ other: Annotation) -> Bool {
            guard let there = other.span else { return false }
            return (there.start, there.end, other.id) > (span.start, span.end, mark.id)
        }
        if let next = overlapping.first(where: isAfter) { return next }
        let limit = endOfJoining(span)
        let following = next(after: span, before: limit) { $0.creator == mark.creator }
        if let following, let start = following.span?.start, document.isWhiteSpace(Span(span.end, start)) {
            return following
        }
        if let before = overlapping.last ?? neighbour(before: span, of: mark) { return before }
        return next(after: span, before: limit) {
            $0.creator == mark.creator && $0.tags.contains { mark.tags.contains($0) }
        }
    }

    /// The other part of what the last change split; nil where that split nothing, or not this mark.
    private func otherPart(of mark: Annotation) -> Annotation? {
        guard let changes = history.done.last?.changes, changes.count == 2, let whole = changes[0].before?.span,
            let first = changes[0].after, let second = changes[1].after, changes[1].before == nil,
            let start = first.span?.start, let end = second.span?.end, whole == Span(start, end)
        else { return nil }
        let other = mark.id == first.id ? second.id : mark.id == second.id ? first.id : nil
        return other.flatMap { annotations[$0] }
    }

    /// The mark with the same tags right after this one, or else right before it.
    private func twin(beside span: Span, _ mark: Annotation) -> Annotation? {
        func isTwin(_ other: Annotation) -> Bool {
            other.creator == mark.creator && !other.tags.isEmpty && Set(other.tags) == Set(mark.tags)
        }
        let following = next(after: span, before: endOfJoining(span), where: isTwin)
        if let following, let start = following.span?.start, document.isWhiteSpace(Span(span.end, start)) {
            return following
        }
        return neighbour(before: span, of: mark, where: isTwin)
    }

    /// The mark with nothing but white space between its end and this one: what a split leaves before the second part.
    private func neighbour(
        before span: Span, of mark: Annotation, where matches: (Annotation) -> Bool = { _ in true }
    ) -> Annotation? {
        var end = span.start
        while end > .zero, span.start - end < 4096, document.isWhiteSpace(Span(document.grapheme(before: end), end)) {
            end = document.grapheme(before: end)
        }
        guard end > .zero else { return nil }
        return annotations.touching(Span(end - 1, end)).last { other in
            other.id != mark.id && other.creator == mark.creator && matches(other)
                && other.span.map { $0.end >= end && $0.end <= span.start } ?? false
        }
    }

    /// The first mark that begins where this span ends, or after, and before the limit.
    private func next(after span: Span, before limit: ByteOffset, where matches: (Annotation) -> Bool) -> Annotation? {
        let found = annotations.next(after: span.end - 1) { mark in
            mark.span!.start >= limit || matches(mark)
        }
        return found.flatMap { $0.span!.start < limit ? $0 : nil }
    }

    /// Where the paragraph after the one that a span ends in ends.
    private func endOfJoining(_ span: Span) -> ByteOffset {
        let last = span.isEmpty ? span.start : document.grapheme(before: span.end)
        return (document.paragraph(after: last) ?? document.paragraph(at: last))?.end ?? span.end
    }

    /// Why there is no mark to be joined with this one.
    fileprivate func whyAlone(_ mark: Annotation, _ span: Span) -> String {
        let names = mark.tags.map(\.name).joined(separator: " or ")
        return "no mark to join: none overlaps this one or stands beside it"
            + (names.isEmpty ? "" : ", and no \(names) begins in this paragraph or the next")
    }
}
