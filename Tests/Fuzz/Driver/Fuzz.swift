// The fuzzer's program: libFuzzer (LLVM), which brings main(), feeds one target with inputs that reach ever more of its
// code.

import FuzzTargets
import Glibc

private let scratch = ScratchFolder()
private let target: FuzzTarget = {
    let name = getenv("TARGET").map { String(cString: $0) }
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        print("usage: TARGET=\(FuzzTarget.all.map(\.name).joined(separator: "|")) fuzz [libFuzzer's options] [FOLDER]…")
        exit(2)
    }
    return target
}()

/// Called once, before any input (FuzzerInterface.h).
@_cdecl("LLVMFuzzerInitialize") public func initialize(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer
) -> CInt {
    let folder = getenv("SEEDS").map { String(cString: $0) }
    if let folder { target.writeSeeds(to: folder) }
    atexit { scratch.remove() }
    return 0
}

/// Called with each input (FuzzerInterface.h).
@_cdecl("LLVMFuzzerTestOneInput") public func test(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    target.run(Array(UnsafeBufferPointer(start: bytes, count: count)), scratch)
    return 0
}
