// A change of codebook.toml on disk: whole or not at all, never over what somebody else has just written.

import Annotations
import CFiles
import Glibc

/// A codebook file before and after a change.
public struct CodebookRevision: Equatable, Sendable {
    /// The absolute path of the `codebook.toml`.
    public let path: String
    /// What was changed, in order.
    public let changes: [Codebook.Change]
    /// The file's text; nil where there was no file.
    public let before: String?
    /// The file's text afterwards.
    public let after: String

    fileprivate func isTakenBack(by other: [Codebook.Change]) -> Bool {
        changes.count == other.count && zip(changes.reversed(), other).allSatisfy { $0.inverse.hasTags(of: $1) }
    }
}

extension CodebookFile {
    /// Changes the nearest `codebook.toml` in a folder (an absolute path) or above it. Where there is none, one is made
    /// in the folder, with the built-in tags in it; it stays, whatever is taken back.
    ///
    /// - Parameter earlier: the revisions of this session. A change that takes one of them back brings back every line
    ///   of it, as far as nobody else has written there since.
    /// - Returns: nil where the file says all of it already.
    public static func change(
        nearestTo folder: String, by changes: [Codebook.Change], earlier: [CodebookRevision] = []
    ) throws(SettingsError) -> CodebookRevision? {
        for _ in 0..<5 {
            let path = try nearest(to: folder).path ?? (folder == "/" ? "" : folder) + "/codebook.toml"
            let old = try SettingsFile.text(of: path)
            let new = try text(old, at: path, changedBy: changes, earlier: earlier)
            if isSame(old, new) { return nil }
            guard try CodebookWriter(path).replace(old, with: new) else { continue }
            return CodebookRevision(path: path, changes: changes, before: old, after: new)
        }
        throw SettingsError(file: folder + "/codebook.toml", problem: "other programs keep writing it; try again")
    }

    /// Finds out whether `change` could be made, as far as that can be known without making it.
    ///
    /// - Returns: whether there would be anything to write.
    public static func canChange(nearestTo folder: String, by changes: [Codebook.Change]) throws(SettingsError) -> Bool
    {
        guard let path = try nearest(to: folder).path else { return true }
        let old = try SettingsFile.text(of: path)
        guard !isSame(old, try text(old, at: path, changedBy: changes, earlier: [])) else { return false }
        try CodebookWriter(path).check()
        return true
    }

    /// - Parameter old: nil where there is no file.
    private static func text(
        _ old: String?, at path: String, changedBy changes: [Codebook.Change], earlier: [CodebookRevision]
    ) throws(SettingsError) -> String {
        var text = CodebookText(old ?? CodebookText.seed(), path: path)
        let taken = earlier.last { revision in
            revision.path.utf8.elementsEqual(path.utf8) && revision.isTakenBack(by: changes)
        }
        if let taken {
            var expected = try codebook(from: text.text, path: path)
            expected.apply(changes)
            let patch = TextPatch(from: taken.after, to: taken.before ?? CodebookText.seed())
            let back = patch.applied(to: text.text).map { CodebookText($0, path: path) }
            if let back, back.says(expected) { return back.text }
        }
        try text.apply(changes)
        return text.text
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
    func replace(_ old: String?, with new: String) throws(SettingsError) -> Bool {
        var status = stat()
        let exists = stat(path, &status) == 0
        guard exists == (old != nil) else { return false }
        if exists { try check() }
        let leftovers = CodebookLeftovers(of: path)
        leftovers.clear([old, new].compactMap(\.self))
        var template = Array(leftovers.template.utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(errno) }
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var isInPlace = false
        defer { if !isInPlace { unlink(temporary) } }
        _ = fchmod(descriptor, exists ? status.st_mode & 0o777 : 0o666 & ~gloss_file_mask())
        // The byte order mark that was there is not part of the text that was read.
        var bytes: [UInt8] = try hasMark() ? [0xEF, 0xBB, 0xBF] : []
        bytes += Array(new.utf8)
        let isWritten = write(bytes, to: descriptor) && fsync(descriptor) == 0
        let code = errno
        guard close(descriptor) == 0, isWritten else { throw failure(isWritten ? errno : code) }
        guard isSame(try SettingsFile.text(of: path), old) else { return false }
        guard rename(temporary, path) == 0 else { throw failure(errno) }
        isInPlace = true
        // The name lasts when its folder is on the disk; where that cannot be had the file itself is whole all the same.
        let folder = open(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".", O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            _ = fsync(folder)
            close(folder)
        }
        return true
    }

    /// Throws for a file that may not be written, or in whose folder nothing may be.
    func check() throws(SettingsError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        if access(path, W_OK) != 0 || access(folder, W_OK) != 0 { throw failure(errno) }
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
