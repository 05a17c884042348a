// Every input that a fuzzer begins with, and every one that ever broke something.

import FuzzTargets
import TestSupport
import Testing

@Suite struct ReplayTests {
    @Test(arguments: FuzzTarget.all.map(\.name)) func nothingComesBack(_ name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let scratch = ScratchFolder()
        defer { scratch.remove() }
        for seed in target.seeds {
            target.run(seed, scratch)
            // Cut short and doubled, as files of programs that died are.
            for length in stride(from: 0, to: seed.count, by: max(1, seed.count / 60)) {
                target.run(Array(seed[..<length]), scratch)
                target.run(Array(seed[length...]), scratch)
            }
            target.run(seed + seed, scratch)
        }
    }

    @Test(arguments: FuzzTarget.all.map(\.name)) func foundCasesStayMended(_ name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let scratch = ScratchFolder()
        defer { scratch.remove() }
        for (_, bytes) in files(in: root + "/Tests/Fuzz/Cases/" + name) { target.run(bytes, scratch) }
    }
}
