// A folder that goes away with the test.

import Foundation
import Settings

/// Runs the body with the path of an empty folder, and removes the folder afterwards.
func withTemporaryFolder(_ body: (TemporaryFolder) throws -> Void) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try body(folder)
}

struct TemporaryFolder {
    let path: String

    /// Makes an empty folder; whoever has it removes it.
    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("gloss-settings-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// The settings of a user whose configuration home is this folder.
    var settings: SettingsFolder { SettingsFolder(environment: ["XDG_CONFIG_HOME": path]) }

    func write(_ text: String, to name: String) throws {
        try write(Data(text.utf8), to: name)
    }

    func write(_ data: Data, to name: String) throws {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    /// The message of the error that the body throws, with this folder's path as `HERE`; nil when it throws none.
    func message(_ body: () throws(SettingsError) -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return error.message.replacingOccurrences(of: path, with: "HERE")
        }
    }
}
