// A sidecar as a text: the header with all its keys, and one record a line, sorted by id.

import Annotations
import TextModel

/// The names that a new sidecar gets, each `urn:uuid:…`, both fresh.
public struct PageIDs: Sendable {
    public var page: String
    public var collection: String

    public init(page: String, collection: String) {
        self.page = page
        self.collection = collection
    }
}

/// Everything in a sidecar but its marks.
struct Page {
    /// The schema that this program writes, and the highest it may write into.
    static let schema = 1

    /// A member of the header with the white space around it.
    struct HeaderMember {
        var name: String
        /// What stands between the comma before it and its value.
        var before: [UInt8]
        /// The bytes of its value; not used for `items`.
        var value: [UInt8]
        /// What stands between its value and the comma after it.
        var after: [UInt8] = []

        var isItems: Bool { name == "items" }
        var json: JSON? { try? JSON.read(value) }
    }

    /// A record that is no mark of a passage: kept as it is.
    struct ForeignRecord {
        var text: String
        /// Its id, or without one that of the record before it, so that it keeps its place.
        var sortID: AnnotationID
        /// Nil for a record without an id.
        var id: AnnotationID?
    }

    /// In the order of the file; one of them is `items`.
    var header: [HeaderMember]
    /// What stands before the bracket that closes the page.
    var tail: [UInt8] = [UInt8(ascii: "\n")]
    var foreign: [ForeignRecord] = []

    /// The value of a header key; the last one where it stands there twice.
    func value(_ name: String) -> JSON? { header.last { $0.name == name }?.json }

    /// Whether the header says that this is a page of annotations: without that no program would read it as one.
    var isPage: Bool { value("type").map(RecordFields.isPageType) ?? false }

    /// Gives a header that was broken the keys without which nothing reads it; what is whole of it stays.
    mutating func complete(like new: Page) {
        guard !isPage || value("id") == nil else { return }
        for member in new.header where !member.isItems {
            let isWhole = member.name == "type" ? isPage : value(member.name) != nil
            if !isWhole { set(member.name, to: String(decoding: member.value, as: UTF8.self)) }
        }
    }

    /// Replaces the value of a header key where it stands, or adds the key before `items`.
    mutating func set(_ name: String, to text: String) {
        let value = Array(text.utf8)
        if let index = header.lastIndex(where: { $0.name == name }) {
            if header[index].value != value { header[index].value = value }
        } else {
            let index = header.firstIndex(where: \.isItems) ?? header.endIndex
            header.insert(HeaderMember(name: name, before: Array("\n\"\(name)\": ".utf8), value: value), at: index)
        }
    }

    /// The records of the sidecar with these marks, in the order of their ids; a mark comes before what is foreign.
    func records(_ marks: AnnotationSet) -> [String] {
        guard !foreign.isEmpty else { return marks.all.map { $0.stored?.text ?? "" } }
        // A stable sort: foreign records of one place keep their order.
        var waiting = foreign.enumerated().sorted { left, right in
            left.element.sortID == right.element.sortID
                ? left.offset < right.offset : left.element.sortID < right.element.sortID
        }.map(\.element)[...]
        var records: [String] = []
        for mark in marks.all {
            while let first = waiting.first, first.sortID < mark.id { records.append(waiting.removeFirst().text) }
            records.append(mark.stored?.text ?? "")
        }
        return records + waiting.map(\.text)
    }

    /// The whole text of the sidecar with these records.
    func text(_ records: [String]) -> [UInt8] {
        var out: [UInt8] = [UInt8(ascii: "{")]
        out.reserveCapacity(records.reduce(1 << 12) { $0 + $1.utf8.count + 2 })
        for (index, member) in header.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out += member.before
            if member.isItems {
                append(records, to: &out)
            } else {
                out += member.value
            }
            out += member.after
        }
        out += tail
        out += "}\n".utf8
        return out
    }

    private func append(_ records: [String], to out: inout [UInt8]) {
        out += "[".utf8
        for (index, record) in records.enumerated() {
            out += index == 0 ? "\n".utf8 : ",\n".utf8
            out += record.utf8
        }
        out += records.isEmpty ? "]".utf8 : "\n]".utf8
    }
}

extension Page {
    /// The header of a sidecar that is about to be made.
    init(new ids: PageIDs, label: String) {
        let terms = ["source", "codebook", "anchor", "origin"].map { name in
            "\"gloss:\(name)\": {\"@id\": \"urn:gloss:\(name)\", \"@type\": \"@json\"}"
        }
        let context =
            "[\"http://www.w3.org/ns/anno.jsonld\", {\"gloss\": \"urn:gloss:\", " + terms.joined(separator: ", ") + "}]"
        let collection =
            "{\"id\": \(JSONWriter.string(ids.collection)), \"type\": \"AnnotationCollection\", "
            + "\"label\": \(JSONWriter.string(label))}"
        let members = [
            ("@context", context), ("id", JSONWriter.string(ids.page)), ("type", "\"AnnotationPage\""),
            ("gloss:schema", String(Page.schema)), ("partOf", collection), ("gloss:source", "{}"),
            ("gloss:codebook", "{}"), ("items", "[]"),
        ]
        header = members.map { name, text in
            HeaderMember(name: name, before: Array("\n\"\(name)\": ".utf8), value: Array(text.utf8))
        }
    }

    /// Writes into the header which text the anchors are places of. What says the same already stays as it is.
    mutating func setSource(file: String, document: Document) {
        let old = value("gloss:source")
        var changes: [(name: String, text: String)] = []
        if old?["file"]?.string.map({ !$0.utf8.elementsEqual(file.utf8) }) ?? true {
            changes.append(("file", JSONWriter.string(file)))
        }
        if old?["sha256"]?.string != document.hash.hex { changes.append(("sha256", "\"\(document.hash)\"")) }
        if old?["length"]?.integer != document.codePointCount {
            changes.append(("length", String(document.codePointCount)))
        }
        if old?["unit"]?.string != "codepoint" { changes.append(("unit", "\"codepoint\"")) }
        guard !changes.isEmpty else { return }
        let object = old?.members == nil ? Page.emptyObject : old
        if let object { set("gloss:source", to: object.rewritten(setting: changes, spaced: true)) }
    }

    /// Writes the codebook into the header. Tags that it does not have go when no mark has them either, but for those
    /// with members that gloss does not know; new ones go where the codebook has them, so that a renaming that is taken
    /// back leaves nothing behind. Where there is no codebook but the built-in one all of them stay: the
    /// article may have come without the file that they are from.
    ///
    /// - Parameter used: the tags that marks have, and all that these are sub-tags of.
    mutating func setCodebook(_ codebook: Codebook, used: @autoclosure () -> [Tag]) {
        let old = value("gloss:codebook").flatMap { $0.members == nil ? nil : $0 } ?? Page.emptyObject
        guard let old else { return }
        var changes: [(name: String, text: String)] = []
        for entry in codebook.entries {
            let now = old[entry.tag.name].flatMap { $0.members == nil ? nil : $0 } ?? Page.emptyObject
            guard let now else { continue }
            var members: [(name: String, text: String)] = []
            var gone: [String] = []
            func want(_ name: String, _ value: String?) {
                guard let value else {
                    if now[name] != nil { gone.append(name) }
                    return
                }
                if now[name]?.string.map({ !$0.utf8.elementsEqual(value.utf8) }) ?? true {
                    members.append((name, JSONWriter.string(value)))
                }
            }
            want("key", entry.key.map(String.init))
            want("color", entry.color)
            want("description", entry.description.isEmpty ? nil : entry.description)
            if old[entry.tag.name] != nil, members.isEmpty, gone.isEmpty { continue }
            changes.append((entry.tag.name, now.rewritten(setting: members, removing: gone, spaced: true)))
        }
        let gone = codebook == .builtIn ? [] : Page.gone(from: old, codebook, used)
        guard !changes.isEmpty || !gone.isEmpty else { return }
        let order = codebook.entries.map(\.tag.name)
        set("gloss:codebook", to: old.rewritten(setting: changes, removing: gone, order: order, spaced: true))
    }

    private static func gone(from old: JSON, _ codebook: Codebook, _ used: () -> [Tag]) -> [String] {
        let unknown = (old.members ?? []).filter { member in
            guard let tag = Tag(member.key), codebook[tag] == nil, let fields = member.value.members else {
                return false
            }
            return fields.allSatisfy { ["key", "color", "description"].contains($0.key) }
        }
        guard !unknown.isEmpty else { return [] }
        let used = Set(used().map(\.name))
        return unknown.map(\.key).filter { !used.contains($0) }
    }

    private static var emptyObject: JSON? { try? JSON.read(Array("{}".utf8)) }
}
