// The programs that are measured, and the surroundings each of them is started in.

import FoundationEssentials
import Glibc

/// A pager on an article.
struct Contestant {
    let name: String
    let path: String

    // The size of its terminal, in cells.
    static let columns = 100
    static let rows = 30

    /// Starts it on a file, as if it had never run before.
    ///
    /// - Parameter home: a folder for what it keeps; a program that remembers its place would open there.
    func open(_ file: String, home: Folder) throws(Reason) -> PseudoTerminal {
        guard access(path, X_OK) == 0 else { throw Reason("there is no program \(path)") }
        let state = try home.fresh()
        let environment = [
            "HOME=\(state)", "XDG_STATE_HOME=\(state)", "XDG_CONFIG_HOME=\(state)", "XDG_DATA_HOME=\(state)",
            "TERM=xterm-256color", "LC_ALL=C.UTF-8", "LESSHISTFILE=-", "PATH=/usr/bin:/bin", "USER=reader",
        ]
        return try PseudoTerminal(
            [path, file], environment: environment, columns: Contestant.columns, rows: Contestant.rows)
    }

    /// Opens a file and waits for its first screen and the end of all work.
    func opened(_ file: String, home: Folder) throws(Reason) -> PseudoTerminal {
        let terminal = try open(file, home: home)
        _ = try terminal.wait(seconds: 60) { !$0.isBlank(row: 0) && !$0.isBlank(row: Contestant.rows - 1) }
        try terminal.idle()
        return terminal
    }
}

/// A temporary folder that goes with everything in it.
final class Folder {
    let path: String
    private var count = 0

    init() throws(Reason) {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/gloss-benchmarks-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Reason("\(base): no folder can be made: \(lastError())") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A new folder in this one.
    func fresh() throws(Reason) -> String {
        count += 1
        let made = "\(path)/home-\(count)"
        guard mkdir(made, 0o700) == 0 else { throw Reason("\(made): cannot be made: \(lastError())") }
        return made
    }

    /// Bytes that there is room for.
    var room: Int {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return 0 }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }

    /// What cannot be removed stays: it is in the place for temporary files.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
