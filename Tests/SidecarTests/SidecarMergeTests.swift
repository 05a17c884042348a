// The merge of whole sidecar texts, without their article, and the file that it is written to.

import Annotations
import Glibc
import Testing
import TextModel

@testable import Sidecar

@Suite struct SidecarMergeTests {
    let study: Study
    init() throws { study = try Study() }

    /// The text of a sidecar with these marks.
    private func sidecar(_ marks: [Annotation]) throws -> [UInt8] {
        let other = try Study()
        _ = try other.saved(marks)
        return try other.folder.bytes(Study.name)
    }

    private func merge(_ base: [Annotation], _ ours: [Annotation], _ theirs: [Annotation]) throws -> SidecarMerge {
        try SidecarMerge(base: sidecar(base), ours: sidecar(ours), theirs: sidecar(theirs))
    }

    private func marks(_ bytes: [UInt8]) throws -> AnnotationSet {
        let reading = PageReader.read(bytes, document: study.document)
        #expect(reading.findings.isEmpty && reading.readOnlyReason == nil && reading.unsettled.isEmpty)
        return reading.marks
    }

    @Test func oneSideThatChangedIsTakenByteForByte() throws {
        let base = [study.mark(1), study.mark(2, note: "two")]
        let changed = [study.mark(1, tags: ["policy"], note: "one"), study.mark(3)]
        #expect(try merge(base, changed, base).bytes == sidecar(changed))
        #expect(try merge(base, base, changed).bytes == sidecar(changed))
        #expect(try SidecarMerge(base: [], ours: [], theirs: sidecar(changed)).bytes == sidecar(changed))
    }

    @Test func bothSidesAreMergedByIdAndByField() throws {
        let merged = try merge(
            [study.mark(1), study.mark(2), study.mark(3)], [study.mark(1, note: "why"), study.mark(2), study.mark(4)],
            [study.mark(1, tags: ["policy"]), study.mark(3), study.mark(5)])
        let marks = try marks(merged.bytes)
        #expect(merged.conflicts.isEmpty)
        #expect(marks.ids == Set([1, 4, 5].map { study.mark($0).id }))
        #expect(marks[study.mark(1).id]?.note == "why" && marks[study.mark(1).id]?.tags == [Tag("policy")!])
    }

    @Test func withoutABaseNothingCountsAsDeleted() throws {
        let merged = try SidecarMerge(
            base: [], ours: sidecar([study.mark(1), study.mark(2)]), theirs: sidecar([study.mark(2), study.mark(3)]))
        #expect(try marks(merged.bytes).count == 3)
        let empty = try SidecarMerge(base: sidecar([study.mark(1)]), ours: [], theirs: sidecar([study.mark(1)]))
        #expect(try marks(empty.bytes).count == 1)
    }

    @Test func aNoteThatBothChangedStaysInBothVersions() throws {
        let merged = try merge([study.mark(1)], [study.mark(1, note: "left")], [study.mark(1, note: "right")])
        #expect(merged.conflicts.map(\.id) == [study.mark(1).id])
        let notes = try marks(merged.bytes).all.map(\.note)
        #expect(notes.contains("left") && notes.contains { $0.hasPrefix("right\n") } && notes.count == 2)
    }

    /// Ours was saved beside the text, theirs beside another version of it, and theirs is the one that the merged
    /// sidecar is of.
    @Test func placesInAnotherTextAreForgotten() throws {
        let base = try sidecar([study.mark(1)])
        let later = try Study("New. " + Study.text)
        try later.folder.write(Study.name, base)
        var theirs = try later.open()
        try later.save(&theirs, theirs.annotations.replacing(study.mark(9, "said no")))
        let elsewhere = try #require(SourceHash(hex: String(repeating: "c", count: 64)))
        var lost = study.mark(2, "noon")
        lost.target.source = elsewhere
        lost.anchor = .orphan
        var changed = study.mark(3, "grid")
        changed.target.source = elsewhere
        changed.anchor = Anchor(.changed, score: 0.7, place: study.mark(3, "models").anchor.place)
        let ours = try sidecar([study.mark(1), lost, changed, study.mark(4)])
        let text = try later.folder.bytes(Study.name)
        for merged in [
            try SidecarMerge(base: base, ours: ours, theirs: text),
            try SidecarMerge(base: base, ours: text, theirs: ours),
        ] {
            let reading = PageReader.read(merged.bytes, document: later.document)
            #expect(reading.page?.value("gloss:source")?["sha256"]?.string == later.document.hash.hex)
            #expect(reading.marks.count == 5 && merged.conflicts.isEmpty)
            for number in [2, 3, 4] {
                let mark = try #require(reading.marks[study.mark(number).id])
                #expect(mark.stored?.text.contains("gloss:anchor") == false, "\(mark.stored?.text ?? "")")
                let span = try #require(mark.span)
                #expect(later.document.text(span) == mark.target.quote.exact)
            }
            // The side whose text it is keeps what it says.
            #expect(reading.marks[study.mark(9).id]?.stored?.text.contains("gloss:anchor") == true)
        }
    }

    @Test func whatCannotBeReadIsRefused() throws {
        let whole = try sidecar([study.mark(1), study.mark(2)])
        let text = String(decoding: whole, as: UTF8.self)
        let bad = [
            Array(text.dropLast(60).utf8), Array("nonsense\n".utf8), Array("{\"a\":1}".utf8),
            Array(text.replacing("\"gloss:schema\": 1", with: "\"gloss:schema\": 7").utf8),
            Array(text.replacing("\"motivation\":\"tagging\"", with: "\"motivation\":").utf8),
        ]
        for bad in bad {
            #expect(throws: SidecarMerge.Refusal.self) { try SidecarMerge(base: bad, ours: whole, theirs: whole) }
            #expect(throws: SidecarMerge.Refusal.self) { try SidecarMerge(base: [], ours: bad, theirs: whole) }
            #expect(throws: SidecarMerge.Refusal.self) { try SidecarMerge(base: [], ours: whole, theirs: bad) }
        }
        #expect(throws: SidecarMerge.Refusal.self) { try SidecarMerge(base: whole, ours: [], theirs: []) }
    }

    @Test func whatOthersWroteMeanwhileIsMergedAndNothingIsWrittenOver() throws {
        let folder = study.folder
        func path(_ name: String) -> String { folder.path + "/" + name }
        try folder.write("base", sidecar([study.mark(1)]))
        try folder.write(Study.name, sidecar([study.mark(1), study.mark(2)]))
        try folder.write("theirs", sidecar([study.mark(3)]))
        let files = try MergeFiles(base: path("base"), ours: path(Study.name), theirs: path("theirs"))
        let merged = try SidecarMerge(base: files.base, ours: files.ours, theirs: files.theirs)
        try folder.write(Study.name, sidecar([study.mark(1), study.mark(2), study.mark(4)]))
        #expect(try files.write(merged, to: path(Study.name), isOurs: true) == nil)
        #expect(try study.open().annotations.ids == Set([2, 3, 4].map { study.mark($0).id }))

        let other = try sidecar([study.mark(7)])
        try folder.write("b.txt.gloss.json", other)
        let kept = try #require(try files.write(merged, to: path("b.txt.gloss.json"), isOurs: false))
        #expect(try folder.bytes(kept) == other && folder.bytes("b.txt.gloss.json") == merged.bytes)
        #expect(throws: SidecarError.self) { try files.write(merged, to: path("article.txt"), isOurs: false) }
        #expect(try folder.text("article.txt") == Study.text)
        #expect(try files.write(merged, to: path("new.json"), isOurs: false) == nil)
        #expect(!folder.names.contains { $0.hasSuffix(".tmp") })
    }

    @Test func onlyFilesAreRead() throws {
        let folder = study.folder
        try folder.write("one", "")
        #expect(
            try MergeFiles(base: "/dev/null", ours: folder.path + "/one", theirs: folder.path + "/one").base.isEmpty)
        mkfifo(folder.path + "/pipe", 0o600)
        for name in ["pipe", "", "gone"] {
            #expect(throws: SidecarError.self) {
                try MergeFiles(base: "/dev/null", ours: folder.path + "/one", theirs: folder.path + "/" + name)
            }
        }
    }
}
