// The table of the three-way merge.

import Annotations
import Testing
import TextModel

@testable import Sidecar

@Suite struct MergeTests {
    let study: Study
    let base: AnnotationSet
    let one: Annotation

    init() throws {
        study = try Study()
        one = study.mark(1, note: "first")
        base = AnnotationSet([one])
    }

    func merge(_ mine: AnnotationSet, _ theirs: AnnotationSet) -> MergeResult {
        AnnotationSet.merge(base: base, mine: mine, theirs: theirs, current: study.document.hash)
    }

    func with(_ change: (inout Annotation) -> Void) -> AnnotationSet {
        var mark = one
        change(&mark)
        return AnnotationSet([mark])
    }

    /// Two readers take one tag each off a mark without a note: what is left says nothing.
    @Test func twoWhoTakeTheLastTagsOffDeleteTheMark() {
        let tags = ["risk", "policy"].compactMap { Annotations.Tag($0) }
        let (risk, policy) = (tags[0], tags[1])
        var both = one
        (both.tags, both.note) = ([risk, policy], "")
        func tagged(_ tags: [Annotations.Tag]) -> AnnotationSet {
            var mark = both
            mark.tags = tags
            return AnnotationSet([mark])
        }
        let merged = AnnotationSet.merge(
            base: AnnotationSet([both]), mine: tagged([risk]), theirs: tagged([policy]), current: study.document.hash)
        #expect(merged.set.isEmpty && merged.conflicts.isEmpty)
    }

    @Test func oneSideChanged() {
        let changed = with { $0.note = "new" }
        #expect(merge(base, changed).set == changed)
        #expect(merge(base, changed).fromTheirs == 1)
        #expect(merge(changed, base).set == changed)
        #expect(merge(changed, base).fromTheirs == 0)
    }

    @Test func bothAdded() {
        let two = study.mark(2)
        let three = study.mark(3)
        #expect(merge(base.replacing(two), base.replacing(three)).set == AnnotationSet([one, two, three]))
    }

    @Test func deletionAgainstUntouchedAndAgainstEdit() {
        let edited = with { $0.note = "kept" }
        #expect(merge(AnnotationSet(), base).set.isEmpty)
        #expect(merge(base, AnnotationSet()).set.isEmpty)
        #expect(merge(AnnotationSet(), edited).set == edited)
        #expect(merge(edited, AnnotationSet()).set == edited)
    }

    @Test func tagsAreASet() throws {
        let mine = with { $0.tags = [Tag("policy")!] }
        let theirs = with { $0.tags = [Tag("risk")!, Tag("opinion")!] }
        let merged = try #require(merge(mine, theirs).set[one.id])
        #expect(merged.tags == [Tag("policy")!, Tag("opinion")!])
        #expect(merge(mine, theirs).conflicts.isEmpty)
    }

    @Test func fieldsOfBothSides() throws {
        let mine = with {
            $0.note = "mine"
            $0.modified = Timestamp(secondsSince1970: 1_700_000_100)
        }
        let theirs = with {
            $0.tags.append(Tag("policy")!)
            $0.modified = Timestamp(secondsSince1970: 1_700_000_200)
            $0.stored = StoredJSON("{\"theirs\":1}")
        }
        let merged = try #require(merge(mine, theirs).set[one.id])
        #expect(merged.note == "mine" && merged.tags.count == 2)
        #expect(merged.modified == Timestamp(secondsSince1970: 1_700_000_200))
        #expect(merged.stored == StoredJSON("{\"theirs\":1}"))
    }

    @Test func notesConflictAlikeOnBothSides() throws {
        let left = with { $0.note = "left" }
        let right = with { $0.note = "right" }
        let here = merge(left, right)
        #expect(here.conflicts == [one.id])
        #expect(here.set.count == 2)
        #expect(here.set[one.id]?.note == "left")
        let copy = try #require(here.set.all.first { $0.id != one.id })
        #expect(copy.note.hasPrefix("right\n") && copy.note.contains("Another version by ana"))
        let again = merge(left, right).set.all.first { $0.id != one.id }
        #expect(again?.id == copy.id)
        // The copy is not made twice where it is already.
        let next = AnnotationSet.merge(base: base, mine: here.set, theirs: right, current: nil)
        #expect(next.set.count == 2)
    }

    @Test func spansConflict() {
        let mine = with {
            $0.target = study.mark(1, "grid failed").target
            $0.anchor = study.mark(1, "grid failed").anchor
        }
        let theirs = with {
            $0.target = study.mark(1, "noon").target
            $0.anchor = study.mark(1, "noon").anchor
        }
        let merged = merge(mine, theirs)
        #expect(merged.set.count == 2)
        #expect(Set(merged.set.all.map(\.target.quote.exact)) == ["grid failed", "noon"])
    }

    @Test func foundAgainTakesTheTextAsItIsNow() throws {
        let old = try #require(SourceHash(hex: String(repeating: "a", count: 64)))
        let other = try #require(SourceHash(hex: String(repeating: "b", count: 64)))
        var origin = one
        origin.target.source = old
        var mine = origin
        mine.target.source = other
        var theirs = origin
        theirs.target.source = study.document.hash
        let merged = AnnotationSet.merge(
            base: AnnotationSet([origin]), mine: AnnotationSet([mine]), theirs: AnnotationSet([theirs]),
            current: study.document.hash)
        #expect(merged.set[one.id]?.target.source == study.document.hash)
        #expect(merged.conflicts.isEmpty)
    }
}
