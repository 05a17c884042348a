// What the reader may look like: the themes by name, what the terminal allows, and the screen with nothing but text.

import Screen

/// A theme by the name that a user writes.
public enum ThemeName: String, CaseIterable, Sendable {
    case dark, light
    case highContrast = "high-contrast"
    case monochrome
}

/// The theme in force, and what may be chosen instead.
public struct Appearance: Equatable, Sendable {
    public var theme: ThemeName
    /// Whether somebody chose it; what the terminal says of its background changes nothing then.
    public var isChosen: Bool
    /// Whether there are colours: without, there is one theme only.
    public var hasColor: Bool

    public init(_ theme: ThemeName = .dark, isChosen: Bool = false, hasColor: Bool = true) {
        self.theme = hasColor ? theme : .monochrome
        self.isChosen = isChosen
        self.hasColor = hasColor
    }
}

extension State {
    mutating func nextTheme() {
        guard appearance.hasColor else {
            message = .information("this terminal has no colours, or NO_COLOR is set: --theme NAME chooses them anyway")
            return
        }
        let themes = ThemeName.allCases
        let index = themes.firstIndex(of: appearance.theme) ?? 0
        appearance.theme = themes[(index + 1) % themes.count]
        appearance.isChosen = true
        message = .information("theme: \(appearance.theme.rawValue)")
    }

    /// What the terminal answered when it was asked for its background.
    mutating func take(_ shade: Event.Shade) {
        guard !appearance.isChosen, appearance.hasColor else { return }
        appearance.theme = shade == .light ? .light : .dark
    }

    mutating func toggleZen() {
        isZen.toggle()
        if !isZen { message = .information("the status line is back") }
    }

    mutating func toggleMouse() -> [Effect] {
        isMouseOurs.toggle()
        let keys = keymap.keys(for: .mouse).first.map { "; \(Key.display(of: $0)) " } ?? "; :mouse "
        message = .information(
            isMouseOurs
                ? "the mouse is read here: click, drag, wheel\(keys)leaves it to the terminal"
                : "the mouse is the terminal's: select and paste with it\(keys)takes it back")
        return [.mouse(isOn: isMouseOurs)]
    }
}

// MARK: The rows of the screen

extension State {
    /// Nothing but text is a wish for an article; the library is shown as ever.
    private var isBare: Bool { isZen && inView == .article }

    /// Whether the line with what one can do, or is being asked, has a row now. With nothing but text on screen it has
    /// one only while it is needed.
    public var hasHintLine: Bool {
        guard size.rows > 1 else { return false }
        guard isBare else { return true }
        if message != nil || !pendingKeys.isEmpty || count != nil || attaching != nil { return true }
        switch dialog {
        case .search, .noteSearch, .command, .confirmQuit, .place, .list, .edge, .sentenceHints, .walk, .tagPicker,
            .tagName, .tagCard, .question:
            return true
        case .note, .help, .stats, nil: return false
        }
    }

    /// Whether the status line has a row. That something is not in its sidecar is never hidden.
    public var hasStatusLine: Bool {
        !isBare || files.contains { $0.file?.saving.failure != nil || $0.file?.saving.isInJournal == true }
    }

    /// Rows at the bottom of the screen that say what can be done: a narrow drift review has more keys than one holds.
    public var hintRows: Int {
        guard hasHintLine else { return 0 }
        guard case .walk(.drift) = dialog, size.rows >= State.leastRowsForHints else { return 1 }
        return size.columns < State.leastForAllAnswers ? 2 : 1
    }

    /// Columns that the keys of the drift review take in one row.
    private static let leastForAllAnswers = 80
    /// Rows of a screen on which two of them are not too many for hints.
    private static let leastRowsForHints = 8

    /// Rows of the screen that show text.
    public var textRows: Int {
        guard let list = listRows, list.lowerBound > 0 else { return max(1, bodyRows - reviewRows) }
        return list.lowerBound
    }

    /// Rows of the screen above the status line.
    var bodyRows: Int {
        max(1, size.rows - (hintsLieOverText ? 0 : hintRows) - (hasStatusLine ? 1 : 0))
    }

    /// Whether the hint line lies over the last row of the text: with nothing else on screen, what is only said does
    /// not move the text up and down again.
    public var hintsLieOverText: Bool { isBare && dialog == nil && attaching == nil && !hasStatusLine }

    /// The column where the text begins: centred where there is room, but never on the gutter.
    public var textLeft: Int { max(State.gutterWidth, (textColumns - columnWidth) / 2) }
}
