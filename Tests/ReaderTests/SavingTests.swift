// Saves: one at a time, failures stay in view and are tried again, others' marks come in, quitting waits.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct SavingTests {
    var player = Player("|One is here. Two is there. Three is far.\n", "Another.\n")

    @Test mutating func editsDuringASaveGoWithTheNext() {
        player.press("tag risk")
        #expect(player.asked == ["save 0: 1"])
        player.press("sentence-next", "tag risk", "sentence-next", "tag risk")
        #expect(player.asked == [])
        player.saved()
        #expect(player.asked == ["save 0: 3"] && !player.file.saving.isComplete)
        player.saved()
        #expect(player.asked == [] && player.file.saving.isComplete)
    }

    /// What comes back from the disk carries the record it was written as; that is no edit by somebody else.
    @Test mutating func aMarkThatIsDeletedWhileItIsSavedStaysDeleted() throws {
        player.press("tag risk")
        let sent = try #require(player.sent)
        player.press("undo")
        #expect(player.marks.isEmpty)
        let onDisk = sent.all.map { mark in
            var mark = mark
            mark.stored = StoredJSON("{\"id\":\"\(mark.id.iri)\"}")
            return mark
        }
        player.saved(AnnotationSet(onDisk))
        #expect(player.marks.isEmpty && player.asked == ["save 0: 0"])
    }

    @Test mutating func aFailureStaysUntilASaveSucceeds() {
        player.press("tag risk")
        player.saveFails()
        #expect(player.asked == ["ring"] && player.message == "NOT SAVED: disk full")
        player.press("sentence-next")
        #expect(player.file.saving.failure == "disk full")
        player.idle()
        #expect(player.asked.contains("save 0: 1"))
        player.saveFails()
        #expect(player.asked == [])
        player.press("quit")
        #expect(player.asked == [])
        player.keys("n")
        player.idle()
        player.saved()
        #expect(player.file.saving.failure == nil && player.file.saving.isComplete)
    }

    /// Whoever watches the files says when there is something to be read.
    @Test mutating func anIdleSecondReadsNothingAgain() {
        player.idle()
        #expect(!player.asked.contains("refresh 0"))
        player.act(.noticed(index: 0))
        #expect(player.asked == ["refresh 0"])
    }

    @Test mutating func quittingWaitsForTheSave() {
        player.press("tag risk", "quit")
        #expect(player.asked == [])
        player.saved()
        #expect(player.asked.last == "quit")
    }

    @Test mutating func othersMarksComeIn() throws {
        player.press("tag risk")
        let theirs = Player.mark("theirs", "Two is there.", in: player.document, tags: ["policy"], creator: "bo")
        let sent = try #require(player.sent)
        player.press("2 sentence-next", "tag opinion")
        player.saved(AnnotationSet(Array(sent.all) + [theirs]))
        #expect(player.marks == ["risk “One is here.”", "policy “Two is there.”", "opinion “Three is far.”"])
        player.press("2 undo")
        #expect(player.marks == ["policy “Two is there.”"])
    }

    @Test mutating func filesAreWalkedAndTheLastOneSaid() {
        player.press("file-next")
        #expect(player.state.current == 1)
        player.press("file-next")
        #expect(player.state.current == 1 && player.message == "this is the last file")
        player.press("file-previous", "file-previous")
        #expect(player.state.current == 0 && player.message == "this is the first file")
    }
}
