// The file that `-o` names: it appears whole or not at all, and never in the place of an article or a sidecar.

import CFiles
import Glibc

/// A file that is being written beside the one it will replace.
struct OutputFile {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private let goesStraight: Bool

    /// - Parameter articles: the paths that the output must not replace.
    init(_ path: String, sparing articles: [String]) throws(Failure) {
        self.path = path
        var old = stat()
        let exists = stat(path, &old) == 0
        if path.hasSuffix(".gloss.json") {
            throw Failure(path, "this is a sidecar's name, and an export would replace the marks; choose another name")
        }
        for article in articles {
            var other = stat()
            if exists, stat(article, &other) == 0, other.st_dev == old.st_dev, other.st_ino == old.st_ino {
                throw Failure(path, "this is an article, and an article is never changed; choose another name")
            }
        }
        if exists, old.st_mode & S_IFMT == S_IFDIR {
            throw Failure(path, "this is a directory; name a file in it")
        }
        goesStraight = exists && old.st_mode & S_IFMT != S_IFREG
        if goesStraight {
            temporary = path
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            var template = Array("\(path).XXXXXX".utf8CString)
            descriptor = mkstemp(&template)
            temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if descriptor >= 0 { _ = fchmod(descriptor, exists ? old.st_mode & 0o777 : 0o666 & ~gloss_file_mask()) }
        }
        guard descriptor >= 0 else {
            throw Failure(path, "it could not be written (\(Output.reason(errno))); choose another place", .notSaved)
        }
    }

    func write(_ text: String) throws(Failure) { try write(bytes: Array(text.utf8)) }
    func write(bytes: [UInt8]) throws(Failure) { try Output.write(bytes, to: descriptor, named: path) }

    /// Puts the file in its place once all of it is on the disk.
    func finish() throws(Failure) {
        let isSafe = goesStraight || fsync(descriptor) == 0
        guard close(descriptor) == 0, isSafe, goesStraight || rename(temporary, path) == 0 else {
            let reason = Output.reason(errno)
            discard()
            throw Failure(path, "it could not be written (\(reason)); the old file is as it was", .notSaved)
        }
    }

    func discard() { if !goesStraight { unlink(temporary) } }
}
