// Articles whose names leave no room for that of a temporary beside them: saved and adopted as all others are.

import Annotations
import Glibc
import Testing
import TextModel

@testable import Sidecar

@Suite struct LongNameTests {
    private static let longest = 255 - ".gloss.json".utf8.count

    /// Around the length at which a whole name fits no more, and the longest there can be.
    @Test(arguments: [209, 210, 211, 212, 213, 214, 215, 226, longest])
    func everyNameCanBeSavedTo(_ length: Int) throws {
        let study = try Study(named: String(repeating: "n", count: length))
        var sidecar = try study.open()
        try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        try study.save(&sidecar, sidecar.annotations.replacing(study.mark(2)))
        #expect(try study.open().annotations.count == 2)
        #expect(study.folder.names.count == 2)
    }

    @Test func aDeadWritersTemporaryIsFoundUnderItsShortName() throws {
        let study = try Study(named: String(repeating: "é", count: LongNameTests.longest / 2))
        var sidecar = try study.open()
        try study.save(&sidecar, AnnotationSet([study.mark(1)]))
        let base = try #require(sidecar.base)
        try study.save(&sidecar, sidecar.annotations.replacing(study.mark(2)))
        let name = SidecarLocation.split(study.location.path).name
        let lost = try study.folder.bytes(name)
        try study.folder.write(name, base)
        let stem = SourceHash(of: Array(name.utf8)).hex.prefix(32)
        try study.folder.write(".\(stem).\(SourceHash(of: base).hex.prefix(16)).4194305.tmp", lost)
        // Another long name's is none of ours.
        let other = ".\(String(repeating: "0", count: 32)).\(SourceHash(of: base).hex.prefix(16)).4194305.tmp"
        try study.folder.write(other, lost)
        var third = try study.open()
        try study.save(&third, third.annotations.replacing(study.mark(3)))
        #expect(try study.open().annotations.count == 3)
        #expect(study.folder.names.filter { $0.hasSuffix(".tmp") } == [other])
    }

    @Test func whatCannotBeReadIsKeptBesideIt() throws {
        let study = try Study(named: String(repeating: "n", count: LongNameTests.longest))
        let name = SidecarLocation.split(study.location.path).name
        var first = try study.open()
        try study.save(&first, AnnotationSet([study.mark(1), study.mark(2)]))
        let cut = Array(try study.folder.bytes(name).dropLast(200))
        try study.folder.write(name, cut)
        var sidecar = try study.open()
        let outcome = try study.save(&sidecar, sidecar.annotations.replacing(study.mark(3)))
        let kept = try #require(outcome.keptCopy)
        #expect(try study.folder.bytes(kept) == cut && kept.utf8.count < 255)
    }
}
