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
            var sections = MarkdownSections(of: article.document)
            for mark in article.marks {
                for heading in sections.headings(before: mark.annotation) { try write("\n\(heading)\n") }
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
            let paragraph = annotation.span.flatMap { article.document.paragraphIndex(atOrBefore: $0.start) } ?? 0
            facts.append(
                "¶ \(paragraph + 1), line \(place.line), column \(place.column) (\(place.start)–\(place.end))")
        }
        if record.status != "exact" { facts.append(record.status == "orphan" ? "lost" : record.status) }
        facts.append(MarkdownText.escaped(MarkdownText.oneLine(record.created)))
        if record.modified != record.created {
            facts.append("changed \(MarkdownText.escaped(MarkdownText.oneLine(record.modified)))")
        }
        var text = "\n\(quote)\n\n^\(MarkdownText.blockName(record.id))\n\n\(facts.joined(separator: " · "))\n"
        if !record.now.isEmpty {
            let lines = MarkdownText.lines(record.now).map { "> \(MarkdownText.escaped($0))" }
            text += "\nNow it reads:\n\n\(lines.joined(separator: "\n"))\n"
        }
        if !record.note.isEmpty {
            text += "\n" + MarkdownText.lines(record.note).map(MarkdownText.escaped).joined(separator: "\n") + "\n"
        }
        return text
    }
}
