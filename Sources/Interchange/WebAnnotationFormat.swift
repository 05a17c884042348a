// `web-annotation`: a W3C AnnotationCollection with its one page inside (Web Annotation Data Model, 5.1).

import TextModel

struct WebAnnotationFormat: ExportFormat {
    let name = "web-annotation"
    let summary = "a W3C AnnotationCollection (JSON-LD), for Web Annotation tools"

    /// The terms of the standard, and those of ours whose values are plain JSON.
    static let context: String = {
        let terms = ["source", "codebook", "anchor", "origin"].map { name in
            ("gloss:\(name)", "{\"@id\":\"urn:gloss:\(name)\",\"@type\":\"@json\"}")
        }
        let own = JSONText.object([("gloss", "\"urn:gloss:\"")] + terms)
        return JSONText.array(["\"http://www.w3.org/ns/anno.jsonld\"", own])
    }()

    func export(_ articles: [ExportArticle], to write: (String) throws -> Void) throws -> [ExportLoss] {
        let ids = articles.flatMap { $0.marks.map(\.annotation.id.iri) }
        let label = articles.map(\.file).joined(separator: ", ")
        try write(
            """
            {
            "@context":\(WebAnnotationFormat.context),
            "id":"\(WebAnnotationFormat.name(of: "collection", ids))",
            "type":"AnnotationCollection",
            "label":\(JSONText.string(label)),
            "total":\(ids.count)
            """)
        if !ids.isEmpty { try writePage(articles, id: WebAnnotationFormat.name(of: "page", ids), to: write) }
        try write("\n}\n")
        return []
    }

    /// The page carries no `@context` of its own: the collection's holds for it.
    private func writePage(_ articles: [ExportArticle], id: String, to write: (String) throws -> Void) throws {
        try write(",\n\"first\":{\n\"id\":\"\(id)\",\n\"type\":\"AnnotationPage\",\n\"startIndex\":0,\n\"items\":[")
        var separator = "\n"
        for mark in articles.lazy.flatMap(\.marks) {
            try write(separator + mark.json)
            separator = ",\n"
        }
        try write("\n]\n}")
    }

    /// A name made from the marks' own, so that the same set always has the same one: a UUID of version 8 (RFC 9562).
    private static func name(of part: String, _ ids: [String]) -> String {
        let digits = Array(SourceHash(of: Array(([part] + ids).joined(separator: "\n").utf8)).hex)
        let parts = [
            String(digits[0..<8]), String(digits[8..<12]), "8" + String(digits[13..<16]),
            "8" + String(digits[17..<20]), String(digits[20..<32]),
        ]
        return "urn:uuid:" + parts.joined(separator: "-")
    }
}
