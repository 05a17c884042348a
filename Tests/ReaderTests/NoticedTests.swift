// Looks at what others wrote: one at a time, what is noticed meanwhile once after it, and all of them after a stop.

import Annotations
import Reader
import TestSupport
import Testing
import TextModel

@Suite struct NoticedTests {
    var player = Player("|One is here. Two is there.\n", "Another.\n")

    @Test mutating func aLookWaitsForTheSaveAndForTheLookBeforeIt() {
        player.press("tag risk")
        player.act(.noticed(index: 0))
        player.act(.noticed(index: 0))
        #expect(player.asked == [])
        player.saved()
        #expect(player.asked == ["refresh 0"])
        for _ in 0..<3 { player.act(.noticed(index: 0)) }
        #expect(player.asked == [])
        player.act(.refreshed(index: 0, nil))
        #expect(player.asked == ["refresh 0"])
        player.act(.refreshed(index: 0, nil))
        #expect(player.asked == [])
    }

    @Test func whatIsWrittenWhileTheMarksAreReadIsLookedAtThen() {
        var player = Player(arriving: Document("One is here.\n"))
        player.act(.noticed(index: 0))
        #expect(player.asked == [])
        player.act(.marksRead(index: 0, ArticleMarks()))
        #expect(player.asked == ["refresh 0"])
    }

    @Test mutating func editsComeBeforeALook() {
        player.press("tag risk", "sentence-next", "tag risk")
        player.act(.noticed(index: 0))
        player.saved()
        #expect(player.asked == ["save 0: 2"])
        player.saved()
        #expect(player.asked == ["refresh 0"] && player.file.saving.isComplete)
    }

    /// The note that another program writes while one's own is being written was never seen: neither is lost, and one
    /// undo takes one's own back.
    @Test mutating func aNoteWrittenMeanwhileStaysBesideOnesOwn() throws {
        player.press("tag risk")
        player.answerSaves()
        let mark = try #require(player.file.annotations.all.first)
        player.keys("a")
        player.type("mine")
        var theirs = mark
        theirs.note = "theirs"
        player.act(.noticed(index: 0))
        player.act(.refreshed(index: 0, AnnotationSet([theirs])))
        player.keys("Enter")
        let notes = player.file.annotations.all.map(\.note).sorted()
        #expect(notes.count == 2 && notes[0] == "mine" && notes[1].hasPrefix("theirs\n[Another version"), "\(notes)")
        #expect(player.message.contains("beside what another program had written meanwhile"), "\(player.message)")
        #expect(player.file.markInHand?.id == mark.id)
        player.press("undo")
        #expect(player.file.annotations.all.map(\.note) == ["theirs"])
        // One that was there before the editor opened is what is being changed.
        player.keys("a C-u")
        player.type("all new")
        player.keys("Enter")
        #expect(player.file.annotations.all.map(\.note) == ["all new"])
    }

    @Test mutating func theMarksOfAFileOutOfViewComeIn() throws {
        player.press("file-next")
        player.act(.noticed(index: 0))
        #expect(player.asked == ["refresh 0"])
        let theirs = Player.mark("theirs", "Two is there.", in: try #require(player.state.files[0].file).document)
        player.act(.refreshed(index: 0, AnnotationSet([theirs])))
        #expect(player.state.files[0].file?.annotations.count == 1)
        player.act(.noticed(index: 7))
        #expect(player.asked == [])
    }

    @Test mutating func whatCannotBeMarkedIsNotLookedAt() {
        var player = Player("One.\n", readOnly: "read-only")
        player.act(.noticed(index: 0))
        #expect(player.asked == [])
    }

    @Test mutating func aStopFromOutsideIsDoneByWhoeverSavesFirst() {
        player.press("tag risk")
        player.act(.event(.stop))
        #expect(player.asked.last == "suspend")
        player.saved()
        player.act(.event(.resumed))
        #expect(player.asked.starts(with: ["redraw", "refresh 0", "refresh 1"]))
    }

    /// What could not be saved before the stop is tried again after it, and that looks as well.
    @Test mutating func whatWasNotSavedIsTriedAgainAfterAStop() {
        player.press("tag risk")
        player.saveFails()
        player.act(.event(.resumed))
        #expect(player.asked.starts(with: ["redraw", "save 0: 1", "refresh 1"]))
    }
}
