// Notes as long as a pasted report: what is broken anew with a key is what it changed, and what comes out is the same.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextLayout
import TextModel

@Suite struct LongNoteTests {
    /// Random edits of long notes, laid out with all that is remembered of the note before, and from the start.
    @Test(arguments: [1, 2, 3]) func rowsAreTheSameWhateverIsRemembered(_ seed: UInt64) {
        var random = Random(seed: seed)
        let player = Player("|One is here.\n", size: Size(columns: 40, rows: 12))
        var field = TextField(
            (0..<120).map { _ in random.text(words: 12) }.joined(separator: "\n"), isMultiline: true)
        if seed == 3 { field.insert(String(repeating: "no line end in this one ", count: 1500)) }
        for step in 0..<24 {
            let keys = ["C-Home", "M->", "C-k", "M-b M-b", "C-a Backspace", "C-_", "C-y", "Left C-w", "Up"]
            for key in Key.sequence(random.pick(keys)) ?? [] { _ = field.take(key) }
            if random.once(in: 2) { field.insert(random.pick(["\n", "漢字 e\u{301}", "a b\n- c", "👩‍🚀", "\u{301}"])) }
            if random.once(in: 3) { field.insert(random.text(words: 300)) }
            let laid = player.file.noteLayouts.note(field.text, of: "it", within: player.file.layout)
            let fresh = noteLayout(field.text, within: player.file.layout)
            #expect(laid.rows == noteRows(fresh), "seed \(seed), step \(step)")
            #expect(laid.layout.document.text(laid.layout.document.span) == field.text)
        }
    }

    /// It leaves no room for a row of context; to make some, the text was moved up and down by a row at every action.
    @Test(arguments: [10, 30, 45, 60, 200]) func theTextStandsStillOverANoteThatFillsTheScreen(_ words: Int) {
        var player = Player(
            "One is here.\n\n|Two is there.\n\nThree is far.\n", size: Size(columns: 40, rows: 12))
        player.press("tag risk", "note")
        player.type(String(repeating: "words ", count: words))
        player.keys("Enter")
        for step in ["cancel", "row-up", "row-down", "page-up", "page-down", "sentence-previous", "sentence-next"] {
            player.press(step)
            let top = player.file.top
            for _ in 0..<2 {
                player.idle()
                #expect(player.file.top == top, "\(step)")
            }
        }
    }

    /// Pages and rows that are scrolled lead through notes of any length, from one end of the article to the other, and
    /// show every row of them on the way.
    @Test(arguments: [5, 60, 75, 90, 105, 120, 400], ["page-down", "half-page-down", "scroll-down"])
    func pagesLeadThroughLongNotes(_ words: Int, _ forward: String) {
        let text = (1...12).map { "Sentence \($0) is here, and goes on for more than a row of the screen.\n" }
        for marked in [1, 6, 12] {
            var player = Player("|" + text.joined(separator: "\n"), size: Size(columns: 44, rows: 13))
            player.press("document-start")
            for _ in 1..<marked { player.press("sentence-next") }
            player.press("tag risk", "note")
            player.act(.event(.paste((1...words).map { "word\($0)" }.joined(separator: " "))))
            player.keys("Enter")
            player.press("document-start")
            // Back from the end that it led to.
            for key in [forward, forward.replacing("down", with: "up")] {
                var shown: Set<String> = []
                var steps = 0
                while steps < 1000 {
                    let rows = player.state.flow.rows(from: player.file.top, height: player.state.textRows)
                    for row in rows { shown.insert("\(row.row.span.start.value) \(row.beneath)") }
                    let (top, cursor) = (player.file.top, player.file.cursor)
                    player.idle()
                    #expect(player.file.top == top, "stands still")
                    player.press(key)
                    if player.file.top == top, player.file.cursor == cursor { break }
                    steps += 1
                }
                #expect(steps < 1000, "\(key), mark in sentence \(marked)")
                let all = player.state.flow.rows(
                    from: FlowRow(row: player.file.layout.row(at: .zero)), height: 10_000)
                let unseen = all.filter { !shown.contains("\($0.row.span.start.value) \($0.beneath)") }
                #expect(unseen.isEmpty, "\(unseen.count) of \(all.count), by \(key), mark in sentence \(marked)")
            }
        }
    }

    @Test func aLongPasteIsTakenAndItsUndoBringsTheTextBack() {
        var player = Player("|One is here. Two is there.\n")
        player.press("note")
        player.type("before ")
        let paste = (0..<4_000).map { "line \($0) of a report" }.joined(separator: "\n")
        player.act(.event(.paste(paste)))
        player.type("x")
        guard case .note(let editor) = player.state.dialog else {
            Issue.record("no note")
            return
        }
        #expect(editor.field.text == "before " + paste + "x")
        player.keys("C-_ C-_")
        guard case .note(let editor) = player.state.dialog else { return }
        #expect(editor.field.text == "before ")
        player.act(.event(.paste(paste)))
        player.keys("Enter")
        #expect(player.file.annotations.all.first?.note == "before " + paste)
    }

    /// What the field does is what a text as an array of characters would do.
    @Test(arguments: [11, 12, 13, 14]) func undoLeadsBackThroughEveryChange(_ seed: UInt64) {
        var random = Random(seed: seed)
        var field = TextField("漢字 e\u{301}x\none two", isMultiline: true)
        let first = field.text
        for _ in 0..<60 {
            let keys = ["a", "b", "Backspace", "Del", "C-w", "C-k", "C-t", "C-y", "Left", "M-b", "C-a", "Space"]
            for key in Key.sequence(random.pick(keys)) ?? [] { _ = field.take(key) }
            if random.once(in: 4) { field.insert(random.pick(["\u{301}", "👩‍🚀", "\u{200D}", "🇩🇪🇫", "\n"])) }
            #expect(field.head.count + String(field.text.dropFirst(field.head.count)).count == field.text.count)
            #expect(field.text.hasPrefix(field.head) && field.byte.value == field.head.utf8.count)
        }
        for _ in 0..<200 { _ = field.take(Key("_", .control)) }
        #expect(field.text == first, "seed \(seed)")
    }
}

@Suite struct ManyNotesTests {
    private static let count = 2_400

    /// More marks than are looked through at once; every third has a note.
    private func player() -> Player {
        let lines = (0..<ManyNotesTests.count).map { "Sentence \($0) is here." }
        let text = lines.map { $0 + "\n" }.joined()
        let document = Document(text)
        var start = ByteOffset.zero
        let marks = lines.enumerated().map { number, line in
            let span = Span(start, start + line.utf8.count)
            start = span.end + 1
            return Annotation(
                id: AnnotationID("urn:test:\(number)"), tags: [Annotations.Tag("risk")!],
                note: number % 3 == 0 ? "note \(number)" : "",
                created: Timestamp(secondsSince1970: 1_700_000_000 + number), creator: "ana",
                target: Anchoring.target(for: span, in: document),
                anchor: .exact(Anchoring.place(of: span, in: document)))
        }
        return Player(text, annotations: AnnotationSet(marks))
    }

    @Test func notesAreFoundBesideTheReaderAndEnterWaits() {
        var player = player()
        player.holdsBack = true
        player.keys("z / 2")
        let first = player.held
        #expect(player.asked.count == 1 && player.state.noteHitsInWords == "looking …")
        player.keys("1")
        #expect(player.asked.contains { $0.hasPrefix("stop") } && player.asked.contains { $0.hasPrefix("sift-notes") })
        let wanted = player.held
        player.keys("Enter")
        #expect(player.state.dialog == nil && player.message == "")
        // What came of words that were typed on is of no use.
        player.answer(first)
        #expect(player.message == "")
        player.answer(wanted)
        #expect(player.message.hasPrefix("1 of ") && player.text.contains("⟦|Sentence 21 is here.⟧"))
        player.keys("n")
        #expect(player.text.contains("⟦|Sentence 210 is here.⟧"), "known: no search anew")
    }

    @Test func escapeStopsTheSearch() {
        var player = player()
        player.holdsBack = true
        player.keys("z / 2 Esc")
        #expect(player.asked.contains { $0.hasPrefix("stop") })
        #expect(player.state.noteHitsInWords == nil && player.state.dialog == nil)
    }

    @Test func theCardOpensAtOnceAndItsPassagesFollow() {
        var player = player()
        player.holdsBack = true
        player.keys("z k")
        guard case .tagCard(let card) = player.state.dialog else {
            Issue.record("no card")
            return
        }
        #expect(card.tag.name == "risk" && card.passages.isEmpty)
        player.answer(player.held)
        guard case .tagCard(let card) = player.state.dialog else { return }
        #expect(card.passages.map(\.text) == [2399, 2398, 2397].map { "Sentence \($0) is here." })
    }
}
