// A note in $VISUAL or $EDITOR: a private file, the terminal handed over, and what the editor left of it.

import FoundationEssentials
import Glibc
import Reader
import Terminal
import TextModel

/// Runs the editor of the reader's choice.
///
/// The file lies in the state folder rather than among temporary files, so that what was written outlives a crash: what
/// a reader that is gone has left there is found again when the same note is edited the next time.
struct EditorProgram {
    private let command: String
    private let folder: String?

    /// The most bytes that are taken back.
    private static let limit = 4 << 20

    /// - Parameter folder: where the notes lie while they are edited; nil for the folder of temporary files.
    init(environment: [String: String], folder: String?) {
        let wanted = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }
        command = wanted.first { !$0.allSatisfy(\.isWhitespace) } ?? "vi"
        self.folder = folder
    }

    /// Edits a text, with the terminal as it was before the session.
    ///
    /// - Parameter place: what the note is known by in its article.
    func edit(_ text: String, of article: String, at place: String, in session: TerminalSession) -> EditedText {
        let stem = SourceHash(of: Array("\(StateFolder.absolute(article))\n\(place)".utf8)).hex.prefix(32)
        let folder = self.folder ?? "/tmp"
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let (start, leftovers) = recovered(text, String(stem), in: folder)
        let path = "\(folder)/\(stem).\(getpid()).txt"
        guard write(start, to: path) else {
            return .failed("no file for the editor could be made in \(folder): \(String(cString: strerror(errno)))")
        }
        for leftover in leftovers { unlink(leftover) }
        session.restore()
        let status = run(on: path)
        session.takeBack()
        return outcome(status, of: path)
    }

    // MARK: The file

    /// The text to begin with: with what readers that are gone have left of the same note, and where that is.
    private func recovered(_ text: String, _ stem: String, in folder: String) -> (text: String, leftovers: [String]) {
        var text = text
        var found: [String] = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard name.hasPrefix(stem + "."), name.hasSuffix(".txt"),
                let number = name.split(separator: ".").dropFirst().first.flatMap({ pid_t($0) }),
                number == getpid() || kill(number, 0) != 0 && errno == ESRCH
            else { continue }
            let path = "\(folder)/\(name)"
            guard let left = read(path) else { continue }
            found.append(path)
            guard !text.contains(left), !left.allSatisfy(\.isWhitespace) else { continue }
            text = left.contains(text) ? left : "\(left)\n\n\(text)"
        }
        return (text, found)
    }

    private func write(_ text: String, to path: String) -> Bool {
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = Array(text.utf8)[...]
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    /// The file's text; nil where it is none, or too long.
    private func read(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= EditorProgram.limit,
            let data = try? Data(contentsOf: URL(filePath: path))
        else { return nil }
        return String(validating: data, as: UTF8.self)
    }

    // MARK: The program

    /// Runs the editor on a file and waits for it; its status as wait(2) has it, or nil where nothing could be run.
    private func run(on path: String) -> Int32? {
        // As for system(3): keys that stop the editor are not meant for the reader.
        var ignore = sigaction()
        ignore.__sigaction_handler.sa_handler = SIG_IGN
        var former = EditorProgram.spared.map { _ in sigaction() }
        for (index, signal) in EditorProgram.spared.enumerated() { sigaction(signal, &ignore, &former[index]) }
        defer { for (index, signal) in EditorProgram.spared.enumerated() { sigaction(signal, &former[index], nil) } }
        guard let child = spawn(path) else { return nil }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 { if errno != EINTR { return nil } }
        return status
    }

    private static let spared = [SIGINT, SIGQUIT]

    /// `sh -c '$EDITOR "$@"'`, so that the variable may hold options.
    private func spawn(_ path: String) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Where the article was piped in, the editor still reads keys.
        if isatty(0) != 1 { posix_spawn_file_actions_addopen(&actions, 0, "/dev/tty", O_RDWR, 0) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in EditorProgram.spared + [SIGPIPE, SIGTSTP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let arguments: [String] = ["sh", "-c", "\(command) \"$@\"", command, path]
        let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        return posix_spawn(&child, "/bin/sh", &actions, &attributes, words, environ) == 0 ? child : nil
    }

    /// What is to be taken back, and the sentence about what is not.
    private func outcome(_ status: Int32?, of path: String) -> EditedText {
        let program = command.split(separator: " ").first ?? command[...]
        let name = program.split(separator: "/").last.map(String.init) ?? command
        guard let status else {
            unlink(path)
            return .failed("the editor \(name) could not be run; the note is as it was")
        }
        var info = stat()
        guard stat(path, &info) == 0 else {
            return .failed("the editor \(name) left no file; the note is as it was")
        }
        guard let text = read(path) else {
            return .failed(
                info.st_size > EditorProgram.limit
                    ? "the note would be longer than \(EditorProgram.limit >> 20) MB; it is as it was, and what was written is in \(path)"
                    : "what \(name) left is not UTF-8; the note is as it was, and what was written is in \(path)")
        }
        unlink(path)
        let code = status >> 8 & 0xFF
        // The shell in between reports a signal as a status above 128.
        let signal = status & 0x7F != 0 ? status & 0x7F : max(0, code - 128)
        if signal > 0 { return .unfinished(text, reason: "\(name) was ended by signal \(signal)") }
        if code == 126 || code == 127 {
            return .failed("there is no editor \(name) (set VISUAL or EDITOR to one); the note is as it was")
        }
        return code == 0 ? .text(text) : .unfinished(text, reason: "\(name) ended with status \(code)")
    }
}
