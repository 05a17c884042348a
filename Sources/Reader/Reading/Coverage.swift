// Coverage: how much of the article has been on screen and where its marks are, from its start to its end.

import Annotations
import TextLayout
import TextModel

/// One of the equal stretches that an article is divided into, to be shown in one cell.
public struct CoverageCell: Equatable, Sendable {
    /// How much of it has been on screen, 0 to 1.
    public let seen: Double
    /// Whether some of it is marked, and with what.
    public let mark: Annotation?
    /// Whether some of it is on screen now.
    public let isOnScreen: Bool
}

extension State {
    mutating func toggleCoverage() {
        isCoverageShown.toggle()
        message = .information(
            isCoverageShown
                ? "right of the text: \u{B7} not seen yet, \u{2591}\u{2592}\u{2593} seen, \u{25A0} marked, top to bottom"
                : "coverage is hidden")
    }

    /// Takes note of what is on screen, and counts what has been there for a moment.
    mutating func learnSeen(isIdle: Bool, _ now: Timestamp) -> [Effect] {
        guard let seconds = now.secondsSince1970 else { return [] }
        let view = file.map { file in
            Glance.View(
                file: current, top: file.top.row.span.start, beneath: file.top.beneath, rows: textRows,
                width: file.layout.width)
        }
        if glance?.isBehind == true, isIdle || isCoverageShown || seconds != glance?.seconds { catchUp() }
        guard view != glance?.view else {
            guard isIdle else { return [] }
            countRipe(seconds)
            return keepSeen()
        }
        // What comes and goes within a second is not looked at.
        if !isIdle, !isCoverageShown, let view, glance?.follow(view, at: seconds) == true { return [] }
        countRipe(seconds)
        glance = view.map { Glance($0, spans(of: $0), after: glance, seconds: seconds) }
        return []
    }

    /// Looks at the view that was only followed, as of the second in which it came.
    private mutating func catchUp() {
        glance = glance.map { Glance($0.view, spans(of: $0.view), after: $0, seconds: $0.seconds) }
    }

    private mutating func countRipe(_ seconds: Int) {
        guard let index = glance?.view.file, files.indices.contains(index) else { return }
        let spans = glance?.ripe(at: seconds) ?? []
        for span in spans { files[index].file?.see(span) }
    }

    /// The text of a view, row by row, joined where the rows follow one another; none of a view that cannot be laid out
    /// any more.
    private func spans(of view: Glance.View) -> [Span] {
        guard view.file == current, file?.layout.width == view.width else { return [] }
        let flow = self.flow
        let top = FlowRow(row: flow.row(at: view.top), beneath: view.beneath)
        var spans: [Span] = []
        for place in flow.rows(from: top, height: view.rows) where place.beneath == 0 {
            spans.append(joining: place.row.span)
        }
        return spans
    }

    /// Has what was seen remembered, if that is news.
    mutating func keepSeen() -> [Effect] {
        guard let file, file.seen != file.rememberedSeen else { return [] }
        self.file?.rememberedSeen = file.seen
        return [.keepSeen(index: current, KeptSeen(file.seen, length: file.document.byteCount))]
    }

    /// The article from its start to its end in so many equal stretches; none where it is empty.
    public func coverage(in count: Int) -> [CoverageCell] {
        guard let file, file.document.byteCount > 0, count > 0 else { return [] }
        let size = file.document.byteCount
        let pieces = glance?.view.file == current ? glance?.pieces ?? [] : []
        let shown = pieces.first.flatMap { first in pieces.last.map { first.span.union($0.span) } }
        return (0..<count).map { number in
            let start = ByteOffset(Int(Double(size) * Double(number) / Double(count)))
            let end = ByteOffset(Int(Double(size) * Double(number + 1) / Double(count)))
            let stretch = Span(min(start, ByteOffset(size - 1)), max(end, min(start, ByteOffset(size - 1)) + 1))
            return CoverageCell(
                seen: Double(file.seen.byteCount(in: stretch)) / Double(stretch.count), mark: file.mark(in: stretch),
                isOnScreen: shown.map { $0.overlaps(stretch) } ?? false)
        }
    }

    /// The column of the screen that shows coverage: right of the text; nil while it is hidden, or has no room.
    public var coverageColumn: Int? {
        guard isCoverageShown, !isZen else { return nil }
        let column = min(textLeft + columnWidth + 1, textColumns - 1)
        return column >= textLeft + columnWidth ? column : nil
    }

    /// Goes to the part of the article that a row of the strip stands for.
    mutating func jump(toCoverageRow row: Int) {
        let rows = textRows
        guard let file, row < rows else { return }
        remember(file.cursor)
        self.file?.jump(to: ByteOffset(file.document.byteCount / rows * row))
    }

    /// How much of the article has been on screen, from 0 to 100.
    public var percentSeen: Int? {
        file.map { ByteOffset($0.seen.byteCount).percent(of: $0.document.byteCount) }
    }
}

extension FileState {
    fileprivate mutating func see(_ span: Span) {
        seen.add(Span(min(span.start, document.end), min(span.end, document.end)))
    }

    /// One of the marks in a stretch, found without looking at all of them.
    fileprivate func mark(in stretch: Span) -> Annotation? {
        if let mark = annotations.holding(stretch.start).first { return mark }
        guard let next = annotations.next(after: stretch.start), let span = next.span, span.start < stretch.end else {
            return nil
        }
        return next
    }

    /// Takes what was seen over into another text of the file.
    mutating func renewSeen(in document: Document, _ place: (ByteOffset) -> ByteOffset) {
        var renewed = keptSeen?.length == document.byteCount ? keptSeen?.seen ?? Seen() : Seen()
        for span in seen.spans { renewed.add(Span(place(span.start), max(place(span.start), place(span.end)))) }
        seen = renewed
        keptSeen = nil
    }
}
