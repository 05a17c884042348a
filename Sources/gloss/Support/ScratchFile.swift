// A nameless file for a text that is too long to be held and is not in a file as it should be: piped in, or with bytes
// that do not decode. It is gone when nobody has it open any more.

import Formats
import Glibc
import TextModel

struct ScratchFile {
    private let descriptor: Int32

    /// In `$TMPDIR`, else in /var/tmp, which is meant for what is large.
    init() throws(Failure) {
        let folder = Surroundings.variable("TMPDIR") ?? "/var/tmp"
        var name = Array("\(folder)/gloss-XXXXXX".utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else {
            throw Failure(folder, "no temporary file could be made there (\(Output.reason(errno))); set TMPDIR")
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(name)
    }

    /// The end of one that is not needed after all.
    func discard() { close(descriptor) }

    func write(_ bytes: [UInt8]) throws(Failure) { try Output.write(bytes, to: descriptor, named: "temporary file") }

    /// What was written, to be read as a text.
    func source() throws(Failure) -> FileSource {
        guard let source = FileSource(descriptor, skipping: 0) else {
            let code = errno
            discard()
            throw Failure("temporary file", "it could not be read (\(Output.reason(code)))")
        }
        return source
    }

    /// A text in which every byte of another one that does not decode is one U+FFFD.
    static func decoding(_ source: any ByteSource) throws(Failure) -> Document {
        let scratch = try ScratchFile()
        do throws(Failure) {
            var bytes: [UInt8] = []
            var offset = 0
            while offset < source.byteCount {
                var piece = [UInt8](repeating: 0, count: min(1 << 20, source.byteCount - offset))
                let count = piece.withUnsafeMutableBytes { source.read(into: $0, at: offset) }
                guard count > 0 else {
                    throw Failure("the article", "it could not be read to its end; check the file and try again")
                }
                offset += count
                bytes += piece[..<count]
                let decoded = TextDecoding.decoded(bytes, from: 0, isEnd: offset >= source.byteCount)
                try scratch.write(decoded.text)
                bytes.removeFirst(decoded.end)
            }
            try scratch.write(TextDecoding.decoded(bytes, from: 0).text)
        } catch {
            scratch.discard()
            throw error
        }
        return Document(windowsOf: try scratch.source())
    }
}
