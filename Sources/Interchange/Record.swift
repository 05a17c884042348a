// A mark as a flat row: the columns that `jsonl`, `csv` and `list --json` share.

import Annotations
import TextModel

/// One mark in flat columns. Columns are only ever added, at the end.
public struct Record: Equatable, Sendable {
    /// Where a mark is in the text as it is now.
    public struct Place: Equatable, Sendable {
        /// Code points from the start of the text; `end` does not belong to it.
        public let start: Int
        public let end: Int
        /// From 1, of `start`.
        public let line: Int
        /// In code points, from 1, of `start`.
        public let column: Int
    }

    /// The whole IRI, `urn:uuid:…`.
    public let id: String
    /// The path by which the article is named.
    public let file: String
    /// The SHA-256 of the text as it is now, which `place` refers to.
    public let source: String
    /// Nil for an orphan.
    public let place: Place?
    /// The passage as it was marked.
    public let quote: String
    public let tags: [String]
    /// Empty when there is none.
    public let note: String
    /// Empty when the record names none.
    public let coder: String
    public let created: String
    public let modified: String
    /// `exact`, `moved`, `changed` or `orphan`.
    public let status: String
    /// What the text reads there now, of a changed mark; empty of all others.
    public let now: String

    /// - Parameter document: the text that the annotation is anchored in.
    public init(_ annotation: Annotation, file: String, document: Document) {
        id = annotation.id.iri
        self.file = file
        source = document.hash.hex
        place = annotation.anchor.place.map { place in
            Place(
                start: place.codePoints.start.value, end: place.codePoints.end.value,
                line: document.line(at: place.span.start) + 1,
                column: document.codePointsIntoLine(at: place.span.start) + 1)
        }
        quote = annotation.target.quote.exact
        tags = annotation.tags.map(\.name)
        note = annotation.note
        coder = annotation.creator ?? ""
        created = annotation.created.text
        modified = annotation.modified.text
        status = annotation.anchor.status.rawValue
        now = annotation.anchor.status == .changed ? annotation.span.map(document.text) ?? "" : ""
    }

    /// The names of the columns, in their order.
    public static let columns = [
        "id", "file", "source", "start", "end", "line", "column", "quote", "tags", "note", "coder", "created",
        "modified", "status", "now",
    ]

    /// The record as one JSON object in one line, without a line break at its end; an orphan's places are `null`.
    public var json: String { JSONText.object(members) }

    /// The columns with their values as JSON text.
    public var members: [(String, String)] {
        let values = [
            JSONText.string(id), JSONText.string(file), JSONText.string(source), JSONText.number(place?.start),
            JSONText.number(place?.end), JSONText.number(place?.line), JSONText.number(place?.column),
            JSONText.string(quote), JSONText.array(tags.map(JSONText.string)), JSONText.string(note),
            JSONText.string(coder), JSONText.string(created), JSONText.string(modified), JSONText.string(status),
            JSONText.string(now),
        ]
        return Array(zip(Record.columns, values))
    }

    /// The columns as text; tags are joined by `;`, which no tag can hold, and an orphan's places are empty.
    public var fields: [String] {
        [
            id, file, source, Record.text(place?.start), Record.text(place?.end), Record.text(place?.line),
            Record.text(place?.column), quote, tags.joined(separator: ";"), note, coder, created, modified, status,
            now,
        ]
    }

    private static func text(_ number: Int?) -> String { number.map { String($0) } ?? "" }
}
