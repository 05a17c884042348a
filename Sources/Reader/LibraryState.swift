// A library as it is known at one moment: its articles, their order, and the list in which one of them is chosen.

import Annotations
import Screen
import TextLayout

/// The articles of directories.
public struct LibraryState: Sendable {
    /// What was named: directories, and single articles among them.
    public let paths: [String]
    /// Counts how often the directories were read; what comes late for an earlier time is passed over.
    public private(set) var listing: Int
    /// In the order in which they were found.
    public private(set) var entries: [LibraryEntry] = []
    /// The numbers of the entries that are listed, sorted.
    private var sorted: [Int] = []
    private(set) var order = LibraryOrder()
    public private(set) var chooser: Chooser
    /// Whether all articles have been found.
    public private(set) var isComplete = false
    /// Directories that could not be read.
    public private(set) var unreadable: [String] = []
    /// The number of articles that nobody has looked into yet.
    public private(set) var unread = 0
    /// Bytes of all articles.
    public private(set) var totalSize = 0
    /// The time, as far as it matters for "2 days ago".
    var now: Timestamp
    /// The path of the article to choose as soon as it is found; nil once a key was pressed.
    private var wantedPath: [UInt8]?
    private var isUntouched = true
    /// What the reader itself knows better than the files that are read beside it.
    private var own: Set<Int> = []
    /// The entries that were asked for last, so that nothing is asked for twice.
    private var asked: [Int] = []
    /// Cells of the screen.
    private var columns: Int
    /// What reads the directories again.
    private let lookAgainKeys: String
    /// What the columns hold at most, so that they stay where they are while one scrolls.
    private var widths = LibraryWidths()

    /// - Parameters:
    ///   - article: the path of the article to choose.
    ///   - keymap: whose keys the hint line shows.
    init(paths: [String], article: String? = nil, listing: Int = 1, columns: Int, now: Timestamp, keymap: Keymap) {
        self.paths = paths
        self.listing = listing
        self.columns = columns
        self.now = now
        wantedPath = article.map { Array($0.utf8) }
        lookAgainKeys = keymap.keys(for: .redraw).first.map { Key.display(of: $0) } ?? ":redraw"
        let name = paths.count == 1 ? paths[0] : "\(paths.count) places"
        chooser = Chooser(
            title: name == "." ? "Library" : "Library \(name)", rows: ListRows([]),
            emptyMessage: "looking for articles \u{2026}", hints: LibraryState.hints(keymap), fieldWidths: [4])
    }

    private static func hints(_ keymap: Keymap) -> [Chooser.Hint] {
        let bound: [(Command, String)] = [(.redraw, "look again"), (.help, "help"), (.quit, "quit")]
        return [
            Chooser.Hint("Enter", "opens"), Chooser.Hint("/", "filter"), Chooser.Hint("s", "sort by the next"),
            Chooser.Hint("S", "turn round"),
        ]
            + bound.compactMap { command, what in
                keymap.keys(for: command).first.map { Chooser.Hint(Key.display(of: $0), what) }
            }
    }

    public var sort: LibrarySort { order.sort }
    public var isReversed: Bool { order.isReversed }
    /// The number of articles listed, the filter aside.
    public var count: Int { sorted.count }

    /// The chosen article.
    public var chosen: LibraryEntry? { chosenNumber.map { entries[$0] } }
    private var chosenNumber: Int? { chooser.chosen.map { sorted[$0] } }
}

// MARK: What comes in

extension LibraryState {
    mutating func take(_ news: LibraryNews) {
        switch news {
        case .found(listing, let found): add(found)
        case .foundAll(listing, let unreadable):
            isComplete = true
            self.unreadable = unreadable
            // An article that is not there any more is not waited for.
            if entries.isEmpty { show() }
        case .read(listing, let facts): learn(facts)
        case .found, .foundAll, .read: break
        }
    }

    private mutating func add(_ found: [LibraryEntry]) {
        let numbers = Array(entries.count..<entries.count + found.count)
        entries += found
        unread += found.count
        totalSize += found.reduce(0) { $0 + $1.size }
        for entry in found { widths.name = max(widths.name, entry.name.utf8.count) }
        keepingChoice { $0.insert(numbers) }
    }

    private mutating func learn(_ facts: [(number: Int, facts: LibraryFacts?)]) {
        var gone = Set<Int>()
        var changed: [Int] = []
        for (number, facts) in facts where entries.indices.contains(number) && !own.contains(number) {
            if entries[number].facts == nil { unread -= 1 }
            guard let facts else {
                gone.insert(number)
                totalSize -= entries[number].size
                continue
            }
            entries[number].facts = facts
            widths.take(facts)
            changed.append(number)
        }
        keepingChoice { library in
            if !gone.isEmpty { library.sorted.removeAll { gone.contains($0) } }
            if library.order.sort.needsFacts {
                let moved = Set(changed)
                library.sorted.removeAll { moved.contains($0) }
                library.insert(changed)
            }
        }
    }

    /// Takes what the reader knows of an article that it has just left.
    mutating func note(_ path: [UInt8], progress: Int, marks: MarkTally?) {
        guard let number = entries.firstIndex(where: { $0.isAt(path) }) else { return }
        if entries[number].facts == nil { unread -= 1 }
        var facts = entries[number].facts ?? LibraryFacts(title: nil)
        facts.progress = progress
        facts.marks = marks ?? facts.marks
        facts.lastRead = now
        entries[number].facts = facts
        widths.take(facts)
        // Without a title there is something left to read, which the others may bring.
        if facts.title != nil, facts.marks != nil { own.insert(number) }
        keepingChoice { library in
            guard library.order.sort.needsFacts else { return }
            library.sorted.removeAll { $0 == number }
            library.insert([number])
        }
    }

    /// Merges entries into the sorted ones.
    private mutating func insert(_ numbers: [Int]) {
        let entries = entries
        let order = order
        let added = numbers.sorted { order.precedes(entries[$0], entries[$1]) }
        var merged: [Int] = []
        merged.reserveCapacity(sorted.count + added.count)
        var at = 0
        for number in added {
            while at < sorted.count, !order.precedes(entries[number], entries[sorted[at]]) {
                merged.append(sorted[at])
                at += 1
            }
            merged.append(number)
        }
        sorted = merged + sorted[at...]
    }

    /// Changes the order of the rows and keeps the chosen article the chosen one; as long as no key was pressed that is
    /// the first, or the one that is looked for.
    private mutating func keepingChoice(_ change: (inout LibraryState) -> Void) {
        let before = chosenNumber
        change(&self)
        if let wantedPath, let place = sorted.firstIndex(where: { entries[$0].isAt(wantedPath) }) {
            show(choosing: place)
        } else if isUntouched {
            show(choosing: 0)
        } else {
            show(choosing: before.flatMap { number in sorted.firstIndex(of: number) })
        }
    }
}

// MARK: What is asked for

extension LibraryState {
    /// What brings the listing in.
    public var request: LibraryRequest { .list(listing: listing, paths: paths) }

    /// Reads the directories again; the chosen article stays the chosen one.
    mutating func refresh() -> LibraryRequest {
        wantedPath = chosen?.pathBytes
        listing += 1
        entries = []
        sorted = []
        own = []
        asked = []
        (unread, totalSize) = (0, 0)
        widths = LibraryWidths()
        isComplete = false
        unreadable = []
        show()
        return request
    }

    mutating func sort(by sort: LibrarySort, reversed: Bool) {
        order = LibraryOrder(sort: sort, isReversed: reversed)
        keepingChoice { library in
            let numbers = library.sorted
            library.sorted = []
            library.insert(numbers)
        }
    }

    /// What is on screen and not read yet, when that is not what was asked for last.
    mutating func missing(height: Int) -> LibraryRequest? {
        guard unread > 0 else { return nil }
        let places = chooser.top..<max(chooser.top, min(chooser.top + height, chooser.count))
        let numbers = places.map { sorted[chooser.number(at: $0)] }.filter { entries[$0].facts == nil }
        guard !numbers.isEmpty, numbers != asked else { return nil }
        asked = numbers
        return .first(listing: listing, numbers)
    }

    mutating func take(_ key: Key, keymap: Keymap, height: Int) -> Chooser.Outcome {
        isUntouched = false
        wantedPath = nil
        return chooser.take(key, keymap: keymap, height: height)
    }

    mutating func paste(_ text: String) {
        isUntouched = false
        wantedPath = nil
        chooser.paste(text)
    }

    /// Whether there is an article some rows on (or back, when `step` is negative).
    func canStep(_ step: Int) -> Bool { (0..<chooser.count).contains(chooser.chosenPlace + step) }

    /// Chooses the article some rows on, which must be there.
    mutating func step(_ step: Int) {
        guard canStep(step) else { return }
        isUntouched = false
        wantedPath = nil
        chooser.choose(chooser.number(at: chooser.chosenPlace + step))
    }

    mutating func settle(columns: Int, height: Int) {
        if columns != self.columns {
            self.columns = columns
            show(choosing: chooser.chosen)
        }
        chooser.settle(height: height)
    }
}

// MARK: Rows

extension LibraryState {
    private mutating func show(choosing place: Int? = nil) {
        let nameWidth = min(widths.name, max(8, columns / 6))
        // Titles need room more than anything else.
        let fieldCount = columns < 45 ? 1 : columns < 72 ? 2 : 5
        let rows = LibraryRows(
            entries: entries, sorted: sorted, now: now, nameWidth: nameWidth, fieldCount: fieldCount)
        chooser.fieldWidths = Array([4, widths.marks, widths.lastRead, 6, nameWidth].prefix(fieldCount))
        let list = ListRows(count: sorted.count, searched: { rows.searched($0) }, row: { rows.row($0) })
        chooser.replace(list, chosen: place)
        chooser.emptyMessage = emptyMessage
    }

    private var emptyMessage: String {
        guard isComplete else { return "looking for articles \u{2026}" }
        return "no articles (.txt, .md) here; add some, then \(lookAgainKeys)"
    }
}

/// Cells of the columns whose contents are not known beforehand.
private struct LibraryWidths: Sendable {
    static let mostMarks = 14
    var marks = 0
    var lastRead = 0
    var name = 0

    mutating func take(_ facts: LibraryFacts) {
        if let tally = facts.marks, tally.total > 0 {
            marks = max(marks, tally.text(within: LibraryWidths.mostMarks).utf8.count)
        }
        // As wide as a date.
        if facts.lastRead != nil { lastRead = 10 }
    }
}

/// Makes the rows that are on screen.
private struct LibraryRows: Sendable {
    let entries: [LibraryEntry]
    let sorted: [Int]
    let now: Timestamp
    /// Cells.
    let nameWidth: Int
    /// The number of columns that are shown, those of most weight first.
    let fieldCount: Int

    func searched(_ place: Int) -> String {
        let entry = entries[sorted[place]]
        return (entry.facts?.title ?? "") + " " + entry.name
    }

    /// The columns in the order of their weight: where there is no room for all, the last go first.
    func row(_ place: Int) -> ListRow {
        let entry = entries[sorted[place]]
        let facts = entry.facts
        // Fields stand at the right of their columns, and names read better from the left.
        let name = GlyphRun(entry.name).clipped(to: nameWidth)
        let paddedName = name.text + String(repeating: " ", count: max(0, nameWidth - name.width))
        let marks = facts.map { $0.marks?.text(within: LibraryWidths.mostMarks) ?? "\u{2026}" } ?? ""
        let progress = facts?.progress.map { "\($0)%" } ?? ""
        let lastRead = facts?.lastRead.map { LibraryText.age(of: $0, at: now) } ?? ""
        var text = facts?.title ?? entry.name
        if let problem = facts?.problem { text = "\(entry.name): \(problem)" }
        let fields = [progress, marks, lastRead, LibraryText.size(entry.size), paddedName]
        return ListRow(text, fields: Array(fields.prefix(fieldCount)), isQuiet: facts?.problem != nil)
    }
}

/// Sizes and ages in a few cells.
public enum LibraryText {
    /// `812 B`, `14 KB`, `3.2 MB`; units of 1000 bytes.
    public static func size(_ bytes: Int) -> String {
        var value = Double(bytes)
        var unit = "B"
        for larger in ["KB", "MB", "GB", "TB"] where value >= 1000 {
            value /= 1000
            unit = larger
        }
        let isRough = unit == "B" || unit == "KB" || value >= 100
        let tenths = Int((value * 10).rounded())
        return isRough ? "\(Int(value.rounded())) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    /// `now`, `5 min ago`, `3 h ago`, `2 days ago`; a week back and more, or in the future, the date (in UTC).
    public static func age(of time: Timestamp, at now: Timestamp) -> String {
        guard let then = time.secondsSince1970, let today = now.secondsSince1970 else { return "" }
        switch today - then {
        case -60..<60: return "now"
        case 60..<3600: return "\((today - then) / 60) min ago"
        case 3600..<86400: return "\((today - then) / 3600) h ago"
        case 86400..<7 * 86400:
            let days = (today - then) / 86400
            return days == 1 ? "1 day ago" : "\(days) days ago"
        default: return String(time.text.prefix(10))
        }
    }
}
