// The article collapsed to its marks: what is hidden, how one moves over it, and how it is opened in place.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextLayout
import TextModel

@Suite struct DigestTests {
    /// Twelve paragraphs of two sentences each.
    static let text =
        "|" + (1...12).map { "Paragraph \($0) begins here. It ends there." }.joined(separator: "\n\n") + "\n"

    /// Marks in the third, the fourth and the ninth paragraph.
    private func player(keymap: String = "vim", size: Size = Size(columns: 60, rows: 24)) -> Player {
        var player = Player(DigestTests.text, size: size, keymap: keymap)
        player.press("2 paragraph-next", "tag risk", "paragraph-next", "sentence-next", "tag policy")
        player.press("5 paragraph-next", "tag opinion", "document-start")
        return player
    }

    /// The text of the screen's rows; hidden stretches as they are said.
    private func rows(_ player: Player) -> [String] {
        let flow = player.state.flow
        return flow.rows(from: player.file.top, height: player.state.textRows).map { place in
            if flow.hides(place.row) { return player.file.hiddenInWords(place.row.span) }
            return player.document.text(Span(place.row.span.start, place.row.visibleEnd))
        }
    }

    /// Whether the cursor is on the row of a hidden stretch that begins before the paragraph with this number.
    private func isOnHidden(_ player: Player, before number: Int) -> Bool {
        player.state.flow.hides(player.state.flow.row(at: player.file.cursor))
            && player.text.contains("|\nParagraph \(number) ")
    }

    private func sentence(_ number: Int) -> String { "Paragraph \(number) begins here. It ends there." }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func showsTheMarksAndHowMuchIsBetween(keymap: String) {
        var player = player(keymap: keymap)
        player.keys("z g")
        #expect(
            rows(player) == ["⋯ 2 ¶ ⋯", sentence(3), "", sentence(4), "⋯ 4 ¶ ⋯", sentence(9), "⋯ 3 ¶ ⋯"])
        #expect(player.file.isDigest && player.file.cursor == .zero)
        player.keys("z g")
        #expect(!player.file.isDigest && rows(player).count == 22)
    }

    @Test func aHiddenStretchIsOneStep() {
        var player = player()
        player.press("digest")
        player.press("row-down")
        #expect(player.text.contains("|Paragraph 3"))
        player.press("row-up", "sentence-next")
        #expect(player.text.contains("|Paragraph 3"))
        player.press("3 row-down")
        #expect(isOnHidden(player, before: 5))
        player.press("row-down")
        #expect(player.text.contains("|Paragraph 9"))
        player.press("sentence-previous")
        #expect(isOnHidden(player, before: 5), "back on the row of what is hidden")
        player.press("word-previous", "row-end", "word-next")
        #expect(isOnHidden(player, before: 5))
        player.press("row-end", "row-start", "grapheme-right")
        #expect(player.text.contains("|Paragraph 9"))
        player.press("document-end")
        #expect(isOnHidden(player, before: 10))
        player.press("page-up", "page-down", "document-start", "page-down")
        #expect(rows(player).count == 7)
    }

    @Test func whatIsHiddenIsNotMarkedUnseen() {
        var player = player()
        let before = player.marks
        player.press("digest")
        player.keys("r a z e .")
        #expect(player.marks == before && player.state.dialog == nil)
        #expect(
            player.message == "this text is hidden; Enter opens it"
                || player.message == "this text is hidden; za opens it")
        player.keys("Enter")
        #expect(rows(player).prefix(3) == [sentence(1), "", sentence(2)])
        player.keys("r")
        #expect(player.marks.count == before.count + 1)
        player.keys("u")
        #expect(player.marks == before && rows(player)[0] == sentence(1), "the text does not close over the cursor")
    }

    @Test func enterOpensAStretchInPlaceAndClosesItAgain() {
        var player = player()
        player.press("digest", "4 row-down")
        player.keys("Enter")
        #expect(rows(player).count == 15 && rows(player)[5] == sentence(5))
        #expect(player.text.contains("|Paragraph 5") || player.text.contains("|\n"))
        player.keys("Enter")
        #expect(rows(player)[4] == "⋯ 4 ¶ ⋯" && rows(player).count == 7)
        player.keys("s")
        #expect(rows(player).count == 15, "what is to be selected is seen first")
    }

    @Test func jumpsOpenWhereTheyLead() {
        var player = player()
        player.press("digest")
        player.keys("/")
        player.type("Paragraph 11")
        #expect(rows(player).last == sentence(12))
        player.keys("Esc")
        #expect(rows(player).last == "⋯ 3 ¶ ⋯", "Esc closes what was opened on the way")
        player.keys("/")
        player.type("Paragraph 11")
        player.keys("Enter")
        #expect(rows(player).last == sentence(12) && player.text.contains("|Paragraph 11"))
    }

    @Test func followsTheMarksAndTheFilter() {
        var player = player()
        player.press("digest", "mark-next", "delete-mark")
        #expect(rows(player).prefix(3) == ["⋯ 2 ¶ ⋯", sentence(3), ""], "where one stands stays open")
        player.keys("u & o")
        #expect(rows(player).contains("⋯ 3 ¶ ⋯") && !rows(player).contains(sentence(4)))
        player.keys("& &")
        #expect(rows(player).contains(sentence(4)))
    }

    @Test func partsOfAParagraphAreCountedInSentences() {
        let long = "|" + (1...30).map { "Sentence number \($0) is rather short." }.joined(separator: " ")
        var player = Player(long, size: Size(columns: 60, rows: 24))
        player.press("14 sentence-next", "tag risk", "document-start", "digest")
        let shown = rows(player)
        #expect(shown.count == 3 || shown.count == 4)
        #expect(shown.first?.hasSuffix("sentences ⋯") == true && shown.last?.hasSuffix("sentences ⋯") == true)
    }

    @Test func withoutAMarkThereIsNothingToCollapseTo() {
        var player = Player(DigestTests.text)
        player.press("digest")
        #expect(!player.file.isDigest && player.message == "no mark yet that the article could be collapsed to")
    }

    /// Sentences, rows and hidden stretches together are the text, whatever is marked.
    @Test func theRowsAreTheWholeText() {
        var random = Random(for: "digest")
        for _ in 0..<20 {
            var player = Player(random.article(words: 300), size: Size(columns: random.number(20...80), rows: 20))
            for _ in 0..<random.number(1...6) {
                player.press("document-start", "\(random.number(1...30)) sentence-next", "tag risk")
            }
            guard player.file.annotations.count > 0 else { continue }
            player.press("document-start", "digest")
            var row = Optional(player.state.flow.row(at: .zero))
            var end = ByteOffset.zero
            while let here = row {
                #expect(here.span.start == end)
                end = here.span.end
                row = player.state.flow.row(after: here)
                if let next = row { #expect(player.state.flow.row(before: next) == here) }
            }
            #expect(end == player.document.end)
            for mark in player.file.annotations.all {
                #expect(!player.state.flow.hides(player.state.flow.row(at: mark.span!.start)))
                #expect(!player.state.flow.hides(player.state.flow.row(at: mark.span!.end - 1)))
            }
        }
    }
}
