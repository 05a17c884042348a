// Thousands of named actions in any order: what always holds, holds after each.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel
import Views

@Suite struct RandomWalkTests {
    private static let actions =
        Command.allCases.filter { ![.quit, .suspend, .count, .undo, .redo, .command].contains($0) }.map(\.rawValue)
        + ["tag risk", "tag policy", "tag opinion", "3 sentence-next", "tag risk", "note", "5 row-down"]

    /// The first thing that does not hold; nil when all does.
    private func broken(_ player: Player) -> String? {
        let (file, document) = (player.file, player.document)
        if !document.isGraphemeBoundary(file.cursor) { return "the cursor is inside a grapheme" }
        if document.byteCount > 0, file.cursor >= document.end { return "the cursor is behind the text" }
        let spans = file.annotations.all.compactMap(\.span) + (file.selection.map { [$0.span(in: document)] } ?? [])
        if spans.contains(where: { document.snapped($0) != $0 || $0.end > document.end }) {
            return "a span is not whole"
        }
        let row = player.state.flow.row(at: file.cursor)
        let shown = player.state.flow.rows(from: file.top, height: player.state.textRows)
        let frame = frame(for: player.state, theme: .monochrome)
        if case .note = player.state.dialog {
            // What is typed is on screen instead, wherever its passage ends.
            if player.state.size.rows > 0, player.state.size.columns > 0, frame.cursor == nil {
                return "the note that is written is not on screen"
            }
        } else if !shown.contains(where: { $0.row == row && $0.beneath == 0 }) {
            return "the cursor's row is not on screen"
        }
        if let cursor = frame.cursor, cursor.column >= frame.size.columns || cursor.row >= frame.size.rows {
            return "the terminal's cursor is off the screen"
        }
        return nil
    }

    private mutating func step(_ player: inout Player, _ random: inout Random) -> String {
        switch player.state.dialog {
        case .note:
            let text = random.pick(["who bears it?", "漢字 e\u{301}\n👩‍🚀", "a", ""])
            player.type(text)
            player.keys(random.once(in: 4) ? "Esc" : "Enter")
            return "note \(text)"
        case .search:
            if random.once(in: 2) { player.keys("C-t") }
            player.type(random.pick(["risk", "the", "zzz", "a", "[", "e\u{301}"]))
            if random.once(in: 5) { player.keys("Esc") }
            if player.state.dialog != nil { player.keys("Enter") }
            if player.state.dialog != nil { player.keys("Esc") }
            return "search"
        case .noteSearch:
            player.type(random.pick(["who", "漢字", "zzz", " "]))
            player.keys(random.once(in: 3) ? "Esc" : "Enter")
            return "note search"
        case .place:
            player.type(random.pick(["a", "b", "'"]))
            return "place"
        case .list:
            player.keys(random.pick(["Down", "PgDn", "/ t", "Backspace", "Up", "Enter", "Esc", "G", "r", "m"]))
            return "list"
        case .edge:
            let keys = random.pick([
                "w", "3 b", ")", "j", "k", "G", "g g", "<", ">", "%", "l", "h", "Enter", "Esc", "r",
            ])
            player.keys(keys)
            return "edge \(keys)"
        case .sentenceHints:
            let keys = random.pick(["a a", "a s", "s a", "z", "Backspace", "Esc"])
            player.keys(keys)
            return "hints \(keys)"
        case .walk:
            player.keys(random.pick(["y", "n", "!", "u", "r", "x", "q", "Enter"]))
            return "walk"
        case .tagPicker, .tagName:
            player.type(random.pick(["r", "p", "a new/one", "漢字", ";"]))
            player.keys(random.pick(["Tab", "C-o", "Enter", "Enter", "Esc"]))
            return "tag by name"
        case .tagCard, .question:
            player.keys(random.pick(["y", "n", "Esc", "Tab"]))
            return "question"
        case .help, .command, .confirmQuit:
            player.keys("Esc")
            return "Esc"
        case nil: break
        }
        if random.once(in: 25) {
            player.resize(random.number(1...100), random.number(1...40))
            return "resize \(player.state.size)"
        }
        if random.once(in: 10) {
            player.saved()
            return "saved"
        }
        let action = random.pick(RandomWalkTests.actions)
        player.run(action)
        // There and back: the walk is through an article.
        if player.state.inView == .library { player.keys("Esc") }
        return action
    }

    @Test func keepsWhatAlwaysHolds() {
        var copy = self
        copy.walk()
    }

    private mutating func walk() {
        var random = Random(for: "random walk")
        for _ in 0..<5 {
            var player = Player(random.article(words: 200))
            var way: [String] = []
            for _ in 0..<300 {
                way.append(step(&player, &random))
                if let problem = broken(player) {
                    Issue.record("\(problem) after \(way.suffix(8)) at \(player.state.size)")
                    return
                }
            }
            player.keys("Esc Esc")
            player.saved()
            let end = player.file.annotations
            let edits = player.file.history.done.count
            for _ in 0..<edits { player.run("undo") }
            #expect(player.file.annotations.isEmpty && player.file.history.done.isEmpty)
            for _ in 0..<edits { player.run("redo") }
            #expect(player.file.annotations == end)
        }
    }
}
