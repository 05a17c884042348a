// What a killed `gloss merge -o FILE` leaves beside its output: gone with the next, or taken into it, and never lost.

import Annotations
import Glibc
import Testing
import TextModel

@testable import Sidecar

@Suite struct MergeLeftoverTests {
    let study: Study
    init() throws { study = try Study() }

    private static let output = "out.gloss.json"
    /// No process has so high a number.
    private static let nobody = 4_194_999

    /// The text of a sidecar with these marks.
    private func sidecar(_ marks: [Annotation]) throws -> [UInt8] {
        let other = try Study()
        _ = try other.saved(marks)
        return try other.folder.bytes(Study.name)
    }

    private var files: MergeFiles {
        get throws {
            var files = try MergeFiles(base: "/dev/null", ours: "/dev/null", theirs: "/dev/null")
            files.base = try sidecar([study.mark(1)])
            files.ours = files.base
            files.theirs = try sidecar([study.mark(1), study.mark(2)])
            return files
        }
    }

    /// Leaves the temporary of a program that was to put it in the place of `old`.
    private func leave(_ bytes: [UInt8], inPlaceOf old: [UInt8], by process: Int = nobody) throws -> String {
        let name = ".\(Self.output).\(SourceHash(of: old).hex.prefix(16)).\(process).tmp"
        try study.folder.write(name, bytes)
        return name
    }

    /// Merges into the output, which holds `disk` before, and gives the names beside the article afterwards.
    private func merged(onto disk: [UInt8]?, isOurs: Bool = false) throws -> [String] {
        if let disk { try study.folder.write(Self.output, disk) }
        let files = try files
        let merge = try SidecarMerge(base: files.base, ours: files.ours, theirs: files.theirs)
        _ = try files.write(merge, to: "\(study.folder.path)/\(Self.output)", isOurs: isOurs)
        return study.folder.names.filter { $0 != "article.txt" }
    }

    private var ids: Set<AnnotationID> {
        get throws {
            let reading = PageReader.read(try study.folder.bytes(Self.output), document: study.document)
            #expect(reading.findings.isEmpty)
            return reading.marks.ids
        }
    }

    private func numbers(_ numbers: Int...) -> Set<AnnotationID> { Set(numbers.map { study.mark($0).id }) }

    @Test(arguments: [false, true]) func theNextMergeClearsWhatTheKilledOneWasToPutInPlace(isThere: Bool) throws {
        let files = try files
        let disk = isThere ? files.base : nil
        let whole = try SidecarMerge(base: files.base, ours: files.ours, theirs: files.theirs).bytes
        for bytes in [whole, Array(whole.prefix(40)), [], files.theirs] {
            _ = try leave(bytes, inPlaceOf: disk ?? [])
            #expect(try merged(onto: disk) == [Self.output])
            #expect(try ids == numbers(1, 2))
            unlink("\(study.folder.path)/\(Self.output)")
        }
    }

    @Test func whatASwapHadDisplacedGoes() throws {
        let files = try files
        _ = try leave(files.base, inPlaceOf: files.base)
        #expect(try merged(onto: files.theirs) == [Self.output])
        #expect(try ids == numbers(1, 2))
    }

    @Test func anUnfinishedSaveIntoOursIsTakenIn() throws {
        let files = try files
        _ = try leave(try sidecar([study.mark(1), study.mark(3)]), inPlaceOf: files.ours)
        #expect(try merged(onto: files.ours, isOurs: true) == [Self.output])
        #expect(try ids == numbers(1, 2, 3))
    }

    @Test func whatNobodyKnowsIsKeptBeside() throws {
        let files = try files
        for bytes in [try sidecar([study.mark(9)]), Array("no sidecar".utf8)] {
            _ = try leave(bytes, inPlaceOf: Array("another".utf8))
            let names = try merged(onto: files.base)
            let kept = try #require(names.first { $0 != Self.output })
            #expect(names.count == 2 && kept.hasPrefix("\(Self.output).kept-"))
            #expect(try study.folder.bytes(kept) == bytes)
            unlink("\(study.folder.path)/\(kept)")
        }
        #expect(try ids == numbers(1, 2))
    }

    @Test func whoIsStillAtWorkKeepsItsTemporary() throws {
        let files = try files
        let name = try leave(files.theirs, inPlaceOf: files.base, by: Int(getppid()))
        #expect(try merged(onto: files.base) == [name, Self.output])
    }
}
