// A step is taken back where another program has touched the same mark since, as far as it left that part alone.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct PartialUndoTests {
    private static let text = "|One is here. Two is there. Three is far.\n"

    /// What another program makes of the one mark there is, seen by the reader.
    private func touch(_ player: inout Player, on quote: String? = nil, _ body: (inout Annotation) -> Void) {
        player.saved()
        var theirs = player.file.annotations
        let old = theirs.all.first { quote == nil || $0.target.quote.exact == quote }!
        var new = old
        body(&new)
        theirs.replace(old.id, with: new)
        player.act(.noticed(index: 0))
        player.act(.refreshed(index: 0, theirs))
    }

    private func tag(_ name: String) -> Annotations.Tag { Annotations.Tag(name)! }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func aTagGoesAndTheirNoteStays(_ keymap: String) {
        var player = Player(Self.text, keymap: keymap)
        player.press("tag risk", "tag policy")
        touch(&player) { $0.note = "theirs" }
        player.press("undo")
        #expect(player.marks == ["risk “One is here.” — theirs"] && player.message.hasPrefix("undone: tagged policy"))
        player.press("redo")
        #expect(player.marks == ["risk,policy “One is here.” — theirs"])
        player.press("2 undo")
        // The mark that the first step made holds what they wrote.
        #expect(player.marks == [" “One is here.” — theirs"])
        player.press("2 redo")
        #expect(player.marks == ["risk,policy “One is here.” — theirs"])
    }

    /// The mark was there before the step that is taken back.
    @Test func aMarkStaysThoughTheyTookItsOtherTagAway() {
        var player = Player(Self.text)
        player.press("tag risk", "tag policy")
        touch(&player) { $0.tags.removeAll { $0.name == "risk" } }
        #expect(player.marks == ["policy “One is here.”"])
        player.press("undo")
        #expect(player.marks == [" “One is here.”"])
        player.press("redo")
        #expect(player.marks == ["policy “One is here.”"])
    }

    @Test func aNoteGoesAndTheirTagStays() {
        var player = Player(Self.text)
        player.press("tag risk", "note")
        player.type("mine")
        player.keys("Enter")
        touch(&player) { $0.tags.append(tag("policy")) }
        player.press("undo")
        #expect(player.marks == ["risk,policy “One is here.”"])
        player.press("undo")
        #expect(player.marks == ["policy “One is here.”"])
    }

    @Test func anEdgeGoesBackAndTheirTagStays() {
        var player = Player(Self.text)
        player.keys("r > ) Enter")
        #expect(player.marks == ["risk “One is here. Two is there.”"])
        touch(&player) { $0.tags.append(tag("policy")) }
        player.press("undo")
        #expect(player.marks == ["risk,policy “One is here.”"])
    }

    @Test func whatTheyChangedOfTheSameIsLeft() {
        var player = Player(Self.text)
        player.press("tag risk", "note")
        player.type("mine")
        player.keys("Enter")
        touch(&player) { $0.note = "theirs" }
        player.press("undo")
        #expect(player.marks == ["risk “One is here.” — theirs"])
        #expect(player.message.hasPrefix("not undone, because another program has changed that mark since"))
        player = Player(Self.text)
        player.press("tag risk", "tag policy")
        touch(&player) { $0.tags = [tag("risk")] }
        player.press("undo")
        #expect(player.message.hasPrefix("not undone") && player.marks == ["risk “One is here.”"])
    }

    @Test func aStepOnSeveralMarksIsOneAllTheSame() {
        var player = Player(Self.text)
        player.press("tag risk", "sentence-next", "tag risk")
        player.keys("z b Home r C-u")
        player.type("danger")
        player.keys("Enter y Esc")
        touch(&player) { $0.note = "theirs" }
        player.press("undo")
        player.answerSaves()
        #expect(player.marks.allSatisfy { $0.hasPrefix("risk ") } && player.marks.count { $0.contains("theirs") } == 1)
    }

    /// The half that was new goes only where nobody has written on it.
    @Test(arguments: [("One is here.", ["risk “One is here. Two is there.” — theirs"]), ("Two is there.", nil)])
    func aSplitIsTakenBackWholeOrNotAtAll(_ half: String, _ marks: [String]?) {
        var player = Player(Self.text)
        player.keys("r > ) Enter (")
        player.press("split-mark")
        #expect(player.marks.count == 2)
        touch(&player, on: half) { $0.note = "theirs" }
        let split = player.marks
        player.press("undo")
        #expect(player.marks == marks ?? split, "\(player.message)")
        #expect(player.message.hasPrefix(marks == nil ? "not undone" : "undone"))
    }
}
