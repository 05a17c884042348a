// A text read in windows is the same text as one held whole.

import TestSupport
import Testing

@testable import TextModel

@Suite struct WindowTests {
    /// Long enough for several blocks, sections and cuts: prose of many scripts, wrapped lines, long lines, blanks.
    private func text(_ random: inout Random) -> [UInt8] {
        var text = ""
        while text.utf8.count < 400_000 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: text += String(repeating: "漢字かな交じり文。", count: Int.random(in: 1...9000, using: &random)) + "\n"
            case 1: text += random.text(words: 3000) + "\n\n"
            case 2: text += String(repeating: "\n", count: Int.random(in: 1...90, using: &random))
            case 3: text += String(repeating: "a line of a list that nobody wrapped\r\n", count: 900)
            case 4: text += String(repeating: "👩‍🚀e\u{301}", count: Int.random(in: 1...9000, using: &random))
            default:
                text += String(repeating: "no end of words ", count: Int.random(in: 1...9000, using: &random)) + "\n"
            }
        }
        return Array(text.utf8)
    }

    @Test func everythingIsFoundAsInATextHeldWhole() {
        var random = Random(for: "windows")
        for _ in 0..<2 {
            let bytes = text(&random)
            let whole = Document(utf8: bytes)
            let windows = Document(windowsOf: MemorySource(bytes))
            for _ in 0..<40 {
                let place = whole.graphemeBoundary(
                    atOrBefore: ByteOffset(Int.random(in: 0...bytes.count, using: &random)))
                #expect(windows.segment(at: place) == whole.segment(at: place))
                #expect(windows.grapheme(after: place) == whole.grapheme(after: place))
                #expect(windows.grapheme(before: place) == whole.grapheme(before: place))
                #expect(windows.paragraph(at: place) == whole.paragraph(at: place))
                #expect(windows.paragraph(before: place) == whole.paragraph(before: place))
                #expect(windows.paragraph(after: place) == whole.paragraph(after: place))
                #expect(windows.sentence(at: place) == whole.sentence(at: place))
                #expect(windows.codePoint(at: place) == whole.codePoint(at: place))
                #expect(windows.byte(at: whole.codePoint(at: place)) == place)
                #expect(windows.line(at: place) == whole.line(at: place))
                #expect(windows.start(ofLine: whole.line(at: place)) == whole.start(ofLine: whole.line(at: place)))
                #expect(windows.paragraphIndex(atOrBefore: place) == whole.paragraphIndex(atOrBefore: place))
                let end = min(bytes.count, place.value + Int.random(in: 0...200_000, using: &random))
                #expect(windows.copy(Span(place, ByteOffset(end))) == Array(bytes[place.value..<end]))
            }
            #expect(windows.hash == whole.hash && windows.codePointCount == whole.codePointCount)
            #expect(windows.undecodableBytes == 0 && windows.isRead)
        }
    }

    /// Segments and paragraphs follow one another wherever one begins to ask, and none is too long.
    @Test func segmentsAndParagraphsTileTheText() {
        var random = Random(for: "tiling")
        let bytes = text(&random)
        let document = Document(windowsOf: MemorySource(bytes))
        var at = ByteOffset.zero
        while at < document.end {
            let segment = document.segment(at: at)
            #expect(segment.start == at && segment.count <= 2 * Document.segmentGrid && !segment.isEmpty)
            let inside = ByteOffset(Int.random(in: segment.start.value..<segment.end.value, using: &random))
            #expect(document.segment(at: inside) == segment)
            at = segment.end
        }
        var last = ByteOffset.zero
        var count = 0
        document.forEachParagraph { paragraph in
            #expect(paragraph.start >= last && !paragraph.isEmpty)
            #expect(document.paragraph(at: paragraph.start) == paragraph)
            #expect(document.paragraphIndex(atOrBefore: paragraph.start) == count)
            last = paragraph.end
            count += 1
            return true
        }
        while document.countParagraphs() {}
        #expect(count == document.knownParagraphCount)
    }

    @Test func bytesThatDoNotDecodeKeepTheirPlacesAndAreCounted() {
        var random = Random(for: "flaws")
        var bytes = text(&random)
        for _ in 0..<300 {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0x80...0xFF, using: &random)
        }
        // At the borders of blocks and of pieces, too.
        for border in [65536, 131_072, 262_144] {
            for offset in -4...4 where Bool.random(using: &random) { bytes[border + offset] = 0xE2 }
        }
        let document = Document(windowsOf: MemorySource(bytes))
        var place = 0
        while place < bytes.count {
            let end = min(bytes.count, place + Int.random(in: 1...70_000, using: &random))
            let shown = document.copy(Span(ByteOffset(place), ByteOffset(end)))
            #expect(zip(shown, bytes[place..<end]).allSatisfy { $0 == $1 || ($0 == 0x1A && $1 >= 0x80) })
            place = end
        }
        _ = document.hash
        let flaws = bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            var index = WellFormed.firstFlaw(bytes)
            while index < bytes.count {
                count += 1
                index = WellFormed.firstFlaw(bytes, from: index + 1)
            }
            return count
        }
        #expect(document.undecodableBytes == flaws)
    }

    @Test func aFileThatIsCutMeanwhileReadsAsBlanksAndSaysSo() {
        let source = MemorySource(Array(String(repeating: "words 漢字 and more\n", count: 20_000).utf8))
        let document = Document(windowsOf: source)
        #expect(document.isIntact && document.sentence(at: ByteOffset(10)) != nil)
        source.cut(to: 100_001)
        #expect(!document.isIntact)
        #expect(document.copy(Span(ByteOffset(200_000), ByteOffset(200_003))) == [0x20, 0x20, 0x20])
        var at = ByteOffset(90_000)
        while at < ByteOffset(140_000) {
            let next = document.grapheme(after: at)
            #expect(next > at)
            at = next
        }
    }

    @Test func aFileThatWasOnlyTouchedIsIntactAgain() {
        let source = MemorySource(Array(String(repeating: "words 漢字 and more\n", count: 100_000).utf8))
        let document = Document(windowsOf: source)
        let hash = document.hash
        source.write(0x77, at: 0)
        #expect(!document.isIntact)
        #expect(document.renew() && document.isIntact && document.hash == hash)
        source.write(0x57, at: 0)
        #expect(!document.renew() && !document.isIntact)
        source.write(0x77, at: 0)
        #expect(document.renew())
        source.cut(to: 1000)
        #expect(!document.renew())
    }

    /// Two paragraphs with very much white space between them.
    @Test func whiteSpaceIsNotWalkedOverForEver() {
        let first = Array("The first words.\n".utf8)
        let last = Array("The last words.\n".utf8)
        let gap = 24 << 20
        let source = MemorySource(first + [UInt8](repeating: 0x0A, count: gap) + last)
        let document = Document(windowsOf: source)
        let middle = ByteOffset(gap / 2)
        #expect(document.paragraph(before: middle) == nil && document.paragraph(after: middle) == nil)
        #expect(document.paragraph(at: middle) == nil)
        #expect(source.bytesRead < 16 << 20)
        // Near enough they are found, and anywhere once they have been counted.
        let opening = Span(.zero, ByteOffset(16))
        let closing = Span(ByteOffset(first.count + gap), ByteOffset(first.count + gap + 15))
        #expect(document.paragraph(before: ByteOffset(2 << 20)) == opening)
        #expect(document.paragraph(after: ByteOffset(gap - (2 << 20))) == closing)
        #expect(document.paragraphIndex(atOrBefore: middle) == 0)
        #expect(document.paragraph(before: middle) == opening)
        while document.countParagraphs() {}
        let before = source.bytesRead
        #expect(document.paragraph(after: middle) == closing && document.paragraph(after: opening.start) == closing)
        #expect(document.paragraph(before: closing.start) == opening && document.paragraph(after: closing.start) == nil)
        #expect(document.paragraph(before: opening.end) == opening && document.paragraph(at: middle) == nil)
        #expect(document.knownParagraphIndex(atOrBefore: closing.end) == 1)
        #expect(source.bytesRead - before < 1 << 20)
    }

    @Test func occurrencesAreFoundAcrossPieces() {
        var bytes = [UInt8](repeating: 0x61, count: (1 << 20) + 50)
        let needle = Array("needle".utf8)
        for start in [0, (1 << 20) - 3, bytes.count - 6] { bytes.replaceSubrange(start..<start + 6, with: needle) }
        for document in [Document(utf8: bytes), Document(windowsOf: MemorySource(bytes))] {
            var found: [Int] = []
            document.forEachOccurrence(of: needle) {
                found.append($0.value)
                return true
            }
            #expect(found == [0, (1 << 20) - 3, bytes.count - 6])
        }
    }
}
