// Changes to codebook.toml that leave everything else in it as its author wrote it: comments, order, blank lines.

import Annotations

/// The text of a codebook file, changed tag by tag.
struct CodebookText {
    var text: String
    /// Only named in messages.
    let path: String

    init(_ text: String, path: String) {
        self.text = text
        self.path = path
    }

    /// Makes the changes, all of them or none.
    ///
    /// - Throws: for a text that is no codebook, or that says a tag in a way that cannot be changed from outside.
    mutating func apply(_ changes: [Codebook.Change]) throws(SettingsError) {
        let old = text
        var expected = try CodebookFile.codebook(from: text, path: path)
        for change in changes {
            guard let done = expected.apply([change]).first else { continue }
            switch (done.before, done.after) {
            case (nil, let after?): try insert(after)
            case (let before?, let after?):
                if before.tag != after.tag { try rename(before.tag, to: after.tag) }
                try set(after, instead: before)
            case (let before?, nil): try retire(before.tag)
            case (nil, nil): break
            }
        }
        guard says(expected) else {
            text = old
            let names = changes.compactMap { ($0.before ?? $0.after)?.tag.name }.joined(separator: ", ")
            throw SettingsError(
                file: path, problem: "the tag \(names) is written here in a way that gloss cannot change; edit the file"
            )
        }
    }

    /// Whether the text is that of a codebook with these tags, in whichever order.
    func says(_ codebook: Codebook) -> Bool {
        func sorted(_ book: Codebook) -> [Codebook.Entry] { book.entries.sorted { $0.tag < $1.tag } }
        let found = try? CodebookFile.codebook(from: text, path: path)
        return found.map(sorted) == sorted(codebook)
    }

    // MARK: Renaming

    /// Writes the new name over the old one wherever a header, or an assignment outside all tables, begins with it.
    /// Sub-tags below the same header go along; where they have headers of their own, these are changed as well.
    private mutating func rename(_ old: Tag, to new: Tag) throws(SettingsError) {
        let keys = old.segments.map(String.init)
        let bytes = Array(text.utf8)
        try rewrite { statement, isInTable in
            let segments = statement.segments
            guard statement.isHeader || !isInTable, segments == keys || !statement.isHeader,
                segments.starts(with: keys)
            else { return nil }
            return statement.renaming(first: keys.count, to: new, in: bytes)
        }
    }

    // MARK: Merging

    /// Takes a tag out. What its author wrote of it stays as a comment, and be it no more than its name.
    private mutating func retire(_ tag: Tag) throws(SettingsError) {
        let keys = tag.segments.map(String.init)
        var isWithin = false
        let bytes = Array(text.utf8)
        try rewrite { statement, isInTable in
            if statement.isHeader { isWithin = statement.segments == keys }
            guard isWithin || !isInTable && statement.segments.starts(with: keys) else { return nil }
            let lines = bytes[statement.lines].split(separator: 0x0A, omittingEmptySubsequences: false)
            let commented = lines.enumerated().map { index, line in
                index == lines.count - 1 && line.isEmpty ? [] : Array("# ".utf8) + Array(line)
            }
            return (statement.lines, Array(commented.joined(separator: [0x0A])))
        }
    }

    /// Puts other bytes in the place of those that `change` names for a statement. It is called with each in turn, and
    /// whether that stands in a table of its own.
    mutating func rewrite(
        _ change: (TOMLReader.Statement, Bool) -> (place: Range<Int>, bytes: [UInt8])?
    ) throws(SettingsError) {
        let (bytes, statements) = try statements()
        var result: [UInt8] = []
        var copied = 0
        var isInTable = false
        for statement in statements {
            let made = change(statement, isInTable)
            if statement.isHeader { isInTable = true }
            guard let (place, new) = made else { continue }
            result += bytes[copied..<place.lowerBound] + new
            copied = place.upperBound
        }
        text = String(decoding: result + bytes[copied...], as: UTF8.self)
    }

    /// The headers and assignments with the bytes that they are places of.
    func statements() throws(SettingsError) -> (bytes: [UInt8], statements: [TOMLReader.Statement]) {
        var reader = TOMLReader(text)
        guard (try? reader.read()) != nil else { throw SettingsError(file: path, problem: "this is not TOML; mend it") }
        return (reader.bytes, reader.statements)
    }
}
