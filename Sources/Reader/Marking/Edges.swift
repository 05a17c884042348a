// One edge of a mark is taken and moved: motions move it, Enter keeps it as one edit, Esc returns it.

import Annotations
import Screen
import TextModel

/// An edge of a mark while motions move it.
public struct EdgeMove: Sendable {
    /// The mark as it was when its edge was taken.
    public private(set) var mark: Annotation
    /// Which edge the motions move.
    public internal(set) var isStart: Bool
    /// Where the mark is to begin and end; white space there is still to be taken off.
    private(set) var start: ByteOffset
    private(set) var end: ByteOffset
    /// Where the reader was, for Esc.
    private(set) var origin: TextPlace
    /// Whether the next key is the letter of the place that the edge goes to.
    var awaitsPlace = false

    init?(_ mark: Annotation, isStart: Bool, origin: TextPlace) {
        guard let span = mark.span, !span.isEmpty else { return nil }
        self.mark = mark
        self.isStart = isStart
        self.origin = origin
        (start, end) = (span.start, span.end)
    }

    /// What the mark would be on. An edge that was not moved stays where it was, white space or not.
    public func span(in document: Document) -> Span {
        let trimmed = document.trimmed(Span(start, end))
        return Span(
            start == mark.span?.start ? start : trimmed.start, end == mark.span?.end ? end : trimmed.end)
    }

    /// Moves the edge in hand; false where it would meet the other one.
    mutating func take(_ place: ByteOffset) -> Bool {
        guard isStart ? place < end : place > start else { return false }
        if isStart { start = place } else { end = place }
        return true
    }

    /// The same in another text; nil where the mark is not found there.
    func taken(by change: TextChange, _ mark: Annotation?) -> EdgeMove? {
        guard let mark, let old = self.mark.span, let new = mark.span else { return nil }
        var move = self
        move.mark = mark
        move.start = start == old.start ? new.start : change.place(start)
        move.end = end == old.end ? new.end : change.place(end)
        move.origin = origin.taken(by: change)
        return move.start < move.end ? move : nil
    }

    /// `start` or `end`.
    public var edge: String { isStart ? "start" : "end" }
}

// MARK: Taking, keeping, returning

extension State {
    /// Takes an edge of the mark in hand.
    mutating func takeEdge(isStart: Bool) {
        guard let file else { return }
        guard let mark = file.markInHand,
            let move = EdgeMove(mark, isStart: isStart, origin: file.place)
        else {
            let edge = isStart ? "start" : "end"
            let way = keymap.keys(for: .markNext).first.map { "; \(Key.display(of: $0)) goes to the next mark" } ?? ""
            message = othersMarkRefusal ?? .information("no mark here whose \(edge) could be moved\(way)")
            return
        }
        self.file?.selection = nil
        stand(on: move)
    }

    mutating func edgeDialog(_ key: Key, _ move: EdgeMove, _ now: Timestamp) -> [Effect] {
        if move.awaitsPlace {
            moveEdge(move, toPlaceNamed: key)
            return []
        }
        if pendingKeys.isEmpty, count == nil, deadChord == nil {
            if key == Key(.enter) { return keepEdge(move, now) }
            if closes(key) {
                returnEdge(move)
                return []
            }
        }
        guard let (binding, count) = binding(for: key) else { return [] }
        switch binding.command {
        case .moveStart, .moveEnd, .swapEnds:
            var move = move
            move.isStart = binding.command == .swapEnds ? !move.isStart : binding.command == .moveStart
            stand(on: move)
        case .count: beginCount(count)
        case .redraw: return [.redraw]
        default:
            guard let motion = State.motion(of: binding.command) else {
                return moveEdge(move, byJump: binding.command, count: count)
            }
            moveEdge(move, motion, count: count)
        }
        return []
    }

    /// Lets the edge go where a motion leads.
    mutating func moveEdge(_ move: EdgeMove, _ motion: Command, count: Int?) {
        var move = move
        if State.unitMotions.contains(motion) {
            for _ in 0..<max(1, min(count ?? 1, State.mostSteps)) {
                guard let place = file?.place(of: move, after: motion) else {
                    message = file?.standstill(motion)
                    break
                }
                guard takes(place, &move) else { break }
                file?.stand(on: move)
            }
        } else {
            let before = file?.cursor
            self.move(motion, times: max(1, min(count ?? 1, State.mostSteps)), count: count)
            if let file, file.cursor != before { _ = takes(file.cursor, at: true, &move) }
        }
        stand(on: move)
    }

    /// Lets the edge in hand go to where the mouse points.
    mutating func moveEdge(_ move: EdgeMove, to position: Position) {
        var move = move
        guard let place = place(at: position) else { return }
        file?.go(to: place.offset)
        if let file { _ = takes(file.cursor, at: true, &move) }
        stand(on: move)
    }

    /// The last words of a passage, for the status line.
    private func excerpt(endOf span: Span) -> String {
        guard let file else { return "" }
        let start = max(span.start, file.document.graphemeBoundary(atOrBefore: max(span.start, span.end - 160)))
        let words = file.document.text(Span(start, span.end)).split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        return words.count > 24 || start > span.start ? "“…\(words.suffix(20))”" : "“\(words)”"
    }

    /// - Parameter isCursor: whether the place is a grapheme that the cursor stands on, and that belongs to the mark.
    mutating func takes(_ place: ByteOffset, at isCursor: Bool = false, _ move: inout EdgeMove) -> Bool {
        guard let file else { return false }
        let place = isCursor && !move.isStart ? file.document.grapheme(after: place) : place
        if move.take(place) { return true }
        message = .information(
            move.isStart ? "the start cannot pass the end" : "the end cannot pass the start")
        return false
    }

    mutating func stand(on move: EdgeMove) {
        file?.stand(on: move)
        dialog = .edge(move)
    }

    private mutating func returnEdge(_ move: EdgeMove) {
        dialog = nil
        file?.restore(move.origin)
    }

    /// Enter: the mark is where its edges are now, in one edit.
    private mutating func keepEdge(_ move: EdgeMove, _ now: Timestamp) -> [Effect] {
        guard let file else { return [] }
        let span = move.span(in: file.document)
        guard span != move.mark.span else {
            returnEdge(move)
            message = .information("the mark is as it was")
            return []
        }
        guard span.count <= State.longestMark else {
            message = .problem(
                "\(span.count >> 20) MB are too much for a mark, which quotes what it is on: 1 MB at most")
            return []
        }
        guard !file.document.isWhiteSpace(span) else {
            message = .problem("nothing but white space would be left of the mark; move the \(move.edge) further")
            return []
        }
        dialog = nil
        var new = move.mark
        (new.target, new.anchor) = file.described(span)
        new.modified = now
        let edge = span.end == move.mark.span?.end ? "start" : span.start == move.mark.span?.start ? "end" : "edges"
        let effects = bindDrafts(of: move.mark)
        let words = edge == "end" ? excerpt(endOf: span) : excerpt(span)
        let edit = Edit([Edit.Change(before: move.mark, after: new)], summary: "\(edge) moved: \(words)")
        return effects + replace(edit, on: span, cursorAtStart: move.isStart, orReturnTo: move.origin)
    }

    /// Applies an edit that changes what marks are on, and leaves the new passage as the settled selection; what is
    /// left where it cannot be applied is the place before.
    mutating func replace(_ edit: Edit, on span: Span, cursorAtStart: Bool, orReturnTo place: TextPlace) -> [Effect] {
        let edits = file?.history.done.count
        let selection = file?.settled(span, cursorAtStart: cursorAtStart)
        file?.selection = selection
        let effects = settle(edit, on: span)
        if file?.history.done.count == edits { file?.restore(place) }
        return effects
    }
}

// MARK: Where a motion leads an edge

extension State {
    /// The most steps of one count.
    static let mostSteps = 100_000

    /// Motions from unit to unit: an edge goes from start to start, or from end to end.
    private static let unitMotions: Set<Command> = [
        .graphemeRight, .graphemeLeft, .wordNext, .wordPrevious, .wordEnd, .sentenceNext, .sentencePrevious,
        .paragraphNext, .paragraphPrevious,
    ]

    /// The motion that a command is, or that extends a selection as it does; nil of any other.
    static func motion(of command: Command) -> Command? {
        switch command {
        case .extendRight: .graphemeRight
        case .extendLeft: .graphemeLeft
        case .extendDown: .rowDown
        case .extendUp: .rowUp
        case .extendWordNext: .wordNext
        case .extendWordPrevious: .wordPrevious
        case .extendRowStart: .rowStart
        case .extendRowEnd: .rowEnd
        case .extendPageDown: .pageDown
        case .extendPageUp: .pageUp
        default: command.info.group == .moving ? command : nil
        }
    }
}

extension FileState {
    /// Puts the cursor on the grapheme at the edge in hand.
    mutating func stand(on move: EdgeMove) {
        let place = move.isStart ? move.start : document.grapheme(before: move.end)
        // Rows up and down keep their column as long as the cursor is where they left it.
        if place != cursor {
            goalColumn = nil
            go(to: place)
        }
        inHand = move.mark.id
    }

    /// Where a motion by a unit of text leads the edge in hand; nil when there is nothing further.
    fileprivate func place(of move: EdgeMove, after motion: Command) -> ByteOffset? {
        if move.isStart { return place(motion, extending: false) }
        switch motion {
        case .wordNext, .wordEnd: return unitEnd(after: move.end, at: document.word(at:), then: document.word(after:))
        case .wordPrevious: return unitEnd(before: move.end, document.word(before:))
        case .sentenceNext:
            return unitEnd(after: move.end, at: document.sentence(at:), then: document.sentence(after:))
        case .sentencePrevious: return unitEnd(before: move.end, document.sentence(before:))
        case .paragraphNext:
            return unitEnd(after: move.end, at: document.paragraph(at:), then: document.paragraph(after:))
        case .paragraphPrevious: return unitEnd(before: move.end, document.paragraph(before:))
        default: return place(motion, extending: true).map(document.grapheme(after:))
        }
    }

    /// The first end of a unit that is after a place.
    func unitEnd(
        after end: ByteOffset, at unit: (ByteOffset) -> Span?, then next: (ByteOffset) -> Span?
    ) -> ByteOffset? {
        let last = document.grapheme(before: end)
        if let here = unit(last), here.end > end { return here.end }
        var following = next(last)
        while let unit = following, unit.end <= end { following = next(unit.start) }
        return following?.end
    }

    /// The last end of a unit that is before a place.
    private func unitEnd(before end: ByteOffset, _ previous: (ByteOffset) -> Span?) -> ByteOffset? {
        var unit = previous(end)
        while let found = unit, found.end >= end { unit = previous(found.start) }
        return unit?.end
    }

    /// The settled selection on a span, with its head where the cursor is to be.
    func settled(_ span: Span, cursorAtStart: Bool) -> Selection {
        var selection = Selection(span, in: document, isSettled: true)
        if cursorAtStart { swap(&selection.origin, &selection.head) }
        return selection
    }

    /// How a mark describes a span of this text.
    func described(_ span: Span) -> (Target, Anchor) {
        let target = Anchoring.target(for: span, in: document)
        return (target, .exact(Place(span: span, codePoints: target.position)))
    }
}

extension Document {
    /// Whether a span holds nothing but white space; of a long one that is not asked, as it cannot be meant.
    func isWhiteSpace(_ span: Span) -> Bool {
        span.count < 4096 && text(span).unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
}
