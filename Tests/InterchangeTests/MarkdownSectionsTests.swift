// The headings of a Markdown export: the article's own, in whatever way it is written.

import Annotations
import Testing
import TextModel

@testable import Interchange

@Suite struct MarkdownSectionsTests {
    /// The export's lines that are headings, and the first words of each quote; marks are on the words named.
    private func outline(_ text: String, _ quotes: [String], lost: [String] = []) throws -> [String] {
        let document = Document(text)
        var marks: [ExportMark] = []
        for (number, quote) in (quotes + lost).enumerated() {
            var found: Span?
            document.forEachOccurrence(of: Array(quote.utf8)) { start in
                found = Span(start, start + quote.utf8.count)
                return false
            }
            let span = try #require(found)
            let annotation = Annotation(
                id: AnnotationID("urn:uuid:\(number)"), tags: [], note: "", created: Timestamp("2026-01-02T03:04:05Z"),
                creator: "ana", target: Anchoring.target(for: span, in: document),
                anchor: number < quotes.count ? .exact(Anchoring.place(of: span, in: document)) : .orphan)
            marks.append(ExportMark(annotation, json: "{}"))
        }
        let format = try #require(ExportFormats.format(named: "markdown"))
        var written = ""
        _ = try format.export([ExportArticle(file: "a.txt", document: document, marks: marks)]) { written += $0 }
        return written.split(separator: "\n").map(String.init).filter { $0.hasPrefix("#") || $0.hasPrefix("> ") }
    }

    private static let report = """
        A report on rents

        It began early.

        Prices
        ======

        They rise.

        In towns
        --------

        They rise more.

        Elsewhere
        ---------

        They *stay*.

        Tenants
        =======

        They pay. They leave.

        """

    @Test func marksStandUnderTheHeadingsOfAPlainText() throws {
        let lines = try outline(
            Self.report, ["They rise.", "They rise more.", "They *stay*", "They pay.", "They leave."])
        #expect(
            lines == [
                "# a.txt", "## Prices", "> They rise.", "### In towns", "> They rise more.", "### Elsewhere",
                "> They \\*stay\\*", "## Tenants", "> They pay.", "> They leave.",
            ])
    }

    @Test func headingsAreNestedAndNamedOnce() throws {
        let text = "Before.\n\n# One\n\nA a.\n\n### Deep\n\nB b.\n\n# One\n\nC c. D d.\n"
        #expect(
            try outline(text, ["Before.", "A a.", "B b.", "C c.", "D d."], lost: ["One"]) == [
                "# a.txt", "> Before.", "## One", "> A a.", "### Deep", "> B b.", "## One", "> C c.", "> D d.",
                "## Lost", "> One",
            ])
    }

    /// A part without a mark of its own is named before those of its parts.
    @Test func whatAPartIsUnderIsNamed() throws {
        #expect(
            try outline("# One\n\nA.\n\n## Two\n\nB b.\n\n## Three *x*\n\nC c.\n", ["B b.", "C c."]) == [
                "# a.txt", "## One", "### Two", "> B b.", "### Three \\*x\\*", "> C c.",
            ])
    }

    @Test func withoutHeadingsThereAreParagraphs() throws {
        let text = "First it is so, and then it is not.\n\nSecond it is not so, or so they say.\n"
        #expect(
            try outline(text, ["First it", "Second it", "so they say"]) == [
                "# a.txt", "## ¶ 1", "> First it", "## ¶ 2", "> Second it", "> so they say",
            ])
    }
}
