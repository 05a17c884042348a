// A long text is read at once and marked when its marks are there.

import Annotations
import Reader
import TestSupport
import Testing
import TextModel

@Suite struct ArrivingTests {
    private let text = "Costs may rise. Nobody knows by how much.\n\nThe second paragraph. It ends here.\n"

    @Test func isReadBeforeItCanBeMarked() {
        var player = Player(arriving: Document(windowsOf: MemorySource(Array(text.utf8))))
        player.press("sentence-next")
        #expect(player.file.cursor == ByteOffset(16))
        player.act(.readOn(index: 0, fraction: 0.42))
        player.press("tag risk")
        #expect(player.message == "article-1.txt is still being read (42%); it can be marked in a moment")
        #expect(player.marks.isEmpty && player.asked.isEmpty)
        player.idle()
        #expect(player.asked.allSatisfy { $0.hasPrefix("keep-seen") })

        var marks = ArticleMarks()
        marks.annotations = AnnotationSet([Player.mark("1", "Costs", in: player.document)])
        player.act(.marksRead(index: 0, marks))
        player.press("tag policy")
        #expect(player.marks == ["risk “Costs”", "policy “Nobody knows by how much.”"])
        #expect(player.asked == ["save 0: 2"])
        // The rest of the counting is no news any more.
        player.act(.readOn(index: 0, fraction: 1))
        #expect(player.file.arriving == nil)
    }

    @Test func bytesThatDoNotDecodeGiveWayToATextThatDoes() {
        var bytes = Array(text.utf8)
        bytes.insert(contentsOf: [0xFF, 0xFE], at: 6)
        let makeshift = Document(windowsOf: MemorySource(bytes))
        _ = makeshift.hash
        var player = Player(arriving: makeshift)
        player.press("paragraph-next", "sentence-next", "select")
        let before = player.document.codePoint(at: player.file.cursor)
        var decoded = bytes
        decoded.replaceSubrange(6..<8, with: Array("\u{FFFD}\u{FFFD}".utf8))
        player.act(.decoded(index: 0, Document(utf8: decoded)))
        #expect(player.document.codePoint(at: player.file.cursor) == before)
        #expect(player.text.contains("The second paragraph. |It ends here."))
        #expect(player.message == "article-1.txt: 2 bytes are no UTF-8 and shown as \u{FFFD}")
    }

    /// A text of two sentences whose first line has two bytes that do not decode, and what becomes of it.
    private var broken: (makeshift: Document, decoded: Document) {
        var bytes = Array(text.utf8)
        bytes.insert(contentsOf: [0xFF, 0xFE], at: 6)
        let makeshift = Document(windowsOf: MemorySource(bytes))
        _ = makeshift.hash
        bytes.replaceSubrange(6..<8, with: Array("\u{FFFD}\u{FFFD}".utf8))
        return (makeshift, Document(utf8: bytes))
    }

    @Test func whatKnowsPlacesOfTheMakeshiftEndsOrMoves() {
        let (makeshift, decoded) = broken
        var player = Player(arriving: makeshift)
        player.press("paragraph-next", "sentence-next")
        player.keys("m x")
        player.press("document-start")
        player.keys("/ e n d s")
        #expect(player.state.dialog != nil)
        player.act(.decoded(index: 0, decoded))
        #expect(player.state.dialog == nil)
        #expect(player.file.cursor == .zero)
        #expect(player.asked == ["keep-places 0 x\(decoded.byteCount - 14)"])
        player.keys("' x")
        #expect(player.text.contains("|It ends here."))
        // The jump to the start set out from there, in the text as it was.
        player.press("document-start", "jump-back", "jump-back")
        #expect(player.text.contains("|It ends here."))
    }

    @Test func workOnTheMakeshiftIsStopped() {
        let filler = Array(String(repeating: "Prose of no account, line by line.\n", count: 8000).utf8)
        let makeshift = Document(windowsOf: MemorySource([0xFF] + filler))
        _ = makeshift.hash
        var player = Player(arriving: makeshift)
        player.holdsBack = true
        player.press("outline")
        #expect(player.asked == ["find-headings 0"])
        player.keys("/ C-t q q Enter")
        #expect(player.state.works.count == 2)
        let decoded = Document(utf8: Array("\u{FFFD}".utf8) + filler)
        player.act(.decoded(index: 0, decoded))
        #expect(player.asked.filter { $0.hasPrefix("stop") }.count == 3, "headings, a hit and the number of hits")
        // The headings that were asked for are looked for in the text that is shown now.
        #expect(player.asked.contains("find-headings 0") && player.state.works.count == 1)
        #expect(player.message == "article-1.txt: 1 byte is no UTF-8 and shown as \u{FFFD}")
    }

    @Test func aKeptPlaceIsOneOfTheTextThatDecodes() {
        let (makeshift, decoded) = broken
        let wanted = ByteOffset(decoded.byteCount - 14)
        let position = ReadingPosition(cursor: wanted, top: .zero, length: decoded.byteCount)
        var player = Player(arriving: makeshift, position: position, places: ["x": wanted])
        player.act(.decoded(index: 0, decoded))
        #expect(player.text.contains("|It ends here."))
        #expect(player.file.places == ["x": wanted] && player.asked.isEmpty)
        // Whoever has gone somewhere else by then stays there.
        player = Player(arriving: makeshift, position: position)
        player.press("document-start", "sentence-next")
        player.act(.decoded(index: 0, decoded))
        #expect(player.text.contains("|Nobody knows"))
    }

    @Test func linesThatAreNotCountedYetAreNotWaitedFor() {
        let source = MemorySource(Array(String(repeating: "A line of no account.\n", count: 200_000).utf8))
        var player = Player(arriving: Document(windowsOf: source))
        let before = source.bytesRead
        player.press("150000 document-end")
        #expect(
            player.message == "lines are still being counted (0%); line 150000 can be gone to in a moment")
        #expect(player.file.cursor == .zero && source.bytesRead - before < 1 << 18)
        #expect(player.document.readOn())
        player.press("2000 document-start")
        #expect(player.file.cursor == ByteOffset(1999 * 22))
        while player.document.readOn() {}
        player.press("150000 document-end")
        #expect(player.file.cursor == ByteOffset(149_999 * 22))
    }

    @Test func aTextWhoseBytesAreGoneIsNotMarkedAnyMore() {
        let source = MemorySource(Array(text.utf8))
        var player = Player(arriving: Document(windowsOf: source))
        player.act(.marksRead(index: 0, ArticleMarks()))
        player.act(.articleChanged(index: 0, .unreadable("a.txt is empty now", isOldReadable: false)))
        player.press("tag risk")
        #expect(player.message == "a.txt is empty now; it can be marked again when it can be read")
        #expect(player.marks.isEmpty)
        player.act(.articleChanged(index: 0, .restored))
        player.press("tag risk")
        #expect(player.marks == ["risk “Costs may rise.”"])
    }
}
