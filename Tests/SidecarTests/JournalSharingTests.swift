// Sessions that live at one time where nothing can be saved: each sees the other's marks, and none is lost or comes back.

import Annotations
import Glibc
import Testing
import TextModel

@testable import Sidecar

@Suite struct JournalSharingTests {
    /// A reader without a screen: its marks, and what it knows of sidecar and journal.
    private struct Session {
        let study: Study
        var journal: Journal
        var sidecar: OpenSidecar
        var marks: AnnotationSet

        /// One of a program of its own.
        init(_ study: Study) throws {
            self.study = study
            journal = Journal(folder: study.folder.path + "/state/journal", of: study.location, JournalProgram())
            sidecar = try study.open()
            marks = journal.read(into: &sidecar, document: study.document)
        }

        mutating func keep() throws {
            try journal.keep(
                marks, of: sidecar, codebook: Study.codebook, document: study.document, newIDs: Study.ids)
        }

        mutating func look() throws {
            marks = try journal.refresh(marks, of: &sidecar, document: study.document) ?? marks
        }

        mutating func save() throws {
            marks = try journal.save(
                marks, into: &sidecar, codebook: Study.codebook, document: study.document, newIDs: Study.ids
            ).annotations
        }

        mutating func add(_ mark: Annotation) throws {
            marks = marks.replacing(mark)
            try keep()
        }

        mutating func remove(_ mark: Annotation) throws {
            marks = marks.removing(mark.id)
            try keep()
        }

        var numbers: [Int] { marks.ids.compactMap { Int($0.iri.suffix(12)) }.sorted() }
    }

    let study: Study
    init() throws { study = try Study() }

    private var names: [String] {
        ((try? Folder(study.folder.path + "/state/journal").names()) ?? []).sorted()
    }

    @Test func eachSeesWhatTheOtherKeepsAndTakesBack() throws {
        var one = try Session(study)
        try one.add(study.mark(1))
        var other = try Session(study)
        #expect(other.numbers == [1] && other.journal.isShared && other.journal.holdsMore)
        try other.add(study.mark(2))
        #expect(names.count == 2)
        try one.look()
        #expect(one.numbers == [1, 2])
        try one.remove(study.mark(1))
        try other.look()
        #expect(other.numbers == [2])
        // A mark of the other may be taken away, and its own reader may bring it back.
        try one.remove(study.mark(2))
        try other.look()
        #expect(other.numbers == [])
        try other.add(study.mark(2))
        try one.look()
        #expect(one.numbers == [2] && names.count == 2)
    }

    @Test func whoKeepsBeforeLookingTakesNothingBack() throws {
        var (one, other) = (try Session(study), try Session(study))
        try one.add(study.mark(1))
        try other.add(study.mark(2))
        try one.add(study.mark(3))
        try other.remove(study.mark(2))
        try one.add(study.mark(4))
        for _ in 1...2 {
            try one.look()
            try other.look()
        }
        #expect(one.numbers == [1, 3, 4] && other.numbers == [1, 3, 4])
    }

    @Test func bothEditsOfOneMarkStay() throws {
        var one = try Session(study)
        try one.add(study.mark(1, tags: ["risk"]))
        var other = try Session(study)
        try one.add(study.mark(1, tags: ["risk", "policy"], modified: 1))
        try other.add(study.mark(1, tags: ["risk"], note: "who?", modified: 2))
        try one.look()
        try other.look()
        for session in [one, other] {
            let mark = try #require(session.marks[study.mark(1).id])
            #expect(mark.note == "who?" && mark.tags.map(\.name).sorted() == ["policy", "risk"])
        }
    }

    @Test func nothingIsWrittenForWhatOthersKeep() throws {
        var one = try Session(study)
        try one.add(study.mark(1))
        var other = try Session(study)
        try other.keep()
        #expect(names.count == 1)
        try one.keep()
        try other.look()
        try other.keep()
        #expect(names.count == 1)
    }

    @Test func whoSavesFirstSavesForAll() throws {
        var (one, other) = (try Session(study), try Session(study))
        try one.add(study.mark(1))
        try other.look()
        try other.add(study.mark(2))
        // Not kept yet, and no less deleted.
        other.marks = other.marks.removing(study.mark(1).id)
        try one.save()
        #expect(one.numbers == [1, 2] && names.isEmpty)
        try other.look()
        #expect(other.numbers == [2])
        try other.save()
        try one.look()
        #expect(one.numbers == [2])
        #expect(try study.open().annotations.ids == [study.mark(2).id])
    }

    @Test func aFileThatIsGoneDeletesNothing() throws {
        var (one, other) = (try Session(study), try Session(study))
        try one.add(study.mark(1))
        try other.look()
        try other.add(study.mark(2))
        try one.look()
        for name in names { unlink("\(study.folder.path)/state/journal/\(name)") }
        try one.look()
        try other.look()
        #expect(one.numbers == [1, 2] && other.numbers == [1, 2])
        // And it is kept anew.
        try one.keep()
        #expect(try Session(study).numbers == [1, 2])
    }

    @Test func whatASessionThatEndsLeavesIsTakenOverOnce() throws {
        var one: Session? = try Session(study)
        try one?.add(study.mark(1))
        var other = try Session(study)
        #expect(other.journal.isShared)
        one = nil
        try other.look()
        #expect(!other.journal.isShared && other.numbers == [1])
        try other.remove(study.mark(1))
        #expect(names.count == 1)
        #expect(try Session(study).numbers == [])
    }

    @Test func whatWasTakenOverAndDeletedAtOnceIsDeletedForAll() throws {
        var one: Session? = try Session(study)
        try one?.add(study.mark(1))
        try one?.add(study.mark(2))
        var (other, third) = (try Session(study), try Session(study))
        one = nil
        try other.look()
        try other.remove(study.mark(1))
        #expect(names.count == 1)
        try third.look()
        #expect(third.numbers == [2])
        // The same with a save, which takes the file away.
        third.marks = third.marks.removing(study.mark(2).id).replacing(study.mark(3))
        try other.add(study.mark(4))
        try other.save()
        #expect(names.isEmpty)
        try third.look()
        #expect(third.numbers == [3, 4])
    }

    /// Three sessions at random: what nobody deleted is there in the end, what somebody deleted is nowhere, and all
    /// agree.
    @Test(arguments: 1...40) func manyStepsLoseNothing(seed: Int) throws {
        var random = Steps(state: UInt64(seed))
        var sessions = try (0..<3).map { _ in try Session(study) }
        var (next, deleted) = (0, Set<Int>())
        for _ in 1...30 {
            let which = random.below(3)
            switch random.below(7) {
            case 0, 1, 2:
                next += 1
                try sessions[which].add(study.mark(next))
            case 3:
                guard let number = sessions[which].numbers.randomElement(using: &random) else { continue }
                deleted.insert(number)
                try sessions[which].remove(study.mark(number))
            case 4: try sessions[which].look()
            case 5: try sessions[which].keep()
            default:
                // Killed, and opened again.
                try sessions[which].keep()
                sessions[which] = try Session(study)
            }
        }
        for _ in 1...2 { for which in 0..<3 { try sessions[which].look() } }
        let expected = Array(Set(1...max(1, next)).subtracting(deleted).filter { $0 <= next }.sorted())
        for session in sessions { #expect(session.numbers == expected, "seed \(seed)") }
        for which in 0..<3 { try sessions[which].save() }
        let saved = try study.open().annotations.ids.compactMap { Int($0.iri.suffix(12)) }.sorted()
        #expect(saved == expected && names.isEmpty, "seed \(seed)")
    }

    private struct Steps: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) | (state << 31)
        }
        mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
    }
}
