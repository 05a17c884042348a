// What is asked of a set of marks while only some of them are shown: no mark that is hidden is looked at.

import Annotations
import TextModel

extension AnnotationSet {
    /// The marks that a filter lets through.
    func count(_ filter: MarkFilter?) -> Int {
        switch filter {
        case nil: count
        case .tag(let tag): count(under: tag)
        case .untagged: untaggedCount
        }
    }

    /// Those that share something with a span and that a filter lets through, in document order.
    func touching(_ span: Span, _ filter: MarkFilter?) -> [Annotation] {
        switch filter {
        case nil: touching(span)
        case .tag(let tag): touching(span, under: tag)
        case .untagged: touchingUntagged(span)
        }
    }

    /// The first one that starts after a place and that a filter lets through.
    func next(after offset: ByteOffset, _ filter: MarkFilter?) -> Annotation? {
        switch filter {
        case nil: next(after: offset)
        case .tag(let tag): next(after: offset, under: tag)
        case .untagged: nextUntagged(after: offset)
        }
    }

    /// The last one that starts before a place and that a filter lets through.
    func previous(before offset: ByteOffset, _ filter: MarkFilter?) -> Annotation? {
        switch filter {
        case nil: previous(before: offset)
        case .tag(let tag): previous(before: offset, under: tag)
        case .untagged: previousUntagged(before: offset)
        }
    }
}
