// Between one record of a sidecar and an `Annotation`, with everything in the record that gloss does not know kept.

import Annotations
import TextModel

/// What `gloss:anchor` of a record says: where the mark was in the text of `gloss:source`.
struct StoredAnchor: Equatable {
    var status: Anchor.Status
    /// Four decimals, as it is written.
    var score: String
    /// Nil for an orphan.
    var position: CodePointSpan?
    /// Whether an orphan is kept as lost: said of the text of `gloss:source`, and of no other.
    var isKeptLost = false

    init(status: Anchor.Status, score: String, position: CodePointSpan?, isKeptLost: Bool = false) {
        self.status = status
        self.score = score
        self.position = position
        self.isKeptLost = isKeptLost
    }

    init(_ anchor: Anchor) {
        status = anchor.status
        score = JSONWriter.score(anchor.score)
        position = anchor.place?.codePoints
        isKeptLost = anchor.isKeptLost
    }

    /// Nil unless the value is an object with a known status and, but for an orphan, a position.
    init?(_ value: JSON?) {
        guard let value, let status = value["status"]?.string.flatMap(Anchor.Status.init(rawValue:)) else { return nil }
        self.status = status
        score = JSONWriter.score(value["score"]?.number ?? (status == .orphan ? 0 : 1))
        position = RecordFields.position(value)
        if (position == nil) != (status == .orphan) { return nil }
        isKeptLost = status == .orphan && StoredAnchor.saysKept(value)
    }

    /// Whether a value says so, of whatever: something else under that name is not gloss's.
    static func saysKept(_ value: JSON) -> Bool { value["kept"]?.text == "true" }

    var json: String { members.reduce("{") { $0 + ($0 == "{" ? "" : ",") + "\"\($1.name)\":\($1.text)" } + "}" }

    var members: [(name: String, text: String)] {
        var members = [("status", "\"\(status.rawValue)\""), ("score", score)]
        if let position {
            members += [("start", String(position.start.value)), ("end", String(position.end.value))]
        }
        if isKeptLost { members.append(("kept", "true")) }
        return members
    }
}

/// What gloss understands of a record, with the values it stands in.
struct RecordFields {
    var id: AnnotationID
    var tags: [Tag] = []
    var note = ""
    var created: String?
    var modified: String?
    var creator: String?
    var target: Target
    var anchor: StoredAnchor?
    var origin: StoredJSON?

    /// The elements of `body` in their order.
    var bodies: [(kind: BodyKind, value: JSON)] = []
    var positionSelector: JSON
    var quoteSelector: JSON

    enum BodyKind: Equatable {
        case tag(Tag)
        case note
        /// Any body that gloss does not know: kept as it is.
        case other
    }

    /// Nil for a record that is no annotation of a passage of a text as gloss stores it.
    init?(_ record: JSON) {
        guard let id = record["id"]?.string, !id.isEmpty, RecordFields.isOf(type: "Annotation", record),
            let targetValue = record["target"], let source = targetValue["source"]?.string,
            source.hasPrefix("urn:sha256:"), let hash = SourceHash(hex: String(source.dropFirst("urn:sha256:".count))),
            let selectors = targetValue["selector"]?.elements,
            let placed = selectors.first(where: { RecordFields.isOf(type: "TextPositionSelector", $0) }),
            let quoted = selectors.first(where: { RecordFields.isOf(type: "TextQuoteSelector", $0) }),
            let exact = quoted["exact"]?.string
        else { return nil }
        // A position that is none leaves the quote, by which the mark is looked for, or shown as lost.
        let position = RecordFields.position(placed) ?? RecordFields.nowhere
        self.id = AnnotationID(id)
        let quote = Quote(
            exact: exact, prefix: quoted["prefix"]?.string ?? "", suffix: quoted["suffix"]?.string ?? "")
        target = Target(source: hash, position: position, quote: quote)
        positionSelector = placed
        quoteSelector = quoted
        created = record["created"]?.string
        modified = record["modified"]?.string
        creator = record["creator"]?["nickname"]?.string
        anchor = StoredAnchor(record["gloss:anchor"])
        origin = record["gloss:origin"].map { StoredJSON($0.text) }
        readBodies(record["body"])
    }

    private mutating func readBodies(_ body: JSON?) {
        guard let body else { return }
        var hasNote = false
        for value in body.elements ?? [body] {
            var kind = BodyKind.other
            if RecordFields.isOf(type: "TextualBody", value), let text = value["value"]?.string {
                switch value["purpose"]?.string {
                case "tagging":
                    // A tag that stands there twice counts once, and goes as one.
                    if let tag = Tag(text) {
                        if !tags.contains(tag) { tags.append(tag) }
                        kind = .tag(tag)
                    }
                case "commenting" where !hasNote && !text.isEmpty:
                    hasNote = true
                    note = text
                    kind = .note
                default: break
                }
            }
            bodies.append((kind, value))
        }
    }

    /// `start` and `end` of a selector or an anchor, in code points.
    /// Stands for a position that cannot be read.
    static let nowhere = CodePointSpan(.zero, .zero)

    static func position(_ value: JSON) -> CodePointSpan? {
        guard let start = value["start"]?.integer, let end = value["end"]?.integer, 0 <= start, start <= end
        else { return nil }
        return CodePointSpan(CodePointOffset(start), CodePointOffset(end))
    }

    static func isOf(type name: String, _ value: JSON) -> Bool {
        value["type"].map { self.type($0, says: name) } ?? false
    }

    /// Whether the value of `type` says that something is a page.
    static func isPageType(_ value: JSON) -> Bool { type(value, says: "AnnotationPage") }

    private static func type(_ value: JSON, says name: String) -> Bool {
        value.string == name || (value.elements?.contains { $0.string == name } ?? false)
    }
}

/// Reads and writes the records of a sidecar.
struct RecordCodec: Sendable {
    /// Where a stored target is in the text that is open.
    let resolve: @Sendable (Target, StoredAnchor?) -> Anchor

    /// The annotation in a record, and whether writing it down would give this record again; nil for a record of another
    /// kind, which is to be kept as it is.
    func decode(_ record: JSON) -> (mark: Annotation, isSettled: Bool)? {
        guard let fields = RecordFields(record) else { return nil }
        let created = fields.created ?? fields.modified ?? ""
        let anchor = resolve(fields.target, fields.anchor)
        let mark = Annotation(
            id: fields.id, tags: fields.tags, note: fields.note, created: Timestamp(created),
            modified: Timestamp(fields.modified ?? created), creator: fields.creator, target: fields.target,
            anchor: anchor, origin: fields.origin,
            stored: StoredJSON(String(decoding: JSONWriter.oneLine(record.bytes), as: UTF8.self)))
        return (mark, anchor.status != .moved && fields.anchor == StoredAnchor(anchor))
    }

    /// The same for a record of gloss's own shape.
    func decode(_ record: OwnRecord) -> (mark: Annotation, isSettled: Bool) {
        let anchor = resolve(record.target, record.anchor)
        let mark = Annotation(
            id: record.id, tags: record.tags, note: record.note, created: Timestamp(record.created),
            modified: Timestamp(record.modified), creator: record.creator, target: record.target, anchor: anchor,
            origin: record.origin, stored: record.stored)
        return (mark, anchor.status != .moved && record.anchor == StoredAnchor(anchor))
    }

    /// The record for an annotation, on one line: what is stored of it when that says the same, else that with the
    /// known keys replaced where they stand; a new one in the order of keys that the format has.
    static func encode(_ annotation: Annotation) -> String {
        if let stored = annotation.stored, let record = try? JSON.read(Array(stored.text.utf8)),
            let fields = RecordFields(record), fields.id == annotation.id
        {
            return rewrite(record, fields, annotation)
        }
        return new(annotation)
    }

    private static func rewrite(_ record: JSON, _ fields: RecordFields, _ annotation: Annotation) -> String {
        var changes: [(name: String, text: String)] = []
        if fields.tags.isEmpty != annotation.tags.isEmpty,
            ["tagging", "commenting"].contains(record["motivation"]?.string ?? "tagging")
        {
            changes.append(("motivation", motivation(annotation)))
        }
        if annotation.created.text != fields.created ?? fields.modified ?? "" {
            changes.append(("created", JSONWriter.string(annotation.created.text)))
        }
        if annotation.modified.text != fields.modified ?? fields.created ?? "" {
            changes.append(("modified", JSONWriter.string(annotation.modified.text)))
        }
        if let creator = annotation.creator, creator != fields.creator {
            changes.append(("creator", rewritten(creator: creator, in: record["creator"])))
        }
        if fields.tags != annotation.tags || !fields.note.utf8.elementsEqual(annotation.note.utf8) {
            changes.append(("body", bodies(fields.bodies, annotation)))
        }
        if fields.target != annotation.target, let target = record["target"] {
            changes.append(("target", rewritten(target: target, fields, to: annotation.target)))
        }
        let anchor = StoredAnchor(annotation.anchor)
        if fields.anchor != anchor { changes.append(("gloss:anchor", rewritten(anchor, in: record["gloss:anchor"]))) }
        if let origin = annotation.origin, origin != fields.origin { changes.append(("gloss:origin", origin.text)) }
        let removed = annotation.origin == nil && fields.origin != nil ? ["gloss:origin"] : []
        if changes.isEmpty, removed.isEmpty { return record.text }
        return record.rewritten(setting: changes, removing: removed)
    }

    private static func motivation(_ annotation: Annotation) -> String {
        annotation.tags.isEmpty ? "\"commenting\"" : "\"tagging\""
    }

    private static func rewritten(creator: String, in value: JSON?) -> String {
        guard let value, value.members != nil else {
            return "{\"type\":\"Person\",\"nickname\":\(JSONWriter.string(creator))}"
        }
        return value.rewritten(setting: [("nickname", JSONWriter.string(creator))])
    }

    private static func rewritten(_ anchor: StoredAnchor, in value: JSON?) -> String {
        guard let value, value.members != nil else { return anchor.json }
        let gone =
            (anchor.position == nil ? ["start", "end"] : [])
            + (!anchor.isKeptLost && StoredAnchor.saysKept(value) ? ["kept"] : [])
        return value.rewritten(setting: anchor.members, removing: gone)
    }

    private static func rewritten(target value: JSON, _ fields: RecordFields, to target: Target) -> String {
        var changes: [(name: String, text: String)] = []
        if fields.target.source != target.source { changes.append(("source", "\"urn:sha256:\(target.source)\"")) }
        let selectors = (value["selector"]?.elements ?? []).map { selector in
            if selector.bytes.startIndex == fields.positionSelector.bytes.startIndex {
                return selector.rewritten(setting: members(target.position))
            }
            if selector.bytes.startIndex == fields.quoteSelector.bytes.startIndex {
                return selector.rewritten(setting: members(target.quote))
            }
            return selector.text
        }
        changes.append(("selector", "[" + selectors.joined(separator: ",") + "]"))
        return value.rewritten(setting: changes)
    }

    private static func members(_ position: CodePointSpan) -> [(name: String, text: String)] {
        [("start", String(position.start.value)), ("end", String(position.end.value))]
    }

    private static func members(_ quote: Quote) -> [(name: String, text: String)] {
        [("exact", quote.exact), ("prefix", quote.prefix), ("suffix", quote.suffix)].map {
            ($0.0, JSONWriter.string($0.1))
        }
    }

    /// The bodies with the tags in their new order where tags stood, new ones after the last, the note where it stood,
    /// and all others where they are.
    private static func bodies(_ old: [(kind: RecordFields.BodyKind, value: JSON)], _ annotation: Annotation) -> String
    {
        var tags = annotation.tags.map { tag in
            old.first { $0.kind == .tag(tag) }?.value.text
                ?? "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\(JSONWriter.string(tag.name))}"
        }[...]
        let isTag = { (kind: RecordFields.BodyKind) in if case .tag = kind { true } else { false } }
        let lastTag = old.lastIndex { isTag($0.kind) }
        var parts: [String] = []
        if lastTag == nil {
            parts += tags
            tags = []
        }
        var note = annotation.note.isEmpty ? nil : annotation.note
        for (index, body) in old.enumerated() {
            switch body.kind {
            case .other: parts.append(body.value.text)
            case .note:
                if let text = note { parts.append(body.value.rewritten(setting: [("value", JSONWriter.string(text))])) }
                note = nil
            case .tag:
                if let tag = tags.popFirst() { parts.append(tag) }
                if index == lastTag {
                    parts += tags
                    tags = []
                }
            }
        }
        if let note { parts.append(noteBody(note)) }
        return "[" + parts.joined(separator: ",") + "]"
    }

    private static func noteBody(_ note: String) -> String {
        "{\"type\":\"TextualBody\",\"purpose\":\"commenting\",\"format\":\"text/plain\",\"value\":"
            + JSONWriter.string(note) + "}"
    }

    private static func new(_ annotation: Annotation) -> String {
        var members: [(name: String, text: String)] = [
            ("id", JSONWriter.string(annotation.id.iri)), ("type", "\"Annotation\""),
            ("motivation", motivation(annotation)), ("created", JSONWriter.string(annotation.created.text)),
            ("modified", JSONWriter.string(annotation.modified.text)),
        ]
        if let creator = annotation.creator { members.append(("creator", rewritten(creator: creator, in: nil))) }
        members.append(("body", bodies([], annotation)))
        members.append(("target", json(annotation.target)))
        members.append(("gloss:anchor", StoredAnchor(annotation.anchor).json))
        if let origin = annotation.origin { members.append(("gloss:origin", origin.text)) }
        return "{" + members.map { "\"\($0.name)\":\($0.text)" }.joined(separator: ",") + "}"
    }

    /// A target as it is stored.
    static func json(_ target: Target) -> String {
        let position = members(target.position).map { ",\"\($0.name)\":\($0.text)" }.joined()
        let quote = members(target.quote).map { ",\"\($0.name)\":\($0.text)" }.joined()
        return
            "{\"source\":\"urn:sha256:\(target.source)\",\"selector\":[{\"type\":\"TextPositionSelector\"\(position)},"
            + "{\"type\":\"TextQuoteSelector\"\(quote)}]}"
    }
}
