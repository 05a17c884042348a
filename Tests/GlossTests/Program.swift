// The built program, run in a folder of its own with settings of its own.

import Foundation
import Testing

/// What a run of the program left behind.
struct Outcome {
    var status: Int32
    var out: String
    var err: String
}

/// A temporary folder that goes away with its test.
final class Workplace {
    let path: String

    init() throws {
        let template = FileManager.default.temporaryDirectory.path + "/gloss-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: template + "/articles", withIntermediateDirectories: true)
        path = template
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The folder that the program runs in.
    var articles: String { path + "/articles" }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(articles)/\(name)"))
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(articles)/\(name)")), as: UTF8.self)
    }

    /// The names of what is in the folder, sorted.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: articles)) ?? []).sorted() }

    /// The built program stands beside the test bundle that runs this.
    static var program: String {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/gloss"
    }

    /// What programs that run here are told: nothing of the caller's but where programs are, and what a sanitizer that
    /// is built into them is to do (Tests/Sanitizers).
    var environment: [String: String] {
        let caller = ProcessInfo.processInfo.environment
        let own = [
            "HOME": path, "XDG_CONFIG_HOME": path + "/config", "XDG_STATE_HOME": path + "/state",
            "XDG_DATA_HOME": path + "/data", "USER": "ana",
            "PATH": caller["PATH"] ?? "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8",
        ]
        return own.merging(caller.filter { ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key) }) { own, _ in own }
    }

    func gloss(_ arguments: String..., input: String = "") throws -> Outcome {
        try run(Workplace.program, arguments, input: input)
    }

    func run(_ program: String, _ arguments: [String], input: String = "") throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: articles)
        process.environment = environment
        // Files rather than pipes: neither side ever waits for the other.
        let files = ["in", "out", "err"].map { "\(path)/\($0)-\(UUID().uuidString)" }
        try Data(input.utf8).write(to: URL(fileURLWithPath: files[0]))
        for file in files[1...] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        process.standardInput = FileHandle(forReadingAtPath: files[0])
        process.standardOutput = FileHandle(forWritingAtPath: files[1])
        process.standardError = FileHandle(forWritingAtPath: files[2])
        try process.run()
        process.waitUntilExit()
        func text(_ file: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
        }
        return Outcome(status: process.terminationStatus, out: try text(files[1]), err: try text(files[2]))
    }
}
