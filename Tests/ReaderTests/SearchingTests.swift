// Search in the reader, `:` and its names, going from file to file.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct SearchingTests {
    @Test func findsAcrossLineEndsWrapsAndSaysSo() {
        var player = Player("|The sea\nwall. A sea wall. The Sea Wall.")
        player.keys("/")
        player.type("sea wall")
        player.keys("Enter")
        #expect(player.text == "The |sea\nwall. A sea wall. The Sea Wall.")
        player.press("search-next", "search-next")
        #expect(player.text == "The sea\nwall. A sea wall. The |Sea Wall.")
        player.press("search-next")
        #expect(player.text == "The |sea\nwall. A sea wall. The Sea Wall.")
        #expect(player.message == "search went on from the start")
        player.press("search-previous")
        #expect(player.text == "The sea\nwall. A sea wall. The |Sea Wall.")
        #expect(player.message == "search went on from the end")
    }

    @Test func aCapitalMakesCaseCount() {
        var player = Player("|A sea. The Sea.")
        player.keys("/")
        player.type("Sea")
        player.keys("Enter")
        #expect(player.text == "A sea. The |Sea.")
    }

    @Test func whatIsNotThereIsSaidAndTheCursorStays() {
        var player = Player("o|ne")
        player.keys("/")
        player.type("two")
        player.keys("Enter")
        #expect(player.text == "o|ne" && player.message == "not found: two")
    }

    @Test func aSearchTakesTheSelectionAlong() {
        var player = Player("|one two three")
        player.press("select")
        player.keys("/")
        player.type("three")
        player.keys("Enter")
        #expect(player.text == "⟦one two |t⟧hree")
    }

    @Test func namesRunWithACountAndAWrongOneIsMended() {
        var player = Player("|One. Two. Three.\n")
        player.keys(":")
        player.type("2 sentence-next")
        player.keys("Enter")
        #expect(player.text == "One. Two. |Three.\n")
        player.keys(":")
        player.type("sentense-next")
        player.keys("Enter")
        #expect(player.message.contains("did you mean “sentence-next”?"))
    }

    @Test func aFileThatCannotBeOpenedIsPassedOver() {
        var player = Player("one", "two", "three")
        player.state.files[1].file = nil
        player.press("file-next")
        #expect(player.asked.contains("open 1"))
        player.act(.opened(index: 1, .failure(.problem("gone"))))
        #expect(player.state.current == 0 && player.message == "gone")
        player.press("file-next")
        #expect(player.state.current == 2)
        player.press("file-previous")
        #expect(player.state.current == 0)
    }
}
