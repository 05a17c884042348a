// From mark to mark.

import Annotations
import TextModel

extension State {
    /// Goes to another mark: the next or the one before, one with a tag of this one, or another one here.
    mutating func stepToMark(_ command: Command) {
        guard let file else { return }
        switch command {
        case .cycleMarks: cycle()
        case .markNext: arrive(next(in: file, tagged: nil), "no mark further down\(filterHint)")
        case .markPrevious: arrive(previous(in: file, tagged: nil), "no mark further up\(filterHint)")
        default:
            let isOnItsWay = sameTagWay.map { $0.mark == file.inHand } ?? false
            let alike = isOnItsWay ? sameTagWay?.tags : file.markInHand?.tags
            guard let tags = alike ?? (lastTags.isEmpty ? nil : lastTags), !tags.isEmpty else {
                message = .information("no tagged mark here whose like could be looked for")
                return
            }
            let names = tags.map(\.name).joined(separator: ", ")
            if command == .sameTagNext {
                arrive(next(in: file, tagged: tags), "no \(names) further down\(filterHint)")
            } else {
                arrive(previous(in: file, tagged: tags), "no \(names) further up\(filterHint)")
            }
            // From a sub-tag's mark the way goes on among those that it set out for.
            sameTagWay = self.file?.inHand.map { ($0, tags) }
        }
    }

    /// The next mark in document order, or the next with one of these tags or their sub-tags. Marks that begin at the cursor follow one
    /// another from the one in hand on.
    private func next(in file: FileState, tagged tags: [Tag]?) -> Annotation? {
        let start = file.markStart
        let siblings = file.marks(beginningAt: start, tagged: tags)
        if let inHand = file.inHand, let index = siblings.firstIndex(where: { $0.id == inHand }),
            index + 1 < siblings.count
        {
            return siblings[index + 1]
        }
        return file.shownSets.compactMap { set in
            switch (file.filter, tags) {
            case (nil, nil): set.next(after: start)
            case (nil, let tags?):
                tags.compactMap { set.next(after: start, under: $0) }.min { $0.precedes($1) }
            case (.tag(let tag)?, nil): set.next(after: start, under: tag)
            default: set.next(after: start) { file.isShown($0, tagged: tags) }
            }
        }.min { $0.precedes($1) }
    }

    private func previous(in file: FileState, tagged tags: [Tag]?) -> Annotation? {
        let start = file.markStart
        let siblings = file.marks(beginningAt: start, tagged: tags)
        if let inHand = file.inHand, let index = siblings.firstIndex(where: { $0.id == inHand }), index > 0 {
            return siblings[index - 1]
        }
        return file.shownSets.compactMap { set in
            switch (file.filter, tags) {
            case (nil, nil): set.previous(before: start)
            case (nil, let tags?):
                tags.compactMap { set.previous(before: start, under: $0) }.max { $0.precedes($1) }
            case (.tag(let tag)?, nil): set.previous(before: start, under: tag)
            default: set.previous(before: start) { file.isShown($0, tagged: tags) }
            }
        }.max { $0.precedes($1) }
    }

    mutating func arrive(_ mark: Annotation?, _ otherwise: String) {
        guard let mark, let span = mark.span else {
            message = .information(otherwise)
            return
        }
        search?.isShown = false
        take(mark, span)
        message = .information(describe(mark))
    }

    /// Puts a mark in hand: it becomes the settled selection, and the cursor goes to its start.
    mutating func take(_ mark: Annotation, _ span: Span) {
        guard var file else { return }
        file.reveal(span.start)
        let selection = Selection(span, in: file.document, isSettled: true)
        file.selection = Selection(origin: selection.head, head: selection.origin, isSettled: true)
        file.cursor = span.start
        file.goalColumn = nil
        file.inHand = mark.id
        self.file = file
    }

    /// Makes the passage of an unfinished note the settled selection, and goes to its start.
    mutating func take(_ draft: Draft) {
        guard var file else { return }
        file.reveal(draft.span.start)
        let selection = Selection(draft.span, in: file.document, isSettled: true)
        file.selection = Selection(origin: selection.head, head: selection.origin, isSettled: true)
        file.cursor = draft.span.start
        file.goalColumn = nil
        file.inHand = nil
        self.file = file
    }

    private mutating func cycle() {
        guard let file else { return }
        let marks = file.marksAtCursor
        guard !marks.isEmpty else {
            message = noMarkHere
            return
        }
        let current = file.inHand.flatMap { id in marks.firstIndex { $0.id == id } } ?? -1
        let index = (current + 1) % marks.count
        let cursor = file.cursor
        if let span = marks[index].span {
            take(marks[index], span)
            // The cursor stays, or the marks to choose from would change.
            self.file?.cursor = cursor
        }
        message = .information("\(index + 1) of \(marks.count) here: \(describe(marks[index]))")
    }

    func describe(_ mark: Annotation) -> String {
        let coder = file?.annotations[mark.id] == nil ? file?.othersMark(mark.id)?.coder.name : nil
        let tags = (coder.map { $0 + ": " } ?? "") + mark.tagsInWords
        return tags + (mark.span.map { ": \(excerpt($0))" } ?? "")
    }
}

extension FileState {
    /// Where the mark in hand begins, or else the cursor.
    var markStart: ByteOffset {
        inHand.flatMap { (annotations[$0] ?? othersMark($0)?.mark)?.span?.start } ?? cursor
    }

    /// The marks that begin at a place and have one of the tags, where any are asked for: in document order, those of
    /// others among them while they are shown.
    fileprivate func marks(beginningAt start: ByteOffset, tagged tags: [Tag]?) -> [Annotation] {
        shownSets.flatMap { $0.starting(at: start) }
            .filter { isShown($0, tagged: tags) }
            .sorted { $0.precedes($1) }
    }

    /// Whether the filter lets a mark through that has one of the tags or their sub-tags, where any are asked for.
    fileprivate func isShown(_ mark: Annotation, tagged tags: [Tag]?) -> Bool {
        isShown(mark) && (tags.map { $0.contains { MarkFilter.tag($0).lets(mark) } } ?? true)
    }
}

extension Annotation {
    /// Document order: by start, then end, then id.
    func precedes(_ other: Annotation) -> Bool {
        guard let span, let next = other.span else { return other.span != nil }
        return (span.start, span.end, id) < (next.start, next.end, other.id)
    }
}
