// Jumps back and on, places with a letter, the list of matches.

import Reader
import TestSupport
import Testing
import TextModel

@Suite struct JumpTests {
    private static let text = "|One risk. Two.\n\nThree risks.\n\nFour. The last risk.\n"

    @Test func backAndOnAgain() {
        var player = Player(JumpTests.text)
        player.keys("w /")
        player.type("risk")
        player.keys("Enter G z o")
        let hit = "One risk. Two.\n\nThree |risks.\n\nFour. The last risk.\n"
        #expect(player.text == hit)
        player.keys("C-o")
        #expect(player.text == "One |risk. Two.\n\nThree risks.\n\nFour. The last risk.\n")
        player.keys("C-o")
        #expect(player.message == "no jump further back")
        player.keys("z i")
        #expect(player.text == hit)
        player.keys("z i")
        #expect(player.text == "One risk. Two.\n\nThree risks.\n\nFour. The last risk|.\n")
        player.keys("z i")
        #expect(player.message == "no jump further on")
        player.keys("2 z o")
        #expect(player.text == "One |risk. Two.\n\nThree risks.\n\nFour. The last risk.\n")
    }

    @Test func aPlaceStandsInTheListOnce() {
        var player = Player(JumpTests.text)
        for _ in 0..<5 { player.keys("G g g") }
        player.keys("z o")
        #expect(player.file.cursor != .zero)
        player.keys("z o")
        #expect(player.message == "no jump further back")
    }

    @Test func aHundredAreKept() {
        var player = Player("|" + (0..<150).map { "line \($0)\n" }.joined())
        for line in 1...150 { player.run("\(line) document-start") }
        for _ in 0..<200 { player.keys("z o") }
        #expect(player.document.line(at: player.file.cursor) == 50)
    }

    @Test func backAcrossFiles() {
        var player = Player("|One. Two.\n", "Other.\n")
        player.keys("w ] f")
        #expect(player.state.current == 1)
        player.keys("z o")
        #expect(player.state.current == 0 && player.text == "One. |Two.\n")
        player.keys("z i")
        #expect(player.state.current == 1 && player.message.hasPrefix("2 of 2"))
    }

    @Test func searchingInPlaceIsNoJump() {
        var player = Player(JumpTests.text)
        player.keys("/")
        player.type("zzz")
        player.keys("Enter z o")
        #expect(player.message == "no jump further back")
    }
}

@Suite struct NamedPlaceTests {
    @Test func aLetterNamesAPlaceAndGoesThere() {
        var player = Player("|One. Two. Three.\n")
        player.keys(") m a")
        #expect(player.asked == ["keep-places 0 a5"] && player.message == "this place is a now")
        player.keys("G ' a")
        #expect(player.text == "One. |Two. Three.\n")
        player.keys("z o")
        #expect(player.text == "One. Two. Three|.\n")
        player.keys("' b")
        #expect(player.message == "no place is named b in this article")
        player.keys("m é ' é")
        #expect(player.text == "One. Two. Three|.\n")
        player.keys("m Esc")
        #expect(player.state.dialog == nil && player.file.places.count == 2)
        player.keys("m F5")
        #expect(player.message == "a place is named by a letter")
    }

    @Test func twiceTheSignGoesBackAndForth() {
        var player = Player("|One. Two. Three.\n")
        player.keys("' '")
        #expect(player.message == "there was no jump yet")
        player.keys("G ' '")
        #expect(player.text == "|One. Two. Three.\n")
        player.keys("' '")
        #expect(player.text == "One. Two. Three|.\n")
    }
}

@Suite struct MatchListTests {
    private static let text = "|One risk. Two.\n\nThree risks.\n\nFour. The last risk.\n"

    @Test func theTextFollowsAndEnterStays() {
        var player = Player(MatchListTests.text)
        player.keys("z f")
        #expect(player.message == "nothing has been searched for yet")
        player.keys("/")
        player.type("risk")
        player.keys("Enter z f")
        guard case .list(let listing) = player.state.dialog else { return #expect(Bool(false)) }
        #expect(listing.chooser.rows.count == 3)
        #expect(listing.chooser.rows.row(2).text == "3  Four. The last risk.")
        #expect(listing.chooser.rows.row(2).emphasis == [Span(ByteOffset(18), ByteOffset(22))])
        player.keys("j")
        #expect(player.text == "One risk. Two.\n\nThree |risks.\n\nFour. The last risk.\n")
        #expect(player.state.hitsInWords == "2 of 3")
        player.keys("Esc")
        #expect(player.text == "One |risk. Two.\n\nThree risks.\n\nFour. The last risk.\n")
        player.keys("z f / l a s t Enter")
        #expect(player.text == "One risk. Two.\n\nThree risks.\n\nFour. The last |risk.\n")
        player.keys("z o")
        #expect(player.text == "One |risk. Two.\n\nThree risks.\n\nFour. The last risk.\n")
    }

    @Test func hitsThatAreStillBeingCountedComeLater() {
        var player = Player("|" + String(repeating: "a line with a risk in it\n", count: 15_000))
        player.holdsBack = true
        player.keys("/")
        player.type("risk")
        let counting = player.held
        player.keys("Enter z f")
        guard case .list(let listing) = player.state.dialog else { return #expect(Bool(false)) }
        #expect(listing.chooser.rows.count == 0 && listing.chooser.title == "Looking for “risk” …")
        player.holdsBack = false
        player.answer(counting)
        guard case .list(let listing) = player.state.dialog else { return #expect(Bool(false)) }
        #expect(listing.chooser.rows.count == 10_000 && listing.chooser.title == "“risk”, the first 10,000 hits")
        #expect(player.state.hitsInWords == "1 of 10,000+")
    }
}
