// Thousands of named actions, keys, pastes and sizes in any order: what always holds, holds after each, and all of it
// can be taken back. `GLOSS_WALK` says how many actions; those of continuous integration are 100,000.

import Annotations
import Foundation
import Reader
import Screen
import TestSupport
import Testing
import TextModel
import Views

@Suite struct RandomWalkTests {
    /// Actions that one walk takes, through an article of its own.
    private static let length = 400
    private static let walks: Range<Int> = {
        let wanted = ProcessInfo.processInfo.environment["GLOSS_WALK"].flatMap { Int($0) } ?? 6000
        return 0..<max(1, wanted / length)
    }()

    @Test(arguments: walks) func keepsWhatAlwaysHolds(number: Int) {
        var walk = Walk(Random(for: "random walk \(number)", offset: UInt64(number)))
        for step in 0..<RandomWalkTests.length {
            walk.step()
            if let problem = walk.broken(isDrawn: step % 4 == 0) {
                Issue.record("\(problem) after \(walk.way.suffix(12)) at \(walk.player.state.size)")
                return
            }
        }
        if let problem = walk.thereAndBack() { Issue.record("\(problem) after \(walk.way.suffix(40))") }
    }
}

/// A reader that does anything.
private struct Walk {
    private(set) var player: Player
    /// What was done, in words.
    private(set) var way: [String] = []
    private var random: Random
    /// The marks of the first file before anything was done.
    private let first: AnnotationSet
    /// Files whose text was written anew: their marks do not go back to where they were.
    private var rewritten: Set<Int> = []

    /// Every command of the table, so that a new one is walked from its first day; what would end the walk is left out.
    private static let actions: [String] = {
        let all = Command.allCases.filter { ![.quit, .suspend, .command].contains($0) }.map(\.rawValue)
        let tags = Codebook.builtIn.entries.map { "tag \($0.tag)" }
        // What is done most while reading is done most here, so that there are marks for the rest to work on.
        let often = ["note", "undo", "redo", "5 row-down", "3 sentence-next", "select", "word-next", "delete-mark"]
        return all + tags + tags + tags + often
    }()

    init(_ random: Random) {
        var random = random
        let keymap = random.pick(["vim", "less", "emacs", "arrows"])
        let text = random.article(words: random.pick([0, 1, 30, 200, 200, 200]))
        let drifted = Walk.drifted(in: Document(text), &random)
        player = Player(text, random.article(words: 40), keymap: keymap, annotations: drifted)
        first = player.file.annotations
        self.random = random
    }

    /// Marks of another text that were found in this one, reworded in it, or lost.
    private static func drifted(in document: Document, _ random: inout Random) -> AnnotationSet {
        guard random.once(in: 2) else { return AnnotationSet() }
        let old = Document(random.article(words: 100))
        guard let start = old.sentence(at: .zero) ?? old.sentence(after: .zero) else { return AnnotationSet() }
        let marks = (0..<random.number(1...5)).map { number in
            let place = document.sentence(after: ByteOffset(random.number(0...max(0, document.byteCount - 1))))
            let anchor = place.map { place in
                Anchor(
                    random.once(in: 2) ? .moved : .changed, score: random.once(in: 2) ? 0.5 : 0.87,
                    place: Anchoring.place(of: place, in: document))
            }
            return Annotation(
                id: AnnotationID("urn:test:drifted-\(number)"), tags: [Codebook.builtIn.entries[number % 3].tag],
                note: number == 1 ? "漢字 who bears it?" : "", created: Timestamp(secondsSince1970: number),
                creator: "ana", target: Anchoring.target(for: start, in: old),
                anchor: random.once(in: 3) ? .orphan : anchor ?? .orphan)
        }
        return AnnotationSet(marks)
    }

    // MARK: A step

    mutating func step() {
        let done = anything()
        way.append(done)
    }

    private mutating func anything() -> String {
        if let done = inDialog() { return done }
        if random.once(in: 40) {
            player.resize(random.number(1...100), random.number(1...40))
            return "resize \(player.state.size)"
        }
        if random.once(in: 10) {
            player.answerSaves()
            return "saved"
        }
        if random.once(in: 40) {
            player.idle()
            return "idle"
        }
        if random.once(in: 30) { return paste() }
        if player.state.attaching != nil, random.once(in: 6) {
            let key = random.pick(["Enter", "Enter", "Esc"])
            player.keys(key)
            return "attach \(key)"
        }
        if random.once(in: 40) { return rewrite() }
        if random.once(in: 12) { return key() }
        let action = random.pick(Walk.actions)
        player.run(action)
        // There and back: the walk is through an article.
        if player.state.inView == .library { player.keys("Esc") }
        return action
    }

    /// What the dialog that is open understands, and now and then anything else; nil when none is open.
    private mutating func inDialog() -> String? {
        guard let dialog = player.state.dialog else { return nil }
        if random.once(in: 30) { return rewrite() }
        if random.once(in: 4) { return random.once(in: 2) ? paste() : key() }
        switch dialog {
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
            return "search"
        case .noteSearch:
            player.type(random.pick(["who", "漢字", "zzz", " "]))
            player.keys(random.once(in: 3) ? "Esc" : "Enter")
            return "note search"
        case .list:
            let keys = random.pick(["Down", "PgDn", "/ t", "Backspace", "Up", "Enter", "Esc", "G", "r", "m"])
            player.keys(keys)
            return "list \(keys)"
        case .edge:
            let keys = random.pick([
                "w", "3 b", ")", "j", "k", "G", "g g", "<", ">", "%", "l", "h", "Enter", "Esc", "r", "n", "N", "] h",
                "[ h",
                "' a", "t z", "] a",
            ])
            player.keys(keys)
            return "edge \(keys)"
        case .sentenceHints:
            let keys = random.pick(["a a", "a s", "s a", "z", "Backspace", "Esc"])
            player.keys(keys)
            return "hints \(keys)"
        case .walk:
            let keys = random.pick(["y", "n", "!", "u", "r", "x", "q", "Enter", "l", "p", "k", "Down", "PgUp"])
            player.keys(keys)
            return "walk \(keys)"
        case .tagPicker, .tagName:
            let text = random.pick(["r", "p", "a new/one", "漢字", ";"])
            let keys = random.pick(["Tab", "C-o", "Enter", "Enter", "Esc"])
            player.type(text)
            player.keys(keys)
            return "tag by name \(text) \(keys)"
        case .tagCard, .question:
            let keys = random.pick(["y", "n", "Esc", "Tab"])
            player.keys(keys)
            return "question \(keys)"
        case .confirmQuit:
            player.keys("Esc")
            return "Esc"
        default:
            let keys = random.pick([
                "Esc", "Esc", "Enter", "y", "n", "a", "1", "Down", "Up", "Tab", "Backspace", "r i s",
            ])
            player.keys(keys)
            return "in a dialog: \(keys)"
        }
    }

    private mutating func paste() -> String {
        let text = random.pick(["risk", "q\nq\u{1B}[2J", "", "漢字\r\nx", "e\u{301}👩‍🚀 " + random.text(words: 5)])
        player.act(.event(.paste(text)))
        return "paste \(text.debugDescription)"
    }

    /// A key by itself, so that sequences begin and break off.
    private mutating func key() -> String {
        let keys = random.pick([
            "z", "]", "[", "t", "g", "i", "m", "'", "&", "r", "p", "o", "3", "0", "Esc", "Enter", "Tab", "S-Tab",
            "Down",
            "Up", "PgDn", "Space", "Backspace", "C-c", "C-g", "C-t", "C-a", "漢", "é", "F1", "Del", "Home", "End",
        ])
        player.keys(keys)
        return "key \(keys)"
    }

    /// Another program writes into the article, or takes it away.
    private mutating func rewrite() -> String {
        if random.once(in: 8) {
            let isWhole = random.once(in: 2)
            player.act(.articleChanged(index: player.state.current, .unreadable("gone", isOldReadable: isWhole)))
            player.act(.articleChanged(index: player.state.current, .restored))
            return "gone and back"
        }
        guard let document = player.state.file?.document else { return "nothing to rewrite" }
        var text = Array(document.text(document.span).unicodeScalars)
        for _ in 0..<random.number(1...3) {
            let start = random.number(0...text.count)
            let cut = text[start..<min(text.count, start + random.number(0...120))]
            text.removeSubrange(cut.indices)
            if random.once(in: 3) { text.insert(contentsOf: cut, at: random.number(0...text.count)) }
            if random.once(in: 2) {
                text.insert(contentsOf: random.text(words: 4).unicodeScalars, at: random.number(0...text.count))
            }
        }
        guard !text.isEmpty else { return "nothing left" }
        var new = String.UnicodeScalarView()
        new.append(contentsOf: text)
        rewritten.insert(player.state.current)
        player.act(
            .articleChanged(
                index: player.state.current, .rewritten(Document(String(new)), isOldReadable: !random.once(in: 4))))
        return "rewritten"
    }

    // MARK: What always holds

    /// The first thing that does not hold; nil when all does.
    ///
    /// - Parameter isDrawn: whether to look at the screen and at every mark, too.
    func broken(isDrawn: Bool) -> String? {
        guard player.state.file != nil else { return "there is no file in view" }
        let (file, document) = (player.file, player.document)
        if !document.isGraphemeBoundary(file.cursor) { return "the cursor is inside a grapheme" }
        if document.byteCount > 0, file.cursor >= document.end { return "the cursor is behind the text" }
        if let span = file.selection?.span(in: document), !isWhole(span) { return "the selection is not whole" }
        guard isDrawn else { return nil }
        return brokenSet(file.annotations) ?? brokenScreen(file)
    }

    private func isWhole(_ span: Span) -> Bool {
        player.document.snapped(span) == span && span.end <= player.document.end
    }

    private func brokenSet(_ set: AnnotationSet) -> String? {
        let all = set.inDocumentOrder
        if Set(all.map(\.id)).count != all.count || all.count != set.count { return "an id is there twice" }
        for (rank, mark) in all.enumerated() {
            guard let span = mark.span else { continue }
            if !isWhole(span) || span.isEmpty { return "the mark \(mark.id) is not on whole graphemes" }
            if mark.anchor.status == .exact, mark.target.quote.exact != player.document.text(span) {
                return "\(mark.id) quotes another passage"
            }
            if Set(mark.tags).count != mark.tags.count { return "\(mark.id) has a tag twice" }
            if mark.tags.contains(where: { Tag($0.name) == nil }) { return "\(mark.id) has a tag that is none" }
            if mark.tags.isEmpty, mark.note.isEmpty { return "\(mark.id) says nothing" }
            if set.rank(of: mark.id) != rank { return "\(mark.id) is not where it is" }
        }
        for tag in set.tags where set.count(of: tag) != all.count(where: { $0.tags.contains(tag) }) {
            return "\(tag) is not counted right"
        }
        return nil
    }

    private func brokenScreen(_ file: FileState) -> String? {
        let state = player.state
        let frame = frame(for: state, theme: .monochrome)
        if let cursor = frame.cursor, cursor.column >= frame.size.columns || cursor.row >= frame.size.rows {
            return "the terminal's cursor is off the screen"
        }
        if case .note = state.dialog {
            // What is typed is on screen instead, wherever its passage ends.
            if state.size.rows > 0, state.size.columns > 0, frame.cursor == nil {
                return "the note that is written is not on screen"
            }
            return nil
        }
        guard state.dialog == nil else { return nil }
        let row = player.state.flow.row(at: file.cursor)
        let shown = state.flow.rows(from: file.top, height: state.textRows)
        // Pages lead through notes that leave no room for it.
        if file.isReadingNote, file.top.row == row, !shown.dropLast().contains(where: { $0.row != row }) { return nil }
        return shown.contains { $0.row == row && $0.beneath == 0 } ? nil : "the cursor's row is not on screen"
    }

    /// The first difference between two sets, but for how places are described and when that was: a save describes those
    /// anew that were found, and what was placed by hand.
    ///
    /// - Parameter areInOneText: whether both are in the same version of their text.
    private func difference(
        _ marks: AnnotationSet, _ other: AnnotationSet, areInOneText: Bool = true
    ) -> String? {
        if let id = marks.ids.symmetricDifference(other.ids).first { return "\(id) is in one of them" }
        for mark in marks.all {
            guard let old = other[mark.id] else { continue }
            if mark.tags != old.tags || mark.note != old.note || mark.created != old.created {
                return "\(mark.id) says something else"
            }
            guard areInOneText else { continue }
            if mark.anchor.place != old.anchor.place { return "\(mark.id) is elsewhere" }
            if (mark.anchor.status == .changed) != (old.anchor.status == .changed) {
                return "\(mark.id) is \(mark.anchor.status), not \(old.anchor.status)"
            }
            // One of them may have been placed by hand and not been described there since.
            if mark.target.source == old.target.source, mark.anchor == old.anchor, mark.target != old.target {
                return "\(mark.id) is described otherwise: \(old) and now \(mark)"
            }
        }
        return nil
    }

    // MARK: There and back

    /// Takes everything back in every file and does it again.
    mutating func thereAndBack() -> String? {
        for _ in 0..<6 where player.state.dialog != nil || player.state.attaching != nil { player.keys("Esc") }
        guard player.state.dialog == nil else { return "Esc does not close what is open" }
        for index in player.state.files.indices {
            player.state.current = index
            guard player.state.file != nil else { continue }
            player.answerSaves()
            let end = player.file.annotations
            let edits = player.file.history.done.count
            for _ in 0..<edits { player.run("undo") }
            let start = index == 0 ? first : AnnotationSet()
            if let problem = difference(player.file.annotations, start, areInOneText: !rewritten.contains(index)) {
                return "undo does not lead to the start: \(problem)"
            }
            guard player.file.history.done.isEmpty else { return "undo leaves something to be undone" }
            for _ in 0..<edits {
                player.run("redo")
                if player.message.hasPrefix("not redone") { return player.message }
            }
            if let problem = difference(player.file.annotations, end) {
                return "redo does not lead to the end: \(problem)"
            }
        }
        return nil
    }
}
