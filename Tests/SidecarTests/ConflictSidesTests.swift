// Sidecars with the conflict markers of a merge by lines: both sides are merged, and the original is kept.

import Annotations
import Testing
import TextModel

@testable import Sidecar

@Suite struct ConflictSidesTests {
    let study: Study
    init() throws { study = try Study() }

    /// A sidecar whose records are in a conflict.
    private func write(base: [Annotation]?, ours: [Annotation], theirs: [Annotation], last: String = ">>>>>>> x") throws
    {
        func lines(_ marks: [Annotation]) throws -> [String] {
            let other = try Study()
            _ = try other.saved(marks)
            return try other.folder.text(Study.name).split(separator: "\n").map(String.init)
        }
        let (left, right) = (try lines(ours), try lines(theirs))
        // Nine lines of header and the start of the list; two at the end.
        func records(_ lines: [String]) -> [String] { Array(lines.dropFirst(9).dropLast(2)) }
        var all = Array(left.prefix(9)) + ["<<<<<<< HEAD"] + records(left)
        if let base { all += ["||||||| 1234567"] + (try records(lines(base))) }
        all += ["======="] + records(right) + [last] + left.suffix(2)
        try study.folder.write(Study.name, all.joined(separator: "\n") + "\n")
    }

    @Test func withTheAncestorItIsAThreeWayMerge() throws {
        try write(
            base: [study.mark(1), study.mark(2)], ours: [study.mark(1, note: "mine")],
            theirs: [study.mark(1, tags: ["policy"]), study.mark(2), study.mark(3)])
        let original = try study.folder.bytes(Study.name)
        var sidecar = try study.open()
        #expect(sidecar.annotations.ids == Set([1, 3].map { study.mark($0).id }))
        let one = try #require(sidecar.annotations[study.mark(1).id])
        #expect(one.note == "mine" && one.tags == [Tag("policy")!])
        #expect(sidecar.findings.map(\.line) == [10])
        let outcome = try study.save(&sidecar, sidecar.annotations.replacing(study.mark(4)))
        #expect(try study.folder.bytes(try #require(outcome.keptCopy)) == original)
        let again = try study.open()
        #expect(again.findings.isEmpty && again.annotations == outcome.annotations && again.annotations.count == 3)
    }

    @Test func withoutTheAncestorNothingCountsAsDeleted() throws {
        try write(
            base: nil, ours: [study.mark(1, note: "mine")], theirs: [study.mark(1, note: "other"), study.mark(2)])
        let sidecar = try study.open()
        #expect(sidecar.annotations.count == 3 && sidecar.annotations[study.mark(1).id]?.note == "mine")
        #expect(sidecar.annotations.all.contains { $0.note.hasPrefix("other\n[Another version by ana") })
        #expect(sidecar.findings.contains { $0.line == nil && $0.isDamage })
    }

    @Test func markersThatDoNotMatchAreReadLineByLine() throws {
        try write(base: nil, ours: [study.mark(1)], theirs: [study.mark(2)], last: "")
        let text = try study.folder.bytes(Study.name)
        #expect(ConflictSides(text) == nil)
        let sidecar = try study.open()
        #expect(sidecar.annotations.count == 2 && !sidecar.isReadOnly)
        #expect(sidecar.findings.contains { $0.isDamage })
    }

    /// A record that cannot be read on one side was not deleted there.
    @Test func aBrokenRecordOnOneSideIsNoDeletion() throws {
        try write(
            base: [study.mark(1), study.mark(2)], ours: [study.mark(1), study.mark(2)],
            theirs: [study.mark(1), study.mark(2), study.mark(3)])
        let text = try study.folder.text(Study.name)
        let line = try #require(text.split(separator: "\n").first { $0.contains("000000000002") })
        try study.folder.write(Study.name, text.replacing(line, with: line.dropLast(40), maxReplacements: 1))
        let sidecar = try study.open()
        #expect(sidecar.annotations.ids == Set([1, 2, 3].map { study.mark($0).id }))
    }

    @Test(arguments: [
        "<<<<<<< a\n=======\n", "=======\n", "<<<<<<< a\n>>>>>>> b\n", "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c\n",
    ])
    func unbalancedMarkersAreNone(_ text: String) { #expect(ConflictSides(Array(text.utf8)) == nil) }

    @Test func longerMarkersBelongToTheAncestor() throws {
        let text = "<<<<<<< a\r\n1\n||||||| b\n<<<<<<<<< c\n2\n=========\n3\n>>>>>>>>> d\n=======\n4\n>>>>>>> e"
        let sides = try #require(ConflictSides(Array(text.utf8)))
        #expect(String(decoding: sides.ours.bytes, as: UTF8.self) == "1\n")
        #expect(String(decoding: sides.theirs.bytes, as: UTF8.self) == "4\n" && sides.theirs.lines == [10])
        #expect(sides.ancestor?.lines == [4, 5, 6, 7, 8])
    }
}
