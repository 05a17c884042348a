// The numbers of recent tags where a tag of the codebook has a digit for its key: no number is another tag's.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct RecentNumbersTests {
    private static let text = "|One is here. Two is there. Three is far. Four is alone. Five ends it.\n"
    private static let codebook = Codebook(
        [("first", "1"), ("third", "3"), ("risk", "r"), ("policy", "p"), ("opinion", "o")].map {
            Codebook.Entry(Annotations.Tag($0)!, key: $1, color: nil, description: "")
        })

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func aDigitThatIsAKeyIsNoNumber(_ keymap: String) {
        var player = Player(RecentNumbersTests.text, keymap: keymap, codebook: RecentNumbersTests.codebook)
        player.press("tag risk", "sentence-next", "tag policy", "sentence-next", "tag opinion", "sentence-next")
        // t 1 and t 3 are the codebook's; the recent ones have 2, 4 and 5.
        player.keys("t 5")
        #expect(player.marks.last == "opinion “Four is alone.”")
        player.press("undo")
        player.keys("t 2")
        #expect(player.marks.last == "risk “Four is alone.”")
        player.press("undo")
        player.keys("t 3")
        #expect(player.marks.last == "third “Four is alone.”")
        player.keys("t 9")
        #expect(player.message == "no tag has number 9 yet; those you give get the numbers 2 to 9")
    }

    /// Seven can be typed: the eighth takes the number of the one that was not given for longest.
    @Test func noRecentTagIsWithoutANumber() {
        let entries =
            RecentNumbersTests.codebook.entries
            + "abcdefgh".map {
                Codebook.Entry(Annotations.Tag(String($0))!, key: nil, color: nil, description: "")
            }
        var player = Player(RecentNumbersTests.text, codebook: Codebook(entries))
        for name in "abcdefg" { player.press("tag \(name)", "sentence-next") }
        player.press("document-start", "sentence-next", "tag h")
        #expect(player.state.recentTags.tags.map(\.name) == ["h", "b", "c", "d", "e", "f", "g"])
        player.press("document-start")
        player.keys("t 2")
        #expect(player.marks.first?.hasPrefix("a,h ") == true || player.marks.first?.hasPrefix("a,g,h ") == true)
    }

    @Test func helpNamesTheNumbersThatAreLeft() {
        let rows = KeyHelp.sections(for: Player("|a\n").state.options.keymap, codebook: RecentNumbersTests.codebook)
            .flatMap(\.rows)
        #expect(rows.contains { $0.keys == "t2 t4–9" && $0.help.hasPrefix("one of the tags given lately") })
        #expect(rows.contains { $0.keys.contains("t3") && $0.help == "third" })
    }
}
