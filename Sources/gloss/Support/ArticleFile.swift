// From a path to an article's text: opened so that nothing can hang, read whole or in windows, refused with a reason.

import Formats
import Glibc
import TextModel

/// Reads articles. Nothing here ever writes to one, or maps it.
enum ArticleFile {
    /// Bytes; a larger article is read in windows.
    static let largestHeld = 1 << 20

    /// Whether a path leads to a directory.
    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The text of an article; `-` is standard input to its end. A large one may turn out to hold bytes that do not
    /// decode: see `Document.undecodableBytes` and `decoded`.
    static func document(_ path: String) throws(Failure) -> Document {
        if path == "-" { return try standardInput() }
        let descriptor = try openRegular(path)
        var head = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &head, head.count, 0)
        do throws(Failure) {
            guard count >= 0 else { throw unreadable(path, errno) }
            head.removeLast(head.count - count)
            try refuseBinary(head, path)
        } catch {
            close(descriptor)
            throw error
        }
        let skipped = head.starts(with: TextDecoding.byteOrderMark) ? TextDecoding.byteOrderMark.count : 0
        guard let source = FileSource(descriptor, skipping: skipped) else {
            let code = errno
            close(descriptor)
            throw unreadable(path, code)
        }
        // Files that the kernel makes up have no size until they are read.
        if source.byteCount == 0, count > 0 { return try spooled(path) }
        if source.byteCount > largestHeld { return Document(windowsOf: source) }
        return TextDecoding.document(utf8: try readAll(of: source, path))
    }

    /// The same text read through to its end, with U+FFFD for what does not decode, as every command but the reader
    /// needs it at once.
    static func completeDocument(_ path: String) throws(Failure) -> Document {
        let document = try document(path)
        return try decoded(document) ?? document
    }

    /// The text of a document with bytes that do not decode, which is read through for this; nil where all decode.
    static func decoded(_ document: Document) throws(Failure) -> Document? {
        guard let source = document.source else { return nil }
        while document.readOn() {}
        guard document.undecodableBytes > 0 else { return nil }
        return try ScratchFile.decoding(source)
    }

    static func standardInput() throws(Failure) -> Document { try stream(STDIN_FILENO, "standard input") }

    /// A file that is read to its end, because it does not know its size.
    private static func spooled(_ path: String) throws(Failure) -> Document {
        let descriptor = try openRegular(path)
        defer { close(descriptor) }
        return try stream(descriptor, path)
    }

    /// What can be read from a descriptor up to its end.
    private static func stream(_ descriptor: Int32, _ name: String) throws(Failure) -> Document {
        var bytes: [UInt8] = []
        var scratch: ScratchFile?
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(name, errno) }
            if count == 0 { break }
            if bytes.isEmpty, scratch == nil { try refuseBinary(Array(buffer[..<min(count, 4096)]), name) }
            bytes += buffer[..<count]
            guard bytes.count > largestHeld else { continue }
            if scratch == nil { scratch = try ScratchFile() }
            try scratch?.write(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        guard let scratch else {
            guard !bytes.isEmpty else { throw Failure(name, "there is nothing in it; name an article") }
            return TextDecoding.document(utf8: bytes)
        }
        try scratch.write(bytes)
        return Document(windowsOf: try scratch.source())
    }

    /// Whether the file looks like an article from its type, size and first bytes; throws the reason where not.
    static func check(_ path: String) throws(Failure) {
        let descriptor = try openRegular(path)
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &head, head.count)
        guard count >= 0 else { throw unreadable(path, errno) }
        try refuseBinary(Array(head[..<count]), path)
    }

    /// Throws the reason why a directory cannot be looked into.
    static func checkDirectory(_ path: String) throws(Failure) {
        guard let stream = opendir(path) else { throw unreadable(path, errno) }
        closedir(stream)
    }

    /// The articles of a directory by name: `.txt`, `.md`, and text without a suffix; hidden files are left out.
    static func articles(in directory: String) throws(Failure) -> [String] {
        let names = try self.names(in: directory)
        let paths = names.filter { isArticleName(Array($0.utf8)) }.map { join(directory, $0) }
        return paths.filter { (try? check($0)) != nil }
    }

    /// Whether a file in a directory is taken for an article by the bytes of its name, if it is text.
    static func isArticleName(_ name: [UInt8]) -> Bool {
        guard let first = name.first, first != UInt8(ascii: ".") else { return false }
        return !name.contains(UInt8(ascii: ".")) || suffixes.contains { name.suffix($0.count).elementsEqual($0) }
    }

    private static let suffixes = [".txt", ".md", ".markdown"].map { Array($0.utf8) }

    /// The names in a directory, sorted by scalar.
    static func names(in directory: String) throws(Failure) -> [String] {
        guard let stream = opendir(directory) else { throw unreadable(directory, errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }

    static func join(_ directory: String, _ name: String) -> String {
        directory.hasSuffix("/") ? directory + name : directory == "." ? name : directory + "/" + name
    }

    /// Looks before it opens: opening a device may do something.
    private static func openRegular(_ path: String) throws(Failure) -> Int32 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw unreadable(path, errno) }
        try refuseSpecial(status, path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw unreadable(path, code)
        }
        do throws(Failure) {
            try refuseSpecial(status, path)
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func refuseSpecial(_ status: stat, _ path: String) throws(Failure) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw Failure(path, "this is a directory; name an article in it")
        case S_IFIFO: throw Failure(path, "this is a pipe (FIFO); read it with: gloss - < FILE")
        case S_IFSOCK: throw Failure(path, "this is a socket; name a text file")
        default: throw Failure(path, "this is a device; name a text file")
        }
    }

    /// All of a file that is not large; one that grows meanwhile is taken as it was when it was opened.
    private static func readAll(of source: FileSource, _ path: String) throws(Failure) -> [UInt8] {
        var filled = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: source.byteCount) { buffer, count in
            while filled < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let read = source.read(into: rest, at: filled)
                guard read > 0 else { break }
                filled += read
            }
            count = filled
        }
        guard filled == source.byteCount else {
            throw Failure(path, "it could not be read to its end; check the file and try again")
        }
        return bytes
    }

    private static func refuseBinary(_ head: [UInt8], _ path: String) throws(Failure) {
        guard let kind = FileKind.notText(head) else { return }
        let advice = kind.hasPrefix("UTF-16") ? "convert it to UTF-8 first (iconv)" : "name a text file"
        throw Failure(path, "this is no article but looks like \(kind); \(advice)")
    }

    private static func unreadable(_ path: String, _ code: Int32) -> Failure {
        switch code {
        case ENOENT: Failure(path, "there is no such file; check its name")
        case EACCES: Failure(path, "permission denied; you may not read it (chmod gives the right)")
        default: Failure(path, "it could not be read (\(Output.reason(code))); check the file")
        }
    }
}
