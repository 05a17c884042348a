// Notes of many lines and of very long ones: what is kept of the rows before a key, and what is made anew, are the rows.

import Reader
import Screen
import TestSupport
import Testing
import TextLayout
import TextModel

@Suite struct HugeNoteTests {
    /// Lines that end, that do not, that are too long to be one piece, and that are empty; edits everywhere.
    @Test(arguments: [21, 22, 23]) func rowsAreTheSameWhereLinesAreLong(_ seed: UInt64) {
        var random = Random(seed: seed)
        let player = Player("|One is here.\n", size: Size(columns: 40, rows: 12))
        let lines = (0..<40).map { number in
            number % 13 == 5
                ? String(repeating: "no line end in this one ", count: 1200 + 900 * (number % 3))
                : number % 5 == 0 ? "" : random.text(words: 20)
        }
        var field = TextField(lines.joined(separator: "\n"), isMultiline: true)
        for step in 0..<14 {
            let keys = ["C-Home", "M->", "C-k", "M-b M-b", "C-a Backspace", "C-_", "C-y", "C-e", "C-a", "C-p"]
            for key in Key.sequence(random.pick(keys)) ?? [] { _ = field.take(key) }
            if random.once(in: 2) { field.insert(random.pick(["\n", "\n\n", "漢字", "x", "\u{301}", "last\n"])) }
            let laid = player.file.noteLayouts.note(field.text, of: "it", within: player.file.layout)
            let rows = noteRows(noteLayout(field.text, within: player.file.layout))
            #expect(laid.rows == rows, "seed \(seed), step \(step)")
            let place = field.byte
            #expect(laid.row(at: place) == rows.lastIndex { $0.span.start <= place } ?? 0)
        }
    }

    @Test func anEmptiedNoteHasOneRow() {
        let player = Player("|One is here.\n")
        let long = String(repeating: "a line of it\n", count: 1000)
        #expect(player.file.noteLayouts.note(long, of: "it", within: player.file.layout).rows.count == 1001)
        #expect(player.file.noteLayouts.note("", of: "it", within: player.file.layout).rows.count == 1)
        let same = String(long.dropLast())
        #expect(player.file.noteLayouts.note(same, of: "it", within: player.file.layout).rows.count == 1000)
        #expect(player.file.noteLayouts.note(same + "!", of: "it", within: player.file.layout).rows.count == 1000)
    }
}
