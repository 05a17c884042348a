// What is known of the marks of an article that has changed, besides themselves: the old texts, what was found again,
// and what the reader has settled.

import Annotations
import Screen
import TextModel

/// What is known of the marks of an article that has changed.
struct Drift: Sendable {
    /// Texts that marks were made in, by their hash, as far as they are at hand.
    var oldTexts: [SourceHash: Document] = [:]
    /// Marks that were found word for word in another place when they were read, as they were then: the next save
    /// describes them anew.
    var found: [AnnotationID: Annotation] = [:]
    /// Marks that are right where they were found: they are not asked about again as long as the article is open.
    var settled: Set<AnnotationID> = []

    init() {}

    init(_ marks: ArticleMarks) {
        oldTexts = marks.oldTexts
        for mark in marks.annotations.driftedMarks where mark.anchor.status == .moved { found[mark.id] = mark }
    }

    /// Whether nothing is to be asked about a mark any more, as it is now.
    func isSettled(_ mark: Annotation) -> Bool {
        switch mark.anchor.status {
        case .orphan: mark.anchor.isKeptLost
        case .changed: false
        case .exact, .moved: settled.contains(mark.id)
        }
    }
}

extension FileState {
    /// The changed and lost marks about which the reader has said nothing yet.
    public var waitingMarks: Int { annotations.waitingCount }

    /// Without those that are kept as lost: that was said before.
    fileprivate var driftCounts: DriftCounts {
        let changed = annotations.changedCount
        return DriftCounts(
            moved: annotations.driftedCount - changed, changed: changed,
            lost: annotations.orphanCount - annotations.keptLostCount)
    }

    /// Takes note that the open text is another one now, in which the marks stand as they do.
    ///
    /// - Parameter isOldReadable: whether the bytes of the text that it was are still at hand.
    mutating func noteDrift(from old: Document, isOldReadable: Bool) {
        if isOldReadable, !annotations.isEmpty { drift.oldTexts[old.hash] = old }
        drift.found = [:]
        for mark in annotations.driftedMarks where mark.anchor.status == .moved { drift.found[mark.id] = mark }
    }
}

extension State {
    /// What is said when the marks of a file are there: what is more serious first.
    func greeting(_ marks: ArticleMarks, _ index: Int) -> Message? {
        let notice = marks.notice ?? marks.readOnly.map { .problem($0) }
        guard notice?.kind != .problem, let file = files[index].file, let drift = inWords(file.driftCounts) else {
            return notice
        }
        // Else an empty screen would look like a fault of the reader's.
        let words = (file.document.byteCount == 0 ? "the article is empty; " : "") + drift
        return Message(
            text: notice.map { "\(words); \($0.text)" } ?? words,
            kind: file.annotations.waitingCount > 0 ? .problem : .information)
    }

    /// `2 moved, 1 changed, 1 lost: zr walks them`; nil where all marks are where they were.
    func inWords(_ counts: DriftCounts) -> String? {
        counts.words.map { "\($0): \(keyName(of: .driftReview)) walks \(counts.all == 1 ? "it" : "them")" }
    }

    /// `~2 zr`: how many marks wait for the reader's word, and the key that walks them; nil where none does.
    public var waitingInWords: String? {
        guard let count = file?.waitingMarks, count > 0 else { return nil }
        return "~\(count) \(keyName(of: .driftReview))"
    }
}

extension Anchor {
    /// `moved`, `changed`, `lost`.
    var standing: String { status == .orphan ? "lost" : status.rawValue }

    /// `changed 87%`; empty where nothing has changed.
    var inWords: String {
        switch status {
        case .exact: ""
        case .changed: "\(standing) \(Int((score * 100).rounded()))%"
        case .moved, .orphan: standing
        }
    }
}
