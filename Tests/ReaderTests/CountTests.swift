// A count before a motion: as many single steps, in every way a keymap takes one, and an end to every large one.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@Suite struct CountTests {
    private static let motions = Command.allCases.filter { $0.info.group == .moving }
    /// With a count these go to a line instead, and centring twice is centring.
    private static let others: Set<Command> = [.documentStart, .documentEnd, .centre]

    /// An article with short and long paragraphs, and some of every script.
    private static let article = """
        The grid failed at noon. Who bears the risk? Nobody would say, and the operators pointed at one another for days.

        電力網が止まった。政策は危険だ。 A 👩‍🚀 saw it.

        One.
        Two.

        \(String(repeating: "Words go on and on, they do. ", count: 40))

        """

    @Test(arguments: motions.filter { !others.contains($0) }) func aCountIsAsManySteps(_ motion: Command) {
        var random = Random(for: "counts of \(motion.rawValue)")
        for _ in 0..<12 {
            let size = Size(columns: random.number(20...90), rows: random.number(6...30))
            var once = Player(CountTests.article, size: size)
            once.press("\(random.number(1...200)) grapheme-right")
            if random.once(in: 2) { once.press("select") }
            var often = once
            let count = random.number(2...9)
            once.press("\(count) \(motion.rawValue)")
            for _ in 0..<count { often.press(motion.rawValue) }
            #expect(once.text == often.text, "\(count) \(motion.rawValue) at \(size)")
        }
    }

    /// Keys with a count in each keymap, and how many sentences further they lead.
    @Test(arguments: [
        ("vim", "3 )"), ("vim", "1 0 ) 7 ("), ("less", "3 )"), ("emacs", "C-u 3 )"), ("emacs", "C-u 3 M-e"),
        ("emacs", "C-u ) M-a"), ("emacs", "C-u C-u ) C-u 1 3 M-a"),
        ("arrows", ": 3 Space s e n t e n c e - n e x t Enter"),
        ("vim", ": 3 s e n t e n c e - n e x t Enter"),
    ]) func isTypedAsTheKeymapHasIt(_ keymap: String, _ keys: String) {
        let text = (1...20).map { "S\($0)." }.joined(separator: " ")
        var player = Player("|" + text, keymap: keymap)
        player.keys(keys)
        #expect(player.text.contains("|S4."), "\(keys) in \(keymap)")
    }

    @Test func digitsAreTagsWhereTheKeymapSaysSo() {
        var player = Player("|One. Two. Three.", keymap: "arrows")
        player.keys("2 )")
        #expect(player.marks == ["policy “One.”"])
    }

    @Test func aCountThatIsCutIsSaid() {
        var player = Player("|" + String(repeating: "x", count: 150_000))
        player.keys(": 2 0 0 0 0 0 g r a p h e m e - r i g h t Enter")
        #expect(player.message == "100000 is as far as one count goes; press it again to go on")
        player.keys(": 2 0 0 0 0 0 g r a p h e m e - r i g h t Enter")
        #expect(player.message == "" && player.file.cursor.value == 149_999)
    }

    @Test func escTakesACountBack() {
        var player = Player("|One. Two. Three.")
        player.keys("2 Esc )")
        #expect(player.text == "One. |Two. Three.")
    }

    /// No count keeps the reader waiting, however large: the way ends where the text does.
    @Test(.timeLimit(.minutes(patience)), arguments: motions) func anyLargeCountEnds(_ motion: Command) {
        let text = String(repeating: CountTests.article, count: 3) + String(repeating: "word, ", count: 500)
        for count in ["1000000000", "9223372036854775807", "99999999999999999999999999"] {
            var player = Player("|" + text)
            player.press("2000 grapheme-right")
            player.keys(":")
            player.type("\(count) \(motion.rawValue)")
            player.keys("Enter")
            var again = player
            again.press(motion.rawValue)
            if !CountTests.others.contains(motion), ![.scrollDown, .scrollUp].contains(motion) {
                #expect(again.file.cursor == player.file.cursor, "\(count) \(motion.rawValue)")
            }
        }
        var player = Player("|" + text)
        player.type(String(repeating: "9", count: 30))
        player.press(motion.rawValue)
    }
}
