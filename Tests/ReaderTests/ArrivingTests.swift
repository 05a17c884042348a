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
        #expect(player.asked.isEmpty)

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

    @Test func aTextThatChangesUnderTheReaderIsNotMarkedAnyMore() {
        let source = MemorySource(Array(text.utf8))
        var player = Player(arriving: Document(windowsOf: source))
        player.act(.marksRead(index: 0, ArticleMarks()))
        player.act(.articleChanged(index: 0))
        player.press("tag risk")
        #expect(player.message.contains("was written to by another program"))
        #expect(player.marks.isEmpty)
    }
}
