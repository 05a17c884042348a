// Marks whose passage is not word for word where it was: asked for without looking at the others.

import TextModel

extension AnnotationSet {
    /// Those that were found elsewhere or reworded, in document order; the lost ones are `orphans`.
    public var driftedMarks: [Annotation] { drifted.map(\.held.annotation) }
    public var driftedCount: Int { drifted.count }

    /// The first one found elsewhere or reworded that starts after a place.
    public func nextDrifted(after offset: ByteOffset, where matches: (Annotation) -> Bool = { _ in true })
        -> Annotation?
    {
        drifted.next(after: offset, where: matches)
    }

    /// The last one found elsewhere or reworded that starts before a place.
    public func previousDrifted(before offset: ByteOffset, where matches: (Annotation) -> Bool = { _ in true })
        -> Annotation?
    {
        drifted.previous(before: offset, where: matches)
    }

    /// How many marks wait for the reader's word: those that are reworded, and the lost ones that are not kept so.
    public var waitingCount: Int { changedCount + orphanCount - keptLostCount }
}
