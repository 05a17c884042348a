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
    private let coder: String?

    /// The most bytes that are taken back.
    private static let limit = 4 << 20

    /// - Parameters:
    ///   - folder: where the notes lie while they are edited; nil for the folder of temporary files.
    ///   - coder: whose notes they are; nil for who writes into the plain sidecar.
    init(environment: [String: String], folder: String?, coder: String? = nil) {
        self.coder = coder
        let wanted = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }
        command = wanted.first { !$0.allSatisfy(\.isWhitespace) } ?? "vi"
        self.folder = folder
    }

    /// Edits a text, with the terminal as it was before the session.
    ///
    /// - Parameter place: what the note is known by in its article.
    /// - Returns: what came of it, and the file to be removed once that is safe; nil where it is to stay, or is none.
    func edit(
        _ text: String, of article: String, at place: String, in session: TerminalSession
    ) -> (EditedText, file: String?) {
        // What a reader that is gone has left is found by the coder whose note it is, and by nobody else.
        let name = "\(StateFolder.absolute(article))\n\(place)" + (coder.map { "\n" + $0 } ?? "")
        let stem = SourceHash(of: Array(name.utf8)).hex.prefix(32)
        let folder = self.folder ?? "/tmp"
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let (start, leftovers) = recovered(text, String(stem), in: folder)
        guard let path = write(start, "\(folder)/\(stem).\(getpid())") else {
            let why = String(cString: strerror(errno))
            return (.failed("no file for the editor could be made in \(folder): \(why)"), nil)
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

    func remove(_ file: String) { unlink(file) }

    /// Writes a new file; one that is there holds what somebody wrote, and stays. What is written by half goes.
    ///
    /// - Returns: its path; nil where it could not be written, and `errno` says why.
    private func write(_ text: String, _ stem: String) -> String? {
        var path = "\(stem).txt"
        var descriptor: Int32 = -1
        for number in 2...100 {
            descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor < 0, errno == EEXIST else { break }
            path = "\(stem).\(number).txt"
        }
        guard descriptor >= 0 else { return nil }
        let isWritten = write(text, to: descriptor)
        let why = errno
        let isClosed = close(descriptor) == 0
        if isWritten, isClosed { return path }
        if !isWritten { errno = why }
        let error = errno
        unlink(path)
        errno = error
        return nil
    }

    private func write(_ text: String, to descriptor: Int32) -> Bool {
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
        for signal in EditorProgram.spared + [SIGPIPE, SIGTSTP, SIGXFSZ] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let arguments: [String] = ["sh", "-c", "\(command) \"$@\"", command, path]
        let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        return posix_spawn(&child, "/bin/sh", &actions, &attributes, words, environ) == 0 ? child : nil
    }

    /// What is to be taken back, and the sentence about what is not.
    private func outcome(_ status: Int32?, of path: String) -> (EditedText, file: String?) {
        let program = command.split(separator: " ").first ?? command[...]
        let name = program.split(separator: "/").last.map(String.init) ?? command
        var info = stat()
        guard stat(path, &info) == 0 else {
            return (.failed("the editor \(name) left no file; the note is as it was"), nil)
        }
        guard let text = read(path) else {
            let sentence =
                info.st_size > EditorProgram.limit
                ? "the note would be longer than \(EditorProgram.limit >> 20) MB; it is as it was, and what was written is in \(path)"
                : "what \(name) left is not UTF-8; the note is as it was, and what was written is in \(path)"
            return (.failed(sentence), nil)
        }
        return (whyUnfinished(status, name).map { .unfinished(text, reason: $0) } ?? .text(text), path)
    }

    /// What was wrong with the way in which the editor ended; nil where nothing was. The file may hold a text of the
    /// reader's all the same: one that an earlier reader left, or that a script had written before it failed.
    private func whyUnfinished(_ status: Int32?, _ name: String) -> String? {
        guard let status else { return "the editor \(name) could not be run" }
        let code = status >> 8 & 0xFF
        // The shell in between reports a signal as a status above 128.
        let signal = status & 0x7F != 0 ? status & 0x7F : max(0, code - 128)
        if signal > 0 { return "\(name) was ended by signal \(signal)" }
        if code == 126 || code == 127 { return "there is no editor \(name) (set VISUAL or EDITOR to one)" }
        return code == 0 ? nil : "\(name) ended with status \(code)"
    }
}
