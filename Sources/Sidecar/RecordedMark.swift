// A mark with the record that a sidecar holds of it: for a save, and for an export of the same records.

import Annotations
import TextModel

extension OpenSidecar {
    /// The mark as a save in this text writes it: `stored` is its record, in one line.
    public static func recorded(_ mark: Annotation, in document: Document) -> Annotation {
        var mark = renewed(mark, in: document)
        mark.stored = StoredJSON(RecordCodec.encode(mark))
        return mark
    }

    /// The number of records that are no marks of a passage: they are kept, and nothing else is done with them.
    public var foreignCount: Int { page?.foreign.count ?? 0 }

    /// A mark that was found word for word in a new place is described there from now on; where it was first stays
    /// in its origin.
    private static func renewed(_ mark: Annotation, in document: Document) -> Annotation {
        // A text whose bytes are gone cannot be described any more.
        guard mark.anchor.status == .moved, let place = mark.anchor.place, document.isIntact else { return mark }
        var renewed = mark
        renewed.origin = mark.origin ?? StoredJSON(storedTarget(of: mark) ?? RecordCodec.json(mark.target))
        renewed.target = Anchoring.target(for: place.span, in: document)
        renewed.anchor = .exact(place)
        return renewed
    }

    /// The target as its record has it, word for word; nil where the record is of another one: an edit was taken back
    /// since it was written.
    private static func storedTarget(of mark: Annotation) -> String? {
        guard let record = mark.stored.flatMap({ try? JSON.read(Array($0.text.utf8)) }),
            RecordFields(record)?.target == mark.target
        else { return nil }
        return record["target"]?.text
    }
}
