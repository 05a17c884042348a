// The first bytes of a file: enough for its title, and to tell text from everything else.

import Formats
import Glibc
import TextModel

enum LibraryHead {
    enum Reading {
        case text([UInt8])
        /// Not an article at all.
        case notText
        /// Why it cannot be read, as the end of a sentence.
        case problem(String)
    }

    /// Whether a file looks like text; also true for one that cannot be read, so that it is listed and says why.
    static func isText(_ path: PathBytes) -> Bool {
        if case .notText = read(path) { return false }
        return true
    }

    /// Reads the head of a regular file. Nothing can hang here, and what is no file is not opened to be read.
    static func read(_ path: PathBytes) -> Reading {
        let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        guard descriptor >= 0 else { return .problem(Output.reason(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .problem(Output.reason(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .notText }
        var bytes = [UInt8](repeating: 0, count: Title.headLength)
        var count = 0
        while count < bytes.count {
            let start = count
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return .problem(Output.reason(errno)) }
            if got == 0 { break }
            count += got
        }
        bytes.removeLast(bytes.count - count)
        return FileKind.notText(Array(bytes.prefix(4096))) == nil ? .text(bytes) : .notText
    }
}
