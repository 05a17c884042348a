// The objects around the cursor, and how the selection grows when one asks again.

import Annotations
import Reader
import TestSupport
import Testing

@Suite struct ObjectTests {
    /// Where the cursor is, the keys, what is selected.
    static let objects: [(String, String, String)] = [
        ("one tw|o three", "i w", "two"), ("one tw|o three", "i w i w", "two three"), ("one| two three", "i w", "two"),
        ("one two three|.", "i w", "three"), ("この政|策は危険。", "i w", "政策"),
        ("One. Tw|o is. Three.", "i s", "Two is."), ("One. Tw|o is. Three.", "i s i s", "Two is. Three."),
        ("One. T|wo.\n\nThree.", "i p", "One. Two."), ("One. T|wo.\n\nThree.", "i p i p", "One. Two.\n\nThree."),
        ("He said “ye|s, now” so.", "i \"", "yes, now"), ("He said “ye|s, now” so.", "i \" i \"", "“yes, now”"),
        ("“She ‘sa|id’ so,” he.", "i \"", "said"), ("“She ‘sa|id’ so,” he.", "2 i \"", "‘said’"),
        ("“She ‘sa|id’ so,” he.", "3 i \"", "She ‘said’ so,"), ("“She ‘sa|id’ so,” he.", "4 i \"", "“She ‘said’ so,”"),
        ("“She ‘sa|id’ so,” he.", "9 9 i \"", "“She ‘said’ so,”"),
        ("“She |‘said’ so,” he.", "i \"", "said"), ("|“”x", "i \"", "“”"),
        ("|He said “yes” and “no”.", "i \"", "yes"), ("彼は「政|策」と", "i \"", "政策"),
        ("a (b [c|] d) e", "i (", "c"), ("a (b [c|] d) e", "i ( i ( i (", "b [c] d"), ("|a （全角） b", "i (", "全角"),
        // With a selection that is alive.
        ("one t|wo three", "v i w", "two"), ("one t|wo three", "v w i w i w", "two three"),
        ("O|ne. Two. Three.", "v ) ) i s", "One. Two."), ("“She ‘sa|id’ so,” he.", "v i \"", "said"),
        ("“She ‘sa|id’ so,” he.", "i w i \" i \"", "She ‘said’ so,"), ("“a b” c|", "v b b i \"", "a b” c"),
        ("One. T|wo.\n\nThree.", "v i p", "One. Two."),
    ]

    @Test(arguments: objects) func selects(_ before: String, _ keys: String, _ selected: String) {
        var player = Player(before)
        player.keys(keys)
        let span = player.file.selection?.span(in: player.document)
        #expect(span.map { player.document.text($0) } == selected, "\(keys) in \(before)")
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func worksInEveryKeymap(_ keymap: String) {
        var player = Player("|He said “yes, now” (once). So.\n", keymap: keymap)
        player.keys("i \" r")
        player.press("cancel", "document-start")
        player.keys("i ( p Esc")
        #expect(player.marks == ["risk “yes, now”", "policy “once”"], "\(keymap)")
        player.press("2 undo")
        #expect(player.marks == [])
    }

    @Test func whatIsNotThereIsSaid() {
        var player = Player("|One two. “Three.”\n\n(four)\n")
        player.keys("i (")
        #expect(player.message == "no parenthesis here, nor later in this sentence" && player.file.selection == nil)
        player.keys("i \"")
        #expect(player.message == "no quotation here, nor later in this sentence")
        player.keys(") 2 i \" i \"")
        #expect(player.message == "no quotation around the selection in this paragraph")
        #expect(player.text.contains("⟦“Three.|”⟧"))
        player = Player("... |!!\n")
        player.keys("i w")
        #expect(player.message == "no word here")
    }
}
