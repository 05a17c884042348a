// What is not text, by its first bytes.

import Formats
import Testing

@Suite struct FileKindTests {
    @Test(
        arguments: [
            (Array("%PDF-1.7\n".utf8), "PDF"), ([0x50, 0x4B, 3, 4, 20, 0], "ZIP"),
            ([0x7F, 0x45, 0x4C, 0x46, 2], "ELF"),
            ([0x89, 0x50, 0x4E, 0x47, 13, 10], "PNG"), ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"), ([0x1F, 0x8B, 8], "gzip"),
            (Array("SQLite format 3\0".utf8), "SQLite"), (Array("{\\rtf1".utf8), "RTF"),
            ([0, 0, 0, 24] + Array("ftypheic".utf8), "HEIF"), ([0xFF, 0xFE, 0x61, 0], "UTF-16"),
            ([0, 1, 2, 3, 4, 5, 6, 7, 0x61, 0x62], "binary"),
            ([UInt8](repeating: 0x61, count: 257) + Array("ustar\0".utf8), "tar"),
        ] as [([UInt8], String)])
    func names(_ head: [UInt8], _ word: String) {
        #expect(FileKind.notText(head)?.contains(word) == true)
    }

    @Test(arguments: [
        "", "a", "Plain text.\n", "\u{FEFF}with a mark", "tabs\tand\r\nends\u{C}", "漢字 👩‍🚀",
        "\u{1B}[1mbold\u{1B}[0m here",
        "PK is not an archive", "BM",
    ])
    func textIsText(_ text: String) {
        #expect(FileKind.notText(Array(text.utf8)) == nil)
    }
}
