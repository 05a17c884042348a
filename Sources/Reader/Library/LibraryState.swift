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
    private var filtered = LibraryFilter()

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
        unread += found.count
        for entry in found {
            // What sparse files are said to hold is more than any disk does.
            let (sum, isTooMuch) = totalSize.addingReportingOverflow(entry.size)
            totalSize = isTooMuch ? .max : sum
            widths.name = max(widths.name, entry.name.utf8.count)
        }
        keepingChoice { library in
            library.entries += found
            library.insert(numbers)
        }
    }

    private mutating func learn(_ facts: [(number: Int, facts: LibraryFacts?)]) {
        keepingChoice { library in
            var gone = Set<Int>()
            var changed = Set<Int>()
            for (number, facts) in facts where library.entries.indices.contains(number) && !library.own.contains(number)
            {
                if library.entries[number].facts == nil { library.unread -= 1 }
                guard let facts else {
                    gone.insert(number)
                    library.totalSize = max(0, library.totalSize - library.entries[number].size)
                    continue
                }
                library.entries[number].facts = facts
                library.widths.take(facts)
                library.filtered.forget(number)
                changed.insert(number)
            }
            if !gone.isEmpty { library.sorted.removeAll { gone.contains($0) } }
            if library.order.sort.needsFacts {
                library.sorted.removeAll { changed.contains($0) }
                library.insert(changed.sorted())
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
        widths.take(facts)
        filtered.forget(number)
        // Without a title there is something left to read, which the others may bring.
        if facts.title != nil, facts.marks != nil { own.insert(number) }
        keepingChoice { library in
            library.entries[number].facts = facts
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
        // Rows hold the entries: as long as they do, every change copies all of them.
        chooser.dropRows()
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
        filtered = LibraryFilter()
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
        chooser.replace(
            list, chosen: place, passing: filtered.places(of: sorted, in: entries, holding: chooser.filterWords))
        chooser.emptyMessage = emptyMessage
    }

    private var emptyMessage: String {
        guard isComplete else { return "looking for articles \u{2026}" }
        return "no articles (.txt, .md) here; add some, then \(lookAgainKeys)"
    }
}
