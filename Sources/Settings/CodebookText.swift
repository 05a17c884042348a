// Changes to codebook.toml that leave everything else in it as its author wrote it: comments, order, blank lines.

import Annotations

/// The text of a codebook file, changed tag by tag.
struct CodebookText {
    private(set) var text: String
    /// Only named in messages.
    let path: String

    init(_ text: String, path: String) {
        self.text = text
        self.path = path
    }

    /// The text for a folder that has no codebook yet: with a file of its own the built-in tags would be gone.
    static func seed() -> String {
        let entries = Codebook.builtIn.entries.map { "\n" + table($0, "\n") }
        return "# The tags for the articles in this folder and below it, in the order in which they are shown.\n"
            + entries.joined()
    }

    /// Makes the changes, all of them or none.
    ///
    /// - Throws: for a text that is no codebook, or that says a tag in a way that cannot be changed from outside.
    mutating func apply(_ changes: [Codebook.Change]) throws(SettingsError) {
        let old = text
        var expected = try CodebookFile.codebook(from: text, path: path)
        for change in changes {
            if let before = change.before {
                guard expected[before.tag] != nil else { continue }
                if let after = change.after, expected[after.tag] == nil {
                    try rename(before.tag, to: after.tag)
                } else {
                    try retire(before.tag, in: change.after)
                }
            } else if let after = change.after, expected[after.tag] == nil {
                append(after)
            }
            expected.apply([change.asWritten(in: expected)])
        }
        let found = try? CodebookFile.codebook(from: text, path: path)
        guard found?.sorted == expected.sorted else {
            text = old
            let names = changes.compactMap { ($0.before ?? $0.after)?.tag.name }.joined(separator: ", ")
            throw SettingsError(
                file: path, problem: "the tag \(names) is written here in a way that gloss cannot change; edit the file"
            )
        }
    }

    // MARK: Adding

    private var lineBreak: String { text.utf8.contains(0x0D) ? "\r\n" : "\n" }

    private mutating func append(_ entry: Codebook.Entry) {
        let lineBreak = lineBreak
        if !text.isEmpty {
            if text.utf8.last != 0x0A { text += lineBreak }
            text += lineBreak
        }
        text += CodebookText.table(entry, lineBreak)
    }

    private static func table(_ entry: Codebook.Entry, _ lineBreak: String) -> String {
        var lines = ["[\(key(of: entry.tag))]"]
        if let key = entry.key { lines.append("key = \(quoted(String(key)))") }
        if let color = entry.color { lines.append("color = \(quoted(color))") }
        lines.append("description = \(quoted(entry.description))")
        return lines.map { $0 + lineBreak }.joined()
    }

    /// `risk."cyber crime"`
    private static func key(of tag: Tag) -> String {
        tag.segments.map { part in
            let isBare = part.utf8.allSatisfy { byte in
                switch byte {
                case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F, 0x2D: true
                default: false
                }
            }
            return isBare ? String(part) : quoted(String(part))
        }.joined(separator: ".")
    }

    private static func quoted(_ text: String) -> String {
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

    // MARK: Renaming

    /// Writes the new name over the old one wherever a header, or an assignment outside all tables, begins with it.
    /// Sub-tags below the same header go along; where they have headers of their own, these are changed as well.
    private mutating func rename(_ old: Tag, to new: Tag) throws(SettingsError) {
        let keys = old.segments.map(String.init)
        try rewrite { statement, isInTable in
            guard statement.isHeader || !isInTable, statement.keys == keys || !statement.isHeader,
                statement.keys.starts(with: keys)
            else { return nil }
            let name = statement.places[0].lowerBound..<statement.places[keys.count - 1].upperBound
            return (name, Array(CodebookText.key(of: new).utf8))
        }
    }

    // MARK: Merging

    /// Takes a tag out. What its author wrote of it stays as a comment; a table without a word in it goes.
    private mutating func retire(_ tag: Tag, in other: Codebook.Entry?) throws(SettingsError) {
        let keys = tag.segments.map(String.init)
        let isBare = try CodebookFile.codebook(from: text, path: path)[tag].map {
            $0.key == nil && $0.color == nil && $0.description.isEmpty
        }
        var isWithin = false
        let bytes = Array(text.utf8)
        try rewrite { statement, isInTable in
            if statement.isHeader { isWithin = statement.keys == keys }
            guard isWithin || !isInTable && statement.keys.starts(with: keys) else { return nil }
            if isBare == true { return (statement.lines, []) }
            let lines = bytes[statement.lines].split(separator: 0x0A, omittingEmptySubsequences: false)
            let commented = lines.enumerated().map { index, line in
                index == lines.count - 1 && line.isEmpty ? [] : Array("# ".utf8) + Array(line)
            }
            return (statement.lines, Array(commented.joined(separator: [0x0A])))
        }
    }

    /// Puts other bytes in the place of those that `change` names for a statement. It is called with each in turn, and
    /// whether that stands in a table of its own.
    private mutating func rewrite(
        _ change: (TOMLReader.Statement, Bool) -> (place: Range<Int>, bytes: [UInt8])?
    ) throws(SettingsError) {
        var reader = TOMLReader(text)
        guard (try? reader.read()) != nil else { throw SettingsError(file: path, problem: "this is not TOML; mend it") }
        var result: [UInt8] = []
        var copied = 0
        var isInTable = false
        for statement in reader.statements {
            let made = change(statement, isInTable)
            if statement.isHeader { isInTable = true }
            guard let (place, bytes) = made else { continue }
            result += reader.bytes[copied..<place.lowerBound] + bytes
            copied = place.upperBound
        }
        text = String(decoding: result + reader.bytes[copied...], as: UTF8.self)
    }
}

extension Codebook {
    /// The tags without their order.
    fileprivate var sorted: [Entry] { entries.sorted { $0.tag < $1.tag } }
}

extension Codebook.Change {
    /// The same change of what the file says of the tag, which need not be what the reader knew of it.
    fileprivate func asWritten(in codebook: Codebook) -> Codebook.Change {
        guard let before, let written = codebook[before.tag] else { return self }
        var after: Codebook.Entry? = written
        if let tag = self.after?.tag { after?.tag = tag } else { after = nil }
        return Codebook.Change(before: written, after: after, place: place)
    }
}
