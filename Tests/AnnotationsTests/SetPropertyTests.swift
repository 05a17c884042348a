// The whole of a set's questions against naive ones, over random edits with tags, sub-tags, notes and lost marks; and
// what becomes of edits while a save is under way.

import Annotations
import TestSupport
import Testing
import TextModel

/// Marks of all kinds on a text of 600 bytes.
private struct Maker {
    var random: Random
    let document = Document(String(repeating: "abcdefghi ", count: 60))
    private static let tags = ["risk", "risk/cyber", "risk/cyber/grid", "risk/flood", "policy", "opinion"]

    init(_ name: String) { random = Random(for: name) }

    mutating func mark(_ id: Int) -> Annotation {
        let start = random.number(0...590)
        let span = Span(ByteOffset(start), ByteOffset(min(600, start + random.number(1...random.pick([5, 40, 300])))))
        let names = (0..<random.number(0...3)).map { _ in random.pick(Maker.tags) }
        let tags = Set(names).sorted().compactMap { Tag($0) }
        return Annotation(
            id: AnnotationID("urn:test:\(id)"), tags: tags, note: random.once(in: 3) ? "note \(id)" : "",
            created: Timestamp(secondsSince1970: 0), creator: nil,
            target: Anchoring.target(for: span, in: document),
            anchor: random.once(in: 8) ? .orphan : .exact(Anchoring.place(of: span, in: document)))
    }

    /// Adds, changes or takes away a mark.
    mutating func edit(_ set: AnnotationSet, _ step: Int) -> Edit {
        let old = random.once(in: 2) ? set.all.randomElement(using: &random) : nil
        var new: Annotation? = mark(step)
        if let old {
            new = random.once(in: 2) ? nil : old
            if random.once(in: 2) { new?.note = random.pick(["", "another", "note"]) } else { new?.tags.reverse() }
            if random.once(in: 3) { new?.tags = mark(step).tags }
            new?.modified = Timestamp(secondsSince1970: step)
        }
        return Edit([Edit.Change(before: old, after: new)], summary: "step \(step)")
    }
}

@Suite struct SetPropertyTests {
    private static let names = ["risk", "risk/cyber", "risk/cyber/grid", "risk/flood", "policy", "opinion", "none"]

    private func order(_ marks: [Annotation]) -> [Annotation] {
        let placed = marks.filter { $0.span != nil }.sorted {
            ($0.span!.start, $0.span!.end, $0.id) < ($1.span!.start, $1.span!.end, $1.id)
        }
        return placed + marks.filter { $0.span == nil }.sorted { $0.id < $1.id }
    }

    private func check(_ set: AnnotationSet, _ model: [AnnotationID: Annotation], _ random: inout Random) {
        let all = order(Array(model.values))
        #expect(set.inDocumentOrder == all && set.count == all.count)
        #expect(set.orphanCount == all.count { $0.span == nil } && set.orphans.count == set.orphanCount)
        #expect(set.noteCount == all.count { !$0.note.isEmpty })
        #expect(set.untaggedCount == all.count { $0.tags.isEmpty })
        #expect(Array(set.all) == model.values.sorted { $0.id < $1.id })
        for (rank, mark) in all.enumerated() where random.once(in: 5) {
            #expect(set.mark(at: rank) == mark && set.rank(of: mark.id) == rank && set[mark.id] == mark)
        }
        #expect(set.mark(at: all.count) == nil && set.rank(of: AnnotationID("urn:none")) == nil)
        #expect(set.tags == Set(all.flatMap(\.tags)).sorted())
        #expect(TagCounts(set) == TagCounts(set.all))
        let here = ByteOffset(random.number(0...600))
        let before = all.filter { $0.span.map { $0.start < here } ?? false }
        let after = all.filter { $0.span.map { $0.start > here } ?? false }
        #expect(set.count(startingBefore: here) == before.count)
        #expect(set.starting(at: here) == all.filter { $0.span?.start == here })
        if let span = all.first?.span { #expect(set.spanning(span) == all.filter { $0.span == span }) }
        let tags = SetPropertyTests.names.compactMap { Tag($0) }
        for tag in tags {
            let isUnder = { (mark: Annotation) in mark.tags.contains { $0.isWithin(tag) } }
            #expect(set.count(of: tag) == all.count { $0.tags.contains(tag) })
            #expect(set.count(under: tag) == all.count(where: isUnder))
            #expect(set.next(after: here, under: tag) == after.first(where: isUnder))
            #expect(set.previous(before: here, under: tag) == before.last(where: isUnder))
            let span = Span(here, here + 100)
            #expect(set.touching(span, under: tag) == set.touching(span).filter(isUnder))
            #expect(
                set.marks(under: tag) + set.orphans(under: tag) == set.inDocumentOrder.filter(isUnder))
            let creator = all.first?.creator
            let own = all.filter { isUnder($0) && $0.span != nil && $0.creator == creator }
            let last = own.sorted { ($0.modified, $0.id) > ($1.modified, $1.id) }.prefix(3)
            #expect(set.lastChanged(3, under: tag, by: creator) == Array(last))
        }
        let untagged = { (mark: Annotation) in mark.tags.isEmpty }
        let wide = Span(here, here + 100)
        #expect(set.touchingUntagged(wide) == set.touching(wide).filter(untagged))
        #expect(set.nextUntagged(after: here) == after.first(where: untagged))
        #expect(set.previousUntagged(before: here) == before.last(where: untagged))
    }

    @Test func equalsANaiveSet() throws {
        var maker = Maker("set properties")
        var set = AnnotationSet((0..<20).map { maker.mark(1000 + $0) })
        var model = Dictionary(uniqueKeysWithValues: set.all.map { ($0.id, $0) })
        let start = set
        var history = History()
        for step in 0..<300 {
            let edit = maker.edit(set, step)
            try set.apply(edit)
            history.record(edit)
            for change in edit.changes { model[change.id] = change.after }
            check(set, model, &maker.random)
            #expect(AnnotationSet(set.all) == set)
        }
        let end = set
        while let edit = history.undo() { try set.apply(edit) }
        #expect(set == start && history.done.isEmpty)
        while let edit = history.redo() { try set.apply(edit) }
        #expect(set == end)
        #expect(set != start || end == start)
    }

    @Test func ofAnnotationsWithOneIDTheLastCounts() {
        var maker = Maker("one id")
        let (first, second) = (maker.mark(1), maker.mark(1))
        #expect(Array(AnnotationSet([first, second]).all) == [second])
    }

    /// What a save brings back: what was sent with records for it, and with what another program did meanwhile.
    private func onDisk(_ sent: AnnotationSet, _ maker: inout Maker, _ number: Int) throws -> AnnotationSet {
        var onDisk = sent
        for mark in sent.all where maker.random.once(in: 2) {
            var recorded = mark
            recorded.stored = StoredJSON("record \(number)")
            onDisk.replace(mark.id, with: recorded)
        }
        for step in 0..<maker.random.number(0...4) {
            let edit = maker.edit(onDisk, number * 1000 + step + 500)
            try onDisk.apply(edit)
        }
        // Read from a file, it shares nothing with what was sent.
        return maker.random.once(in: 2) ? AnnotationSet(Array(onDisk.all)) : onDisk
    }

    @Test func whatWasDoneDuringASaveIsPutOnTopAsAMergeWouldPutIt() throws {
        var maker = Maker("rebase")
        for round in 1...150 {
            let sent = AnnotationSet((0..<maker.random.number(0...12)).map { maker.mark($0) })
            var mine = sent
            for step in 0..<maker.random.number(0...5) { try mine.apply(maker.edit(mine, round * 1000 + step)) }
            let onDisk = try onDisk(sent, &maker, round)
            let current = maker.document.hash
            let base = AnnotationSet(
                sent.all.map { mark in
                    guard let there = onDisk[mark.id], there.saysTheSame(as: mark) else { return mark }
                    return there
                })
            let merged = AnnotationSet.merge(base: base, mine: mine, theirs: onDisk, current: current).set
            let rebased = AnnotationSet.rebased(mine, since: sent, onto: onDisk, current: current)
            #expect(rebased == merged)
            // What the set knows besides is right, too.
            #expect(rebased.tags == AnnotationSet(rebased.all).tags && rebased.noteCount == merged.noteCount)
        }
    }
}
