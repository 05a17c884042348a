// Text that Markdown must show as it is, and the names that Markdown tools understand.

import Annotations

enum MarkdownText {
    private static let special = Set("\\`*_[]<>~|$%=#".unicodeScalars)

    /// One line of text that no Markdown reader takes for anything else.
    static func escaped(_ line: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(line.unicodeScalars)
        let first = scalars.firstIndex { $0 != " " && $0 != "\t" } ?? 0
        let digits = scalars[first...].prefix { ("0"..."9").contains($0) }
        for (index, scalar) in scalars.enumerated() {
            let startsItem = index == first && (scalar == "-" || scalar == "+")
            let endsNumber = !digits.isEmpty && index == digits.endIndex && (scalar == "." || scalar == ")")
            // Where nothing else can be meant by them these stay bare, so that prose stays easy to read.
            let isAlone =
                (scalar == "=" || scalar == "%") && (index + 1 == scalars.count || scalars[index + 1] != scalar)
                && (index == 0 || scalars[index - 1] != scalar)
            if special.contains(scalar) && !isAlone || startsItem || endsNumber { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }

    /// The lines of a text, whatever ends them.
    static func lines(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0) }
    }

    static func oneLine(_ text: String) -> String { lines(text).joined(separator: " ") }

    /// A tag as Obsidian reads it: letters, digits, `_`, `-` and `/`, not digits alone. Anything else becomes `-`.
    static func hashtag(_ tag: Tag) -> String {
        var name = ""
        for scalar in tag.name.unicodeScalars {
            let properties = scalar.properties
            let isAllowed =
                properties.isAlphabetic || properties.numericType != nil || "_-/".unicodeScalars.contains(scalar)
                || properties.canonicalCombiningClass != .notReordered || properties.isEmojiPresentation
            name.unicodeScalars.append(isAllowed ? scalar : "-")
        }
        if name.unicodeScalars.allSatisfy({ $0.properties.numericType != nil }) { name = "_" + name }
        return "#" + name
    }

    /// The name of a block: ASCII letters, digits and `-`.
    static func blockName(_ id: String) -> String {
        let plain = id.hasPrefix("urn:uuid:") ? String(id.dropFirst("urn:uuid:".count)) : id
        return String(plain.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
