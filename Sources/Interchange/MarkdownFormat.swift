// `markdown`: quotes with their notes and tags under the headings or paragraphs they come from, for Obsidian & co.

import Annotations
import TextModel

struct MarkdownFormat: ExportFormat {
    let name = "markdown"
    let summary = "quotes, notes and tags by heading or paragraph, for Obsidian and Logseq"

    func export(_ articles: [ExportArticle], to write: (String) throws -> Void) throws -> [ExportLoss] {
        try write(MarkdownFormat.frontMatter(articles))
        for article in articles {
            try write("\n# \(MarkdownText.escaped(MarkdownText.oneLine(article.file)))\n")
            let headings = Headings(of: article)
            var last: String?
            for mark in article.marks {
                let section = headings.section(of: mark.annotation)
                if section != last { try write("\n## \(section)\n") }
                last = section
                try write(MarkdownFormat.entry(mark.annotation, article))
            }
        }
        let tags = Set(articles.flatMap { $0.marks.flatMap(\.annotation.tags) })
        let changed = tags.count { MarkdownText.hashtag($0) != "#" + $0.name }
        guard changed > 0 else { return [] }
        let what = changed == 1 ? "tag was" : "tags were"
        return [ExportLoss(changed, "\(what) spelled with - or _ where a Markdown tag cannot hold the character")]
    }

    private static func frontMatter(_ articles: [ExportArticle]) -> String {
        let marks = articles.flatMap { $0.marks.map(\.annotation) }
        let title = "Annotations of " + articles.map(\.file).joined(separator: ", ")
        var tags: [Tag] = []
        for tag in marks.flatMap(\.tags) where !tags.contains(tag) { tags.append(tag) }
        let coders = Set(marks.compactMap(\.creator)).sorted()
        var text = "---\ntitle: \(JSONText.string(title))\nsources:\n"
        for article in articles {
            text += "  - file: \(JSONText.string(article.file))\n    sha256: \"\(article.document.hash.hex)\"\n"
        }
        if articles.isEmpty { text = "---\ntitle: \(JSONText.string(title))\nsources: []\n" }
        let names = tags.map { String(MarkdownText.hashtag($0).dropFirst()) }
        text += "annotations: \(marks.count)\n"
        text += "coders: \(JSONText.array(coders.map(JSONText.string)))\n"
        return text + "tags: \(JSONText.array(names.map(JSONText.string)))\n---\n"
    }

    /// The quote, a line that says what and where, the note; the block's name lets other notes link to it.
    private static func entry(_ annotation: Annotation, _ article: ExportArticle) -> String {
        let record = Record(annotation, file: article.file, document: article.document)
        let quote = MarkdownText.lines(record.quote).map { "> \(MarkdownText.escaped($0))" }.joined(separator: "\n")
        var facts: [String] = []
        if !annotation.tags.isEmpty { facts.append(annotation.tags.map(MarkdownText.hashtag).joined(separator: " ")) }
        if !record.coder.isEmpty { facts.append(MarkdownText.escaped(MarkdownText.oneLine(record.coder))) }
        if let place = record.place {
            facts.append("line \(place.line), column \(place.column) (\(place.start)–\(place.end))")
        }
        if record.status != "exact" { facts.append(record.status == "orphan" ? "lost" : record.status) }
        facts.append(MarkdownText.escaped(MarkdownText.oneLine(record.created)))
        if record.modified != record.created {
            facts.append("changed \(MarkdownText.escaped(MarkdownText.oneLine(record.modified)))")
        }
        var text = "\n\(quote)\n\n^\(MarkdownText.blockName(record.id))\n\n\(facts.joined(separator: " · "))\n"
        if !record.note.isEmpty {
            text += "\n" + MarkdownText.lines(record.note).map(MarkdownText.escaped).joined(separator: "\n") + "\n"
        }
        return text
    }
}

/// Which heading or paragraph a mark stands under.
private struct Headings {
    private let document: Document
    /// Headings in order, when the article is Markdown.
    private var headings: [(start: ByteOffset, title: String)] = []

    init(of article: ExportArticle) {
        document = article.document
        guard article.file.hasSuffix(".md") || article.file.hasSuffix(".markdown") else { return }
        var fence: Character?
        for line in 0..<document.lineCount {
            let content = document.content(ofLine: line)
            let text = document.text(content).drop { $0 == " " }
            if let mark = text.first, mark == "`" || mark == "~", text.prefix(3).allSatisfy({ $0 == mark }),
                text.count >= 3, fence == nil || fence == mark
            {
                fence = fence == nil ? mark : nil
            } else if fence == nil, let title = Headings.title(text) {
                headings.append((content.start, title))
            }
        }
    }

    /// The title of an ATX heading (CommonMark 4.2); nil for any other line.
    private static func title(_ line: Substring) -> String? {
        let level = line.prefix { $0 == "#" }.count
        let rest = line.dropFirst(level)
        guard (1...6).contains(level), rest.first == " " || rest.first == "\t" else { return nil }
        var words = rest.drop { $0 == " " || $0 == "\t" }
        while let last = words.last, last == " " || last == "#" { words.removeLast() }
        return words.isEmpty ? nil : String(words)
    }

    /// The section's heading as Markdown.
    func section(of annotation: Annotation) -> String {
        guard let start = annotation.span?.start else { return "Lost" }
        if let heading = headings.last(where: { $0.start <= start }) { return MarkdownText.escaped(heading.title) }
        guard let paragraph = document.paragraphIndex(atOrBefore: start) else { return "¶ 1" }
        return "¶ \(paragraph + 1)"
    }
}
