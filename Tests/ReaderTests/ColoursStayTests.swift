// Colours as one works in the list of tags: adding, renaming and merging one leaves all others as they were.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct ColoursStayTests {
    private static let codebook = Codebook(
        ["cause", "cost", "risk", "rule"].map {
            Codebook.Entry(Annotations.Tag($0)!, key: nil, color: nil, description: "")
        })

    private func colors(_ player: Player) -> [String: String] {
        let codebook = player.file.codebook
        return Dictionary(uniqueKeysWithValues: codebook.entries.map { ($0.tag.name, codebook.color(of: $0.tag)) })
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func othersKeepTheirColours(_ keymap: String) {
        var player = Player("|One is here. Two is there.\n", keymap: keymap, codebook: ColoursStayTests.codebook)
        var expected = colors(player)
        player.keys("T")
        player.type("new")
        player.keys("Enter y")
        let new = player.file.codebook.entries.last
        #expect(new?.tag.name == "new" && new?.color != nil && !expected.values.contains(new?.color ?? ""))
        expected["new"] = new?.color
        #expect(colors(player) == expected)
        // The first one is merged into the last but one.
        player.keys("z b Home m")
        player.type("rule")
        player.keys("Enter y")
        expected["cause"] = nil
        #expect(colors(player) == expected)
        player.keys("Home r C-u")
        player.type("price")
        player.keys("Enter y")
        expected["price"] = expected.removeValue(forKey: "cost")
        #expect(colors(player) == expected)
        player.keys("Esc")
        player.press("3 undo")
        #expect(player.file.codebook == ColoursStayTests.codebook)
        player.press("3 redo")
        #expect(colors(player) == expected)
    }

    @Test func aColourThatIsGivenAwayLeavesOneTagAlone() {
        var player = Player("|One is here.\n", codebook: ColoursStayTests.codebook)
        let before = colors(player)
        // The last one gets the first one's.
        player.keys("z b End C")
        player.type(before["cause"] ?? "")
        player.keys("Enter Esc")
        let after = colors(player)
        #expect(after["rule"] == before["cause"] && after["cause"] != before["cause"])
        #expect(after["cost"] == before["cost"] && after["risk"] == before["risk"])
        #expect(Set(after.values).count == 4)
        player.press("undo")
        #expect(colors(player) == before && player.file.codebook == ColoursStayTests.codebook)
    }
}
