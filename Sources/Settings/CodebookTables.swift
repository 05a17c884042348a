// New tables in codebook.toml, and single fields of those that are there: nothing else in the file is touched.

import Annotations

extension CodebookText {
    /// The text for a folder that has no codebook yet: with a file of its own the built-in tags would be gone.
    static func seed() -> String {
        let entries = Codebook.builtIn.entries.map { "\n" + table($0, "\n") }
        return "# The tags for the articles in this folder and below it, in the order in which they are shown.\n"
            + entries.joined()
    }

    private var lineBreak: String { text.utf8.contains(0x0D) ? "\r\n" : "\n" }

    // MARK: Tables

    /// Adds a tag: a sub-tag behind those of its parent, any other at the end.
    mutating func insert(_ entry: Codebook.Entry) throws(SettingsError) {
        let (bytes, statements) = try statements()
        let table = CodebookText.table(entry, lineBreak)
        var parent = entry.tag.parent
        while let tag = parent {
            if let place = CodebookText.end(of: tag, statements, bytes), place.byte < bytes.count {
                let after = place.isBlank ? "" : lineBreak
                text =
                    String(decoding: bytes[..<place.byte], as: UTF8.self) + lineBreak + table + after
                    + String(decoding: bytes[place.byte...], as: UTF8.self)
                return
            }
            parent = tag.parent
        }
        if !text.isEmpty {
            if text.utf8.last != 0x0A { text += lineBreak }
            text += lineBreak
        }
        text += table
    }

    /// Where the tables of a tag and its sub-tags end, with the comments that belong to the last of them, and whether
    /// a blank line follows; nil where the tag has no table.
    private static func end(
        of tag: Tag, _ statements: [TOMLReader.Statement], _ bytes: [UInt8]
    ) -> (byte: Int, isBlank: Bool)? {
        let keys = tag.segments.map(String.init)
        guard var number = statements.lastIndex(where: { $0.isHeader && $0.segments.starts(with: keys) }) else {
            return nil
        }
        while number + 1 < statements.count, !statements[number + 1].isHeader { number += 1 }
        let start = statements[number].lines.upperBound
        var end = start
        while end < bytes.count {
            let line = bytes[end...].prefix { $0 != 0x0A }
            let first = line.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
            // A blank line ends the comments of this table; a header right below them has them for its own.
            if first == nil { return (end, true) }
            guard first == 0x23 else { return (start, false) }
            end = min(bytes.count, line.endIndex + 1)
        }
        return (end, true)
    }

    private static func table(_ entry: Codebook.Entry, _ lineBreak: String) -> String {
        var lines = ["[\(key(of: entry.tag))]"]
        if let key = entry.key { lines.append("key = \(quoted(String(key)))") }
        if let color = entry.color { lines.append("color = \(quoted(color))") }
        lines.append("description = \(quoted(entry.description))")
        return lines.map { $0 + lineBreak }.joined()
    }

    // MARK: Fields

    /// Writes what differs between two versions of a tag, which has the name of the first already.
    mutating func set(_ entry: Codebook.Entry, instead old: Codebook.Entry) throws(SettingsError) {
        if entry.key != old.key { try set("key", of: entry.tag, to: entry.key.map { String($0) }) }
        if entry.color != old.color { try set("color", of: entry.tag, to: entry.color) }
        if !entry.description.utf8.elementsEqual(old.description.utf8) {
            try set("description", of: entry.tag, to: entry.description)
        }
    }

    /// - Parameter value: nil takes the field out.
    private mutating func set(_ field: String, of tag: Tag, to value: String?) throws(SettingsError) {
        let keys = tag.segments.map(String.init)
        let (bytes, statements) = try statements()
        var header: [String]?
        var owners: [TOMLReader.Statement] = []
        for statement in statements {
            if statement.isHeader { header = statement.segments }
            let isField = statement.isHeader == false && (header ?? []) + statement.segments == keys + [field]
            if isField, let place = statement.value {
                guard let value else { return take(out: statement, bytes) }
                return put(CodebookText.quoted(value), in: place, bytes)
            }
            if header == keys { owners.append(statement) }
        }
        guard let value, let owner = CodebookText.line(before: field, owners) else { return }
        let isEnded = bytes[..<owner.lines.upperBound].last == 0x0A
        let line = "\(field) = \(CodebookText.quoted(value))"
        let end = owner.lines.upperBound
        put(isEnded ? line + lineBreak : lineBreak + line, in: end..<end, bytes)
    }

    /// The line of a table that a new field stands below: fields have the order key, color, description.
    private static func line(before field: String, _ table: [TOMLReader.Statement]) -> TOMLReader.Statement? {
        let earlier = ["key", "color", "description"].prefix { $0 != field }
        return table.last { statement in statement.isHeader || earlier.contains { statement.keys == [$0] } }
    }

    private mutating func put(_ new: String, in place: Range<Int>, _ bytes: [UInt8]) {
        text = String(
            decoding: bytes[..<place.lowerBound] + Array(new.utf8) + bytes[place.upperBound...], as: UTF8.self)
    }

    /// Takes an assignment out; one with a comment behind it becomes part of the comment.
    private mutating func take(out statement: TOMLReader.Statement, _ bytes: [UInt8]) {
        guard let value = statement.value else { return }
        let isCommented = bytes[value.upperBound..<statement.lines.upperBound].contains(0x23)
        let isOneLine = !bytes[value].contains(0x0A)
        if isCommented, isOneLine {
            let start = statement.lines.lowerBound
            put("# ", in: start..<start, bytes)
        } else {
            put("", in: statement.lines, bytes)
        }
    }

    // MARK: Notation

    /// `risk."cyber crime"`
    static func key(of tag: Tag) -> String { key(of: tag.segments.map(String.init)) }

    /// The same for the parts of a tag's name.
    static func key(of segments: [String]) -> String {
        segments.map { part in
            let isBare = part.utf8.allSatisfy { byte in
                switch byte {
                case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F, 0x2D: true
                default: false
                }
            }
            return isBare ? part : quoted(part)
        }.joined(separator: ".")
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
