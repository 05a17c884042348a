// What each format writes, to the letter.

import Annotations
import Testing
import TextModel

@testable import Interchange

private let document = Document("# Rents\n\nThey 🇫🇷 \"may\" rise,\nor fall.\n")

private func mark(
    _ number: Int, _ start: Int, _ end: Int, tags: [String] = [], note: String = "", creator: String? = "ana",
    isLost: Bool = false
) throws -> ExportMark {
    let span = try #require(document.span(CodePointSpan(CodePointOffset(start), CodePointOffset(end))))
    let place = Anchoring.place(of: span, in: document)
    let annotation = Annotation(
        id: AnnotationID("urn:uuid:0000000\(number)"), tags: tags.compactMap { Tag($0) }, note: note,
        created: Timestamp("2026-01-02T03:04:05Z"), creator: creator,
        target: Anchoring.target(for: span, in: document), anchor: isLost ? .orphan : .exact(place))
    return ExportMark(annotation, json: "{\"id\":\"urn:uuid:0000000\(number)\"}")
}

private func article(_ marks: [ExportMark], file: String = "a.txt") -> ExportArticle {
    ExportArticle(file: file, document: document, marks: marks)
}

private func exported(_ articles: [ExportArticle], as name: String) throws -> (text: String, losses: [ExportLoss]) {
    let format = try #require(ExportFormats.format(named: name))
    var text = ""
    let losses = try format.export(articles) { text += $0 }
    return (text, losses)
}

@Suite struct FormatTests {
    @Test func formatsAreNamedOnce() {
        #expect(ExportFormats.names == ["web-annotation", "jsonl", "csv", "markdown"])
        #expect(ExportFormats.format(named: "CSV") == nil)
    }

    @Test func jsonLinesCountCodePointsAndLines() throws {
        let marks = [
            try mark(1, 17, 22, tags: ["risk", "NA"], note: "a\nb\u{1}\u{2028}"), try mark(2, 9, 13, isLost: true),
        ]
        let (text, losses) = try exported([article(marks)], as: "jsonl")
        let hash = document.hash.hex
        let first =
            #"{"id":"urn:uuid:00000001","file":"a.txt","source":"\#(hash)","start":17,"end":22,"line":3,"column":9,"#
            + #""quote":"\"may\"","tags":["risk","NA"],"note":"a\nb\u0001\u2028","coder":"ana","#
            + #""created":"2026-01-02T03:04:05Z","modified":"2026-01-02T03:04:05Z","status":"exact","now":""}"#
        let second =
            #"{"id":"urn:uuid:00000002","file":"a.txt","source":"\#(hash)","start":null,"end":null,"line":null,"#
            + #""column":null,"quote":"They","tags":[],"note":"","coder":"ana","created":"2026-01-02T03:04:05Z","#
            + #""modified":"2026-01-02T03:04:05Z","status":"orphan","now":""}"#
        #expect(text == first + "\n" + second + "\n")
        #expect(losses.isEmpty)
    }

    @Test func csvQuotesWhatWouldEndAField() throws {
        let marks = [
            try mark(1, 17, 36, tags: ["risk", "NA"], note: "=1+1, \"x\""),
            try mark(2, 9, 13, note: " a\tb", isLost: true),
        ]
        let (text, _) = try exported([article(marks)], as: "csv")
        let hash = document.hash.hex
        let lines = [
            "id,file,source,start,end,line,column,quote,tags,note,coder,created,modified,status,now",
            "urn:uuid:00000001,a.txt,\(hash),17,36,3,9,\"\"\"may\"\" rise,\nor fall\",risk;NA,\"=1+1, \"\"x\"\"\",ana,"
                + "2026-01-02T03:04:05Z,2026-01-02T03:04:05Z,exact,",
            "urn:uuid:00000002,a.txt,\(hash),,,,,They,,\" a\tb\",ana,2026-01-02T03:04:05Z,2026-01-02T03:04:05Z,orphan,",
        ]
        #expect(text == lines.map { $0 + "\r\n" }.joined())
    }

    @Test func collectionHoldsItsPage() throws {
        let (text, _) = try exported([article([try mark(1, 9, 13), try mark(2, 17, 22)])], as: "web-annotation")
        #expect(text.hasPrefix("{\n\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{\"gloss\":\"urn:gloss:\","))
        #expect(
            text.hasSuffix("\"items\":[\n{\"id\":\"urn:uuid:00000001\"},\n{\"id\":\"urn:uuid:00000002\"}\n]\n}\n}\n"))
        #expect(
            text.contains("\n\"type\":\"AnnotationCollection\",\n\"label\":\"a.txt\",\n\"total\":2,\n\"first\":{\n"))
        #expect(text.split(separator: "@context").count == 2)
        let again = try exported([article([try mark(1, 9, 13), try mark(2, 17, 22)])], as: "web-annotation")
        #expect(again.text == text)
    }

    @Test func emptyCollectionHasNoPage() throws {
        let (text, _) = try exported([], as: "web-annotation")
        #expect(text.hasSuffix("\"type\":\"AnnotationCollection\",\n\"label\":\"\",\n\"total\":0\n}\n"))
    }

    @Test func markdownStandsUnderHeadings() throws {
        let marks = [try mark(1, 17, 36, tags: ["risk"], note: "why? #1\nso"), try mark(2, 9, 13, isLost: true)]
        let (text, losses) = try exported([article(marks, file: "a.md")], as: "markdown")
        #expect(
            text == """
                ---
                title: "Annotations of a.md"
                sources:
                  - file: "a.md"
                    sha256: "\(document.hash.hex)"
                annotations: 2
                coders: ["ana"]
                tags: ["risk"]
                ---

                # a.md

                ## Rents

                > "may" rise,
                > or fall

                ^00000001

                #risk · ana · ¶ 2, line 3, column 9 (17–36) · 2026-01-02T03:04:05Z

                why? \\#1
                so

                ## Lost

                > They

                ^00000002

                ana · lost · 2026-01-02T03:04:05Z

                """)
        #expect(losses.isEmpty)
    }

    @Test func markdownCountsTagsItCannotSpell() throws {
        let marks = [try mark(1, 9, 13, tags: ["market power", "risk/cyber", "2026"])]
        let (text, losses) = try exported([article(marks)], as: "markdown")
        #expect(text.contains("\n## Rents\n") && text.contains(" · ¶ 2, line 3, "))
        #expect(text.contains("#market-power #risk/cyber #_2026 · ana"))
        #expect(losses.map(\.count) == [2])
    }

    @Test(arguments: [
        ("a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"), ("- item", "\\- item"), ("well-known", "well-known"),
        ("12. March", "12\\. March"), ("a 12. b", "a 12. b"), ("==x==", "\\=\\=x\\=\\="), ("1=1 5%", "1=1 5%"),
        ("<b>[[x]]", "\\<b\\>\\[\\[x\\]\\]"),
    ])
    func markdownShowsTextAsItIs(text: String, escaped: String) {
        #expect(MarkdownText.escaped(text) == escaped)
    }
}
