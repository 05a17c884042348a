// The set's queries against a naive filter, edits and their inverses, and places that are found again.

import Annotations
import TestSupport
import Testing
import TextModel

@Suite struct AnnotationSetTests {
    private func mark(_ id: Int, _ start: Int, _ end: Int, in document: Document) -> Annotation {
        let span = Span(ByteOffset(start), ByteOffset(end))
        return Annotation(
            id: AnnotationID("urn:test:\(id)"), tags: [Tag("risk")].compactMap { $0 },
            created: Timestamp(secondsSince1970: 0), creator: nil, target: Anchoring.target(for: span, in: document),
            anchor: .exact(Anchoring.place(of: span, in: document)))
    }

    @Test func queriesEqualANaiveFilterAndEditsAreTakenBack() throws {
        var random = Random(for: "annotation set")
        let document = Document(String(repeating: "abcdefghi ", count: 60))
        var set = AnnotationSet()
        var history = History()
        for step in 0..<300 {
            let old = random.once(in: 3) ? set.all.randomElement(using: &random) : nil
            let start = random.number(0...590)
            let new = mark(step, start, min(600, start + random.number(1...random.pick([5, 40, 300]))), in: document)
            let edit = Edit([Edit.Change(before: old, after: old == nil ? new : nil)], summary: "step")
            let before = set
            try set.apply(edit)
            var back = set
            try back.apply(edit.inverse)
            #expect(back == before)
            history.record(edit)
            let from = random.number(0...599)
            let asked = Span(ByteOffset(from), ByteOffset(random.number(from...600)))
            let wanted = Span(asked.start, max(asked.end, asked.start + 1))
            let naive = set.inDocumentOrder.filter { $0.span?.overlaps(wanted) == true }
            #expect(set.touching(asked) == naive)
            #expect(set.next(after: asked.start) == set.inDocumentOrder.first { $0.span?.start ?? .zero > asked.start })
            let earlier = set.inDocumentOrder.last { $0.span.map { $0.start < asked.start } == true }
            #expect(set.previous(before: asked.start) == earlier)
        }
        let end = set
        while let edit = history.undo() { try set.apply(edit) }
        #expect(set.isEmpty)
        while let edit = history.redo() { try set.apply(edit) }
        #expect(set == end)
    }

    @Test func anEditOfWhatOthersChangedIsRefused() throws {
        let document = Document("one two")
        let old = mark(1, 0, 3, in: document)
        var changed = old
        changed.note = "theirs"
        var set = AnnotationSet([changed])
        let edit = Edit([Edit.Change(before: old, after: nil)], summary: "delete")
        #expect(throws: EditError.changedElsewhere(old.id)) { try set.apply(edit) }
        #expect(set == AnnotationSet([changed]))
    }

    @Test func placesAreFoundAgainOrLostNeverGuessed() {
        let old = Document("Who bears the risk? Nobody in the ministry would say.")
        let span = Span(.zero, ByteOffset(19))
        let target = Anchoring.target(for: span, in: old)
        #expect(target.quote.prefix == "" && target.quote.suffix == " Nobody in the ministry would say.")
        #expect(Anchoring.anchor(target, in: old).status == .exact)
        let moved = Anchoring.anchor(target, in: Document("First. " + old.text(old.span)))
        #expect(moved.status == .moved && moved.place?.span.start == ByteOffset(7))
        #expect(Anchoring.anchor(target, in: Document("Nothing of it.")) == .orphan)
        let risk = Anchoring.target(for: Span(ByteOffset(2), ByteOffset(6)), in: Document("a risk b"))
        #expect(Anchoring.anchor(risk, in: Document("x risk y, x risk y")) == .orphan)
    }

    @Test func surroundingsAreCutOnGraphemes() {
        let flags = String(repeating: "🇩🇪e\u{301}", count: 40)
        let document = Document(flags + "here" + flags)
        let start = ByteOffset(flags.utf8.count)
        let quote = Anchoring.target(for: Span(start, start + 4), in: document).quote
        #expect(quote.prefix.unicodeScalars.count <= 64 && flags.hasSuffix(quote.prefix))
        #expect(quote.suffix.unicodeScalars.count <= 64 && flags.hasPrefix(quote.suffix))
        #expect(quote.prefix.count * 2 == quote.prefix.unicodeScalars.count)
    }
}
