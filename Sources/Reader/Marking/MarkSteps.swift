// From mark to mark.

import Annotations
import TextModel

extension State {
    /// Goes to another mark: the next or the one before, one with a tag of this one, or another one here.
    mutating func stepToMark(_ command: Command) {
        guard let file else { return }
        switch command {
        case .cycleMarks: cycle()
        case .markNext, .markPrevious: step(in: file, isForward: command == .markNext, tagged: nil)
        default:
            let isOnItsWay = sameTagWay.map { $0.mark == file.inHand } ?? false
            let alike = isOnItsWay ? sameTagWay?.tags : file.markInHand?.tags
            guard let tags = alike ?? (lastTags.isEmpty ? nil : lastTags), !tags.isEmpty else {
                message = .information("no tagged mark here whose like could be looked for")
                return
            }
            step(in: file, isForward: command == .sameTagNext, tagged: tags)
            // From a sub-tag's mark the way goes on among those that it set out for.
            sameTagWay = self.file?.inHand.map { ($0, tags) }
        }
    }

    private mutating func step(in file: FileState, isForward: Bool, tagged tags: [Tag]?) {
        let what = tags.map { $0.map(\.name).joined(separator: ", ") } ?? "mark"
        let way = isForward ? "down" : "up"
        arrive(nearest(in: file, isForward: isForward, tagged: tags), "no \(what) further \(way)\(filterHint)")
    }

    /// The nearest mark further down or up in document order: any, or one with one of these tags or their sub-tags.
    /// Marks that begin at the cursor follow one another from the one in hand on.
    private func nearest(in file: FileState, isForward: Bool, tagged tags: [Tag]?) -> Annotation? {
        let start = file.markStart
        let siblings = file.marks(beginningAt: start, tagged: tags)
        if let inHand = file.inHand, let index = siblings.firstIndex(where: { $0.id == inHand }) {
            let beside = index + (isForward ? 1 : -1)
            if siblings.indices.contains(beside) { return siblings[beside] }
        }
        let found = file.shownSets.flatMap { set -> [Annotation?] in
            switch (file.filter, tags) {
            case (nil, nil): [set.nearest(to: start, isForward: isForward)]
            case (nil, let tags?): tags.map { set.nearest(to: start, isForward: isForward, under: $0) }
            case (.tag(let tag)?, nil): [set.nearest(to: start, isForward: isForward, under: tag)]
            default: [set.nearest(to: start, isForward: isForward) { file.isShown($0, tagged: tags) }]
            }
        }.compactMap(\.self)
        return isForward ? found.min { $0.precedes($1) } : found.max { $0.precedes($1) }
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

extension AnnotationSet {
    /// The first mark that starts after a place, or the last one that starts before it.
    fileprivate func nearest(
        to offset: ByteOffset, isForward: Bool, where matches: (Annotation) -> Bool = { _ in true }
    ) -> Annotation? {
        isForward ? next(after: offset, where: matches) : previous(before: offset, where: matches)
    }

    /// The same among those that have this tag or a sub-tag of it; no other mark is looked at.
    fileprivate func nearest(to offset: ByteOffset, isForward: Bool, under tag: Tag) -> Annotation? {
        isForward ? next(after: offset, under: tag) : previous(before: offset, under: tag)
    }
}
