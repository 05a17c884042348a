// Records of gloss's own shape are read in a quick way: it must say what the way for any JSON says, or nothing.

import Annotations
import Testing
import TextModel

@testable import Sidecar

@Suite struct OwnRecordTests {
    private static let document = Document(Study.text)

    /// What the quick way says; nil where it leaves the record to the other one.
    private func quick(_ record: String) -> DecodedRecord? {
        Array(record.utf8).withUnsafeBufferPointer { bytes in
            var reader = OwnRecordReader(bytes)
            guard let own = reader.record(at: 0), reader.at == bytes.count else { return nil }
            return DecodedRecord(own, line: 1, OwnRecordTests.codec)
        }
    }

    private static let codec = PageReader(document: document, source: document.hash).codec

    @Test func readsWhatIsWrittenInTheQuickWay() throws {
        let study = try Study()
        for mark in [
            study.mark(1), study.mark(2, tags: ["risk", "risk/cyber"], note: "a \"b\"\nc 第二"), study.mark(3, tags: []),
        ] {
            let record = RecordCodec.encode(mark)
            let decoded = try #require(quick(record))
            #expect(decoded.mark?.saysTheSame(as: mark) == true)
            #expect(decoded.mark?.stored?.text == record)
            #expect(decoded.isSettled)
        }
    }

    @Test func saysWhatTheOtherWaySays() throws {
        var (read, left) = (0, 0)
        for seed in UInt64(1)...3000 {
            var random = Random(seed: seed)
            let record = OddRecord.made(&random, hash: OwnRecordTests.document.hash.hex)
            guard let mine = quick(record) else {
                left += 1
                continue
            }
            read += 1
            let json = try? JSON.read(Array(record.utf8))
            let value = try #require(json, "seed \(seed): taken, and no JSON: \(record)")
            let other = DecodedRecord(value, OwnRecordTests.codec)
            #expect(mine.mark == other.mark, "seed \(seed): \(record)")
            #expect(mine.isSettled == other.isSettled, "seed \(seed): \(record)")
            #expect(mine.duplicateKey == other.duplicateKey, "seed \(seed): \(record)")
            #expect(mine.id == other.id, "seed \(seed): \(record)")
            #expect(mine.mark?.stored == other.mark?.stored, "seed \(seed): \(record)")
        }
        // Else one of the ways was not tried.
        #expect(read > 100 && left > 1000)
    }

    @Test func aPageReadByLineIsThePageReadStrictly() throws {
        for seed in UInt64(1)...300 {
            var random = Random(seed: seed)
            let records = (0..<random.below(6)).map { _ in
                OddRecord.made(&random, hash: OwnRecordTests.document.hash.hex)
            }
            var text = "{\n\"type\": \"AnnotationPage\",\n\"items\": [\n"
            for (number, record) in records.enumerated() {
                text += record
                if number < records.count - 1 { text += random.pick([",\n", ",\n", ",\n", ",", "\n,", ",\r\n", "\n"]) }
            }
            text += random.pick(["\n]\n}\n", "\n]\n}\n", "]}", "\n]", "\n]\n}}\n"])
            let bytes = Array(text.utf8)
            let strict = Result { try PageReader.recordByRecord(bytes, OwnRecordTests.document, byLine: false) }
            let quick = PageReader.read(bytes, document: OwnRecordTests.document)
            guard case .success(let reading?) = strict else {
                #expect(quick.isDamaged || quick.readOnlyReason != nil, "seed \(seed): \(text)")
                continue
            }
            #expect(quick.marks == reading.marks, "seed \(seed): \(text)")
            #expect(quick.findings == reading.findings, "seed \(seed): \(text)")
            #expect(quick.unsettled == reading.unsettled, "seed \(seed): \(text)")
            #expect(quick.page?.records(quick.marks) == reading.page?.records(reading.marks), "seed \(seed): \(text)")
        }
    }
}

/// A record as gloss writes it, or a little different from that.
private enum OddRecord {
    static func made(_ random: inout Random, hash: String) -> String {
        let text = Array(Study.text.unicodeScalars)
        let start = random.below(text.count - 8)
        let end = start + random.below(8)
        func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            var string = ""
            string.unicodeScalars.append(contentsOf: scalars)
            return JSONWriter.string(string)
        }
        let note = random.pick([
            "", "", "why?", "a \\\"quoted\\\" n\\u00e4me", "第二\\n行", "\\ud83d\\ude00", "\\ud83d", "e\u{301}",
        ])
        let status = random.pick(["exact", "exact", "moved", "changed", "orphan", "else"])
        let kept = random.pick(["", "", ",\"kept\":true", ",\"kept\":false"])
        let place = status == "orphan" ? kept : ",\"start\":\(start),\"end\":\(end)"
        let names = random.pick([
            ["risk"], ["risk"], ["risk", "risk/cyber"], ["risk", "risk"], ["a;b"], [" "], [], ["caf\u{e9}"],
            ["cafe\u{301}"],
        ])
        var bodies = names.map { "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"\($0)\"}" }
        if !note.isEmpty || random.below(9) == 0 {
            bodies.append(
                "{\"type\":\"TextualBody\",\"purpose\":\"commenting\",\"format\":\"text/plain\",\"value\":\"\(note)\"}")
        }
        let target =
            "{\"source\":\"urn:sha256:\(hash)\",\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":\(start),"
            + "\"end\":\(end)},{\"type\":\"TextQuoteSelector\",\"exact\":\(string(text[start..<end])),"
            + "\"prefix\":\(string(text[..<start])),\"suffix\":\(string(text[end...]))}]}"
        let record =
            "{\"id\":\"urn:uuid:\(random.below(1000))\",\"type\":\"Annotation\",\"motivation\":\"tagging\","
            + "\"created\":\"2026-01-02T03:04:05Z\",\"modified\":\"2026-01-02T03:04:0\(random.below(10))Z\","
            + random.pick(["\"creator\":{\"type\":\"Person\",\"nickname\":\"ana\"},", ""])
            + "\"body\":[\(bodies.joined(separator: ","))],\"target\":\(target),\"gloss:anchor\":{\"status\":\"\(status)\","
            + "\"score\":\(random.pick(["1", "1", "0", "0.83", "0.830", "1.0", "-1", "1e0", "0.12345"]))\(place)}"
            + random.pick(["", "", ",\"gloss:origin\":\(target)", ",\"gloss:origin\":{}"]) + "}"
        return random.below(2) == 0 ? record : changed(record, &random)
    }

    /// One thing about it made different: unknown keys, white space, numbers, broken bytes.
    private static func changed(_ record: String, _ random: inout Random) -> String {
        let changes = [
            ("\"type\":\"Annotation\",", "\"type\":\"Annotation\",\"x\":[1, 2],"), ("\"body\":[", "\"body\": ["),
            ("\"start\":", "\"start\":0"), ("\"start\":", "\"start\":9007199254740993"), ("\"end\":", "\"end\":-"),
            ("\"end\":", "\"end\":1e"), ("\"id\":\"urn", "\"id\":\"\",\"id\":\"urn"), ("urn:uuid:", "urn:\\u0075uid:"),
            ("urn:sha256:", "urn:sha256:f"), ("\"exact\":\"", "\"exact\":\"\u{1}"),
            ("\"prefix\":\"", "\"prefix\":\"\\q"),
            ("\"suffix\":\"", "\"suffix\":\"\\t\\/"), ("tagging", "assessing"), ("\"value\":\"", "\"value\":\"\\\\"),
            ("\"body\":[", "\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"replying\",\"value\":\"x\"},"),
            ("nickname", "name"), ("}]}", "}],\"y\":null}"), ("\"score\":", "\"score\": "), ("}}", "}"),
            ("Annotation", "annotation"),
            ("\"created\":", "\n\"created\":"), ("2026-01-02T", "2026\u{7f}-"), (",", ""),
            ("\"end\":", "\"end\":99999"),
        ]
        let change = random.pick(changes)
        guard let place = record.range(of: change.0) else { return record }
        return record.replacingCharacters(in: place, with: change.1)
    }
}

extension String {
    fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
    fileprivate func replacingCharacters(in place: Range<Index>, with text: String) -> String {
        String(self[..<place.lowerBound]) + text + String(self[place.upperBound...])
    }
}

/// Numbers that only depend on a seed (SplitMix64).
private struct Random {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func below(_ limit: Int) -> Int {
        guard limit > 0 else { return 0 }
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
