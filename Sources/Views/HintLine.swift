// The last line: what was done, what can be done now, or what is being typed.

import Annotations
import Reader
import Screen
import TextLayout
import TextModel

final class HintLine {
    let state: State
    let theme: Theme

    init(state: State, theme: Theme) { (self.state, self.theme) = (state, theme) }

    var row: Int { state.size.rows - max(1, state.hintRows) }

    func draw(in frame: inout Frame) {
        guard state.size.rows > 1 else { return }
        switch state.dialog {
        case .search(let prompt): draw(prompt, &frame)
        case .place(let isNaming): drawPlaces(isNaming: isNaming, &frame)
        case .noteSearch(let prompt): draw(prompt, &frame)
        case .command(let prompt):
            draw(":", prompt.field, remark: "Tab lists names, Enter runs one, Esc back", &frame)
        case .confirmQuit(let reason):
            let end = frame.draw(
                "Quit and lose what is not saved? y/n  \(reason)", column: 1, row: row, style: theme.problem)
            frame.cursor = Position(column: min(end, state.size.columns - 1), row: row)
        case .note:
            drawMessage(
                or: [
                    ("Enter", "keeps the note"), ("F1", "keys"), ("C-j", "new line"), ("Esc", "closes"),
                    ("C-x C-e", "in $EDITOR"),
                ],
                &frame)
        case .list(let listing): draw(listing.chooser, &frame)
        case .edge(let move): drawEdge(move, &frame)
        case .sentenceHints(let typed): drawSentenceHints(typed, &frame)
        case .walk: drawQuestion(&frame)
        case .tagPicker(let picker): draw(picker, &frame)
        case .tagName(let prompt): draw(prompt, &frame)
        case .tagCard(let card): drawMessage(or: TagCardView.hints(card), &frame)
        case .question(let question):
            drawMessage(or: answers(to: question), &frame)
        case .help, .stats: break
        case nil:
            if state.inView == .library, let library = state.library {
                draw(library.chooser, &frame)
            } else {
                drawHints(&frame)
            }
        }
    }

    private func draw(_ chooser: Chooser, _ frame: inout Frame) {
        if chooser.isTyping {
            let end = 2 + GlyphRun(chooser.filter.text, clusters: state.clusters).width
            draw("/", chooser.filter, hasCursor: chooser.isCursorInFilter, &frame)
            var next = frame.size.columns
            if let kinds = chooser.filterHint, chooser.filter.characters.isEmpty {
                next = frame.draw(kinds, column: end + 3, row: row, style: theme.quiet) + 2
            } else {
                next = end + 3
            }
            draw(
                [("Enter", chooser.keepsFilter ? "keeps the filter" : "takes the row"), ("Esc", "drops it")],
                from: next, &frame)
        } else {
            drawMessage(or: chooser.currentHints.map { ($0.keys, $0.what) }, &frame)
        }
    }

    func draw(
        _ prompt: String, _ field: TextField, hasCursor: Bool = true, limit: Int? = nil, _ frame: inout Frame
    ) {
        // The end that is being typed stays in view.
        let clusters = state.clusters
        var head = GlyphRun(field.head, clusters: clusters)
        let room = max(1, (limit ?? state.size.columns) - 4)
        var text = field.text
        if head.width > room {
            let characters = field.characters
            var start = field.cursor
            var width = 0
            while start > 0 {
                width += GlyphRun(String(characters[start - 1]), clusters: clusters).width
                guard width <= room else { break }
                start -= 1
            }
            let kept = String(characters[start..<field.cursor])
            text = kept + String(characters[field.cursor...])
            head = GlyphRun(kept, clusters: clusters)
        }
        frame.draw(prompt, column: 1, row: row, style: theme.title)
        frame.draw(text, column: 2, row: row, limit: limit, style: .plain, standIn: theme.standIn, clusters: clusters)
        guard hasCursor else { return }
        frame.cursor = Position(column: min(2 + head.width, state.size.columns - 1), row: row)
    }

    private func drawHints(_ frame: inout Frame) {
        if !state.pendingKeys.isEmpty {
            drawContinuations(&frame)
        } else if let count = state.count {
            draw(count, &frame)
        } else if state.attaching != nil {
            let selecting = hints([.sentenceNext, .selectSentence, .searchForward])
            drawMessage(or: [("Enter", "attaches it here"), ("Esc", "review")] + selecting, &frame)
        } else if state.file?.selection != nil, state.message?.kind != .problem {
            drawTagStrip(&frame)
        } else {
            drawMessage(or: { drawUsual(&$0) }, &frame)
        }
    }

    func draw(_ count: State.Count, _ frame: inout Frame) {
        let words = count.value.map(String.init) ?? "\(count.standing), or digits"
        frame.draw("count: \(words)", column: 1, row: row, style: .plain)
    }

    func drawMessage(or hints: [(String, String)], _ frame: inout Frame) {
        drawMessage(or: { draw(hints, from: 1, &$0) }, &frame)
    }

    private func drawMessage(or drawElse: (inout Frame) -> Void, _ frame: inout Frame) {
        if let message = state.message {
            frame.draw(
                fitted(message.text, to: state.size.columns - 1, clusters: state.clusters), column: 1, row: row,
                style: message.kind == .problem ? theme.problem : .plain, clusters: state.clusters)
        } else if let work = state.workInWords {
            frame.draw(work, column: 1, row: row, style: .plain)
        } else {
            drawElse(&frame)
        }
    }

    func draw(_ hints: [(String, String)], from start: Int, row: Int? = nil, _ frame: inout Frame) {
        var column = start
        for (keys, what) in hints {
            guard draw(keys, what, at: &column, row: row ?? self.row, &frame) else { break }
        }
    }

    /// Draws one hint, and says whether there was room for it.
    private func draw(_ keys: String, _ what: String, at column: inout Int, row: Int, _ frame: inout Frame) -> Bool {
        guard column + width(of: keys) + width(of: what) + 3 <= state.size.columns + 2 else { return false }
        column = frame.draw(keys, column: column, row: row, style: theme.title) + 1
        column = frame.draw(what, column: column, row: row, style: theme.quiet) + 2
        return true
    }

    /// What a prefix can be followed by.
    func drawContinuations(_ frame: inout Frame) {
        guard let entries = PrefixPanel(state: state, theme: theme).entries else { return }
        let start = frame.draw(pending, column: 1, row: row, style: theme.title)
        if hasRoom(for: entries), !entries.contains(where: { !$0.definition.isEmpty }) {
            draw(entries.map { ($0.key, $0.what) }, from: start + 2, &frame)
        } else {
            draw([("Esc", "goes back")], from: start + 2, &frame)
        }
    }

    private var pending: String { Key.display(of: state.pendingKeys) + "\u{2026}" }

    /// Whether the line holds all that may follow.
    func hasRoom(for entries: [PrefixPanel.Entry]) -> Bool {
        1 + GlyphRun(pending).width + 2 + PrefixPanel.lineWidth(entries) <= state.size.columns + 2
    }

    static func short(_ binding: Binding) -> String {
        binding.argument ?? HintLine.spaced(binding.command.rawValue)
    }

    /// `[r]isk [p]olicy [o]pinion …`, and what has just been done; where there is no room for both, that comes first.
    private func drawTagStrip(_ frame: inout Frame) {
        let strip = tagStrip
        let length = strip.reduce(0) { $0 + GlyphRun($1.text).width + 1 }
        let message = state.message.map { ($0.text, $0.kind == .problem ? theme.problem : theme.quiet) }
        let words = message ?? state.workInWords.map { ($0, theme.quiet) }
        guard let (text, style) = words else {
            let end = draw(strip, from: 1, &frame)
            draw(hints([.note, .selectSentence, .shrink, .swapEnds, .cancel]), from: end + 1, &frame)
            return
        }
        if length + GlyphRun(text, clusters: state.clusters).width + 2 <= state.size.columns {
            let end = draw(strip, from: 1, &frame)
            frame.draw(text, column: end + 1, row: row, style: style, clusters: state.clusters)
        } else {
            let text = fitted(text, to: state.size.columns - 1, clusters: state.clusters)
            let end = frame.draw(text, column: 1, row: row, style: style, clusters: state.clusters)
            draw(strip, from: end + 2, &frame)
        }
    }

    /// The tags with their keys; those that the mark in hand has stand out.
    private var tagStrip: [(text: String, style: Style)] {
        guard let file = state.file else { return [] }
        let given = file.selection?.isSettled == true ? file.markInHand?.tags ?? [] : []
        return file.codebook.entries.compactMap { entry in
            guard let key = file.keymap.shownKeys(for: entry.tag) else { return nil }
            let name = entry.tag.name
            let text = name.hasPrefix(key) ? "[\(key)]\(name.dropFirst(key.count))" : "[\(key)] \(name)"
            var style = Style(theme.color(of: entry.tag, in: file.codebook))
            if given.contains(entry.tag) { style.attributes = [.bold, .underline] }
            return (text, style)
        }
    }

    /// Draws as many tags as there is room for; returns the column after them.
    @discardableResult
    private func draw(_ strip: [(text: String, style: Style)], from start: Int, _ frame: inout Frame) -> Int {
        var column = start
        for (text, style) in strip {
            guard column + GlyphRun(text).width < state.size.columns else { break }
            column = frame.draw(text, column: column, row: row, style: style) + 1
        }
        return column
    }

    /// What one does most, with the keys that do it here: drawn at every key press, and put together only as far as
    /// there is room.
    private func drawUsual(_ frame: inout Frame) {
        guard let file = state.file else { return draw(hints([.help, .quit]), from: 1, &frame) }
        var column = 1
        func put(_ keys: String?, _ what: String) -> Bool {
            guard let keys else { return true }
            return draw(keys, what, at: &column, row: row, &frame)
        }
        let keymap = file.keymap
        guard put(keymap.shownKeys(for: .sentenceNext), HintLine.words(for: .sentenceNext)) else { return }
        for entry in file.codebook.entries.prefix(4) where !put(keymap.shownKeys(for: entry.tag), entry.tag.name) {
            return
        }
        for command in HintLine.usual where !put(keymap.shownKeys(for: command), HintLine.words(for: command)) {
            return
        }
    }

    private static let usual: [Command] = [.note, .undo, .help, .quit, .selectSentence, .searchForward]

    func hints(_ commands: [Command]) -> [(String, String)] {
        let keymap = state.keymap
        return commands.compactMap { command in
            guard let keys = keymap.shownKeys(for: command) else { return nil }
            return (keys, HintLine.words(for: command))
        }
    }

    static func spaced(_ name: String) -> String {
        name.utf8.contains(0x2D) ? name.replacing("-", with: " ") : name
    }

    /// Shorter than the names of the table where the hint line is short of room.
    private static func words(for command: Command) -> String {
        switch command {
        case .sentenceNext: "sentence"
        case .selectSentence: "select"
        case .searchForward: "search"
        case .shrink: "shrink"
        case .swapEnds: "other end"
        case .cancel: "drop"
        default: spaced(command.rawValue)
        }
    }
}
