// The headings that marks stand under in a Markdown export: those of the article, as the reader's outline has them.

import Annotations
import TextModel

/// Goes along with the marks of an article, in document order, and says which headings come before each.
struct MarkdownSections {
    private let document: Document
    private let outline: Outline
    /// The headings that the mark before this one was under, the outermost first.
    private var open: [Heading] = []
    /// The last heading that is none of the article's.
    private var last: String?

    init(of document: Document) {
        self.document = document
        outline = document.outline() ?? .empty
    }

    /// The lines of the headings that a mark is the first one under, without line breaks at their ends.
    ///
    /// In an article without headings these are its paragraphs; above the first heading there is none.
    mutating func headings(before mark: Annotation) -> [String] {
        guard let start = mark.span?.start else { return heading("Lost") }
        guard !outline.headings.isEmpty else {
            return heading("¶ \((document.paragraphIndex(atOrBefore: start) ?? 0) + 1)")
        }
        let path = outline.path(at: start)
        let known = zip(path, open).prefix { $0 == $1 }.count
        open = path
        return path.enumerated().dropFirst(known).map { depth, heading in
            // The article's name has the first level, and Markdown has six.
            let signs = String(repeating: "#", count: min(6, depth + 2))
            return "\(signs) \(MarkdownText.escaped(MarkdownText.oneLine(heading.title)))"
        }
    }

    private mutating func heading(_ words: String) -> [String] {
        defer { last = words }
        return words == last ? [] : ["## \(words)"]
    }
}
