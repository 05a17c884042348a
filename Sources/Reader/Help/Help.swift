// The help over the text: scrolled, filtered, and gone without a trace.

import Screen
import TextLayout

/// The help while it is open.
public struct Help: Sendable {
    /// Lines above the first one shown.
    public var scrolled = 0
    /// What a line must hold to be shown.
    public var filter = TextField()
    /// Whether the keys go into the filter.
    public var isTyping = false
    /// The list that it lies over and that is gone back to; nil for the text.
    public internal(set) var back: Listing?
}

extension State {
    /// The rows of the screen that the help takes, its last one the line that says where one is. It leaves the cursor's
    /// row in sight, and some around it, where the screen is high enough: what one looks up is about what one reads.
    public var helpSpan: Range<Int> {
        guard size.rows >= 20 else { return 0..<size.rows }
        let found = file.flatMap { file in
            flow.distance(from: file.top, to: flow.row(at: file.cursor), limit: size.rows)
        }
        let cursorRow = chosenListRow ?? found ?? 0
        let (above, below) = (cursorRow - 1, size.rows - cursorRow - 2)
        let height = min(size.rows * 3 / 5, max(above, below))
        return above > below ? 0..<height : size.rows - height..<size.rows
    }

    /// The row of the screen that the chosen row of a list over the whole screen is in; nil where no list is.
    private var chosenListRow: Int? {
        guard let list = shownListing?.chooser, listColumns?.lowerBound == 0 else { return nil }
        return (listRows?.lowerBound ?? 0) + list.chosenPlace - list.top + (isListTitled ? 1 : 0)
    }

    /// Rows that the help has for its lines: all but the line at its end and, where the text is seen, the edge.
    public var helpRows: Int { max(1, helpSpan.count - (helpSpan.count < size.rows ? 2 : 1)) }

    mutating func help(_ key: Key, _ help: Help) {
        if help.isTyping { return type(key, help) }
        let command: Command? = if case .bound(let binding) = keymap.lookup([key]) { binding.command } else { nil }
        switch (command, key.code) {
        case (_, .character("/")), (.searchForward, _):
            dialog = .help(Help(isTyping: true, back: help.back))
        case (.rowDown, _), (.scrollDown, _): scrollHelp(by: 1)
        case (.rowUp, _), (.scrollUp, _): scrollHelp(by: -1)
        case (.halfPageDown, _): scrollHelp(by: helpRows / 2)
        case (.halfPageUp, _): scrollHelp(by: -helpRows / 2)
        case (.pageDown, _), (_, .character(" ")): scrollHelp(by: max(1, helpRows - 1))
        case (.pageUp, _), (_, .named(.backspace)): scrollHelp(by: -max(1, helpRows - 1))
        case (.documentStart, _): scrollHelp(by: -100_000)
        case (.documentEnd, _): scrollHelp(by: 100_000)
        default: closeHelp(help)
        }
    }

    /// What is typed filters at once. Enter keeps the filter and gives the keys back to scrolling.
    private mutating func type(_ key: Key, _ help: Help) {
        var help = help
        help.scrolled = 0
        if closes(key) || (key == Key(.backspace) && help.filter.characters.isEmpty) {
            help = Help(back: help.back)
        } else if key == Key(.enter) {
            help.isTyping = false
        } else if key == Key(.up) || key == Key(.down) {
            return scrollHelp(by: key == Key(.down) ? 1 : -1)
        } else {
            _ = help.filter.take(key)
        }
        dialog = .help(help)
    }

    mutating func scrollHelp(by rows: Int) {
        guard case .help(var help) = dialog else { return }
        let lines = helpLines(help.filter.text).count
        help.scrolled = max(0, min(help.scrolled + rows, lines - helpRows))
        dialog = .help(help)
    }
}
