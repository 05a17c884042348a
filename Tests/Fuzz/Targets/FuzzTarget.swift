// What is fed with bytes of nobody in particular: a reader of ours each, and what has to hold of what it makes of them.

import Glibc

/// A reader of bytes that may come from anybody.
public struct FuzzTarget: Sendable {
    /// The name of its folder of cases.
    public let name: String
    /// Inputs to begin with.
    public let seeds: [[UInt8]]
    /// Ends the process where what has to hold does not.
    public let run: @Sendable (_ bytes: [UInt8], _ scratch: ScratchFolder) -> Void

    init(
        _ name: String, seeds: [String],
        run: @escaping @Sendable (_ bytes: [UInt8], _ scratch: ScratchFolder) -> Void
    ) {
        self.name = name
        self.seeds = seeds.map { Array($0.utf8) }
        self.run = run
    }

    /// Writes the inputs to begin with into a folder that is there, as libFuzzer wants them.
    public func writeSeeds(to folder: String) {
        for (number, seed) in seeds.enumerated() { ScratchFolder.write(folder + "/seed-\(number)", seed) }
    }

    public static let all: [FuzzTarget] = [.sidecar, .conflicts, .keymap, .codebook, .text, .keys]
}

/// A folder in memory for those readers that read files, emptied before each input.
public final class ScratchFolder: Sendable {
    public let path: String

    public init() {
        var template = Array("/dev/shm/gloss-fuzz-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) != nil }
        precondition(made, "no folder can be made in /dev/shm")
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        for name in ["gloss", "gloss/keymaps"] { mkdir(path + "/" + name, 0o700) }
    }

    deinit { remove() }

    func write(_ name: String, _ bytes: [UInt8]) { ScratchFolder.write(path + "/" + name, bytes) }

    static func write(_ path: String, _ bytes: [UInt8]) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        precondition(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
    }

    var names: [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Takes the files out; the folders of settings stay.
    func empty() { for name in names { unlink(path + "/" + name) } }

    public func remove() {
        empty()
        unlink(path + "/gloss/keymaps/own.toml")
        for name in ["/gloss/keymaps", "/gloss", ""] { rmdir(path + name) }
    }
}

/// What has to hold, in every build.
func require(_ isSo: Bool, _ otherwise: @autoclosure () -> String) {
    guard !isSo else { return }
    // A message of a precondition is not in an optimised build.
    let message = Array((otherwise() + "\n").utf8)
    _ = write(STDERR_FILENO, message, message.count)
    abort()
}
