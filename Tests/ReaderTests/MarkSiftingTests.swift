// The list of very many marks: rows at once where the set knows them, else put in order and looked for beside the reader.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct MarkSiftingTests {
    private static let count = 2100
    private static let document = Document((0..<count).map { "Word \($0) is here.\n" }.joined())
    /// One mark a line, every third `policy`, the others `risk`; each changed a second before the last one.
    private static let marks: [Annotation] = {
        var marks: [Annotation] = []
        var start = ByteOffset.zero
        for number in 0..<count {
            let span = Span(start, start + "Word \(number) is here.".utf8.count)
            start = span.end + 1
            marks.append(
                Annotation(
                    id: AnnotationID("urn:test:\(number * 7919 % count)"),
                    tags: [number % 3 == 0 ? "policy" : "risk"].compactMap(Tag.init),
                    created: Timestamp(secondsSince1970: 1_700_000_000 - number), creator: "ana",
                    target: Anchoring.target(for: span, in: document),
                    anchor: .exact(Anchoring.place(of: span, in: document))))
        }
        return marks
    }()

    private func player(_ size: Size = Size(columns: 80, rows: 24)) -> Player {
        let text = MarkSiftingTests.document
        var player = Player(
            "|" + text.text(text.span), size: size, annotations: AnnotationSet(MarkSiftingTests.marks))
        player.holdsBack = true
        return player
    }

    private func texts(_ player: Player) -> [String] {
        guard let chooser = player.chooser else { return ["no list"] }
        return (0..<chooser.count).map { chooser.rows.row(chooser.number(at: $0)).text }
    }

    private func words(_ numbers: some Sequence<Int>) -> [String] { numbers.map { "Word \($0) is here." } }

    private func chosen(_ player: Player) -> String? {
        player.chooser.flatMap { chooser in chooser.chosen.map { chooser.rows.row($0).text } }
    }

    private let all = 0..<MarkSiftingTests.count

    @Test func inTheOrderOfTheArticleItIsThereAtOnce() {
        var player = player()
        player.press("1000 paragraph-next", "document-end")
        player.keys("z l")
        #expect(texts(player) == words(all) && player.state.works.isEmpty)
        #expect(chosen(player) == "Word 2099 is here.")
        // Also after an edit.
        player.keys("Up x")
        #expect(texts(player) == words(all.filter { $0 != 2098 }) && chosen(player) == "Word 2099 is here.")
        player.keys("u")
        #expect(texts(player) == words(all) && chosen(player) == "Word 2098 is here.")
    }

    @Test func anotherOrderShowsNoRowUntilItIsThere() {
        var player = player()
        player.keys("z l Down Down s")
        #expect(player.chooser?.count == 0 && player.chooser?.title == "Marks by tag")
        #expect(player.asked.filter { $0.hasPrefix("sift-marks") }.count == 1 && player.state.works.count == 1)
        #expect(player.chooser?.emptyWords == "putting the marks in order …")
        player.keys("Enter")
        #expect(player.chooser?.count == 0, "there is no row to go to")
        player.keys("s")
        let byDate = player.held
        #expect(player.asked.first?.hasPrefix("stop ") == true && player.state.works.count == 1)
        player.answer(byDate)
        #expect(texts(player) == words(all) && chosen(player) == "Word 2 is here." && player.state.works.isEmpty)
        player.keys("S")
        player.answer(player.held)
        #expect(
            texts(player) == words(all.filter { $0 % 3 != 0 }) + words(all.filter { $0 % 3 == 0 }),
            "in the order of the codebook")
        #expect(chosen(player) == "Word 2 is here.", "the chosen mark stays chosen")
    }

    @Test func anAnswerThatComesTooLateIsNotTaken() {
        var player = player()
        player.keys("z l s")
        let late = player.held
        player.keys("S")
        #expect(texts(player) == words(all))
        player.answer(late)
        #expect(texts(player) == words(all) && player.chooser?.title == "Marks")
        player.keys("s")
        let closed = player.held
        player.keys("Esc")
        #expect(texts(player) == words(all) && player.asked.contains { $0.hasPrefix("stop ") }, "Esc stops")
        player.keys("Esc")
        player.answer(closed)
        #expect(player.state.dialog == nil && player.state.works.isEmpty)
    }

    @Test func wordsAreLookedForBesideTheReader() {
        var player = player()
        player.keys("z l Down / 2")
        #expect(texts(player) == [] && player.chooser?.emptyWords == "looking …")
        let first = player.held
        player.keys("0")
        #expect(player.asked.first?.hasPrefix("stop ") == true)
        let second = player.held
        player.answer(first)
        #expect(texts(player) == [], "that was not what is looked for now")
        player.answer(second)
        let holding = all.filter { String($0).contains("20") }
        #expect(texts(player) == words(holding) && chosen(player) == "Word 20 is here.")
        #expect(player.text.contains("⟦|Word 20 is here.⟧"), "the text shows the first")
        player.keys("Esc")
        #expect(texts(player) == words(all) && player.state.works.isEmpty)
        player.keys("/ # p o l i c y")
        player.answer(player.held)
        #expect(texts(player) == words(all.filter { $0 % 3 == 0 }))
        player.keys("Enter Enter")
        #expect(player.state.dialog == nil)
    }

    @Test func anEditWhileRowsAreInAnotherOrder() {
        var player = player()
        player.keys("z l s")
        player.answer(player.held)
        player.keys("Down x")
        #expect(player.chooser?.count == 0 && player.file.annotations.count == MarkSiftingTests.count - 1)
        let sifted = player.held
        player.answer(sifted)
        #expect(player.chooser?.count == MarkSiftingTests.count - 1)
        #expect(chosen(player) == "Word 6 is here." && !texts(player).contains("Word 3 is here."))
        player.keys("u")
        player.answer(player.held)
        #expect(chosen(player) == "Word 3 is here." && player.chooser?.count == MarkSiftingTests.count)
    }

    @Test func onlyOneTagIsSiftedAndCountedWithoutALook() {
        var player = player()
        player.keys("& p")
        #expect(player.file.filterInWords == "only policy: 700 of 2100 marks")
        player.keys("z l")
        #expect(texts(player) == [])
        player.answer(player.held)
        #expect(texts(player) == words(all.filter { $0 % 3 == 0 }) && chosen(player) == "Word 0 is here.")
        #expect(player.chooser?.title == "Marks: only policy")
    }

    @Test func aPasteThatWasCutIsSaidToBe() {
        var player = Player("|One.\n")
        player.press("note")
        player.act(.event(.paste("long")))
        player.act(.event(.pasteCut(kept: 4 << 20, lost: 17)))
        #expect(
            player.message
                == "only the first 4 MB of what was pasted are here; 17 bytes were left out: paste the rest apart")
    }
}
