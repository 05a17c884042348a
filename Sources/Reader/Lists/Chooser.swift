// A list to choose from: rows, the chosen one, and a filter that is typed. What a row means is the caller's.

import Annotations
import Screen
import TextModel

/// A list with a row that is chosen.
///
/// Rows are numbered as the caller gave them; *places* count only those that the filter lets through.
public struct Chooser: Sendable {
    public var title: String
    public private(set) var rows: ListRows
    /// What is said where there is no row at all.
    public var emptyMessage: String
    /// Keys and what they do, for the hint line.
    public var hints: [Hint]
    /// Whether Enter behind a filter keeps it, so that keys are keys again, and only the next one takes the row: for
    /// lists whose rows are worked on.
    public var keepsFilter = false
    /// What can be typed into the filter, for the hint line; nil where it is words alone.
    public var filterHint: String?
    /// The least cells that each column of fields takes, so that they do not jump while one scrolls.
    public var fieldWidths: [Int]

    public private(set) var filter = TextField()
    /// Whether what is typed goes into the filter.
    public private(set) var isTyping = false
    /// Whether the last key was typed into the filter: then the cursor stands there, else on the chosen row.
    public private(set) var isCursorInFilter = false
    /// The numbers of the rows that the filter lets through; nil when that is all.
    private var passing: [Int]?
    /// What the rows in view are of, where several may be of one thing; nil where each is of its own.
    public private(set) var thingCount: Int?
    /// The row that is to be the chosen one when those that hold the words are known; nil when they are.
    private(set) var awaiting: Int?
    /// The place of the chosen row.
    public private(set) var chosenPlace: Int
    /// The place at the top of the screen.
    public private(set) var top: Int
    /// Keys that begin a longer sequence.
    private var pendingKeys: [Key] = []
    /// Keys that mean nothing, as long as what follows goes with them.
    private var deadChord: DeadChord?

    public struct Hint: Equatable, Sendable {
        public var keys: String
        public var what: String
        public init(_ keys: String, _ what: String) {
            self.keys = keys
            self.what = what
        }
    }

    /// What a key led to.
    public enum Outcome: Equatable, Sendable {
        /// The list has taken the key; `moved` when another row is the chosen one now.
        case taken(moved: Bool)
        /// Enter, on the row with this number.
        case chosen(Int)
        case closed
        /// The list has no use for these keys; what they are bound to.
        case notTaken([Key], Binding?)
    }

    /// - Parameter chosen: the number of the row that is chosen at first.
    public init(
        title: String, rows: ListRows, chosen: Int = 0, emptyMessage: String,
        hints: [Hint] = [Hint("Enter", "goes there"), Hint("/", "filter"), Hint("Esc", "back")], fieldWidths: [Int] = []
    ) {
        self.title = title
        self.rows = rows
        self.emptyMessage = emptyMessage
        self.hints = hints
        self.fieldWidths = fieldWidths
        chosenPlace = max(0, min(chosen, rows.count - 1))
        thingCount = rows.things?.count
        // Settled when the height is known; a third of a usual screen above the row until then.
        top = max(0, chosenPlace - 8)
    }

    /// The hints that hold now: where there is no row, Enter goes nowhere.
    ///
    /// What takes the row, what finds another and what leaves come first: a narrow screen has no room for more.
    public var currentHints: [Hint] {
        let first = ["Enter", "/", "Esc"].compactMap { keys in hints.first { $0.keys == keys } }
        let all = first + hints.filter { !first.contains($0) }
        return count > 0 ? all : all.filter { $0.keys != "Enter" }
    }
    /// The number of rows that the filter lets through.
    public var count: Int { passing?.count ?? rows.count }
    /// The number of the row at a place.
    public func number(at place: Int) -> Int { passing?[place] ?? place }
    /// The number of the chosen row; nil when there is none.
    public var chosen: Int? { count > 0 ? number(at: chosenPlace) : nil }
    /// Whether it is not known yet which rows hold the words of the filter.
    public var isAwaiting: Bool { awaiting != nil }
    /// What is said where no row can be shown.
    public var emptyWords: String {
        rows.count == 0 ? emptyMessage : isAwaiting ? "looking \u{2026}" : "nothing here matches the filter"
    }
}

// MARK: Keys

extension Chooser {
    /// Takes a key.
    ///
    /// - Parameters:
    ///   - keymap: whose motions by rows and pages move the chosen row.
    ///   - height: the rows of the screen that show rows of the list.
    public mutating func take(_ key: Key, keymap: Keymap, height: Int) -> Outcome {
        let before = chosen
        defer { settle(height: height) }
        if let chord = deadChord {
            deadChord = closes(key) ? nil : chord.adding(key, in: keymap)
            return closes(key) ? .taken(moved: false) : .notTaken(chord.keys + [key], nil)
        }
        if closes(key) { return close() }
        isCursorInFilter = false
        if key == Key(.enter), isTyping, keepsFilter {
            isTyping = false
            return .taken(moved: false)
        }
        if key == Key(.enter), pendingKeys.isEmpty {
            guard let chosen else { return .taken(moved: false) }
            // Whoever comes back to the list finds it narrowed, and keys that are keys.
            isTyping = false
            return .chosen(chosen)
        }
        if pendingKeys.isEmpty, isTyping, type(key) { return .taken(moved: chosen != before) }
        if let step = Chooser.step(of: key, height: height), pendingKeys.isEmpty || step.isNamed {
            pendingKeys = []
            move(by: step.count)
            return .taken(moved: chosen != before)
        }
        let keys = pendingKeys + [key]
        pendingKeys = []
        switch keymap.lookup(keys) {
        case .prefix:
            pendingKeys = keys
            return .taken(moved: false)
        case .bound(let binding):
            if binding.command == .quit { return .closed }
            if binding.command == .searchForward {
                startTyping()
            } else if let count = step(of: binding.command, height) {
                move(by: count)
            } else {
                return .notTaken(keys, binding)
            }
            return .taken(moved: chosen != before)
        case .unbound:
            guard keys == [Key("/")] else {
                deadChord = DeadChord(keys, in: keymap)
                return .notTaken(keys, nil)
            }
            startTyping()
            return .taken(moved: false)
        }
    }

    /// Takes pasted text into the filter.
    public mutating func paste(_ text: String) {
        startTyping()
        filter.insert(text)
        narrow()
    }

    /// Gives back what is typed, then the filter, then the list itself.
    private mutating func close() -> Outcome {
        isCursorInFilter = false
        if !pendingKeys.isEmpty {
            pendingKeys = []
        } else if isTyping || !filter.text.isEmpty {
            isTyping = false
            filter = TextField()
            narrow()
        } else {
            return .closed
        }
        return .taken(moved: false)
    }

    /// Lets all rows be shown again.
    ///
    /// - Parameter number: of the row that is to be the chosen one.
    mutating func dropFilter(choosing number: Int) {
        isTyping = false
        filter = TextField()
        narrow()
        choose(number)
    }

    private mutating func startTyping() {
        isTyping = true
        isCursorInFilter = true
    }

    /// Takes a key into the filter; false when it is none that one types with.
    private mutating func type(_ key: Key) -> Bool {
        if key == Key(.backspace), filter.characters.isEmpty {
            isTyping = false
            return true
        }
        // Home and End are for the list: the filter is short, the list is not.
        guard key != Key(.home), key != Key(.end) else { return false }
        let before = filter.text
        guard filter.take(key) else { return false }
        isCursorInFilter = true
        // What a longer filter lets through is among what the shorter one did.
        if filter.text != before { narrow(within: filter.text.hasPrefix(before) ? passing : nil) }
        return true
    }

    /// Keys that move in a list whatever the keymap says.
    private static func step(of key: Key, height: Int) -> (count: Int, isNamed: Bool)? {
        switch (key.code, key.modifiers) {
        case (.named(.down), []): (1, true)
        case (.named(.up), []): (-1, true)
        case (.named(.pageDown), []): (max(1, height - 1), true)
        case (.named(.pageUp), []): (-max(1, height - 1), true)
        case (.named(.home), []): (-.max, true)
        case (.named(.end), []): (.max, true)
        case (.character("n"), .control): (1, false)
        case (.character("p"), .control): (-1, false)
        default: nil
        }
    }

    private func step(of command: Command, _ height: Int) -> Int? {
        switch command {
        case .rowDown, .scrollDown: 1
        case .rowUp, .scrollUp: -1
        case .halfPageDown: max(1, height / 2)
        case .halfPageUp: -max(1, height / 2)
        case .pageDown: max(1, height - 1)
        case .pageUp: -max(1, height - 1)
        case .documentStart, .rowStart: -.max
        case .documentEnd, .rowEnd: .max
        default: nil
        }
    }

    private mutating func move(by step: Int) {
        let (place, isFar) = chosenPlace.addingReportingOverflow(step)
        chosenPlace = max(0, min(isFar ? (step > 0 ? .max : 0) : place, count - 1))
    }
}

// MARK: What is shown

extension Chooser {
    /// Scrolls as little as it takes to have the chosen row in view, with some context where there is room.
    public mutating func settle(height: Int) {
        let height = max(1, height)
        let context = height >= 8 ? 2 : height >= 4 ? 1 : 0
        if chosenPlace < top - height || chosenPlace > top + 2 * height {
            top = chosenPlace - height / 3
        } else {
            top = min(top, chosenPlace - context)
            top = max(top, chosenPlace + context - (height - 1))
        }
        top = max(0, min(top, count - height))
    }

    /// Puts other rows in the place of those there are, for example when more is known of them.
    ///
    /// - Parameters:
    ///   - number: the new number of the chosen row; nil when it is gone.
    ///   - known: the numbers of the rows that hold all `filterWords`, ascending, where the caller knows them; nil has
    ///     all rows looked at.
    ///   - things: what these are rows of, where the caller knows it.
    public mutating func replace(
        _ rows: ListRows, chosen number: Int?, passing known: [Int]? = nil, things: Int? = nil
    ) {
        self.rows = rows
        let place = chosenPlace
        passing = nil
        awaiting = nil
        chosenPlace = max(0, min(number ?? place, rows.count - 1))
        guard let known else { return narrow() }
        let chosen = chosenPlace
        passing = known
        awaiting = nil
        thingCount = rows.things.map { things ?? $0.of(known) }
        choose(chosen)
    }

    /// Lets go of the rows, and of what they hold, until others are put in their place.
    mutating func dropRows() { rows = ListRows([]) }

    /// Chooses the row with a number, or the first after it that the filter lets through.
    public mutating func choose(_ number: Int) {
        chosenPlace = max(0, min(place(ofNumber: number), count - 1))
    }

    /// The words that the rows in view must hold, folded.
    public var filterWords: [[UInt8]] { Folding.words(filter.text) }

    /// Finds the rows that hold all words of the filter. The chosen row stays the chosen one as long as it is there.
    ///
    /// - Parameter earlier: the rows to look among; nil for all.
    private mutating func narrow(within earlier: [Int]? = nil) {
        let number = awaiting ?? chosen ?? 0
        let words = filterWords
        awaiting = nil
        if words.isEmpty {
            passing = nil
        } else if rows.areFoundElsewhere {
            // No row is shown that might not belong here.
            passing = []
            awaiting = number
        } else {
            var folded: [UInt8] = []
            let holds = { [rows] (number: Int) in
                if let known = rows.folded { return Folding.holds(words, known(number)) }
                folded.removeAll(keepingCapacity: true)
                Folding.append(rows.searched(number), to: &folded)
                return Folding.holds(words, folded)
            }
            passing = earlier.map { $0.filter(holds) } ?? (0..<rows.count).filter(holds)
        }
        thingCount = rows.things.map { things in passing.map(things.of) ?? things.count }
        choose(number)
    }

    /// The place of the first row in view whose number is not below this one.
    private func place(ofNumber number: Int) -> Int {
        guard let passing else { return number }
        return passing.partitionPoint { $0 < number }
    }
}
