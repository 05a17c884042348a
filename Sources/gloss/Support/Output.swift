// What leaves the program: data on standard output, messages on standard error, neither ever a command to a terminal.

import Glibc
import TextLayout

enum Output {
    static let isTerminal = isatty(STDOUT_FILENO) == 1

    /// Writes data: exactly as it is into a pipe or file, as glyphs on a terminal.
    static func write(_ text: String) throws(Failure) {
        try write(Array((isTerminal ? shown(text) : text).utf8), to: STDOUT_FILENO, named: nil)
    }

    /// Writes text that was made safe for a terminal by whoever made it.
    static func write(raw text: String) throws(Failure) {
        try write(Array(text.utf8), to: STDOUT_FILENO, named: nil)
    }

    /// Says something to the user on standard error, in one line.
    static func message(_ text: String) {
        let line = Array("gloss: \(GlyphRun(text).text)\n".utf8)
        _ = try? write(line, to: STDERR_FILENO, named: nil)
    }

    /// Text that a terminal can show and cannot obey; its lines stay lines.
    static func shown(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .map { GlyphRun(String($0)).text }.joined(separator: "\n")
    }

    /// Writes all bytes, however many calls it takes.
    static func write(_ bytes: [UInt8], to descriptor: Int32, named file: String?) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start) }
            if count > 0 {
                start += count
            } else if errno != EINTR {
                throw Failure(file ?? "standard output", "it could not be written (\(reason(errno)))", .notSaved)
            }
        }
    }

    /// An errno in words.
    static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT: "there is no such file or directory"
        case EACCES, EPERM: "permission denied"
        case ENOSPC: "the disk is full"
        default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
        }
    }
}
