// Edges moved, marks split and joined in any order: undone all, the start is there again; redone all, the end.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@Suite struct SpanInvariantTests {
    private static let motions = [
        "h", "l", "w", "b", "e", ")", "(", "}", "{", "j", "k", "0", "$", "g g", "G", "PgDn", "PgUp",
    ]

    /// What is never allowed of a set of marks on a text; nil when all is well.
    private func fault(_ player: Player) -> String? {
        let document = player.document
        for mark in player.file.annotations.all {
            guard let span = mark.span else { return "a mark has lost its place" }
            if span.isEmpty { return "a mark on nothing" }
            if span.end > document.end || document.snapped(span) != span { return "a span that is not whole" }
            if mark.target.quote.exact != document.text(span) { return "a quote that is another text" }
            if mark.tags.isEmpty && mark.note.isEmpty { return "a mark without tag and note" }
            if Set(mark.tags).count != mark.tags.count { return "a tag twice" }
        }
        return nil
    }

    private func step(_ player: inout Player, _ random: inout Random) -> String {
        let motion = { (random: inout Random) in
            (random.once(in: 3) ? "\(random.number(2...4)) " : "") + random.pick(SpanInvariantTests.motions)
        }
        let edge = random.pick(["<", ">"])
        let keys = random.pick([
            "Esc " + motion(&random), "Esc " + motion(&random), "] a", "[ a", ";", "z x", "z x", "z j", "2 z j",
            "\(edge) \(motion(&random)) Enter", "\(edge) \(motion(&random)) \(motion(&random)) Enter",
            "\(edge) \(motion(&random)) % \(motion(&random)) Enter", "\(edge) \(motion(&random)) Esc", "r", "p",
            "v w o",
            "i \" r", "i w p", ", a a o",
        ])
        player.keys(keys)
        // What was opened and not kept is closed.
        if player.state.dialog != nil { player.keys("Esc") }
        if random.once(in: 4) { player.saved() }
        return keys
    }

    @Test func undoingAllGivesTheStartAndRedoingAllTheEnd() {
        var random = Random(for: "edges, splits and joins")
        for _ in 0..<12 {
            var player = Player(random.article(words: 120), size: Size(columns: 60, rows: 16))
            for _ in 0..<8 { player.keys("\(random.number(1...6)) ) r Esc \(random.number(2...6)) w v 7 w p Esc") }
            let start = player.file.annotations
            let known = player.file.history.done.count
            var way: [String] = []
            for _ in 0..<120 {
                way.append(step(&player, &random))
                if let fault = fault(player) {
                    Issue.record("\(fault) after \(way.suffix(6))")
                    return
                }
            }
            let end = player.file.annotations
            let edits = player.file.history.done.count - known
            #expect(edits > 10)
            for _ in 0..<edits { player.press("undo") }
            #expect(player.file.annotations.saysTheSame(as: start), "after \(way)")
            for _ in 0..<edits { player.press("redo") }
            #expect(player.file.annotations.saysTheSame(as: end), "after \(way)")
            #expect(start.all.allSatisfy { mark in end[mark.id].map { $0.created == mark.created } ?? true })
        }
    }
}
