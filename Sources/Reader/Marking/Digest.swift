// The article collapsed to its marks: the rows of their sentences, and one row for each stretch of text between them.

import Annotations
import TextModel

/// What the digest shows.
struct Digest {
    /// The passages that are shown besides the marks, in order; none touch. For the marks the set of them is asked, so
    /// that an edit costs the same however many there are.
    var shown: [Span] = []
    /// What was opened by hand, or by going there.
    var opened: [Span] = []
    /// Of which marks.
    var edition: Int
    var filter: MarkFilter?
    /// Where the cursor stood at the end of the last step, and whether that was hidden.
    var stand: (cursor: ByteOffset, isHidden: Bool)?

    /// Puts another passage among those that are shown.
    mutating func insert(_ span: Span) { shown.insert(joining: span) }
}

// MARK: What is hidden

extension FileState {
    /// Whether the article is collapsed to its marks.
    public var isDigest: Bool { digest != nil }

    /// Whether the cursor is on the row of a hidden stretch.
    public var isCursorHidden: Bool { isDigest && hiddenStretch(at: cursor) != nil }

    /// The stretch of hidden rows around a place; nil where the text is shown. Only what is shown before and after the
    /// place is looked at.
    func hiddenStretch(at offset: ByteOffset) -> Span? {
        guard let digest, document.byteCount > 0 else { return nil }
        let offset = min(offset, document.end - 1)
        var stretch = document.span
        if let before = passage(before: offset, digest) {
            stretch.start = endOfRows(of: before)
            guard offset >= stretch.start else { return nil }
        }
        if let after = passage(after: offset, digest) {
            let end = startOfRows(of: after)
            guard offset < end else { return nil }
            stretch.end = end
        }
        // A row that says that one row is hidden, or that blank ones are, is of no use.
        guard let first = document.paragraph(at: stretch.start) ?? document.paragraph(after: stretch.start),
            first.start < stretch.end, layout.row(at: stretch.start).span.end < stretch.end
        else { return nil }
        return stretch
    }

    /// Of the passages that are shown and begin at a place or before it, the one that ends last.
    private func passage(before offset: ByteOffset, _ digest: Digest) -> Span? {
        let next = digest.shown.partitionPoint { $0.start <= offset }
        var found = next > 0 ? digest.shown[next - 1] : nil
        func take(_ span: Span?) { if let span, span.end > found?.end ?? .zero { found = span } }
        for set in shownSets {
            let holding = set.touching(Span(offset, offset), digest.filter)
            for mark in holding { take(mark.span) }
            // One that began earlier may end later than the last one to begin.
            guard holding.isEmpty, let last = set.previous(before: offset, digest.filter)?.span else { continue }
            take(last)
            if last.end < offset {
                for mark in set.touching(Span(last.end, offset), digest.filter) { take(mark.span) }
            }
        }
        return found
    }

    /// The first passage that is shown and begins after a place.
    private func passage(after offset: ByteOffset, _ digest: Digest) -> Span? {
        let next = digest.shown.partitionPoint { $0.start <= offset }
        let found = next < digest.shown.count ? digest.shown[next] : nil
        let marks = shownSets.compactMap { $0.next(after: offset, digest.filter)?.span }
        return (marks + (found.map { [$0] } ?? [])).min { $0.start < $1.start }
    }

    /// Where the row of the start of a passage's first sentence begins.
    private func startOfRows(of span: Span) -> ByteOffset {
        layout.row(at: document.sentence(at: span.start)?.start ?? span.start).span.start
    }

    /// Where the row of the end of a passage's last sentence ends.
    private func endOfRows(of span: Span) -> ByteOffset {
        let last = span.isEmpty ? span.start : document.grapheme(before: span.end)
        let end = max(document.sentence(at: last)?.end ?? span.end, span.end)
        return layout.row(at: end > .zero ? document.grapheme(before: end) : end).span.end
    }

    /// `⋯ 4 ¶ ⋯`: how much a hidden stretch holds.
    public func hiddenInWords(_ stretch: Span) -> String {
        let first = document.paragraph(at: stretch.start) ?? document.paragraph(after: stretch.start)
        let last = document.paragraph(before: stretch.end)
        guard let first, let last else { return "\u{22EF}" }
        if first == last, first.start < stretch.start || first.end > stretch.end {
            let count = document.sentences(in: first).count { $0.overlaps(stretch) }
            return count == 0 ? "\u{22EF}" : "\u{22EF} \(count) \(count == 1 ? "sentence" : "sentences") \u{22EF}"
        }
        guard let low = document.knownParagraphIndex(atOrBefore: first.start),
            let high = document.knownParagraphIndex(atOrBefore: last.start)
        else {
            // As long as paragraphs are being counted, bytes tell how much it is.
            let percent = ByteOffset(stretch.count).percent(of: document.byteCount)
            return "\u{22EF} \(percent == 0 ? "<1" : "\(percent)")% \u{22EF}"
        }
        return "\u{22EF} \(high - low + 1) \u{B6} \u{22EF}"
    }

    // MARK: Opening

    /// Shows a stretch that is hidden, if the place is in one.
    mutating func reveal(_ offset: ByteOffset) {
        guard digest != nil, let stretch = hiddenStretch(at: offset) else { return }
        open(stretch)
    }

    /// The same for both ends of a passage, so that what is written on it is seen.
    mutating func revealEnds(of span: Span) {
        reveal(span.start)
        if !span.isEmpty { reveal(document.grapheme(before: span.end)) }
    }

    mutating func open(_ span: Span) {
        digest?.opened.append(span)
        digest?.insert(span)
    }

    /// Puts the cursor where the digest has a place for it: the row of a hidden stretch is one step, and the next one
    /// in the same direction leads on from there.
    mutating func stepOverHidden(from start: ByteOffset) {
        guard digest != nil, let stretch = hiddenStretch(at: cursor) else { return }
        let leadsOn = cursor > start && stretch.contains(start) && stretch.end < document.end
        go(to: leadsOn ? stretch.end : stretch.start)
    }

    /// Works out anew what is shown, after the marks or the filter have changed. Where the cursor stands, the text
    /// does not close over it.
    mutating func refreshDigest() {
        guard let old = digest else { return }
        if old.edition != marksEdition || old.filter != filter {
            makeDigest(opened: old.opened)
            if let stand = old.stand, stand.cursor == cursor, !stand.isHidden, isCursorHidden,
                let sentence = document.sentence(at: cursor)
            {
                open(sentence)
            }
        }
        let stand = (cursor, isCursorHidden)
        digest?.stand = stand
    }

    mutating func makeDigest(opened: [Span] = []) {
        var made = Digest(edition: marksEdition, filter: filter)
        // What was begun is not hidden either.
        if filter == nil { for draft in placedDrafts { made.insert(draft.span) } }
        made.opened = opened
        for span in opened { made.insert(span) }
        digest = made
    }
}

extension State {
    /// Collapses the article to its marks, or shows all of it again.
    mutating func toggleDigest() {
        guard var file else { return }
        if file.isDigest {
            file.digest = nil
            self.file = file
            message = .information("all of the article")
            return
        }
        if let fraction = file.arriving {
            message = .information("the marks are still being read (\(Int(fraction * 100))%)")
            return
        }
        file.makeDigest()
        let hasMarks = file.shownSets.contains { $0.next(after: ByteOffset(-1), file.filter) != nil }
        guard hasMarks || file.digest?.shown.isEmpty == false else {
            message = .information("no mark yet that the article could be collapsed to\(filterHint)\(lostHint)")
            return
        }
        file.stepOverHidden(from: file.cursor)
        self.file = file
        message = .information(
            "digest: \(keyName(of: .foldNote)) on \u{22EF} opens what is hidden, \(keyName(of: .digest)) shows all of it"
        )
    }

    /// Whether the cursor is on a row that stands for hidden text, and nothing is selected.
    var isOnHiddenText: Bool {
        file.map { $0.selection == nil && $0.isCursorHidden } ?? false
    }

    var hiddenHint: String {
        "this text is hidden; \(keyName(of: .foldNote)) opens it"
    }

    /// Opens the hidden stretch under the cursor, or hides again one that was opened; false where there is none.
    mutating func openOrCloseStretch() -> Bool {
        guard var file, let digest = file.digest else { return false }
        if file.hiddenStretch(at: file.cursor) != nil {
            file.reveal(file.cursor)
            self.file = file
            return true
        }
        // A note under the cursor is what is meant first.
        guard file.marksAtCursor.isEmpty, let index = digest.opened.lastIndex(where: { $0.contains(file.cursor) })
        else { return false }
        var opened = digest.opened
        opened.remove(at: index)
        file.makeDigest(opened: opened)
        file.stepOverHidden(from: file.cursor)
        self.file = file
        return true
    }

    /// Brings up to date what depends on the marks, at the end of every step.
    mutating func settleFinding() {
        guard file?.digest != nil, var file else { return }
        file.refreshDigest()
        self.file = file
    }
}
