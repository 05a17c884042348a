// Marks of a sidecar through versions of their article, over random texts and edits.

import Annotations
import Revisions
import Testing
import TextModel

@testable import Sidecar

@Suite struct ReanchoringTests {
    /// Sentences of an invented text, with an edit at random.
    private struct Versions {
        var random: Seeded
        let text: String

        init(seed: UInt64) {
            random = Seeded(seed)
            let prose = InventedProse(&random)
            text = prose.text(bytes: 6000, &random)
        }

        /// With some words exchanged and some paragraphs moved to the front.
        mutating func edited(_ text: String) -> String {
            var paragraphs = text.split(separator: "\n\n").map(String.init)
            paragraphs.insert(paragraphs.remove(at: Int.random(in: 0..<paragraphs.count, using: &random)), at: 0)
            return paragraphs.map { paragraph in
                paragraph.split(separator: " ", omittingEmptySubsequences: false).map { word in
                    Int.random(in: 0..<12, using: &random) == 0 ? "other" : String(word)
                }.joined(separator: " ")
            }.joined(separator: "\n\n") + "\n\n"
        }

        mutating func marks(_ document: Document) -> AnnotationSet {
            var marks: [Annotation] = []
            for number in 1...30 {
                let start = Int.random(in: 0..<document.byteCount - 200, using: &random)
                let end = start + Int.random(in: 10..<200, using: &random)
                let span = document.snapped(Span(ByteOffset(start), ByteOffset(end)))
                marks.append(
                    Annotation(
                        id: AnnotationID("urn:uuid:\(1000 + number)"), tags: [Tag("risk")!],
                        created: Timestamp("2026-01-01T00:00:00Z"), creator: "ana",
                        target: Anchoring.target(for: span, in: document),
                        anchor: .exact(Anchoring.place(of: span, in: document))))
            }
            return AnnotationSet(marks)
        }
    }

    private func save(_ sidecar: inout OpenSidecar, _ marks: AnnotationSet, _ document: Document) throws {
        _ = try sidecar.save(marks, codebook: Study.codebook, document: document, newIDs: Study.ids)
    }

    /// Every mark with a note, so that the next save has something to write.
    private func noted(_ marks: AnnotationSet, _ note: String) -> AnnotationSet {
        AnnotationSet(
            marks.all.map { mark in
                var mark = mark
                mark.note = note
                return mark
            })
    }

    @Test(arguments: [nil, "kept"]) func whatWasFoundIsFoundThereAgain(kept: String?) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var versions = Versions(seed: seed)
        let old = Document(versions.text)
        let study = try Study(versions.text)
        let snapshots = kept.map { Snapshots(.data, folder: study.folder.path + "/" + $0) } ?? .none
        var sidecar = try OpenSidecar.open(study.location, document: old, snapshots: snapshots)
        try save(&sidecar, versions.marks(old), old)

        let new = Document(versions.edited(versions.text))
        sidecar = try OpenSidecar.open(study.location, document: new, snapshots: snapshots)
        let found = sidecar.annotations
        #expect(found.all.contains { $0.anchor.status != .exact })
        try save(&sidecar, noted(found, "1"), new)
        let saved = sidecar.annotations
        #expect(saved.all.map(\.span) == found.all.map(\.span))
        let again = try OpenSidecar.open(study.location, document: new, snapshots: snapshots)
        #expect(again.annotations.saysTheSame(as: saved) && again.oldTexts.isEmpty)
        // Nothing is left to be written.
        var last = again
        try save(&last, noted(again.annotations, "1"), new)
        #expect(last.annotations.saysTheSame(as: saved))
    }

    @Test func marksThatWereFoundWordForWordComeBackWithTheFirstVersion() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var versions = Versions(seed: seed)
        let old = Document(versions.text)
        let study = try Study(versions.text)
        let snapshots = Snapshots(.data, folder: study.folder.path + "/kept")
        var sidecar = try OpenSidecar.open(study.location, document: old, snapshots: snapshots)
        let marks = versions.marks(old)
        try save(&sidecar, marks, old)
        let new = Document(versions.edited(versions.text))
        sidecar = try OpenSidecar.open(study.location, document: new, snapshots: snapshots)
        try save(&sidecar, noted(sidecar.annotations, "1"), new)
        let there = sidecar.annotations
        sidecar = try OpenSidecar.open(study.location, document: old, snapshots: snapshots)
        for mark in sidecar.annotations.all {
            let first = try #require(marks[mark.id])
            if there[mark.id]?.anchor.status == .exact, mark.anchor.status != .orphan {
                #expect(mark.span.map(old.text) == first.span.map(old.text))
            }
            // Selectors of the first text are good for it whatever became of the mark in between.
            if there[mark.id]?.target.source == old.hash { #expect(mark.span == first.span) }
        }
    }

    @Test func anArticleThatChangesUnderAnOpenSidecarIsItsOwnOldText() throws {
        let study = try Study()
        var sidecar = try OpenSidecar.open(study.location, document: study.document)
        try save(&sidecar, AnnotationSet([study.mark(1, "models said no")]), study.document)
        let edited = Document(Study.text.replacing("models said no", with: "model said: no!"))
        _ = try sidecar.refresh(document: edited)
        #expect(sidecar.annotations.all.map(\.anchor.status) == [.changed])
        #expect(sidecar.oldTexts[study.document.hash] != nil)
    }
}
