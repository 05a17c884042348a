// Places of a text in its next version.

import Annotations
import TestSupport
import Testing
import TextModel

@Suite struct TextChangeTests {
    /// Where `|` of one text is in another.
    private func place(_ old: String, _ new: String, isOldReadable: Bool = true) throws -> String {
        let bar = try #require(old.firstIndex(of: "|"))
        let offset = old[..<bar].utf8.count
        let plain = old.filter { $0 != "|" }
        let change = try #require(
            TextChange(from: Document(plain), to: Document(new), isOldReadable: isOldReadable))
        let there = change.place(ByteOffset(offset)).value
        return String(decoding: Array(new.utf8)[..<there], as: UTF8.self) + "|"
            + String(decoding: Array(new.utf8)[there...], as: UTF8.self)
    }

    @Test func aPlaceKeepsItsLetter() throws {
        let old = "One two three four five.\n\nSix sev|en eight nine ten.\n"
        #expect(
            try place(old, "Before it.\n\nOne two three four five.\n\nSix seven eight nine ten.\n")
                == "Before it.\n\nOne two three four five.\n\nSix sev|en eight nine ten.\n")
        #expect(
            try place("One two.\n|\nThree four.\n", "Nought.\nOne two.\n\nThree four.\n")
                == "Nought.\nOne two.\n|\nThree four.\n")
    }

    @Test func aPlaceWhoseTextIsGoneIsWhereThatStood() throws {
        let old = "One two three four.\n\nA para|graph that goes away.\n\nFive six seven eight.\n"
        #expect(
            try place(old, "One two three four.\n\nFive six seven eight.\n")
                == "One two three four.\n\n|Five six seven eight.\n")
        #expect(
            try place(old, "One two three four.\n\nQuite another thing is here.\n\nFive six seven eight.\n")
                .contains("|another"))
        #expect(try place("One two three |four.\n", "漢字") == "漢|字")
    }

    @Test func theEndsStayTheEnds() throws {
        #expect(try place("|One two.\n", "Nought, one two.\n") == "|Nought, one two.\n")
        #expect(try place("One two.\n|", "One two, and three.\n") == "One two, and three.\n|")
    }

    @Test func withoutTheOldBytesAPlaceIsKeptByItsShareOfTheText() throws {
        #expect(try place("12345|67890", "abcdefghij", isOldReadable: false) == "abcde|fghij")
    }

    @Test func anyPlaceOfAnyChangeIsOnAWholeGrapheme() throws {
        var random = Random(for: "text changes")
        for _ in 0..<60 {
            let old = random.article(words: 40)
            var new = Array(random.once(in: 4) ? random.article(words: 40) : old)
            if !new.isEmpty {
                let start = random.number(0...(new.count - 1))
                new.removeSubrange(start..<min(new.count, start + random.number(0...80)))
            }
            let (from, to) = (Document(old), Document(String(new)))
            let change = try #require(TextChange(from: from, to: to))
            var last = ByteOffset.zero
            for offset in 0...from.byteCount {
                let place = change.place(ByteOffset(offset))
                #expect(to.isGraphemeBoundary(place) && place <= to.end)
                last = place
            }
            #expect(last == to.end || from.byteCount == 0)
        }
    }
}
