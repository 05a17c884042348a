// A change of codebook.toml on disk: whole or not at all, never over what somebody else has just written.

import Annotations
import Glibc

/// A codebook file before and after a change.
public struct CodebookRevision: Equatable, Sendable {
    /// The absolute path of the `codebook.toml`.
    public let path: String
    public let changes: [Codebook.Change]
    /// The file's text; nil where there was no file.
    public let before: String?
    public let after: String?
}

extension CodebookFile {
    /// Changes the nearest `codebook.toml` in a folder (an absolute path) or above it. Where there is none, one is made
    /// in the folder, with the built-in tags in it.
    ///
    /// - Parameter earlier: the revisions of this session. A change that takes one of them back brings the file back as
    ///   it was to the byte, if nobody has written into it since.
    /// - Returns: nil where the file says all of it already.
    public static func change(
        nearestTo folder: String, by changes: [Codebook.Change], earlier: [CodebookRevision] = []
    ) throws(SettingsError) -> CodebookRevision? {
        for _ in 0..<5 {
            let path = try nearest(to: folder).path ?? (folder == "/" ? "" : folder) + "/codebook.toml"
            let old = try SettingsFile.text(of: path)
            let new: String?
            if let taken = earlier.last(where: { revision in
                revision.path.utf8.elementsEqual(path.utf8) && isSame(revision.after, old)
                    && revision.changes == changes.reversed().map(\.inverse)
            }) {
                new = taken.before
            } else {
                var text = CodebookText(old ?? CodebookText.seed(), path: path)
                try text.apply(changes)
                new = text.text
            }
            if isSame(old, new) { return nil }
            guard try CodebookWriter(path).replace(old, with: new) else { continue }
            return CodebookRevision(path: path, changes: changes, before: old, after: new)
        }
        throw SettingsError(file: folder + "/codebook.toml", problem: "other programs keep writing it; try again")
    }
}

/// Whether two texts are the same to the byte.
private func isSame(_ one: String?, _ other: String?) -> Bool {
    switch (one, other) {
    case (nil, nil): true
    case (let one?, let other?): one.utf8.elementsEqual(other.utf8)
    default: false
    }
}

/// Puts a new text in the place of a settings file.
private struct CodebookWriter {
    /// As it is named in messages.
    let name: String
    /// What a symbolic link leads to.
    let path: String

    init(_ path: String) {
        name = path
        if let resolved = realpath(path, nil) {
            self.path = String(cString: resolved)
            free(resolved)
        } else {
            self.path = path
        }
    }

    /// - Returns: false where the file does not say `old` any more; nothing was written then.
    func replace(_ old: String?, with new: String?) throws(SettingsError) -> Bool {
        var status = stat()
        let exists = stat(path, &status) == 0
        guard exists == (old != nil) else { return false }
        if exists, access(path, W_OK) != 0 { throw failure(errno) }
        guard let new else {
            guard isSame(try SettingsFile.text(of: path), old) else { return false }
            guard unlink(path) == 0 else { throw failure(errno) }
            return true
        }
        var template = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(errno) }
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var isInPlace = false
        defer { if !isInPlace { unlink(temporary) } }
        let mask = umask(0)
        _ = umask(mask)
        _ = fchmod(descriptor, exists ? status.st_mode & 0o777 : 0o666 & ~mask)
        // The byte order mark that was there is not part of the text that was read.
        var bytes: [UInt8] = try hasMark() ? [0xEF, 0xBB, 0xBF] : []
        bytes += Array(new.utf8)
        let isWritten = write(bytes, to: descriptor) && fsync(descriptor) == 0
        let code = errno
        guard close(descriptor) == 0, isWritten else { throw failure(isWritten ? errno : code) }
        guard isSame(try SettingsFile.text(of: path), old) else { return false }
        guard rename(temporary, path) == 0 else { throw failure(errno) }
        isInPlace = true
        return true
    }

    private func hasMark() throws(SettingsError) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes: [UInt8] = [0, 0, 0]
        return read(descriptor, &bytes, 3) == 3 && bytes == [0xEF, 0xBB, 0xBF]
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start) }
            if count > 0 { start += count } else if errno != EINTR { return false }
        }
        return true
    }

    private func failure(_ code: Int32) -> SettingsError {
        let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return SettingsError(file: name, problem: "it cannot be written (\(reason)); the old file is as it was")
    }
}
