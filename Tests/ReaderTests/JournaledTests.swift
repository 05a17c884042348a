// Marks whose sidecar cannot be written and that are safe in the journal: shown, tried again, and no reason to stay.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct JournaledTests {
    var player = Player("|One is here. Two is there. Three is far.\n")
    private let sentence = "a.txt.gloss.json cannot be written; the marks are safe"

    private mutating func journal() { player.act(.saved(index: 0, .journaled(sentence))) }

    @Test mutating func whatIsInTheJournalIsSaidOnceAndNeedsNoQuestion() {
        player.press("tag risk")
        journal()
        #expect(player.message == sentence && player.file.saving.isInJournal && player.asked == [])
        player.press("sentence-next")
        player.idle()
        #expect(player.asked.contains("save 0: 1"))
        journal()
        #expect(player.message == "" && player.asked == ["refresh 0"])
        player.act(.refreshed(index: 0, nil))
        #expect(player.asked == [])
        player.press("quit")
        #expect(player.asked.last == "quit")
    }

    @Test mutating func aLaterEditIsNotSafeUntilItIsThereToo() {
        player.press("tag risk", "sentence-next", "tag risk")
        journal()
        #expect(player.asked == ["save 0: 2"] && !player.file.saving.isSafe)
        player.press("quit")
        #expect(player.asked == [])
        journal()
        #expect(player.asked.last == "quit")
    }

    @Test mutating func itEndsWithTheFirstSave() {
        player.press("tag risk")
        journal()
        player.idle()
        player.saved()
        #expect(player.file.saving.isComplete && !player.file.saving.isInJournal)
    }

    @Test mutating func aJournalThatFailsAsksAsEver() {
        player.press("tag risk")
        journal()
        player.press("sentence-next", "tag risk")
        player.saveFails()
        #expect(player.message == "NOT SAVED: disk full")
        player.press("quit")
        #expect(!player.asked.contains("quit"))
    }

    @Test func whatAnEarlierSessionLeftThereIsSavedWhenTheTimeHasCome() throws {
        var player = Player("|One is here. Two is there.\n")
        let mark = Player.mark("left", "Two is there.", in: player.document)
        var article = Article(document: player.document, marks: ArticleMarks(), codebook: .builtIn)
        article.marks?.annotations = AnnotationSet([mark])
        article.marks?.isFromJournal = true
        player.act(.opened(index: 0, .success(article)))
        #expect(player.file.saving.isInJournal && player.marks == ["risk “Two is there.”"])
        player.idle()
        #expect(player.asked.contains("save 0: 1"))
        player.saved()
        #expect(player.file.saving.isComplete)
    }

    @Test mutating func nothingButTextLeavesTheLineThatSaysSo() {
        player.press("zen")
        #expect(!player.state.hasStatusLine)
        player.press("tag risk")
        journal()
        #expect(player.state.hasStatusLine)
        player.idle()
        player.saved()
        #expect(!player.state.hasStatusLine)
    }
}
