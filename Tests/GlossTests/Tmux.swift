// A terminal for the built program: a tmux server of its own, whose screen a test types into and looks at.

import Foundation
import TestSupport
import Testing

/// A shell in a terminal that ends with its test.
final class Tmux {
    /// Whether tmux is there to run the program in.
    static let isInstalled = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
        .split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/tmux") }

    struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    private let place: Workplace

    /// Starts a shell in the workplace's folder; the screen is as large as said, in cells.
    ///
    /// - Parameter isNew: whether gloss has never kept a text here, which it tells with the first mark.
    init(_ place: Workplace, columns: Int = 80, rows: Int = 24, isNew: Bool = false) throws {
        self.place = place
        if !isNew {
            try FileManager.default.createDirectory(
                atPath: place.path + "/data/gloss/snapshots", withIntermediateDirectories: true)
        }
        try tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", place.articles, "env",
            "PS1=ready> ", "sh",
            ";", "set-option", "-g", "status", "off", ";", "set-option", "-g", "default-terminal", "screen-256color")
        try wait("the shell's prompt") { $0.lastRow == "ready>" }
    }

    /// Ends what runs in the terminal, and waits for it: a reader still writes down where it was.
    deinit {
        _ = try? tmux("kill-server")
        let end = Date(timeIntervalSinceNow: 5)
        while isInUse, Date() < end { usleep(10_000) }
    }

    /// Whether a process still runs in the workplace's folder.
    private var isInUse: Bool {
        let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { Int($0) != nil }
        return numbers.contains {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\($0)/cwd")) == place.articles
        }
    }

    /// Runs a command of tmux and returns what it prints. posix_spawn(3) rather than Foundation's `Process`: the server
    /// lives on with what it inherits, and neither the descriptors that `Process` waits for nor blocked signals, which
    /// would keep it from ending, may be among that.
    @discardableResult
    private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let outputs = ["out", "err"].map { place.path + "/tmux-" + $0 }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (number, file) in outputs.enumerated() {
            posix_spawn_file_actions_addopen(&actions, Int32(number + 1), file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        // Closing one that is not open is no error here.
        for number in 3..<Int32(256) { posix_spawn_file_actions_addclose(&actions, number) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let words = (["tmux", "-u", "-S", place.path + "/tmux"] + arguments).map { strdup($0) } + [nil]
        let environment = place.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + environment { free(text) } }
        var child: pid_t = 0
        var status: Int32 = -1
        guard posix_spawnp(&child, "tmux", &actions, &attributes, words, environment) == 0,
            waitpid(child, &status, 0) == child
        else { throw Trouble(description: "tmux cannot be run") }
        let texts = try outputs.map { String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self) }
        guard status == 0 else { throw Trouble(description: "tmux: \(texts[1])") }
        return texts[0]
    }

    /// What tmux says for one of its formats, such as `cursor_flag`.
    func value(_ name: String) throws -> String {
        try tmux("display-message", "-p", "#{\(name)}").trimmingCharacters(in: .newlines)
    }

    /// Types text as it is.
    func type(_ text: String) throws { try tmux("send-keys", "-l", text) }

    /// Presses keys by tmux's names for them.
    func press(_ key: String) throws { try tmux("send-keys", key) }

    /// Sends bytes in one piece, as a terminal does: reports of the mouse, answers to questions.
    func send(_ bytes: String) throws {
        try tmux(["send-keys", "-H"] + bytes.utf8.map { String($0, radix: 16) })
    }

    /// Sets an option of the whole server.
    func set(_ option: String, _ value: String) throws { try tmux("set-option", "-g", option, value) }

    /// What was copied last.
    var copied: String { get throws { try tmux("show-buffer") } }

    /// The screen with its colours, as SGR sequences.
    var styled: String { get throws { try tmux("capture-pane", "-p", "-e") } }

    /// Types a command line into the shell.
    func command(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    func resize(columns: Int, rows: Int) throws {
        try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    var screen: TmuxScreen {
        get throws {
            let answer = try tmux("display-message", "-p", "#{cursor_x},#{cursor_y}", ";", "capture-pane", "-p")
            var rows = answer.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let cursor = rows.removeFirst().split(separator: ",").compactMap { Int($0) }
            return TmuxScreen(rows: rows.dropLast(), cursor: (cursor[0], cursor[1]))
        }
    }

    /// Looks at the screen until it is as wanted. Throws with the last screen after 20 seconds.
    @discardableResult
    func wait(_ what: String, until isWanted: (TmuxScreen) throws -> Bool) throws -> TmuxScreen {
        let end = Date(timeIntervalSinceNow: 20.0 * Double(patience))
        while true {
            let screen = try self.screen
            if try isWanted(screen) { return screen }
            guard Date() < end else {
                throw Trouble(description: "waited in vain for \(what); the screen is\n\(screen.text)")
            }
            usleep(20_000)
        }
    }
}

/// What a terminal shows; the texts of these tests take one cell a character.
struct TmuxScreen {
    let rows: [String]
    /// The column and the row of the cursor, from 0.
    let cursor: (column: Int, row: Int)

    var text: String { rows.joined(separator: "\n") }

    /// The last row with anything on it, without blanks at its end.
    var lastRow: String {
        let row = rows.last { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return row.trimmingCharacters(in: .whitespaces)
    }

    /// The words on the screen, one space between them.
    var words: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// The word that begins at the cursor.
    var wordAtCursor: String {
        guard rows.indices.contains(cursor.row) else { return "" }
        return String(rows[cursor.row].dropFirst(cursor.column).prefix { !$0.isWhitespace })
    }

    /// Whether the status line says so many marks, all of them saved.
    func saysSaved(_ marks: String) -> Bool { rows.contains { $0.contains("  \(marks) ") && $0.hasSuffix(" saved") } }
}
