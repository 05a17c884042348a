// Annotations as the trees of a set hold them: one object that all orders point at.

import TextModel

/// An annotation in a place of its own, so that it is in many trees at the cost of one.
final class Held: Sendable {
    let annotation: Annotation
    init(_ annotation: Annotation) { self.annotation = annotation }
}

/// An annotation in the order of ids.
struct HeldByID: SharedTreeEntry {
    let held: Held

    var key: AnnotationID { held.annotation.id }
    static func precedes(_ left: AnnotationID, _ right: AnnotationID) -> Bool { left < right }

    static func same(_ left: HeldByID, _ right: HeldByID, _ isSame: (Annotation, Annotation) -> Bool) -> Bool {
        left.held === right.held || isSame(left.held.annotation, right.held.annotation)
    }
}

/// What annotations in a document are ordered by: start, then end, then id.
struct PlaceKey: Sendable {
    let start: Int
    let end: Int
    let held: Held

    static func precedes(_ left: PlaceKey, _ right: PlaceKey) -> Bool {
        if left.start != right.start { return left.start < right.start }
        if left.end != right.end { return left.end < right.end }
        return left.held !== right.held && left.held.annotation.id < right.held.annotation.id
    }
}

/// An annotation that has a place, in document order; the furthest end is what stretches of them reach.
struct HeldByPlace: SharedTreeEntry {
    let key: PlaceKey

    var held: Held { key.held }
    var reach: Int { key.end }
    static func precedes(_ left: PlaceKey, _ right: PlaceKey) -> Bool { PlaceKey.precedes(left, right) }

    /// Nil for an orphan.
    init?(_ held: Held) {
        guard let span = held.annotation.span else { return nil }
        key = PlaceKey(start: span.start.value, end: span.end.value, held: held)
    }
}
