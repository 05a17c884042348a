// The prompt of a search: the text follows what is typed, Esc brings it back, past searches come again.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel
import Views

@Suite struct SearchPromptTests {
    /// The key to the shell works wherever one is; in arrows it takes back an edit and stays with what is open.
    @Test func thePromptCanBeSuspended() {
        var player = Player("|One. Two.\n")
        player.keys("/ O C-z")
        #expect(player.asked.last == "suspend" && player.state.dialog != nil)
        var arrows = Player("|One. Two.\n", keymap: "arrows")
        arrows.keys("C-f O C-z")
        #expect(!arrows.asked.contains("suspend") && arrows.state.dialog != nil)
    }

    @Test(arguments: ["/ r i s", ": m a r k", "a w h o", "?", "z l", ", a"])
    func theScreenIsDrawnAnewWhateverIsOpen(_ keys: String) {
        var player = Player("Risk is what remains. The grid failed.", keymap: "less")
        player.keys("r")
        player.keys(keys == "?" ? "h" : keys)
        let before = frame(for: player.state, theme: .dark)
        player.keys("C-l")
        #expect(player.asked.last == "redraw" && player.state.dialog != nil)
        #expect(frame(for: player.state, theme: .dark) == before)
    }

    private static let text = "|A grid fails. The risk is borne. Risks remain, and a third risk.\n"

    @Test func theTextFollowsWhatIsTypedAndEscBringsItBack() {
        var player = Player(SearchPromptTests.text)
        player.keys("/")
        player.type("r")
        #expect(player.text == "A g|rid fails. The risk is borne. Risks remain, and a third risk.\n")
        player.type("isk")
        #expect(player.text == "A grid fails. The |risk is borne. Risks remain, and a third risk.\n")
        #expect(player.state.hitsInWords == "1 of 3")
        player.keys("Backspace Backspace Backspace")
        #expect(player.text == "A g|rid fails. The risk is borne. Risks remain, and a third risk.\n")
        player.type("zz")
        #expect(player.text == SearchPromptTests.text)
        guard case .search(let prompt) = player.state.dialog else { return #expect(Bool(false)) }
        #expect(prompt.remark == SearchPrompt.Remark(text: "not found: rzz"))
        player.keys("Esc")
        #expect(player.state.dialog == nil && player.text == SearchPromptTests.text)
        #expect(player.state.search == nil)
    }

    @Test func escKeepsTheSearchBeforeAndASelection() {
        var player = Player(SearchPromptTests.text)
        player.keys("/")
        player.type("risk")
        player.keys("Enter v w")
        let before = player.text
        player.keys("/")
        player.type("remain")
        #expect(player.text != before)
        player.keys("C-g")
        #expect(player.text == before)
        #expect(player.state.search?.pattern.typed == "risk" && player.state.hitsInWords != nil)
    }

    @Test func aBareEnterRepeatsAndTheLastDirectionCounts() {
        var player = Player(SearchPromptTests.text)
        player.keys("/")
        player.type("risk")
        player.keys("Enter / Enter")
        #expect(player.state.hitsInWords == "2 of 3")
        player.keys("? Enter")
        #expect(player.state.hitsInWords == "1 of 3")
        player.keys("n")
        #expect(player.state.hitsInWords == "3 of 3" && player.message == "search went on from the end")
    }

    @Test func controlTGoesThroughTheModes() {
        var player = Player("|A resume, a résumé, r.sum.\n")
        player.keys("/")
        player.type("r.sum.")
        #expect(player.text == "A resume, a résumé, |r.sum.\n")
        player.keys("C-t")
        #expect(player.text == "A |resume, a résumé, r.sum.\n" && player.state.hitsInWords == "1 of 3")
        player.keys("C-t Esc /")
        guard case .search(let prompt) = player.state.dialog else { return #expect(Bool(false)) }
        #expect(prompt.mode == .literal)
        player.keys("C-t C-t")
        player.type("resume")
        #expect(player.state.hitsInWords == "1 of 2")
        player.keys("Enter n")
        #expect(player.text == "A resume, a |résumé, r.sum.\n")
        player.keys("/")
        guard case .search(let prompt) = player.state.dialog else { return #expect(Bool(false)) }
        #expect(prompt.mode == .unaccented)
    }

    @Test func aBadExpressionIsQuietWhileItIsTyped() {
        var player = Player(SearchPromptTests.text)
        player.keys("/ C-t")
        player.type("(ris")
        guard case .search(let prompt) = player.state.dialog else { return #expect(Bool(false)) }
        #expect(prompt.remark == .init(text: "missing closing parenthesis, after character 4"))
        player.keys("Enter")
        guard case .search(let prompt) = player.state.dialog else { return #expect(Bool(false)) }
        #expect(prompt.remark?.isAlarm == true)
        player.type("k)")
        #expect(player.text == "A grid fails. The |risk is borne. Risks remain, and a third risk.\n")
    }

    @Test func pastSearchesComeAgainAndAreKept() {
        var player = Player(SearchPromptTests.text)
        player.keys("/")
        #expect(player.asked == ["read-searches"])
        player.act(.pastSearches([PastSearch(text: "borne", mode: .literal)]))
        player.type("risk")
        player.keys("Enter")
        #expect(player.asked == ["keep-searches borne risk"])
        player.keys("/")
        player.type("gr")
        player.keys("Up C-p")
        #expect(player.text == "A grid fails. The risk is |borne. Risks remain, and a third risk.\n")
        player.keys("Up Down Down")
        guard case .search(let prompt) = player.state.dialog else { return #expect(Bool(false)) }
        #expect(prompt.field.text == "gr")
        player.keys("Up Up Enter")
        #expect(player.asked == ["keep-searches risk borne"])
    }

    @Test func keysThatSearchGoOnWhileThePromptIsOpen() {
        for (keymap, open, next, previous) in [("emacs", "C-s", "C-s", "C-r"), ("arrows", "C-f", "F3", "S-F3")] {
            var player = Player(SearchPromptTests.text, keymap: keymap)
            player.keys(open)
            player.type("risk")
            player.keys(next)
            #expect(player.state.hitsInWords == "2 of 3", "\(keymap)")
            player.keys("\(next) \(next)")
            #expect(player.state.hitsInWords == "1 of 3", "\(keymap)")
            player.keys(previous)
            #expect(player.state.hitsInWords == "3 of 3", "\(keymap)")
            player.keys("Enter")
            #expect(player.state.dialog == nil && player.state.hitsInWords == "3 of 3")
            player.keys("\(open) \(open)")
            guard case .search(let prompt) = player.state.dialog else { return #expect(Bool(false)) }
            #expect(prompt.field.text == "risk", "\(keymap)")
        }
    }

    @Test func aPasteIsSearchedForAtOnce() {
        var player = Player(SearchPromptTests.text)
        player.keys("/")
        player.act(.event(.paste("third\nrisk")))
        #expect(player.text == "A grid fails. The risk is borne. Risks remain, and a |third risk.\n")
    }
}

@Suite struct TextFieldTests {
    @Test func aLineTakesOnlySoMuchAndWholeCharacters() {
        let paste = String(repeating: "é\n", count: 1_000_000)
        var field = TextField("ab")
        _ = field.take(Key(.left))
        field.insert(paste)
        #expect(field.text.utf8.count == TextField.lineLimit && field.text.hasPrefix("aé é "))
        #expect(field.characters.last == "b" && field.cursor == field.characters.count - 1)
        field.insert("é")
        #expect(field.text.utf8.count == TextField.lineLimit)
        #expect(TextField(paste).text.utf8.count == TextField.lineLimit - 1)
        #expect(TextField(paste, isMultiline: true).text == paste)
    }
}

// MARK: Far away

@Suite struct FarSearchTests {
    /// Some megabytes with a word near the end: more than is searched at once.
    private static let text = String(repeating: "ordinary words on a line of their own\n", count: 110_000) + "needle\n"

    private func player() -> Player {
        var player = Player(FarSearchTests.text)
        player.holdsBack = true
        player.keys("/")
        player.type("needle")
        return player
    }

    @Test func whatIsFarIsSearchedForBesideTheReader() {
        var player = player()
        #expect(player.asked.contains { $0.hasPrefix("search") } && player.asked.contains { $0.hasPrefix("tally") })
        #expect(player.file.cursor == .zero && player.state.hitsInWords == nil)
        let finding = player.held
        player.holdsBack = false
        player.answer(finding)
        #expect(player.document.text(Span(player.file.cursor, player.file.cursor + 6)) == "needle")
        #expect(player.state.hitsInWords == "1 of 1")
        player.keys("Esc")
        #expect(player.file.cursor == .zero)
    }

    @Test func theNextKeyStopsItAndALateAnswerCountsForNothing() throws {
        var player = player()
        let finding = player.held
        player.type("s")
        #expect(player.asked.filter { $0.hasPrefix("stop") }.count == 2)
        player.holdsBack = false
        player.answer(finding)
        #expect(player.file.cursor == .zero)
    }

    @Test func afterAWhileItSaysHowFarItIsAndEscStopsIt() throws {
        var player = player()
        player.keys("Enter")
        #expect(player.state.workInWords == nil)
        let id = try #require(player.state.works.first?.id)
        player.act(.progress(id, 0.42))
        #expect(player.state.workInWords == "searching 42%, Esc stops")
        player.keys("Esc")
        #expect(player.asked == ["stop \(id.value)"] && player.message == "stopped searching")
        #expect(player.state.works.isEmpty && player.state.workInWords == nil)
    }

    @Test func aHitDoesNotPullTheCursorFromWhereItWentMeanwhile() {
        var player = player()
        let finding = player.held
        player.keys("Enter j")
        let cursor = player.file.cursor
        player.holdsBack = false
        player.answer(finding)
        #expect(player.file.cursor == cursor)
        #expect(player.message == "a hit was found meanwhile; n searches again from here")
    }

    @Test(arguments: ["v", "s", "a", "z f", "?", ":", "z", "3", "C-l", "'"])
    func aHitThatComesAfterOtherKeysLeavesEverythingAsItIs(_ keys: String) {
        var player = player()
        let finding = player.held
        player.keys("Enter \(keys)")
        let (cursor, selection, pending) = (player.file.cursor, player.file.selection, player.state.pendingKeys)
        let isOpen = player.state.dialog != nil
        player.holdsBack = false
        player.answer(finding.filter { if case .search = $0 { true } else { false } })
        #expect(player.file.cursor == cursor && player.file.selection == selection)
        #expect(player.state.pendingKeys == pending && (player.state.dialog != nil) == isOpen)
    }

    @Test func aHitThatComesDuringANoteDoesNotStretchWhatItIsOn() {
        var player = Player("A sentence.\n\n" + FarSearchTests.text)
        player.holdsBack = true
        player.keys("/")
        player.type("needle")
        let finding = player.held
        player.keys("Enter v a")
        player.type("mine")
        player.holdsBack = false
        player.answer(finding)
        player.keys("Enter")
        player.press("tag risk")
        #expect(player.marks == ["risk “A” — mine"])
    }

    @Test func aSelectionThatWasThereBeforeGoesAlongWithAHitFarAway() {
        var player = Player(FarSearchTests.text)
        player.holdsBack = true
        player.keys("v /")
        player.type("needle")
        let finding = player.held
        player.keys("Enter")
        player.holdsBack = false
        player.answer(finding)
        #expect(player.file.selection?.head == player.file.cursor && player.file.cursor > .zero)
    }

    @Test func aCountThatAnotherPromptInterruptsIsMadeAnew() {
        var player = player()
        player.keys("Enter")
        player.keys("/")
        #expect(player.asked.contains { $0.hasPrefix("stop") })
        player.keys("Esc")
        #expect(player.asked.contains { $0.hasPrefix("tally") })
        player.holdsBack = false
        player.answer(player.held)
        #expect(player.state.hitsInWords == "1 hit")
    }
}
