// What the reader says of a changed passage goes to disk and comes back: accepted, attached, lost, and taken back.

import Annotations
import Testing
import TextModel

@testable import Sidecar

@Suite struct DriftRoundTripTests {
    let study: Study
    let old = Document("The grid broke down at noon. Who bears it?\n")
    init() throws { study = try Study() }

    /// A mark of the old text whose passage is reworded in the new one.
    private func changed() throws -> Annotation {
        var mark = study.mark(1, "The grid failed at noon.", note: "who?")
        mark.target = Anchoring.target(for: Span(.zero, ByteOffset(28)), in: old)
        mark.anchor = Anchor(.changed, score: 0.8, place: mark.anchor.place)
        return mark
    }

    private func placed(_ mark: Annotation, at place: Place?) -> Annotation {
        var mark = mark
        mark.anchor = place.map { Anchor(.moved, score: 1, place: $0) } ?? .orphan
        return mark
    }

    /// The mark after an edit and a save, as the next program reads it.
    private func after(_ edit: Edit, _ sidecar: inout OpenSidecar) throws -> Annotation {
        var marks = sidecar.annotations
        try marks.apply(edit)
        try study.save(&sidecar, marks)
        return try #require(try study.open().annotations.all.first)
    }

    @Test func acceptedIsExactAndKeepsItsOriginAndGoesBack() throws {
        var sidecar = try study.saved([changed()])
        let first = try study.folder.text(Study.name)
        let before = try #require(sidecar.annotations.all.first)
        let edit = Edit([.init(before: before, after: placed(before, at: before.anchor.place))], summary: "")
        let accepted = try after(edit, &sidecar)
        #expect(accepted.anchor.status == .exact && accepted.target.quote.exact == "The grid failed at noon.")
        #expect(accepted.target.source == study.document.hash && accepted.note == "who?")
        let origin = try #require(accepted.origin)
        #expect(origin.text.contains(old.hash.hex) && origin.text.contains("The grid broke down at noon."))
        let second = try study.folder.text(Study.name)
        // Taken back and done again, and both before the next save.
        let back = try after(edit.inverse, &sidecar)
        #expect(back.anchor.status == .changed && back.origin == nil && back.target == before.target)
        #expect(try study.folder.text(Study.name) == first)
        _ = try after(edit, &sidecar)
        #expect(try study.folder.text(Study.name) == second)
        var marks = sidecar.annotations
        try marks.apply(edit.inverse)
        try marks.apply(edit)
        try study.save(&sidecar, marks)
        #expect(try study.folder.text(Study.name) == second)
    }

    @Test func attachedElsewhereIsExactThere() throws {
        var sidecar = try study.saved([placed(changed(), at: nil)])
        let before = try #require(sidecar.annotations.all.first)
        #expect(before.anchor.status == .orphan)
        let place = study.mark(2).anchor.place
        let edit = Edit([.init(before: before, after: placed(before, at: place))], summary: "")
        let attached = try after(edit, &sidecar)
        #expect(attached.anchor.status == .exact && attached.anchor.place == place)
        #expect(attached.target.quote.exact == "Who bears it?" && attached.origin?.text.contains("broke down") == true)
        #expect(attached.id == before.id && attached.created == before.created)
        #expect(try after(edit.inverse, &sidecar).anchor.status == .orphan)
    }

    @Test func keptAsLostStaysLost() throws {
        var sidecar = try study.saved([changed()])
        let before = try #require(sidecar.annotations.all.first)
        let lost = try after(Edit([.init(before: before, after: placed(before, at: nil))], summary: ""), &sidecar)
        #expect(lost.anchor.status == .orphan && lost.target == before.target)
    }

    // MARK: The merge

    private func merge(_ base: Annotation, _ mine: Annotation, _ theirs: Annotation) -> MergeResult {
        AnnotationSet.merge(
            base: AnnotationSet([base]), mine: AnnotationSet([mine]), theirs: AnnotationSet([theirs]),
            current: study.document.hash)
    }

    @Test func whatWasDescribedMeanwhileDoesNotUndoTheReadersWord() throws {
        let base = placed(try changed(), at: try changed().anchor.place)
        let described = OpenSidecar.recorded(base, in: study.document)
        #expect(described.anchor.status == .exact)
        for mine in [try changed(), placed(base, at: nil), placed(base, at: study.mark(2).anchor.place)] {
            let merged = merge(base, mine, described).set[base.id]
            #expect(merged?.anchor == mine.anchor && merged?.target == mine.target)
        }
        #expect(merge(base, base, described).set[base.id]?.anchor.status == .exact)
    }

    @Test func twoWhoPlaceItDifferentlyBothKeepTheirs() throws {
        let base = placed(try changed(), at: nil)
        let mine = placed(base, at: study.mark(2).anchor.place)
        let theirs = OpenSidecar.recorded(placed(base, at: try changed().anchor.place), in: study.document)
        let merged = merge(base, mine, theirs)
        #expect(merged.conflicts == [base.id] && merged.set.count == 2)
        #expect(merged.set[base.id]?.anchor.place == mine.anchor.place)
        let deleted = AnnotationSet.merge(
            base: AnnotationSet([base]), mine: AnnotationSet([mine]), theirs: AnnotationSet(),
            current: study.document.hash)
        #expect(deleted.set.count == 1)
    }
}
