// The steps of the cursor: forward and back agree, and no step lands inside a grapheme.

import TestSupport
import Testing

@testable import TextModel

@Suite struct GraphemeTests {
    private func boundaries(_ document: Document) -> [Int] {
        var found = [0]
        var place = ByteOffset.zero
        while place < document.end {
            place = document.grapheme(after: place)
            found.append(place.value)
        }
        return found
    }

    private func boundariesFromTheEnd(_ document: Document) -> [Int] {
        var found = [document.byteCount]
        var place = document.end
        while place > .zero {
            place = document.grapheme(before: place)
            found.append(place.value)
        }
        return found.reversed()
    }

    @Test(arguments: [
        ("e\u{301}x", 2), ("\r\n\n\r", 3), ("é\r\n", 2), ("”\r\n漢\r\n", 4), ("e\u{301}\r\n\r\na", 4), ("🇩🇪🇫🇷", 2),
        ("👩‍🚀", 1), ("👍🏽!", 2), ("한\u{1112}\u{1161}\u{11AB}", 2),
        ("น้ำ", 1), ("नि", 1), ("1️⃣", 1), ("a\u{300}\u{301}\u{302}b", 2), ("\u{200B}a", 2),
    ])
    func countsWhatAReaderCounts(_ text: String, _ count: Int) {
        let document = Document(text)
        #expect(boundaries(document).count - 1 == count)
    }

    @Test func agreesWithTheStandardLibraryLineByLine() {
        var random = Random(for: "graphemes")
        for _ in 0..<60 {
            let text = random.text(words: 40)
            let document = Document(random.once(in: 2) ? text : text.replacing("\n", with: "\r\n"))
            let forward = boundaries(document)
            #expect(forward == boundariesFromTheEnd(document))
            // A line's own graphemes are those of its text: nothing joins across its end.
            var expected = [0]
            for line in 0..<document.lineCount {
                for character in document.text(document.span(ofLine: line)) {
                    expected.append(expected[expected.count - 1] + character.utf8.count)
                }
            }
            #expect(forward == expected)
        }
    }

    @Test func snapsToWholeGraphemes() {
        let document = Document("ae\u{301}👩‍🚀z")
        let inside = Span(ByteOffset(2), ByteOffset(8))
        #expect(document.text(document.snapped(inside)) == "e\u{301}👩‍🚀")
        let whole = Span(ByteOffset(1), ByteOffset(4))
        #expect(document.snapped(whole) == whole)
        #expect(document.isGraphemeBoundary(ByteOffset(4)) && !document.isGraphemeBoundary(ByteOffset(2)))
        #expect(document.graphemeBoundary(atOrBefore: ByteOffset(999)) == document.end)
    }

    /// A line of several segments: every place is still found, and steps cross from one to the next.
    @Test func stepsThroughALineLongerThanASegment() {
        let text = String(repeating: "wörd 漢字 ", count: 12_000)
        let document = Document(text)
        #expect(document.byteCount > 2 * Document.segmentGrid)
        var segment: Span? = document.segment(at: .zero)
        var end = ByteOffset.zero
        while let current = segment {
            #expect(current.start == end && current.count <= 2 * Document.segmentGrid)
            #expect(document.isCodePointBoundary(current.start.value))
            #expect(document.segment(at: current.end - 1) == current)
            if current.start > .zero {
                #expect(document.grapheme(after: document.grapheme(before: current.start)) == current.start)
            }
            end = current.end
            segment = document.segment(after: current)
        }
        #expect(end == document.end)
    }

    @Test func manyMarksOnOneLetterAreOneGrapheme() {
        let document = Document("a" + String(repeating: "\u{301}", count: 20_000) + "b")
        #expect(document.grapheme(after: .zero) == ByteOffset(40_001))
        #expect(document.grapheme(before: document.end) == ByteOffset(40_001))
    }
}
