// What an article is called: its first heading where it begins with one, else its first line of text.

/// Finds the title of an article in its first bytes.
public enum Title {
    /// Bytes of an article that are enough to find its title in.
    public static let headLength = 8192
    /// The most characters of a title; a line that is longer is cut.
    static let longest = 200
    /// Lines of text among which a heading is looked for before the first of them is taken.
    private static let reach = 5

    /// The title, without marks of Markdown, on one line; nil where the head has no word in it.
    ///
    /// - Parameter head: the first bytes of the file, in UTF-8; what does not decode shows as U+FFFD.
    public static func of(_ head: [UInt8]) -> String? {
        var lines = self.lines(of: head)[...]
        if let title = frontMatterTitle(&lines) { return title }
        var first: String?
        for line in lines.lazy.filter({ hasWord($0) }).prefix(reach) {
            let heading = line.drop { $0 == "#" }
            let level = line.count - heading.count
            if level == 1, heading.first?.isWhitespace ?? false { return clean(heading.drop { $0.isWhitespace }) }
            if first == nil, !isPicture(line) { first = clean(level > 0 && level < 7 ? heading : line) }
        }
        return first
    }

    /// The lines without the white space around them. A head that was cut loses what is left of its last character.
    private static func lines(of head: [UInt8]) -> [Substring] {
        var bytes = head[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if head.count >= headLength {
            while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
            if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map { trimmed($0) }
            .filter { !$0.isEmpty }
    }

    /// The `title:` of a block of metadata between `---` lines at the start; such a block is passed over.
    private static func frontMatterTitle(_ lines: inout ArraySlice<Substring>) -> String? {
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return nil }
        let block = lines[..<end].dropFirst()
        lines = lines[(end + 1)...]
        guard let line = block.first(where: { $0.lowercased().hasPrefix("title:") }) else { return nil }
        let title = trimmed(line.dropFirst("title:".count))
        let quotes: Set<Character> = ["\"", "'"]
        let isQuoted = title.count > 1 && title.first == title.last && title.first.map(quotes.contains) == true
        return hasWord(title) ? clean(isQuoted ? title.dropFirst().dropLast() : title) : nil
    }

    private static func hasWord(_ line: Substring) -> Bool { line.contains { $0.isLetter || $0.isNumber } }

    /// Whether a line of Markdown is nothing but a picture or a badge.
    private static func isPicture(_ line: Substring) -> Bool {
        (line.hasPrefix("![") || line.hasPrefix("[![")) && line.hasSuffix(")")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0.isWhitespace }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return text
    }

    /// Drops emphasis around the whole line and the `#` that close a heading; runs of white space become one space.
    private static func clean(_ line: Substring) -> String {
        var text = trimmed(line.prefix(longest))
        while text.last == "#" { text = trimmed(text.dropLast()) }
        for sign in ["**", "__", "*", "_"] where text.hasPrefix(sign) && text.hasSuffix(sign) {
            let inner = text.dropFirst(sign.count).dropLast(sign.count)
            if hasWord(inner), !inner.contains(sign) { text = inner }
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
