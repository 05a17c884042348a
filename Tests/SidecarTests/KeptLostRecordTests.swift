// "Keep as lost" in the sidecar: said of one text, read in both ways, taken back without a trace.

import Annotations
import Testing
import TextModel

@testable import Sidecar

@Suite struct KeptLostRecordTests {
    private let study: Study
    private let old = Document("The grid broke down at noon. Who bears it?\n")
    init() throws { study = try Study() }

    private func lost(_ anchor: Anchor = .orphan) -> Annotation {
        var mark = study.mark(1, "The grid failed at noon.", note: "who?")
        mark.target = Anchoring.target(for: Span(.zero, ByteOffset(28)), in: old)
        mark.anchor = anchor
        return mark
    }

    private func after(_ edit: Edit, _ sidecar: inout OpenSidecar) throws -> Annotation {
        var marks = sidecar.annotations
        try marks.apply(edit)
        try study.save(&sidecar, marks)
        return try #require(try study.open().annotations.all.first)
    }

    @Test func itIsWrittenAndReadAndTakenBack() throws {
        var sidecar = try study.saved([lost()])
        let first = try study.folder.text(Study.name)
        let before = try #require(sidecar.annotations.all.first)
        let edit = Edit([.init(before: before, after: lost(.keptLost))], summary: "")
        #expect(try after(edit, &sidecar).anchor == .keptLost)
        #expect(
            try study.folder.text(Study.name).contains(#""gloss:anchor":{"status":"orphan","score":0,"kept":true}"#))
        #expect(try study.open().annotations.waitingCount == 0)
        #expect(try after(edit.inverse, &sidecar).anchor == .orphan)
        #expect(try study.folder.text(Study.name) == first)
        #expect(try study.open().annotations.waitingCount == 1)
    }

    /// What was said of one text says nothing of the next, and the next save does not repeat it.
    @Test func inAnotherTextItIsAskedAgain() throws {
        _ = try study.saved([lost(.keptLost)])
        let next = Document("A word first. " + Study.text)
        var opened = try OpenSidecar.open(study.location, document: next)
        #expect(opened.annotations.all.first?.anchor.isKeptLost == false && opened.annotations.waitingCount == 1)
        var marks = opened.annotations
        marks.replace(AnnotationID("urn:test:more"), with: study.mark(2))
        _ = try opened.save(
            marks, codebook: .builtIn, document: next,
            newIDs: PageIDs(page: "urn:test:page", collection: "urn:test:collection"))
        #expect(try !study.folder.text(Study.name).contains("kept"))
    }

    @Test func bothWaysToReadARecordSayTheSame() throws {
        let codec = PageReader(document: study.document, source: study.document.hash).codec
        for tail in [#""score":0,"kept":true"#, #""score":0,"kept":false"#, #""score":0,"kept":3"#, #""score":0"#] {
            let record = RecordCodec.encode(lost()).replacing(#""score":0"#, with: tail)
            let slow = DecodedRecord(try JSON.read(Array(record.utf8)), codec)
            #expect(slow.mark?.anchor.isKeptLost == tail.contains("true"))
            #expect(slow.isSettled)
            Array(record.utf8).withUnsafeBufferPointer { bytes in
                var reader = OwnRecordReader(bytes)
                guard let own = reader.record(at: 0) else {
                    #expect(tail.contains("false") || tail.contains("3"))
                    return
                }
                let quick = DecodedRecord(own, line: 1, codec)
                #expect(quick.mark == slow.mark && quick.isSettled == slow.isSettled)
            }
        }
    }

    /// Deleted elsewhere while it was kept here: what was said of it is an edit.
    @Test func aDeletionElsewhereDoesNotTakeItAway() {
        let (base, kept) = (AnnotationSet([lost()]), AnnotationSet([lost(.keptLost)]))
        let merged = AnnotationSet.merge(base: base, mine: kept, theirs: AnnotationSet(), current: study.document.hash)
        #expect(merged.set.all.map(\.anchor) == [.keptLost])
        let theirs = AnnotationSet.merge(base: base, mine: base, theirs: kept, current: study.document.hash)
        #expect(theirs.set.all.map(\.anchor) == [.keptLost])
    }
}
