// Tags by name, by number, again, and new ones: what each key leaves behind.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

extension Codebook {
    /// Tags with sub-tags, keys that are taken, and definitions.
    static let study = Codebook(
        [
            ("risk", "r", "red", "Something that may go wrong."), ("risk/cyber", "c", nil, "… by way of computers."),
            ("risk/flood", nil, nil, ""), ("policy", "p", "blue", "A rule or measure."),
            ("impact", nil, nil, "What came of it."),
        ].map { Entry(Annotations.Tag($0)!, key: $1, color: $2, description: $3) })
}

@Suite struct TaggingTests {
    static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"
    var player = Player(TaggingTests.text, codebook: .study)

    private func names(_ player: Player) -> [String] {
        guard case .tagPicker(let picker) = player.state.dialog else { return [] }
        return picker.choices.enumerated().map { index, choice in
            (index == picker.chosenPlace ? "▸" : "") + choice.tag.name + (choice.isNew ? " (new)" : "")
        }
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func aTagIsGivenByTheBeginningOfItsName(_ keymap: String) {
        var player = Player(TaggingTests.text, keymap: keymap, codebook: .study)
        player.keys("T")
        #expect(names(player) == ["▸risk", "risk/cyber", "risk/flood", "policy", "impact"])
        player.type("po")
        #expect(names(player) == ["▸policy", "po (new)"])
        player.keys("Enter")
        #expect(player.marks == ["policy “One is here.”"] && player.state.dialog == nil)
        player.press("undo")
        #expect(player.marks == [])
        player.press("redo")
        #expect(player.marks == ["policy “One is here.”"])
    }

    @Test mutating func pathsAreCompletedPartByPart() {
        player.keys("T")
        player.type("risk/f")
        #expect(names(player) == ["▸risk/flood", "risk/f (new)"])
        player.keys("C-u")
        player.type("R/CY")
        #expect(names(player) == ["▸risk/cyber", "R/CY (new)"])
        player.keys("C-u")
        player.type("cy")
        #expect(names(player) == ["▸risk/cyber", "policy", "cy (new)"])
        player.keys("C-u")
        player.type("pac")
        #expect(names(player) == ["▸impact", "pac (new)"])
        player.keys("Enter")
        #expect(player.marks == ["impact “One is here.”"])
    }

    @Test mutating func tabAndArrowsChoose() {
        player.keys("T Tab Tab Down Up S-Tab C-n")
        #expect(names(player)[2] == "▸risk/flood")
        player.keys("Enter")
        #expect(player.marks == ["risk/flood “One is here.”"])
        // What is chosen again is taken off.
        player.keys("T")
        player.type("flood")
        player.keys("Enter")
        #expect(player.marks == [])
    }

    @Test mutating func aNewTagJoinsTheCodebookAfterAYes() {
        player.keys("T")
        player.type("risk/cy")
        // From the first one up it is one step to the new one.
        player.keys("Up Enter")
        guard case .question(let question) = player.state.dialog else {
            Issue.record("no question")
            return
        }
        #expect(question.lines[0] == "New tag “risk/cy”: add it to the codebook?")
        player.keys("n")
        #expect(names(player) == ["risk/cyber", "▸risk/cy (new)"] && player.marks == [])
        player.keys("Enter y")
        #expect(player.marks == ["risk/cy “One is here.”"])
        // Behind its siblings.
        #expect(player.file.codebook.entries.map(\.tag.name).firstIndex(of: "risk/cy") == 3)
        #expect(player.asked == ["change-codebook 0: -→risk/cy", "save 0: 1"])
        player.press("undo")
        #expect(player.marks == [] && player.file.codebook == .study)
        #expect(player.asked.first == "change-codebook 0: risk/cy→-")
        player.press("redo")
        #expect(player.marks == ["risk/cy “One is here.”"] && player.file.codebook.entries.count == 6)
    }

    @Test mutating func anyOtherKeyThanYesAndNoLeavesTheQuestion() {
        player.keys("T")
        player.type("new")
        player.keys("Enter x Enter")
        #expect(player.message == "y adds it, n goes back" && player.marks == [])
        player.keys("Esc Esc")
        #expect(player.state.dialog == nil && player.marks == [])
        player.press("tag other")
        player.keys("y")
        #expect(player.marks == ["other “One is here.”"])
    }

    @Test mutating func namesThatCannotBeAreRefusedAndStay() {
        for name in ["a;b", "a,b", "x/", "/x", "a//b"] {
            player.keys("T")
            player.type(name)
            player.keys("Enter")
            #expect(player.message.contains("cannot be a tag"), "\(name): \(player.message)")
            player.keys("Esc")
        }
        player.press("tag a;b")
        #expect(player.message.contains("cannot be a tag"))
    }

    @Test mutating func pastedTextIsAName() {
        player.keys("T")
        player.act(.event(.paste("dry\nsummers")))
        #expect(names(player) == ["▸dry summers (new)"])
    }

    @Test mutating func numbersKeepTheirTagsWhileOneWorks() {
        player.keys("p ) r ) t c")
        #expect(player.state.recentTags.tags.map(\.name) == ["policy", "risk", "risk/cyber"])
        player.keys("} t 1 t 3")
        #expect(player.marks.last == "policy,risk/cyber “Four is alone.”")
        #expect(player.state.recentTags.tags.map(\.name) == ["policy", "risk", "risk/cyber"])
        player.keys("t 7")
        #expect(player.message.contains("no tag has number 7 yet"))
        player.keys("u u")
        #expect(player.marks.count == 3)
    }

    @Test mutating func theTenthTagTakesTheNumberOfTheOneNotUsedForLongest() {
        var recent = RecentTagsProbe()
        for name in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "a", "j"] { recent.give(name) }
        #expect(recent.names == ["a", "j", "c", "d", "e", "f", "g", "h", "i"])
    }

    @Test mutating func theDotRepeatsAllThatTheLastPassageGot() {
        player.keys("r p )")
        player.keys(".")
        #expect(player.marks.last == "risk,policy “Two is there.”")
        player.keys("t c ) .")
        #expect(player.marks.last == "risk,policy,risk/cyber “Three is far.”")
        player.keys("t c ) .")
        #expect(player.marks.last == "risk,policy “Four is alone.”")
        player.keys("r ) p ) ( .")
        #expect(player.marks.last == "policy “Five ends it.”")
    }

    @Test mutating func aLaterTagOnAnOldMarkIsRepeatedAlone() {
        player.keys("r ) p ( t c ) ) .")
        #expect(
            player.marks == ["risk,risk/cyber “One is here.”", "policy “Two is there.”", "risk/cyber “Three is far.”"])
    }

    @Test func whatTheMarksSayOfEarlierSessionsIsGoneOnWith() {
        let document = MarkedText(TaggingTests.text).document
        var old = Player.mark("1", "One is here.", in: document, tags: ["policy"])
        old.modified = Timestamp(secondsSince1970: 1_000)
        let new = Player.mark("2", "Five ends it.", in: document, tags: ["risk", "impact"])
        let other = Player.mark("3", "Three is far.", in: document, tags: ["risk/cyber"], creator: "ben")
        let latest = LatestTags([old, new, other], coder: "ana")
        #expect(latest.last.map(\.name) == ["risk", "impact"])
        #expect(latest.recent.map(\.name) == ["impact", "risk", "policy"])
    }
}

/// Tags given one after the other to sentences.
private struct RecentTagsProbe {
    var player = Player(
        "|One is here. Two is there.\n",
        codebook: Codebook(
            "abcdefghij".map {
                Codebook.Entry(Annotations.Tag(String($0))!, key: nil, color: nil, description: "")
            }))

    private var isAtStart = true

    mutating func give(_ name: String) {
        player.press(isAtStart ? "sentence-next" : "document-start", "tag \(name)")
        isAtStart.toggle()
    }
    var names: [String] { player.state.recentTags.tags.map(\.name) }
}

@Suite struct SharedCodebookTests {
    @Test func filesOfOneCodebookChangeTogether() {
        var player = Player(TaggingTests.text, "Another text.\n", codebook: .study)
        player.press("tag new")
        player.keys("y")
        #expect(player.asked.first == "change-codebook 0,1: -→new")
        #expect(player.state.files.allSatisfy { $0.file?.codebook.entries.count == 6 })
        player.act(
            .codebookChanged(index: 0, .success(CodebookOnDisk(player.file.codebook, path: "/study/codebook.toml"))))
        #expect(player.state.files.allSatisfy { $0.file?.codebookPath == "/study/codebook.toml" })
        #expect(player.message.hasPrefix("codebook.toml was made beside the article"))
        player.press("file-next", "tag new")
        #expect(player.marks == ["new “Another text.”"] && player.state.dialog == nil)
        player.act(.codebookChanged(index: 1, .failure(.problem("the marks are changed, the codebook is not"))))
        #expect(player.message == "the marks are changed, the codebook is not")
    }

    @Test func aRecentTagThatTheCodebookHasLostIsAskedAboutAgain() {
        var player = Player(TaggingTests.text, codebook: .study)
        player.press("tag new")
        player.keys("y u t 1")
        guard case .question = player.state.dialog else {
            Issue.record("no question")
            return
        }
        player.keys("y")
        #expect(player.marks == ["new “One is here.”"])
    }
}
