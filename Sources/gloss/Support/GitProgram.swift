// Runs git and takes what it says.

import Glibc

enum GitProgram {
    struct Outcome {
        /// 0 when all is fine; 128 and more where a signal ended it.
        var status: Int32
        var output: String
    }

    /// - Parameter withErrors: whether what git writes to standard error is wanted, too; else it is dropped.
    /// - Returns: nil where git could not be run.
    static func run(_ arguments: [String], withErrors: Bool = false) -> Outcome? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        let child = spawn(arguments, ends, withErrors: withErrors)
        close(ends[1])
        guard let child else { return nil }
        let bytes = readAll(ends[0]) ?? []
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 { if errno != EINTR { return nil } }
        let signal = status & 0x7F
        let code = signal == 0 ? status >> 8 & 0xFF : 128 + signal
        return code == 127 ? nil : Outcome(status: code, output: String(decoding: bytes, as: UTF8.self))
    }

    private static func spawn(_ arguments: [String], _ ends: [Int32], withErrors: Bool) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        if withErrors {
            posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        }
        for end in ends { posix_spawn_file_actions_addclose(&actions, end) }
        let words: [UnsafeMutablePointer<CChar>?] = (["git"] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        return posix_spawnp(&child, "git", &actions, nil, words, environ) == 0 ? child : nil
    }

    /// Everything up to the end; nil where it could not be read.
    static func readAll(_ descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }
}
