// Reading one small text file whole: what the C calls say, as sentences.

import Glibc

enum SettingsFile {
    /// Bytes; settings are written by hand, so anything larger is not one of them.
    static let largest = 1 << 20

    /// The text of the file; nil when there is none, or when its folder may not be looked into. Throws when there is
    /// one that cannot be read, is no regular file (a pipe would block), is too large, is not UTF-8 or holds U+0000.
    static func text(of path: String) throws(SettingsError) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            switch errno {
            case ENOENT, ENOTDIR, EACCES: return nil
            default: throw failure(path, errno)
            }
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SettingsError(file: path, problem: "this is no regular file; put a text file in its place")
        }
        return try decode(try bytes(of: descriptor, path: path), path: path)
    }

    /// Checks bytes as `text(of:)` does, and takes a BOM off; `path` only names them.
    static func decode(_ bytes: [UInt8], path: String) throws(SettingsError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsError(file: path, problem: "this is not UTF-8 text; save it as UTF-8")
        }
        // Names go to C calls, where what follows a NUL would be lost without a word.
        let hasEscape = bytes.contains(0x5C) && (text.contains(#"\u0000"#) || text.contains(#"\U00000000"#))
        guard !bytes.contains(0), !hasEscape else {
            throw SettingsError(file: path, problem: "there is a NUL character (U+0000) in it; take it out")
        }
        return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func bytes(of descriptor: Int32, path: String) throws(SettingsError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path, errno) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= largest else {
                throw SettingsError(file: path, problem: "this is larger than 1 MB; settings are not that large")
            }
        }
    }

    private static func failure(_ path: String, _ code: Int32) -> SettingsError {
        let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return SettingsError(file: path, problem: "it cannot be read (\(reason)); check the file and its permissions")
    }
}
