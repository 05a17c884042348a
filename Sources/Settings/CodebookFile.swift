// codebook.toml: the tags of a study, read in the order their author wrote them.

import Annotations
import Reader

/// A codebook and where it came from.
public struct CodebookFile: Equatable, Sendable {
    public let codebook: Codebook
    /// The absolute path of the `codebook.toml`; nil for the built-in codebook.
    public let path: String?

    /// The nearest `codebook.toml` in `folder` (an absolute path, taken as it is written) or a folder above it, else
    /// the built-in codebook. Throws for one that cannot be read and for anything wrong in it; a folder that may not
    /// be looked into is passed over.
    public static func nearest(to folder: String) throws(SettingsError) -> CodebookFile {
        for path in places(from: folder) {
            guard let text = try SettingsFile.text(of: path) else { continue }
            return CodebookFile(codebook: try codebook(from: text, path: path), path: path)
        }
        return CodebookFile(codebook: .builtIn, path: nil)
    }

    /// Where the codebook of a folder (an absolute path) may be, the nearest place first.
    public static func places(from folder: String) -> [String] {
        let parts = folder.split(separator: "/")
        return (0...parts.count).reversed().map { count in
            "/" + (parts.prefix(count) + ["codebook.toml"]).joined(separator: "/")
        }
    }

    /// Reads the text of a codebook; `path` only names it. Throws for text that is not TOML, and for a tag's name, key
    /// or colour that cannot be, an unknown field, and a tag or key that is there twice.
    public static func codebook(from text: String, path: String) throws(SettingsError) -> Codebook {
        var reader = CodebookReader(file: try TOMLFile(text, path: path))
        return try reader.read()
    }
}

/// Walks the tables of a codebook file and gathers its tags.
private struct CodebookReader {
    let file: TOMLFile
    private var found: [(entry: Codebook.Entry, keys: [String])] = []

    private static let fields = ["key", "color", "description"]

    init(file: TOMLFile) { self.file = file }

    mutating func read() throws(SettingsError) -> Codebook {
        for entry in file.root.entries {
            let key = entry.key
            guard let table = entry.value.table else {
                throw file.error(at: [key], "'\(key)' stands outside a tag; put it under a header such as [risk]")
            }
            try readTag(table, at: [key])
        }
        let ordered = found.enumerated().sorted { left, right in
            (place(of: left.element.keys), left.offset) < (place(of: right.element.keys), right.offset)
        }
        try checkDuplicates(ordered.map(\.element))
        return Codebook(ordered.map(\.element.entry))
    }

    /// A tag's own line; without one, that of the first of its fields, of the table it stands in, or the last of all.
    private func place(of keys: [String]) -> Int {
        if let line = file.line(naming: keys) { return line }
        let fields = CodebookReader.fields.compactMap { file.line(naming: keys + [$0]) }
        if let line = fields.min() { return line }
        return keys.count > 1 ? place(of: keys.dropLast()) : .max
    }

    private mutating func readTag(_ table: TOMLTable, at keys: [String]) throws(SettingsError) {
        let name = keys.joined(separator: "/")
        guard let tag = Tag(name), !keys.contains(""),
            !name.split(separator: "/", omittingEmptySubsequences: false).contains("")
        else {
            throw file.error(
                at: keys,
                "'\(name)' is no tag's name; it must not be empty, hold ; or , or a control character, "
                    + "or begin or end with white space")
        }
        var entry = Codebook.Entry(tag, key: nil, color: nil, description: "")
        var hasField = false
        var subTags: [(key: String, table: TOMLTable)] = []
        for field in table.entries {
            if let subTag = field.value.table {
                subTags.append((field.key, subTag))
            } else {
                hasField = true
                try set(field.key, of: &entry, to: field.value, at: keys)
            }
        }
        // `[risk.cyber]` alone makes no tag `risk`.
        if hasField || subTags.isEmpty || file.names(keys) { found.append((entry, keys)) }
        for subTag in subTags { try readTag(subTag.table, at: keys + [subTag.key]) }
    }

    private func set(
        _ field: String, of entry: inout Codebook.Entry, to value: TOMLValue, at keys: [String]
    ) throws(SettingsError) {
        let place = keys + [field]
        let tag = entry.tag
        guard CodebookReader.fields.contains(field) else {
            let advice =
                nearestName(to: field, among: CodebookReader.fields).map { "did you mean '\($0)'?" }
                ?? "there are \(CodebookReader.fields.joined(separator: ", "))"
            throw file.error(at: place, "'\(field)' of tag '\(tag)' is no field of a tag; \(advice)")
        }
        guard let text = value.string else {
            throw file.error(at: place, "'\(field)' of tag '\(tag)' is not text; write it in quotes")
        }
        switch field {
        case "key": entry.key = try key(text, of: tag, at: place)
        case "color": entry.color = try color(text, of: tag, at: place)
        default: entry.description = text
        }
    }

    private func key(_ text: String, of tag: Tag, at place: [String]) throws(SettingsError) -> Character {
        guard let key = text.first, text.count == 1, isTypedCharacter(key) else {
            throw file.error(
                at: place,
                "'\(text)' cannot be the key of tag '\(tag)'; choose one printable character, such as "
                    + "'\(tag.name.first ?? "x")'")
        }
        return key
    }

    private func color(_ text: String, of tag: Tag, at place: [String]) throws(SettingsError) -> String {
        guard Codebook.isColor(text) else {
            let nearest = nearestName(to: text, among: Codebook.colorNames)
            let advice =
                nearest.map { "did you mean '\($0)'?" }
                ?? "choose \(Codebook.colorNames.joined(separator: ", ")), or write #rrggbb"
            throw file.error(at: place, "'\(text)', the color of tag '\(tag)', is no color; \(advice)")
        }
        return text
    }

    private func checkDuplicates(_ found: [(entry: Codebook.Entry, keys: [String])]) throws(SettingsError) {
        var tags: Set<Tag> = []
        var owners: [Character: Tag] = [:]
        for (entry, keys) in found {
            guard tags.insert(entry.tag).inserted else {
                throw file.error(at: keys, "tag '\(entry.tag)' is written twice; keep one")
            }
            guard let key = entry.key else { continue }
            if let owner = owners.updateValue(entry.tag, forKey: key) {
                throw file.error(
                    at: keys + ["key"],
                    "key '\(key)' of tag '\(entry.tag)' is the key of tag '\(owner)' already; choose another")
            }
        }
    }
}
