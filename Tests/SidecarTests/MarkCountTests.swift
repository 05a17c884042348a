// Marks counted without being resolved: the same numbers as the reader gets.

import Annotations
import Glibc
import Testing

@testable import Sidecar

@Suite struct MarkCountTests {
    private func counts(_ tags: [String: Int], untagged: Int = 0, marks: Int) -> MarkCounts {
        var counts = MarkCounts()
        for (name, count) in tags {
            guard let tag = Tag(name) else { continue }
            for _ in 0..<count { counts.add([tag]) }
        }
        for _ in 0..<untagged { counts.add([]) }
        #expect(counts.marks == marks)
        return counts
    }

    @Test func whatASaveWroteIsCounted() throws {
        let study = try Study()
        #expect(try MarkCounts.read(study.location) == nil)
        #expect(MarkCounts.size(of: study.location) == 0)
        var sidecar = try OpenSidecar.open(study.location, document: study.document)
        let marks = [
            study.mark(1), study.mark(2, "noon"), study.mark(3, "A second line", tags: ["risk/cyber"]),
            study.mark(4, "models", tags: [], note: "an \"escape\" \\ and a { brace ]"),
        ]
        _ = try sidecar.save(
            AnnotationSet(marks), codebook: Study.codebook, document: study.document, newIDs: Study.ids)
        #expect(
            try MarkCounts.read(study.location) == counts(["risk": 2, "risk/cyber": 1], untagged: 1, marks: 4))
        #expect(MarkCounts.size(of: study.location) > 1000)
    }

    private static let record = """
        {"id":"urn:a","type":"Annotation","body":[{"type":"TextualBody","purpose":"tagging","value":"risk"}],\
        "target":{"source":"urn:sha256:\(String(repeating: "a", count: 64))","selector":[\
        {"type":"TextPositionSelector","start":1,"end":2},{"type":"TextQuoteSelector","exact":"x"}]}}
        """

    private func page(_ records: String, type: String = "AnnotationPage") -> [UInt8] {
        Array("{\n\"type\": \"\(type)\",\n\"gloss:schema\": 1,\n\"items\": [\n\(records)\n]\n}\n".utf8)
    }

    /// Each way that a record can be unusual, and what the exact reader makes of it.
    private static let records: [String] = [
        record,
        record + "," + record.replacing("urn:a", with: "urn:b"),
        // One id twice.
        record + "," + record,
        record + "," + record.replacing("risk", with: "policy"),
        // No mark of ours.
        record.replacing("urn:sha256:", with: "https://example.org/"),
        record.replacing("\"Annotation\"", with: "\"Note\""), "7, [1, {\"id\": 2}], null, \"text\"", "{}",
        record.replacing("\"id\":\"urn:a\",", with: ""),
        // Written another way.
        record.replacing("\"tagging\"", with: "\"t\\u0061gging\""),
        record.replacing("\"body\"", with: "\"b\\u006fdy\""),
        record.replacing("\"Annotation\"", with: "[\"Annotation\"]"),
        record.replacing("\"value\":\"risk\"", with: "\"value\":\"ri\\u0073k\""),
        record.replacing("[{\"type\":\"TextualBody\"", with: "[7, {\"type\":\"TextualBody\""),
        // A tag twice, and one that is none.
        record.replacing(
            "\"body\":[", with: "\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"risk\"},"),
        record.replacing("\"risk\"", with: "\"ri;sk\""),
        // One body rather than a list of them.
        record.replacing("\"body\":[", with: "\"body\":").replacing("\"risk\"}]", with: "\"risk\"}"),
        // Broken off.
        record + ",{\"id\":\"urn:c\",\"type\":\"Annot", record.replacing("}]}}", with: "}]"),
    ]

    @Test(arguments: records) func theReaderCountsTheSame(records: String) {
        let bytes = page(records)
        let reading = PageReader.read(bytes, document: nil)
        var expected = MarkCounts()
        for mark in reading.marks.all { expected.add(mark.tags) }
        #expect(MarkCounts.counted(bytes) == expected)
    }

    @Test func whatIsNoSidecarHasNoCounts() {
        #expect(MarkCounts.counted(page(Self.record, type: "Collection")) == nil)
        for text in ["", "null", "[]", "{}", "{\"items\": [", "\u{0}", "{\"type\": \"AnnotationPage\"}"] {
            #expect(MarkCounts.counted(Array(text.utf8))?.marks ?? 0 == 0, "\(text)")
        }
    }
}
