// The numbers of random marks against numbers counted code point by code point.

import Annotations
import TestSupport
import Testing
import TextModel

@Suite struct MarkStatisticsTests {
    private let document = Document("né " + String(repeating: "abcdefghi ", count: 40))
    private static let names = ["risk", "risk/cyber", "risk/cyber/grid", "policy", "opinion"]

    private func mark(_ number: Int, _ random: inout Random) -> Annotation {
        let start = random.number(0...390)
        let codePoints = CodePointSpan(CodePointOffset(start), CodePointOffset(start + random.number(1...12)))
        let span = document.span(codePoints) ?? Span(.zero, .zero)
        let tags = Set((0..<random.number(0...2)).map { _ in random.pick(MarkStatisticsTests.names) }).sorted()
        return Annotation(
            id: AnnotationID("urn:test:\(number)"), tags: tags.compactMap { Tag($0) },
            note: random.once(in: 3) ? "note" : "", created: Timestamp(secondsSince1970: 0), creator: nil,
            target: Anchoring.target(for: span, in: document),
            anchor: random.once(in: 9) ? .orphan : .exact(Anchoring.place(of: span, in: document)))
    }

    /// Which code points are under a mark for which this holds.
    private func covered(_ marks: [Annotation], _ holds: (Annotation) -> Bool) -> [Bool] {
        var covered = [Bool](repeating: false, count: document.codePointCount)
        for mark in marks where holds(mark) {
            guard let place = mark.anchor.place?.codePoints else { continue }
            for index in place.start.value..<place.end.value { covered[index] = true }
        }
        return covered
    }

    @Test func equalWhatIsCountedOneByOne() {
        var random = Random(for: "statistics")
        for round in 0..<60 {
            let marks = (0..<random.number(0...25)).map { mark(round * 100 + $0, &random) }
            let statistics = MarkStatistics(marks.shuffled(using: &random), length: document.codePointCount)
            #expect(statistics.marks == marks.count && statistics.lost == marks.count { $0.span == nil })
            #expect(statistics.notes == marks.count { !$0.note.isEmpty })
            #expect(statistics.untagged == marks.count { $0.tags.isEmpty })
            #expect(statistics.marked == covered(marks) { _ in true }.count { $0 })
            let used = Set(marks.flatMap(\.tags))
            for numbers in statistics.tags {
                let tag = numbers.tag
                let isUnder = { (mark: Annotation) in mark.tags.contains { $0.isWithin(tag) } }
                #expect(numbers.own == marks.count { $0.tags.contains(tag) })
                #expect(numbers.under == marks.count(where: isUnder))
                #expect(numbers.marked == covered(marks, isUnder).count { $0 })
            }
            #expect(used.isSubset(of: statistics.tags.map(\.tag)))
            checkAlong(statistics, marks)
            checkPairs(statistics, marks, used.sorted())
        }
    }

    private func checkAlong(_ statistics: MarkStatistics, _ marks: [Annotation]) {
        let length = document.codePointCount
        for stretch in 0..<MarkStatistics.stretches {
            let count = marks.count { mark in
                guard let place = mark.anchor.place?.codePoints else { return false }
                return (place.start.value..<place.end.value).contains { $0 * 60 / length == stretch }
            }
            #expect(statistics.along[stretch] == count)
        }
    }

    /// Where two tags lie on the text, passages are told apart by a place that one of them leaves.
    private func checkPairs(_ statistics: MarkStatistics, _ marks: [Annotation], _ tags: [Annotations.Tag]) {
        for (index, tag) in tags.enumerated() {
            for other in tags[..<index] {
                let both = zip(
                    covered(marks) { $0.tags.contains(tag) }, covered(marks) { $0.tags.contains(other) }
                ).map { $0 && $1 }
                let isApart = both.contains(true)
                let passages = statistics.together[TagPair(tag, other)] ?? 0
                #expect((passages > 0) == isApart)
                // Passages that touch are counted each, so that there may be more than gaps between them.
                let runs = zip(both, [false] + both).count { $0 && !$1 }
                #expect(passages >= runs)
            }
        }
    }

    @Test func twoMarksThatOverlapAreOnePassage() {
        let text = "The grid failed at noon. Who bears the risk?"
        let document = Document(text)
        func mark(_ id: String, _ span: Range<Int>, _ tags: String...) -> Annotation {
            let span = Span(ByteOffset(span.lowerBound), ByteOffset(span.upperBound))
            return Annotation(
                id: AnnotationID(id), tags: tags.compactMap { Tag($0) }, created: Timestamp(""), creator: nil,
                target: Anchoring.target(for: span, in: document),
                anchor: .exact(Anchoring.place(of: span, in: document)))
        }
        let marks = [
            mark("a", 0..<10, "risk"), mark("b", 5..<20, "policy"), mark("c", 8..<12, "risk"),
            mark("d", 20..<24, "risk"), mark("e", 30..<34, "risk", "policy"),
        ]
        let statistics = MarkStatistics(marks, length: text.count)
        let pair = TagPair(Tag("risk")!, Tag("policy")!)
        #expect(statistics.together == [pair: 2])
        #expect(statistics.marked == 28)
        #expect(statistics.tags.map(\.tag.name) == ["risk", "policy"])
    }

    @Test func articlesAddUp() {
        var random = Random(for: "statistics of several")
        var total = MarkStatistics()
        var marks = 0
        var marked = 0
        for _ in 0..<5 {
            let some = (0..<10).map { mark($0, &random) }
            let statistics = MarkStatistics(some, length: document.codePointCount)
            total.add(statistics)
            marks += statistics.marks
            marked += statistics.marked
        }
        #expect(total.marks == marks && total.marked == marked && total.length == 5 * document.codePointCount)
        #expect(total.tags.reduce(0) { $0 + $1.own } >= total.marks - total.untagged)
    }

    @Test func subTagsComeAfterTheirParentAndTheMostUsedFirst() {
        var random = Random(for: "nested")
        var marks: [Annotation] = []
        for (number, names) in [["b/x"], ["b/x"], ["b/y"], ["a"], ["c/z", "a"], ["a"], ["a"]].enumerated() {
            var mark = mark(number, &random)
            mark.tags = names.compactMap { Tag($0) }
            marks.append(mark)
        }
        let tags = MarkStatistics(marks, length: document.codePointCount).tags
        #expect(tags.map(\.tag.name) == ["a", "b", "b/x", "b/y", "c", "c/z"])
        #expect(tags.map(\.own) == [4, 0, 2, 1, 0, 1] && tags.map(\.under) == [4, 3, 2, 1, 1, 1])
    }
}
