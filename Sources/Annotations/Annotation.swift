// One mark: a place in a text, with tags and perhaps a note.

import Glibc
import TextModel

/// An annotation's name for ever, an absolute IRI: `urn:uuid:…` for those that gloss makes.
public struct AnnotationID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let iri: String
    public init(_ iri: String) { self.iri = iri }

    public static func < (left: AnnotationID, right: AnnotationID) -> Bool {
        withBytes(left, right) { left, right in
            let order = memcmp(left.baseAddress!, right.baseAddress!, min(left.count, right.count))
            return order == 0 ? left.count < right.count : order < 0
        } ?? left.iri.utf8.lexicographicallyPrecedes(right.iri.utf8)
    }
    public static func == (left: AnnotationID, right: AnnotationID) -> Bool {
        withBytes(left, right) { left, right in
            left.count == right.count && memcmp(left.baseAddress!, right.baseAddress!, left.count) == 0
        } ?? left.iri.utf8.elementsEqual(right.iri.utf8)
    }
    public func hash(into hasher: inout Hasher) {
        var iri = iri
        iri.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
    /// Nil where one of them is empty or not in one piece of memory.
    private static func withBytes(
        _ left: AnnotationID, _ right: AnnotationID,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool? {
        left.iri.utf8.withContiguousStorageIfAvailable { left in
            right.iri.utf8.withContiguousStorageIfAvailable { right in
                left.isEmpty || right.isEmpty ? nil : body(left, right)
            } ?? nil
        } ?? nil
    }
    public var description: String { iri }
}

/// A moment in UTC as it stands in a file (`2026-01-02T03:04:05Z`). Text that came from elsewhere stays as it was.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String
    public init(_ text: String) { self.text = text }

    /// - Parameter seconds: whole seconds since 1970-01-01T00:00:00Z.
    public init(secondsSince1970 seconds: Int) {
        let day = Int((Double(seconds) / 86400).rounded(.down))
        let clock = seconds - day * 86400
        // The civil date of a day number in the proleptic Gregorian calendar, in 400-year eras that begin in March.
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func pad(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        text =
            "\(pad(year, 4))-\(pad(month, 2))-\(pad(dayOfMonth, 2))T"
            + "\(pad(clock / 3600, 2)):\(pad(clock / 60 % 60, 2)):\(pad(clock % 60, 2))Z"
    }

    /// Orders those that gloss writes by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.text < right.text }
    public var description: String { text }
}

/// JSON text that gloss carries along without looking into it.
public struct StoredJSON: Equatable, Sendable {
    public let text: String
    public init(_ text: String) { self.text = text }
    public static func == (left: StoredJSON, right: StoredJSON) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }
}

/// A marked span with its tags and note.
public struct Annotation: Equatable, Identifiable, Sendable {
    public let id: AnnotationID
    /// In the order they were given; none twice.
    public var tags: [Tag]
    /// Free text; empty when there is none. Line breaks are "\n".
    public var note: String
    public var created: Timestamp
    public var modified: Timestamp
    /// The coder's nickname; nil where a foreign record names none.
    public var creator: String?
    /// Always describes the text that `target.source` names.
    public var target: Target
    /// Where that is in the text as it is now.
    public var anchor: Anchor
    /// The first target of a mark whose selectors were rewritten since (`gloss:origin`), verbatim.
    public var origin: StoredJSON?
    /// The record as it was last read or written, so that everything gloss does not know stays in it. It belongs to
    /// the sidecar's reader and writer; nil for a mark that no file holds yet.
    public var stored: StoredJSON?

    public init(
        id: AnnotationID, tags: [Tag], note: String = "", created: Timestamp, modified: Timestamp? = nil,
        creator: String?, target: Target, anchor: Anchor, origin: StoredJSON? = nil, stored: StoredJSON? = nil
    ) {
        self.id = id
        self.tags = tags
        self.note = note
        self.created = created
        self.modified = modified ?? created
        self.creator = creator
        self.target = target
        self.anchor = anchor
        self.origin = origin
        self.stored = stored
    }

    /// Its place in the open document, in bytes; nil for an orphan.
    public var span: Span? { anchor.place?.span }

    /// The same annotation with the selectors of another version of it that has the same place: a save may have
    /// described the passage anew since this one was remembered. Itself where the places differ.
    func described(as other: Annotation) -> Annotation {
        guard let place = anchor.place, place == other.anchor.place else { return self }
        var described = self
        described.target = other.target
        described.anchor = other.anchor
        described.origin = other.origin
        return described
    }

    /// Whether two hold the same, whatever bytes a file has for them.
    public func saysTheSame(as other: Annotation) -> Bool {
        var mine = self
        mine.stored = other.stored
        return mine == other
    }
}
