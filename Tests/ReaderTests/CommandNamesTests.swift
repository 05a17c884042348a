// Tab behind `:`: the names that fit, completed as far as they agree, then one after the other.

import Reader
import Screen
import TestSupport
import Testing

@Suite struct CommandNamesTests {
    private func prompt(_ player: Player) -> CommandPrompt? {
        if case .command(let prompt) = player.state.dialog { return prompt }
        return nil
    }

    @Test(arguments: [("vim", ":"), ("less", ":"), ("emacs", "M-x"), ("arrows", "F10")])
    func tabListsWhatFitsAndGoesOn(keymap: String, key: String) {
        var player = Player("|One is here. Two is there.\n", keymap: keymap)
        player.keys(key)
        player.type("sentence-n")
        player.keys("Tab")
        #expect(prompt(player)?.field.text == "sentence-next" && prompt(player)?.names == nil, "one needs no list")
        player.keys("Enter")
        #expect(player.text == "One is here. |Two is there.\n")
        player.keys(key)
        player.type("tag")
        player.keys("Tab")
        #expect(
            prompt(player)?.names == ["tag", "tag-by-name", "tag-definition", "tags"]
                && prompt(player)?.chosenPlace == nil)
        player.keys("Tab Tab")
        #expect(prompt(player)?.field.text == "tag-by-name" && prompt(player)?.chosenPlace == 1)
        player.keys("S-Tab S-Tab")
        #expect(prompt(player)?.field.text == "tags", "from the first to the last")
        player.keys("Tab")
        player.type(" risk")
        player.keys("Enter")
        #expect(player.marks == ["risk “Two is there.”"] && player.state.dialog == nil)
    }

    @Test func asMuchAsTheyAgreeInIsTypedAndTheListGoesAlong() {
        var player = Player("|One.\n")
        player.keys(": s e a r Tab")
        #expect(prompt(player)?.field.text == "search-")
        player.type("n")
        #expect(prompt(player)?.names == ["search-next", "search-notes"])
        player.keys("Down Down")
        #expect(prompt(player)?.field.text == "search-notes")
        player.keys("Backspace Backspace")
        #expect(prompt(player)?.names == ["search-notes"] && prompt(player)?.chosenPlace == nil)
    }

    @Test func emptyItListsAllAndACountStays() {
        var player = Player("|One. Two. Three. Four.\n")
        player.keys(": Tab")
        #expect(prompt(player)?.names?.count == Command.allCases.count)
        player.keys("Esc : 2 Space s e n t e n c e - n e Tab")
        #expect(prompt(player)?.field.text == "2 sentence-next")
        player.keys("Enter")
        #expect(player.text == "One. Two. |Three. Four.\n")
    }

    @Test func aLaterWordWillDoAndAnAliasToo() {
        var player = Player("|One.\n")
        player.keys(": p h r a s e Tab")
        #expect(prompt(player)?.field.text == "same-phrase")
        player.keys("Esc : h i n t Tab")
        #expect(prompt(player)?.field.text == "hints")
        player.keys("Esc : x y z Tab")
        #expect(player.message == "no action has a name like “xyz”" && prompt(player)?.field.text == "xyz")
    }
}
