// The rows of the list of marks: numbers that lead to the marks, and what is counted where a mark has several rows.

import Annotations
import Screen
import TestSupport
import Testing
import TextModel

@testable import Reader

@Suite struct MarkEntriesTests {
    private static let text = "|One is here. Two is there. Three is far.\n\nFour is alone. Five ends it.\n"

    /// What is held for a row is let go of with all the others in one step: nothing in it is counted or freed.
    @Test func rowsAreNumbers() {
        #expect(_isPOD(MarkEntries.Row.self) && _isPOD(MarkPlace.self))
    }

    private func others(_ player: Player) -> [CoderMarks] {
        let document = player.document
        return [
            CoderMarks(
                "bob",
                AnnotationSet([
                    Player.mark("b1", "Two is there.", in: document, tags: ["risk", "policy"], creator: "bob"),
                    Player.mark("b2", "Five ends it.", in: document, tags: ["policy"], creator: "bob"),
                ]))
        ]
    }

    private func texts(_ player: Player) -> [String] {
        guard let chooser = player.chooser else { return ["no list"] }
        return (0..<chooser.count).map { chooser.rows.row(chooser.number(at: $0)).text }
    }

    @Test func everyRowOfEveryOrderLeadsToItsMarkAndBack() {
        var player = Player(MarkEntriesTests.text)
        player.press("tag risk", "tag opinion", "2 sentence-next", "tag policy", "sentence-next", "note")
        player.type("begun")
        player.keys("Esc")
        player.press("coders")
        player.act(.codersRead(index: 0, others(player)))
        for order in MarkList.Order.allCases {
            let entries = player.file.markSource.entries(in: order)
            #expect(entries.count == (order == .tag ? 7 : 5) && entries.thingCount == 5, "\(order)")
            for number in entries.indices {
                #expect(entries.number(of: entries[number]) == number, "\(order) \(number)")
            }
        }
        let byTag = player.file.markSource.entries(in: .tag)
        guard case .mark(let id, let tag?) = byTag[0] else {
            Issue.record("no mark in the first row")
            return
        }
        #expect(
            tag.name == "risk" && byTag.number(of: .mark(id, Tag("policy"))) == 0, "another tag of the mark will do")
        player.press("show-only risk")
        #expect(player.file.markSource.entries(in: .tag).thingCount == 2)
    }

    @Test func theListByTagCountsMarks() {
        var player = Player(MarkEntriesTests.text)
        player.press("tag risk", "tag opinion", "2 sentence-next", "tag policy", "tag risk", "document-start")
        player.keys("z l")
        #expect(player.chooser?.count == 2 && player.chooser?.thingCount == nil)
        player.keys("s")
        #expect(player.chooser?.count == 4 && player.chooser?.thingCount == 2)
        player.keys("/")
        player.type("one")
        #expect(player.chooser?.count == 2 && player.chooser?.thingCount == 1)
        player.keys("Esc s")
        #expect(player.chooser?.count == 2 && player.chooser?.thingCount == nil)
    }

    @Test func whatWasFoldedForTheFilterIsOfTheMarksOfNow() {
        var player = Player(MarkEntriesTests.text)
        player.press("tag risk", "2 sentence-next", "tag policy", "document-start")
        player.keys("z l / #")
        player.type("policy")
        #expect(texts(player) == ["Three is far."])
        player.keys("Enter x")
        #expect(texts(player) == [])
        player.keys("u")
        #expect(texts(player) == ["Three is far."])
    }
}
