// The codebook view: counts, folding, and tags that are renamed or merged at one step.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct CodebookListTests {
    private static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    private func player(_ keymap: String = "vim", codebook: Codebook = .study) -> Player {
        var player = Player(CodebookListTests.text, keymap: keymap, codebook: codebook)
        player.press(
            "tag risk", "sentence-next", "tag risk/cyber", "tag risk", "sentence-next", "tag policy", "sentence-next",
            "tag risk/flood", "document-start")
        return player
    }

    /// The rows with their counts, the chosen one after `▸`.
    private func rows(_ player: Player) -> [String] {
        guard case .list(let listing) = player.state.dialog else { return [] }
        return (0..<listing.chooser.count).map { place in
            let row = listing.chooser.rows.row(listing.chooser.number(at: place))
            let name = row.text.split(separator: " ").prefix(row.text.contains("(+") ? 3 : 2).joined(separator: " ")
            return (place == listing.chooser.chosenPlace ? "▸" : "") + String(repeating: "  ", count: row.level)
                + name + " " + row.fields[0]
        }
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func subTagsCountWithTheirParent(_ keymap: String) {
        var player = player(keymap)
        player.keys("z b")
        #expect(rows(player) == ["▸r risk 2/3", "  c cyber 1", "  • flood 1", "p policy 1", "• impact 0"])
        player.keys("Left")
        #expect(rows(player) == ["▸r risk (+2) 2/3", "p policy 1", "• impact 0"])
        player.keys("Down Right Up Right Down Left")
        #expect(rows(player) == ["▸r risk 2/3", "  c cyber 1", "  • flood 1", "p policy 1", "• impact 0"])
        player.keys("Esc")
        #expect(player.state.dialog == nil)
    }

    @Test func tagsThatOnlyMarksHaveAreThereToo() {
        let document = MarkedText(CodebookListTests.text).document
        var player = Player(
            CodebookListTests.text,
            annotations: AnnotationSet([Player.mark("1", "Five ends it.", in: document, tags: ["old/one"])]))
        player.keys("z b End")
        #expect(rows(player) == ["r risk 0", "p policy 0", "o opinion 0", "• old 0/1", "▸  • one 1"])
    }

    @Test func enterWalksToTheMarks() {
        var player = player()
        player.keys("z b Home Enter")
        #expect(player.state.dialog == nil && player.text.contains("⟦|Two is there.⟧"))
        player.keys("z b Home Enter")
        #expect(player.text.contains("⟦|Four is alone.⟧"))
        player.keys("z b Home Enter")
        #expect(player.text.contains("⟦|One is here.⟧"))
        player.keys("z b End Enter")
        #expect(player.message == "no mark with impact in this article" && player.state.dialog != nil)
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func aTagIsRenamedWithItsSubTags(_ keymap: String) {
        var player = player(keymap)
        let before = player.marks
        player.keys("z b Home r C-u")
        player.type("danger")
        player.keys("Enter")
        guard case .question(let question) = player.state.dialog else {
            Issue.record("no question")
            return
        }
        #expect(question.lines[0] == "Rename “risk” to “danger”?")
        #expect(question.lines[1] == "3 marks in this article change; one undo takes it back.")
        player.keys("y")
        #expect(
            player.marks == [
                "danger “One is here.”", "danger/cyber,danger “Two is there.”", "policy “Three is far.”",
                "danger/flood “Four is alone.”",
            ])
        #expect(rows(player) == ["▸r danger 2/3", "  c cyber 1", "  • flood 1", "p policy 1", "• impact 0"])
        #expect(player.asked.first == "change-codebook 0: risk→danger risk/cyber→danger/cyber risk/flood→danger/flood")
        #expect(player.message == "risk renamed to danger on 3 marks")
        player.keys("Esc")
        player.press("undo")
        #expect(player.marks == before && player.file.codebook == .study)
        player.press("redo")
        #expect(player.file.codebook.entries[0].tag.name == "danger" && player.marks[0] == "danger “One is here.”")
        // The key of the tag goes with it.
        player.press("document-start", "2 sentence-next")
        player.keys("t r")
        #expect(player.marks[2] == "policy,danger “Three is far.”")
    }

    @Test func undoInTheListShowsWhatThereIsThen() {
        var player = player()
        player.keys("z b Home r C-u")
        player.type("danger")
        player.keys("Enter y u")
        #expect(rows(player).contains { $0.contains("risk 2/3") } && !rows(player).contains { $0.contains("danger") })
    }

    @Test func undoWorksWhereNothingGoesWithTheFilter() {
        var player = player()
        let before = player.marks
        player.keys("z b / p o l Enter m r i s k Enter y")
        #expect(player.marks != before)
        // Where the last tag that held the filter's words is gone, all others are shown again.
        #expect(rows(player) == ["▸r risk 3/4", "  c cyber 1", "  • flood 1", "• impact 0"], "\(rows(player))")
        player.keys("u")
        #expect(player.marks == before && rows(player).count == 5, "\(rows(player))")
    }

    @Test func theTitleCountsTheTagsThereAre() {
        var player = player()
        player.keys("z b Home")
        #expect(player.chooser?.title.hasPrefix("Codebook: 5 tags") == true)
        player.keys("m p o l Enter y")
        #expect(player.chooser?.title.hasPrefix("Codebook: 4 tags") == true)
        player.keys("u")
        #expect(player.chooser?.title.hasPrefix("Codebook: 5 tags") == true)
    }

    @Test func undoInTheListLeavesTheArticleBehindItWhereItIs() {
        var player = Player(CodebookListTests.text, codebook: .study)
        player.press("3 sentence-next", "tag policy", "document-start")
        let text = player.text
        player.keys("z b")
        player.type("/pol")
        player.keys("Enter r C-u")
        player.type("rule")
        player.keys("Enter y u")
        #expect(player.marks == ["policy “Four is alone.”"])
        player.keys("Esc Esc")
        #expect(player.state.dialog == nil && player.text == text)
    }

    @Test func aTagIsMergedIntoAnother() {
        var player = player()
        let before = player.marks
        player.keys("z b Home m")
        player.type("pol")
        player.keys("Enter")
        guard case .question(let question) = player.state.dialog else {
            Issue.record("no question")
            return
        }
        #expect(question.lines[0] == "Merge “risk” into “policy”, which is there already?")
        player.keys("y")
        #expect(
            player.marks == [
                "policy “One is here.”", "policy/cyber,policy “Two is there.”", "policy “Three is far.”",
                "policy/flood “Four is alone.”",
            ])
        #expect(player.file.codebook.entries.map(\.tag.name) == ["policy/cyber", "policy/flood", "policy", "impact"])
        player.keys("Esc")
        player.press("undo")
        #expect(player.marks == before && player.file.codebook == .study)
    }

    @Test func renamingToATagThatIsThereIsMerging() {
        var player = player()
        player.keys("z b Home r C-u")
        player.type("policy")
        player.keys("Enter")
        guard case .question(let question) = player.state.dialog else {
            Issue.record("no question")
            return
        }
        #expect(question.lines[0].hasPrefix("Merge “risk” into “policy”"))
        player.keys("n Esc")
        #expect(player.marks[0] == "risk “One is here.”" && player.state.dialog == nil)
    }

    @Test func marksOfOthersInTheSidecarGoAlong() {
        let document = MarkedText(CodebookListTests.text).document
        var player = Player(
            CodebookListTests.text,
            annotations: AnnotationSet([
                Player.mark("1", "One is here.", in: document),
                Player.mark("2", "Five ends it.", in: document, creator: "ben"),
            ]))
        player.keys("z b Home r C-u")
        player.type("danger")
        player.keys("Enter")
        guard case .question(let question) = player.state.dialog else {
            Issue.record("no question")
            return
        }
        // A rename is one of the codebook, as `gloss retag` takes it.
        #expect(
            question.lines[1]
                == "2 marks in this article, 1 of them by other coders, change; one undo takes it back.")
        #expect(
            question.lines.last
                == "It is one of the built-in tags: the change goes into a new codebook.toml beside the article.")
        player.keys("y")
        #expect(player.marks == ["danger “One is here.”", "danger “Five ends it.”"])
    }

    @Test func whereNothingMayBeMarkedNothingIsRenamed() {
        var player = Player(CodebookListTests.text, readOnly: "the sidecar is newer")
        player.keys("z b r")
        #expect(player.message == "the sidecar is newer")
        player.keys("m")
        #expect(player.message == "the sidecar is newer" && rows(player).count == 3)
    }

    @Test func theFilterFindsNamesAndDefinitions() {
        var player = player()
        player.keys("z b /")
        player.type("computers")
        #expect(rows(player) == ["▸  c cyber 1"])
    }

    @Test func theDotFollowsARenaming() {
        var player = player()
        player.keys("z b Home r C-u")
        player.type("danger")
        player.keys("Enter y Esc")
        player.press("document-end", "sentence-previous", "sentence-next", "repeat-tag")
        #expect(player.marks.last == "danger/flood “Five ends it.”")
    }

    // MARK: What a tag means

    @Test func theCardShowsTheLastPassagesAndGoesWithAnyKey() {
        var player = player()
        player.press("document-start")
        player.keys("z k")
        guard case .tagCard(let card) = player.state.dialog else {
            Issue.record("no card")
            return
        }
        #expect(card.tag.name == "risk" && card.entry?.description == "Something that may go wrong.")
        #expect(card.passages.map(\.text) == ["Four is alone.", "Two is there.", "One is here."])
        #expect(card.passages.map(\.place) == ["¶ 2", "¶ 1", "¶ 1"])
        // The key that closes it does what it does.
        player.keys(")")
        #expect(player.state.dialog == nil && player.text.contains("|Two"))
        player.keys("z k Tab")
        if case .tagCard(let card) = player.state.dialog { #expect(card.tag.name == "risk" && card.place == 1) }
        player.keys("Esc")
        #expect(player.state.dialog == nil)
        player.keys("T C-o x")
        guard case .tagPicker(let picker) = player.state.dialog else {
            Issue.record("the list is gone")
            return
        }
        #expect(picker.field.text == "")
        player.keys("Esc z b z k Esc")
        #expect(rows(player).count == 5)
    }

    @Test func onlyOnesOwnPassagesAreShown() {
        let document = MarkedText(CodebookListTests.text).document
        var player = Player(
            CodebookListTests.text,
            annotations: AnnotationSet([
                Player.mark("1", "One is here.", in: document),
                Player.mark("2", "Five ends it.", in: document, creator: "ben"),
            ]))
        player.keys("z k")
        guard case .tagCard(let card) = player.state.dialog else {
            Issue.record("no card")
            return
        }
        #expect(card.passages.map(\.text) == ["One is here."])
        player.keys("Esc )")
        player.keys("z k")
        #expect(player.message.hasPrefix("no tagged mark here"))
    }
}

@Suite struct RetagQuestionTests {
    /// What stands in a shared codebook changes for others, too: how they follow is said with the question.
    @Test func theCommandForOtherArticlesCanBeTypedAsItStands() {
        var player = Player("|One is here.\n", codebook: .study)
        player.act(
            .codebookChanged(index: 0, .success(CodebookOnDisk(player.file.codebook, path: "/study/codebook.toml"))))
        player.keys("z b End r C-u")
        player.type("what's up")
        player.keys("Enter")
        guard case .question(let question) = player.state.dialog else {
            Issue.record("no question")
            return
        }
        #expect(question.lines[1] == "0 marks in this article change; one undo takes it back.")
        #expect(question.lines[2].hasPrefix("/study/codebook.toml changes as well."))
        #expect(question.lines[3] == #"gloss retag impact 'what'\''s up' DIRECTORY"#)
    }
}
