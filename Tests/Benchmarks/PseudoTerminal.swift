// A program on a terminal of its own: started, typed to, listened to, measured, and ended.

import FoundationEssentials
import Glibc
import Synchronization

/// What went wrong with a measurement, as a sentence; it stands in the table in place of the number.
struct Reason: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Set by SIGINT and SIGTERM: every wait ends then, so that what was put on disk is taken away again.
let isInterrupted = Atomic<Bool>(false)

/// Nanoseconds of the monotonic clock.
func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// A running program and the terminal side of its pseudo-terminal.
final class PseudoTerminal {
    private let master: Int32
    private let process: pid_t
    private var clock = clockid_t()
    private var isEnded = false
    /// When posix_spawn(3) was called, as `now()` counts.
    let started: UInt64
    /// Bytes the program has written so far.
    private(set) var written = 0
    private(set) var screen: TerminalScreen

    /// Starts a program in a session of its own, with the terminal as its input and both outputs.
    ///
    /// - Parameters:
    ///   - command: the path of the program and its arguments.
    ///   - environment: all of it, as NAME=VALUE.
    init(_ command: [String], environment: [String], columns: Int, rows: Int) throws(Reason) {
        screen = TerminalScreen(columns: columns, rows: rows)
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        var size = PseudoTerminal.size(columns, rows)
        guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0, let name = ttyname(ends.slave) else {
            throw Reason("no pseudo-terminal is to be had: \(lastError())")
        }
        master = ends.master
        defer { close(ends.slave) }
        for end in [ends.master, ends.slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Opened by the new session's leader, which has no terminal yet: so it becomes its own.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, PseudoTerminal.newSession)
        var process = pid_t()
        started = now()
        let result = withCStrings(command) { arguments in
            withCStrings(environment) { posix_spawn(&process, command[0], &actions, &attributes, arguments, $0) }
        }
        self.process = process
        guard result == 0 else {
            isEnded = true
            close(master)
            throw Reason("\(command[0]) cannot be started: \(String(cString: strerror(result)))")
        }
        clock_getcpuclockid(process, &clock)
    }

    deinit { end() }

    /// POSIX_SPAWN_SETSID of <spawn.h>, which glibc shows only with _GNU_SOURCE.
    private static let newSession: Int16 = 0x80

    /// Ends the program at once, and waits until it is gone.
    func end() {
        guard !isEnded else { return }
        isEnded = true
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(master)
    }

    /// Types bytes; the time just before, as `now()` counts.
    @discardableResult
    func type(_ bytes: [UInt8]) -> UInt64 {
        let time = now()
        _ = Glibc.write(master, bytes, bytes.count)
        return time
    }

    @discardableResult
    func type(_ text: String) -> UInt64 { type(Array(text.utf8)) }

    /// Gives the terminal another size, which sends the program SIGWINCH; the time just before.
    func resize(columns: Int, rows: Int) -> UInt64 {
        screen.resize(columns: columns, rows: rows)
        let time = now()
        var size = PseudoTerminal.size(columns, rows)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        return time
    }

    private static func size(_ columns: Int, _ rows: Int) -> winsize {
        winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    }
}

// MARK: Listening

extension PseudoTerminal {
    /// Reads what comes within that many milliseconds; the time when it had come, or nil when nothing came.
    /// Throws when the program has ended.
    private func listen(_ milliseconds: Int) throws(Reason) -> UInt64? {
        if isInterrupted.load(ordering: .relaxed) { throw Reason("interrupted") }
        var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Int32(milliseconds)) > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(master, &buffer, buffer.count)
        let time = now()
        guard count > 0 else {
            throw Reason("it ended: \(screen.lastLine)")
        }
        written += count
        let answers = screen.take(buffer[..<count])
        if !answers.isEmpty { type(answers) }
        return time
    }

    /// Waits until the screen is as wanted; the time of the read that made it so.
    func wait(seconds: Int, until isReached: (TerminalScreen) -> Bool) throws(Reason) -> UInt64 {
        let limit = now() + UInt64(seconds) * 1_000_000_000
        while now() < limit {
            if let time = try listen(100), isReached(screen) { return time }
        }
        throw Reason("not within \(seconds) s")
    }

    /// Reads until nothing comes for that many milliseconds; the time of the last read, nil when there was none.
    @discardableResult
    func settle(quiet: Int) throws(Reason) -> UInt64? {
        var last: UInt64?
        while let time = try listen(quiet) { last = time }
        return last
    }

    /// Waits for an answer and its end: the time of the last read before that many quiet milliseconds.
    func answer(seconds: Int, quiet: Int) throws(Reason) -> UInt64 {
        let first = try wait(seconds: seconds) { _ in true }
        return try settle(quiet: quiet) ?? first
    }

    /// Waits for an answer and its end, or until the program rests: there are keys that leave the screen as it is.
    func respond(seconds: Int, quiet: Int) throws(Reason) {
        let limit = now() + UInt64(seconds) * 1_000_000_000
        var resting = 0
        while now() < limit {
            if try listen(quiet) != nil {
                try settle(quiet: quiet)
                return
            }
            resting = isRunnable ? 0 : resting + 1
            if resting == 3 { return }
        }
        throw Reason("not within \(seconds) s")
    }

    /// Waits until the program neither writes nor computes any more, beside what little it does once a second.
    ///
    /// - Parameter windows: tenths of a second in a row that it has to rest.
    func idle(seconds: Int = 60, windows: Int = 1) throws(Reason) {
        let limit = now() + UInt64(seconds) * 1_000_000_000
        var resting = 0
        repeat {
            let before = cpu
            try settle(quiet: 100)
            // On a busy machine a thread that has work to do may wait for its turn for long.
            resting = cpu - before < 2_000_000 && !isRunnable ? resting + 1 : 0
            if resting >= windows { return }
        } while now() < limit
    }

    /// Whether one of the program's threads runs, waits for a processor, or for a disk: proc(5), /proc/PID/task/TID/stat.
    private var isRunnable: Bool {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return tasks.contains { task in
            // The state follows the name, which stands in parentheses and may hold anything.
            guard let stat = try? contents(of: "/proc/\(process)/task/\(task)/stat"),
                let end = stat.lastIndex(of: ")")
            else { return false }
            return ["R", "D"].contains(stat[end...].dropFirst(2).prefix(1))
        }
    }
}

// MARK: Measuring

extension PseudoTerminal {
    /// Nanoseconds of CPU that the program has used, user and system, in all its threads, ended ones included.
    var cpu: UInt64 {
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { return 0 }
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Nanoseconds of CPU that the thread has used which reads keys and draws: proc(5), /proc/PID/task/TID/schedstat.
    func mainThread() throws(Reason) -> UInt64 {
        let words = try contents(of: "/proc/\(process)/task/\(process)/schedstat").split(separator: " ")
        guard let time = words.first.flatMap({ UInt64($0) }) else { throw Reason("no CPU time of the main thread") }
        return time
    }

    /// Kilobytes, from /proc/PID/status: proc(5).
    struct Memory {
        /// The most that was ever resident.
        var peak = 0
        /// Resident now, and no file's.
        var anonymous = 0
        /// Resident now, of files: the program itself, its libraries, what it maps.
        var file = 0
    }

    func memory() throws(Reason) -> Memory {
        var memory = Memory()
        for line in try contents(of: "/proc/\(process)/status").split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard words.count > 1, let value = Int(words[1]) else { continue }
            switch words[0] {
            case "VmHWM:": memory.peak = value
            case "RssAnon:": memory.anonymous = value
            case "RssFile:": memory.file = value
            default: break
            }
        }
        return memory
    }
}

// MARK: C

func lastError() -> String { String(cString: strerror(errno)) }

/// The text of a small file.
func contents(of path: String) throws(Reason) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Reason("\(path) cannot be read: \(lastError())") }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = read(file, &buffer, buffer.count)
        guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
        bytes += buffer[..<count]
    }
}

/// Lends texts as an array of C strings that ends with NULL, as execve(2) takes it.
private func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var strings: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    strings.append(nil)
    defer { for string in strings { free(string) } }
    return strings.withUnsafeBufferPointer { buffer in
        // The array is never empty: it ends with nil.
        guard let base = buffer.baseAddress else { preconditionFailure("an array without its end") }
        return body(base)
    }
}
