// From bytes to text: the byte order mark, and one visible mark for each byte that does not decode.

import Formats
import Testing
import TextModel

@Suite struct TextDecodingTests {
    private func text(_ bytes: [UInt8]) -> String {
        let document = TextDecoding.document(utf8: bytes)
        return document.text(document.span)
    }

    @Test func textStaysAsItIs() {
        for sample in ["", "a", "é漢👩‍🚀", "one\r\ntwo\rthree\n", "\u{0}\u{1B}[2J", "\u{10FFFF}\u{FFFE}", "x\u{FEFF}y"] {
            #expect(text(Array(sample.utf8)).utf8.elementsEqual(sample.utf8))
            #expect(TextDecoding.undecodableBytes(Array(sample.utf8)) == 0)
        }
    }

    @Test func aLeadingByteOrderMarkIsNotPartOfIt() {
        #expect(text([0xEF, 0xBB, 0xBF, 0x61]) == "a")
        #expect(text([0xEF, 0xBB, 0xBF]) == "")
        #expect(text([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, 0x61]).unicodeScalars.count == 2)
        #expect(text([0xEF, 0xBB, 0xBF, 0xFF]) == "\u{FFFD}")
    }

    @Test(
        arguments: [
            [0xFF, 0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xC3], [0xF0, 0x9F, 0x98],
            [0x80], [0xE0, 0x9F, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xC1, 0xBF], [0xF5, 0x80, 0x80, 0x80], [0x9B],
        ] as [[UInt8]])
    func aMarkForEachByteThatDoesNotDecode(_ bytes: [UInt8]) {
        let marks = String(repeating: "\u{FFFD}", count: bytes.count)
        #expect(text(bytes) == marks)
        #expect(text([0x61] + bytes + [0x62]) == "a" + marks + "b")
        #expect(text(bytes + Array("é".utf8)) == marks + "é")
        #expect(TextDecoding.undecodableBytes([0x61] + bytes) == bytes.count)
    }

    /// Every pair of bytes: what the standard library takes for valid stays, and nothing else does.
    @Test func agreesWithTheStandardLibraryOnAllPairs() {
        for first in UInt8.min...UInt8.max {
            for second in stride(from: UInt8.min, through: 0xF8, by: 8) {
                let bytes = [first, second]
                let isValid = String(validating: bytes, as: UTF8.self) != nil
                #expect((TextDecoding.undecodableBytes(bytes) == 0) == isValid)
            }
        }
    }
}
