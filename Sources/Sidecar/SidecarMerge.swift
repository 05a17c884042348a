// Three-way merge of the texts of sidecars where their article is not at hand: for `gloss merge`, and git through it.

import Annotations
import TextModel

/// What a merge of sidecars gives.
public struct SidecarMerge: Sendable {
    /// The text of the merged sidecar.
    public var bytes: [UInt8]
    /// Marks of which both sides had changed the note or the span: ours here, theirs as a mark of its own.
    public var conflicts: [Annotation]
    /// What is not as it should be in ours and in theirs.
    public var findings: [(side: Side, finding: Finding)]

    public enum Side: Sendable { case base, ours, theirs }

    /// Why nothing came of it.
    public struct Refusal: Error, Sendable {
        /// Whose text it is about; nil for the merged one.
        public let side: Side?
        /// The end of a sentence.
        public let reason: String
    }

    /// Merges by id and by field.
    ///
    /// - Parameter base: what both grew out of; empty where they have no common ancestor, so that nothing counts as
    ///   deleted. An empty side is none: the other one stays whole.
    public init(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(Refusal) {
        var base = try SidecarMerge.read(base, .base)
        let mine = try SidecarMerge.read(ours, .ours)
        let other = try SidecarMerge.read(theirs, .theirs)
        if mine.page == nil || other.page == nil { base = PageReading() }
        var page: Page
        switch (mine.page, other.page) {
        case (let mine?, let other?): page = Page.merge(base: base.page, mine: mine, theirs: other)
        case (let one?, nil), (nil, let one?): page = one
        case (nil, nil): throw Refusal(side: nil, reason: "neither of the two holds anything")
        }
        let source = PageReader.source(of: page.value("gloss:source"))
        let (before, left, right) = (
            base.marks(placedIn: source), mine.marks(placedIn: source), other.marks(placedIn: source)
        )
        let merged = AnnotationSet.merge(base: before, mine: left, theirs: right, current: source)
        let unsettled = mine.unsettled.union(other.unsettled)
        var marks = merged.set
        for mark in merged.set.all
        where unsettled.contains(mark.id) || left[mark.id] != mark && right[mark.id] != mark {
            marks.replace(mark.id, with: SidecarMerge.recorded(mark))
        }
        let records = page.records(marks)
        bytes = page.text(records)
        guard records.count == marks.count + page.foreign.count, Page.check(bytes, holds: records) else {
            throw Refusal(side: nil, reason: "the merged text would not have held all of the marks; please report it")
        }
        conflicts = merged.conflicts.compactMap { marks[$0] }
        findings = mine.findings.map { (.ours, $0) } + other.findings.map { (.theirs, $0) }
    }

    private static func read(_ bytes: [UInt8], _ side: Side) throws(Refusal) -> PageReading {
        let reading = PageReader.read(bytes, document: nil)
        if let reason = reading.readOnlyReason { throw Refusal(side: side, reason: reason) }
        // A record that cannot be read would count as deleted.
        if reading.isBroken, let finding = reading.findings.first {
            let place = finding.line.map { "line \($0): " } ?? ""
            throw Refusal(side: side, reason: place + finding.message)
        }
        return reading
    }

    /// The mark with its record, which says where it is only as far as that is known.
    static func recorded(_ mark: Annotation) -> Annotation {
        var mark = mark
        let text = RecordCodec.encode(mark)
        mark.stored = StoredJSON(mark.anchor == .unknown ? withoutAnchor(text) : text)
        return mark
    }

    private static func withoutAnchor(_ text: String) -> String {
        guard let record = try? JSON.read(Array(text.utf8)), record["gloss:anchor"] != nil else { return text }
        return record.rewritten(setting: [], removing: ["gloss:anchor"])
    }
}

extension Anchor {
    /// Of a mark whose place in the text of `gloss:source` nobody has looked up: its record has no `gloss:anchor`. An
    /// orphan is something else: it was looked for in vain.
    static let unknown = Anchor(.orphan, score: -1, place: nil)
}

extension PageReading {
    /// The marks with the places that they have in a text. Anchors of another one are forgotten: the next opening would
    /// take them for places of this text.
    func marks(placedIn source: SourceHash?) -> AnnotationSet {
        guard PageReader.source(of: page?.value("gloss:source")) != source else { return marks }
        return AnnotationSet(
            marks.all.map { mark in
                var mark = mark
                mark.anchor = mark.target.source == source ? .exact(mark.target.place) : .unknown
                return SidecarMerge.recorded(mark)
            })
    }
}

extension Target {
    /// Its place in the text that it names, by code points: without the text no byte is known.
    var place: Place {
        Place(
            span: Span(ByteOffset(position.start.value), ByteOffset(position.end.value)), codePoints: position)
    }
}
