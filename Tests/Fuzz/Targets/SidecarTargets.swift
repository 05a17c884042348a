// Sidecars as anybody may have left them: read, saved with one mark more, and read again; merged as git would.

import Annotations
import Sidecar
import TextModel

extension FuzzTarget {
    private static let article =
        "The grid failed at noon. Who bears it? Naïve 👩‍🚀 models said no.\r\nA second line, 第二行。\n"
    private static let page = """
        {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"gloss": "urn:gloss:"}],
        "id": "urn:uuid:1",
        "type": "AnnotationPage",
        "gloss:schema": 1,
        "partOf": {"id": "urn:uuid:2", "type": "AnnotationCollection", "label": "a.txt"},
        "gloss:source": {"file": "a.txt", "sha256": "\(Document(article).hash)", "length": 87, "unit": "codepoint"},
        "gloss:codebook": {"risk": {"key": "r", "color": "red", "description": "…"}},
        "items": [
        \(mark(1, "risk", "who?", Document(article).hash.hex)),
        \(mark(2, "policy", "", String(repeating: "a", count: 64)))
        ]
        }

        """

    private static func mark(_ number: Int, _ tag: String, _ note: String, _ hash: String) -> String {
        #"{"id":"urn:uuid:\#(number)","type":"Annotation","motivation":"tagging","created":"2026-01-02T03:04:05Z","modified":"2026-01-02T03:04:05Z","#
            + #""creator":{"type":"Person","nickname":"ana"},"body":[{"type":"TextualBody","purpose":"tagging","#
            + #""value":"\#(tag)"},{"type":"TextualBody","purpose":"commenting","format":"text/plain","value":"\#(note)"}"#
            + #"],"target":{"source":"urn:sha256:\#(hash)","selector":[{"type":"TextPositionSelector","start":0,"end":24"#
            + #"},{"type":"TextQuoteSelector","exact":"The grid failed at noon.","prefix":"","suffix":" Who bears it?"}]},"#
            + #""gloss:anchor":{"status":"exact","score":1,"start":0,"end":24},"x:more":[1.50,{"a":null}]}"#
    }

    private static let conflict = page.replacing(
        mark(2, "policy", "", String(repeating: "a", count: 64)) + "\n",
        with: "<<<<<<< HEAD\n" + mark(2, "policy", "mine", "00") + "\n=======\n" + mark(3, "risk", "theirs", "00")
            + "\n>>>>>>> other\n")

    /// Whatever stands in a sidecar: a save adds a mark and takes nothing away that was read, or it refuses.
    static let sidecar = FuzzTarget(
        "sidecar",
        seeds: [page, conflict, "{}", #"{"type":"AnnotationPage","items":[]}"#, String(page.dropLast(40)), "[[[[[["]
    ) { bytes, scratch in
        scratch.empty()
        scratch.write("a.txt.gloss.json", bytes)
        let document = Document(article)
        guard let location = try? SidecarLocation(article: scratch.path + "/a.txt"),
            var sidecar = try? OpenSidecar.open(location, document: document)
        else { return }
        let before = sidecar.annotations
        let foreign = sidecar.foreignCount
        let wasFlawless = sidecar.findings.isEmpty
        let span = Span(ByteOffset(25), ByteOffset(38))
        let target = Anchoring.target(for: span, in: document)
        let added = Annotation(
            id: AnnotationID("urn:uuid:fffffff0"), tags: [Tag("risk")!], created: Timestamp(secondsSince1970: 0),
            creator: nil, target: target, anchor: .exact(Anchoring.place(of: span, in: document)))
        guard before[added.id] == nil else { return }
        var mine = before
        guard (try? mine.apply(Edit([.init(before: nil, after: added)], summary: ""))) != nil,
            let outcome = try? sidecar.save(
                mine, codebook: .builtIn, document: document,
                newIDs: PageIDs(page: "urn:uuid:8", collection: "urn:uuid:9"))
        else {
            require(sidecar.isReadOnly, "a sidecar that may be written could not be saved")
            return
        }
        require(
            wasFlawless || outcome.keptCopy != nil || !sidecar.findings.contains(where: \.isDamage), "nothing was kept")
        let again = try? OpenSidecar.open(location, document: document)
        require(
            again?.readOnlyReason == nil && again?.findings.contains(where: \.isDamage) == false,
            "what was saved cannot be read: \(again?.readOnlyReason ?? "") \(again?.findings.map(\.message) ?? [])")
        let after = again?.annotations ?? AnnotationSet()
        require(after.count == before.count + 1, "\(before.count) marks and one became \(after.count)")
        require(again?.foreignCount == foreign, "a foreign record went")
        for mark in before.all {
            require(
                after[mark.id].map { $0.tags == mark.tags && $0.note == mark.note } ?? false,
                "\(mark.id) is not as it was")
        }
    }

    /// Three texts in one, parted by a line of zero bytes: base, ours, theirs.
    static let conflicts = FuzzTarget(
        "conflicts", seeds: [conflict, page + "\0" + page + "\0" + conflict, page + "\0\0" + page]
    ) {
        bytes, _ in
        let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map { Array($0) }
        let merged =
            parts.count == 3
            ? try? SidecarMerge(base: parts[0], ours: parts[1], theirs: parts[2])
            : try? SidecarMerge(base: [], ours: bytes, theirs: bytes)
        guard let merged else { return }
        let again = try? SidecarMerge(base: merged.bytes, ours: merged.bytes, theirs: merged.bytes)
        require(again?.bytes == merged.bytes, "what was merged is not what it merges to")
        require(
            again?.findings.contains(where: \.finding.isDamage) == false && again?.conflicts.isEmpty == true,
            "what was merged is not sound: \(again?.findings.map(\.finding.message) ?? [])")
    }
}
