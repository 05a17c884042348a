// The ids of marks that were carried into a sidecar from another version of its article: one that is among them and not
// among the marks any more was deleted here, and is not carried once more.

import Annotations

extension Page {
    /// The header key: a list of ids, sorted.
    static let carriedName = "gloss:carried"

    var carried: Set<AnnotationID> { Page.ids(in: value(Page.carriedName)) }

    static func ids(in value: JSON?) -> Set<AnnotationID> {
        Set((value?.elements ?? []).compactMap { $0.string.map(AnnotationID.init(_:)) })
    }

    /// Adds ids to those that are there. What is there and is no list of ids stays as it is.
    mutating func add(carried ids: Set<AnnotationID>) {
        let old = value(Page.carriedName)
        guard old == nil || old?.elements != nil, !ids.isSubset(of: carried) else { return }
        setCarried(carried.union(ids))
    }

    /// Both lists in one, without what one side took out of it by hand.
    static func mergeCarried(base: JSON?, mine: JSON, theirs: JSON) -> String {
        let (base, mine, theirs) = (ids(in: base), ids(in: mine), ids(in: theirs))
        return text(of: mine.intersection(theirs).union(mine.subtracting(base)).union(theirs.subtracting(base)))
    }

    private mutating func setCarried(_ ids: Set<AnnotationID>) { set(Page.carriedName, to: Page.text(of: ids)) }

    private static func text(of ids: Set<AnnotationID>) -> String {
        "[" + ids.sorted().map { JSONWriter.string($0.iri) }.joined(separator: ", ") + "]"
    }
}

extension OpenSidecar {
    /// The ids of all marks that were ever carried here from another version of the article; those that are not among
    /// the marks were deleted since.
    public var carried: Set<AnnotationID> { page?.carried ?? [] }

    /// Notes which marks are carried here; the next save that writes anything writes it down.
    public mutating func note(carried ids: some Sequence<AnnotationID>) { carrying.formUnion(ids) }
}
