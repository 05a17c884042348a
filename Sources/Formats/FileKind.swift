// What a file that is not text looks like, so that a message can say it.

/// Recognises files that nobody means to read as text.
public enum FileKind {
    /// What the bytes look like (`a PDF document`); nil for what may be text.
    ///
    /// - Parameter head: the first bytes of the file, some thousand of them.
    public static func notText(_ head: [UInt8]) -> String? {
        for (signature, name) in signatures where head.starts(with: signature) { return name }
        if head.count > 262, Array(head[257..<262]) == Array("ustar".utf8) { return "a tar archive" }
        if head.starts(with: [0x52, 0x49, 0x46, 0x46]) { return "a RIFF file (audio, video or WebP)" }
        if head.count >= 8, Array(head[4..<8]) == Array("ftyp".utf8) { return "an MP4 or HEIF file" }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "UTF-16 text" }
        // Text has hardly any NUL bytes and control characters; what has many of them is something else.
        let controls = head.count { $0 < 0x09 || (0x0E...0x1A).contains($0) || (0x1C...0x1F).contains($0) }
        if controls * 10 > head.count { return "binary data" }
        return nil
    }

    /// Leading bytes and what they are a sign of; longer signatures first where one begins another.
    private static let signatures: [([UInt8], String)] = [
        (Array("%PDF-".utf8), "a PDF document"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive (as are EPUB, DOCX, XLSX, ODT)"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
        ([0x7F, 0x45, 0x4C, 0x46], "an ELF program"),
        ([0x4D, 0x5A, 0x90], "a Windows program"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (Array("GIF8".utf8), "a GIF picture"),
        ([0x1F, 0x8B], "gzip-compressed data"),
        (Array("BZh".utf8), "bzip2-compressed data"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz-compressed data"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed data"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Microsoft Office document"),
        (Array("SQLite format 3".utf8), "an SQLite database"),
        (Array("{\\rtf".utf8), "an RTF document"),
        (Array("OggS".utf8), "an Ogg file"),
        (Array("ID3".utf8), "an MP3 file"),
    ]
}
