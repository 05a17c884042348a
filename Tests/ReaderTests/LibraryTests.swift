// The library: listing, sorting, filtering, opening an article and coming back to its row.

import Annotations
import Screen
import TestSupport
import Testing
import TextModel

@testable import Reader

/// Articles as a walk through directories would find them.
enum SampleLibrary {
    static let now = 1_700_000_000
    static let entries = [
        LibraryEntry(path: "a/part 10.txt", name: "part 10.txt", size: 500),
        LibraryEntry(path: "a/part 2.txt", name: "part 2.txt", size: 70_000),
        LibraryEntry(path: "a/Zoning.md", name: "Zoning.md", size: 1_200),
        LibraryEntry(path: "a/sub/bridge.txt", name: "sub/bridge.txt", size: 3_400_000),
    ]

    static func tally(_ tags: [String: Int], untagged: Int = 0) -> MarkTally {
        let counts = Dictionary(uniqueKeysWithValues: tags.compactMap { name, count in Tag(name).map { ($0, count) } })
        let total = counts.values.reduce(untagged, +)
        return MarkTally(total: total, tags: counts, untagged: untagged, codebook: .builtIn)
    }

    static let facts: [(number: Int, facts: LibraryFacts?)] = [
        (
            0,
            LibraryFacts(
                title: "Trams again", progress: 40, lastRead: Timestamp(secondsSince1970: now - 2 * 86400),
                marks: tally(["risk": 3, "policy": 1]))
        ),
        (1, LibraryFacts(title: "Électricité and who pays")),
        (2, LibraryFacts(title: nil, marks: tally(["opinion": 9], untagged: 2))),
        (
            3,
            LibraryFacts(
                title: "The bridge", progress: 100, lastRead: Timestamp(secondsSince1970: now - 90 * 86400))
        ),
    ]
}

extension Player {
    /// The library of `a` with everything known.
    static func library(size: Size = Size(columns: 100, rows: 30), keymap: String = "vim") -> Player {
        var player = Player(library: ["a"], size: size, keymap: keymap)
        player.act(.library(.found(listing: 1, SampleLibrary.entries)))
        player.act(.library(.foundAll(listing: 1, unreadable: [])))
        player.act(.library(.read(listing: 1, SampleLibrary.facts)))
        return player
    }

    /// The names in the order of their rows, the chosen one between angle brackets.
    var names: [String] {
        guard let chooser = state.library?.chooser else { return [] }
        return (0..<chooser.count).map { place in
            let row = chooser.rows.row(chooser.number(at: place))
            let name = row.fields.last.map { String($0.trimmingSuffix { $0 == " " }) } ?? ""
            return place == chooser.chosenPlace ? "<\(name)>" : name
        }
    }

    /// Answers the request to open the current file.
    mutating func opens(_ text: String) {
        act(
            .opened(
                index: state.current,
                .success(Article(document: Document(text), marks: ArticleMarks(), codebook: .builtIn))))
    }
}

extension String {
    fileprivate func trimmingSuffix(_ isDropped: (Character) -> Bool) -> Substring {
        var text = self[...]
        while let last = text.last, isDropped(last) { text.removeLast() }
        return text
    }
}

@Suite struct LibraryTests {
    @Test func numbersInNamesCountByTheirValue() {
        #expect(Player.library().names == ["<part 2.txt>", "part 10.txt", "sub/bridge.txt", "Zoning.md"])
        let names = ["b", "a10", "a9", "a09b", "a", "A1", "10", "9"]
        #expect(
            names.sorted { LibraryEntry.sorted($0) < LibraryEntry.sorted($1) }
                == ["9", "10", "a", "A1", "a9", "a09b", "a10", "b"])
    }

    @Test func everyColumnSortsInBothDirections() {
        var player = Player.library()
        var orders: [String: [String]] = [:]
        for sort in LibrarySort.allCases {
            #expect(player.state.library?.sort == sort)
            orders[sort.rawValue] = player.names.map { $0.trimmingCharacters("<>") }
            player.keys("S")
            #expect(player.state.library?.isReversed == true)
            orders[sort.rawValue + " reversed"] = player.names.map { $0.trimmingCharacters("<>") }
            player.keys("s")
        }
        let (ten, two, zoning, bridge) = ("part 10.txt", "part 2.txt", "Zoning.md", "sub/bridge.txt")
        #expect(
            orders == [
                "name": [two, ten, bridge, zoning], "name reversed": [zoning, bridge, ten, two],
                // Without a title the name stands for it.
                "title": [bridge, ten, zoning, two], "title reversed": [two, zoning, ten, bridge],
                "size": [bridge, two, zoning, ten], "size reversed": [ten, zoning, two, bridge],
                // What was never open stands last in both directions.
                "progress": [bridge, ten, two, zoning], "progress reversed": [ten, bridge, two, zoning],
                "marks": [zoning, ten, two, bridge], "marks reversed": [two, bridge, ten, zoning],
                "last read": [ten, bridge, two, zoning], "last read reversed": [bridge, ten, two, zoning],
            ])
    }

    @Test func theChosenArticleStaysChosenWhateverItsRow() {
        var player = Player.library()
        player.keys("j")
        #expect(player.names[1] == "<part 10.txt>")
        for _ in LibrarySort.allCases {
            player.keys("Tab S-Tab")
            #expect(player.names.contains("<part 10.txt>"))
        }
    }

    @Test(arguments: [
        ("trams", ["<part 10.txt>"]), ("electricite", ["<part 2.txt>"]), ("TXT part", ["<part 2.txt>", "part 10.txt"]),
        ("sub", ["<sub/bridge.txt>"]), ("nowhere", []),
    ])
    func whatIsTypedNarrowsTheList(typed: String, names: [String]) {
        var player = Player.library()
        player.keys("/")
        player.type(typed)
        #expect(player.names == names)
        player.keys("Esc")
        #expect(player.names.count == 4)
    }

    @Test func lettersThatSortAreTypedIntoTheFilter() {
        var player = Player.library()
        player.keys("/ s u b")
        #expect(player.state.library?.sort == .name)
        #expect(player.names == ["<sub/bridge.txt>"])
        player.keys("Tab")
        #expect(player.state.library?.sort == .title)
        #expect(player.names == ["<sub/bridge.txt>"])
    }

    @Test func onePastesIntoTheFilter() {
        var player = Player.library()
        player.act(.event(.paste("tr\nams")))
        #expect(player.state.library?.chooser.filter.text == "tr ams")
        #expect(player.names == ["<part 10.txt>"])
    }

    @Test func openingAndComingBackToTheSameRow() {
        var player = Player.library()
        player.keys("j Enter")
        #expect(player.asked == ["open 0"])
        #expect(player.state.inView == .article)
        player.opens("One here. Two here. Three here. Four here.")
        player.press("2 sentence-next", "tag risk")
        player.saved()
        player.press("library")
        #expect(player.asked == ["keep-position 0 20"])
        #expect(player.state.inView == .library)
        #expect(player.names == ["part 2.txt", "<part 10.txt>", "sub/bridge.txt", "Zoning.md"])
        let facts = player.state.library?.chosen?.facts
        #expect(facts?.progress == 48)
        #expect(facts?.marks?.text(within: 16) == "r1")
        #expect(facts?.lastRead.map { $0 > Timestamp(secondsSince1970: SampleLibrary.now) } == true)
        // With edits it stays open: they can still be taken back.
        player.keys("Enter")
        #expect(player.asked == [])
        player.press("undo")
        #expect(player.marks == [])
    }

    @Test func anArticleInWhichNothingWasChangedIsClosed() {
        var player = Player.library()
        player.keys("Enter")
        player.opens("One here. Two here.")
        player.keys(") q")
        #expect(player.asked == ["keep-position 0 10", "close 0"])
        #expect(player.state.inView == .library)
        #expect(player.state.library?.chosen?.facts?.progress == 55)
        // What comes late from the files does not undo what is known better.
        player.act(.library(.read(listing: 1, [(1, LibraryFacts(title: "Old", progress: 0))])))
        #expect(player.state.library?.chosen?.facts?.progress == 55)
        player.keys("Enter")
        #expect(player.asked == ["open 1"])
    }

    @Test func quittingTheLibraryQuits() {
        var player = Player.library()
        player.keys("q")
        #expect(player.asked == ["quit"])
        player = .library()
        player.keys("Esc")
        #expect(player.asked == [])
        #expect(player.message == "Enter opens an article, q quits")
    }

    @Test(arguments: [("vim", "z Q"), ("less", "z Q"), ("emacs", "C-x C-c"), ("arrows", "C-q")])
    func oneKeyQuitsFromAnArticleOfTheLibrary(_ keymap: String, _ keys: String) {
        var player = Player.library(keymap: keymap)
        player.keys("Enter")
        player.opens("One here. Two here.")
        player.keys(keys)
        #expect(player.asked.last == "quit")
        // q leads back, as before.
        player = Player.library(keymap: keymap)
        player.keys("Enter")
        player.opens("One here. Two here.")
        player.keys("q")
        #expect(player.state.inView == .library && player.asked.last != "quit")
    }

    @Test func whatIsNotSavedHoldsTheLibraryBack() {
        var player = Player.library()
        player.keys("Enter")
        player.opens("One here. Two here.")
        player.keys("r")
        player.saveFails("disk full")
        player.keys("q")
        #expect(player.state.inView == .library)
        player.keys("q")
        #expect(player.asked == [])
        guard case .confirmQuit = player.state.dialog else {
            Issue.record("it was left without a question")
            return
        }
        player.keys("y")
        #expect(player.asked == ["quit"])
    }

    @Test func anArticleThatWasNamedLeadsToTheLibraryOfItsFolder() {
        var player = Player("|One here. Two here.")
        player.keys("z q")
        #expect(player.asked == ["keep-position 0 0", "list 1: ."])
        let found = ["b.txt", "article-1.txt"].map { LibraryEntry(path: $0, name: $0, size: 10) }
        player.act(.library(.found(listing: 1, [found[0]])))
        player.act(.library(.found(listing: 1, [found[1]])))
        #expect(player.names == ["<article-1.txt>", "b.txt"])
        player.keys("Esc")
        #expect(player.state.inView == .article)
        player.press("sentence-next")
        #expect(player.text == "One here. |Two here.")
        // Not opened from the library: leaving it is leaving the program.
        player.keys("q")
        #expect(player.asked == ["keep-position 0 10", "keep-seen 0 0..19", "quit"])
    }

    @Test func theNextFileIsTheNextRow() {
        var player = Player.library()
        player.keys("s s Home Enter")
        player.opens("Bridge.")
        #expect(player.state.placeAmongFiles.map { [$0.number, $0.count] } == [1, 4])
        player.press("file-previous")
        #expect(player.message == "this is the first article listed")
        player.press("2 file-next")
        #expect(player.asked == ["keep-position 0 0", "close 0", "open 1"])
        player.opens("Zoning.")
        #expect(player.state.files[player.state.current].name == "a/Zoning.md")
        player.keys("q")
        #expect(player.names == ["sub/bridge.txt", "part 2.txt", "<Zoning.md>", "part 10.txt"])
    }

    @Test func whatCannotBeOpenedLeadsBack() {
        var player = Player.library()
        player.keys("j Enter")
        player.act(.opened(index: 0, .failure(.problem("a/part 10.txt: there is no such file; check its name"))))
        #expect(player.state.inView == .library)
        #expect(player.message == "a/part 10.txt: there is no such file; check its name")
        #expect(player.names[1] == "<part 10.txt>")
        player.keys("Enter")
        #expect(player.asked == ["open 1"])
    }

    @Test func whatIsOnScreenIsAskedForFirstAndOnce() {
        var player = Player(library: ["a"], size: Size(columns: 60, rows: 8))
        let entries = (0..<50).map { LibraryEntry(path: "a/\($0)", name: "\($0)", size: 1) }
        player.act(.library(.found(listing: 1, entries)))
        #expect(player.asked == ["first 0 1 2 3 4"])
        player.keys("j")
        #expect(player.asked == [])
        player.keys("G")
        #expect(player.asked == ["first 45 46 47 48 49"])
        player.act(.library(.read(listing: 1, (45..<50).map { ($0, LibraryFacts(title: "T\($0)")) })))
        #expect(player.asked == [])
        #expect(player.state.library?.unread == 45)
    }

    @Test func theFirstRowStaysChosenUntilAKeyIsPressed() {
        var player = Player(library: ["a"])
        player.act(.library(.found(listing: 1, [SampleLibrary.entries[2]])))
        player.act(.library(.found(listing: 1, [SampleLibrary.entries[0]])))
        #expect(player.names == ["<part 10.txt>", "Zoning.md"])
        player.keys("j k")
        player.act(.library(.found(listing: 1, [SampleLibrary.entries[1]])))
        #expect(player.names == ["part 2.txt", "<part 10.txt>", "Zoning.md"])
    }

    @Test func aFileThatIsNoTextGoes() {
        var player = Player.library()
        player.act(.library(.read(listing: 1, [(1, nil)])))
        #expect(player.names == ["<part 10.txt>", "sub/bridge.txt", "Zoning.md"])
        #expect(player.state.library?.totalSize == 3_401_700)
    }

    @Test func lookingAgainKeepsTheChosenArticle() {
        var player = Player.library()
        player.keys("j j C-l")
        #expect(player.asked == ["list 2: a", "redraw"])
        // What is late for the first time is passed over.
        player.act(.library(.found(listing: 1, SampleLibrary.entries)))
        #expect(player.names == [])
        player.act(.library(.found(listing: 2, Array(SampleLibrary.entries.dropFirst()))))
        player.act(.library(.foundAll(listing: 2, unreadable: [])))
        #expect(player.names == ["part 2.txt", "<sub/bridge.txt>", "Zoning.md"])
    }

    @Test func leavingAnArticleEndsItsWork() {
        var player = Player.library()
        player.holdsBack = true
        player.keys("Enter")
        player.opens(String(repeating: "Sentence here and more of it. Another one.\n\n", count: 60_000))
        player.idle()
        player.keys("/")
        player.type("zebra")
        player.keys("Enter")
        // Headings, a search, and a count.
        #expect(player.state.works.count == 2)
        #expect(player.state.search?.counting != nil)
        player.keys("q")
        let stopped = player.asked.filter { $0.hasPrefix("stop") }
        #expect(stopped.count == 3, "\(player.asked)")
        #expect(player.state.works.isEmpty)
        #expect(player.state.search?.counting == nil)
    }

    @Test func filesThatWereClosedAreNoneOfTheFilesOneGoesThrough() {
        var player = Player("|One here. And more.", "Two here.")
        player.keys("G z q")
        let found = ["c.txt", "d.txt"].map { LibraryEntry(path: $0, name: $0, size: 10) }
        player.act(.library(.found(listing: 1, found)))
        player.keys("Enter")
        player.opens("Three here.")
        player.keys("q j Enter")
        player.opens("Four here.")
        #expect(player.state.files.map(\.name) == ["article-1.txt", "article-2.txt", "c.txt", "d.txt"])
        player.keys("C-o")
        #expect(player.message == "1 of 3: article-1.txt")
        player.press("file-next")
        #expect(player.message == "2 of 3: article-2.txt")
        player.press("file-next")
        #expect(player.asked.filter { $0.hasPrefix("open") } == [])
        #expect(player.state.files[player.state.current].name == "d.txt")
    }

    @Test func newsNarrowsWhatTheFilterLetsThrough() {
        var player = Player.library()
        player.keys("/")
        player.type("council")
        #expect(player.names == [])
        player.act(.library(.read(listing: 1, [(2, LibraryFacts(title: "The council meets"))])))
        #expect(player.names == ["<Zoning.md>"])
        player.act(.library(.found(listing: 1, [LibraryEntry(path: "a/council.md", name: "council.md", size: 1)])))
        #expect(player.names == ["council.md", "<Zoning.md>"])
        player.act(.library(.read(listing: 1, [(2, LibraryFacts(title: "Nobody meets"))])))
        #expect(player.names == ["<council.md>"])
        // Another filter is another question.
        player.keys("C-u")
        player.type("meets")
        #expect(player.names == ["<Zoning.md>"])
        player.keys("Tab")
        #expect(player.names == ["<Zoning.md>"])
    }

    @Test func newsOfOneArticleLooksAtNoOther() {
        let entries = (0..<1000).map { LibraryEntry(path: "\($0)", name: "number \($0)", size: 1) }
        var filter = LibraryFilter()
        let words = Folding.words("number")
        #expect(filter.places(of: Array(0..<1000), in: entries, holding: words)?.count == 1000)
        // Entries of other names: whoever looks at one again finds nothing in it.
        let others = entries.map { LibraryEntry(path: $0.path, name: "other", size: 1) }
        filter.forget(7)
        let places = filter.places(of: Array(0..<1000), in: others, holding: words)
        #expect(places == Array(0..<1000).filter { $0 != 7 })
    }

    @Test func moreBytesThanCanBeCountedAreStillListed() {
        var player = Player(library: ["a"])
        let sparse = (0..<3).map { LibraryEntry(path: "a/\($0)", name: "\($0)", size: 5 << 60) }
        player.act(.library(.found(listing: 1, sparse)))
        #expect(player.state.library?.totalSize == .max)
        player.act(.library(.read(listing: 1, (0..<3).map { ($0, nil) })))
        #expect(player.state.library?.totalSize == 0)
        #expect(player.names == [])
    }

    /// Two files whose names look alike, and are equal as strings.
    private static let twins = ["a/caf\u{E9}.txt", "a/cafe\u{301}.txt"].map {
        LibraryEntry(path: $0, name: String($0.dropFirst(2)), size: 10)
    }

    @Test func namesThatLookAlikeAreTwoArticles() {
        var player = Player(library: ["a"])
        player.act(.library(.found(listing: 1, Self.twins)))
        player.act(.library(.read(listing: 1, [(0, LibraryFacts(title: "One")), (1, LibraryFacts(title: "Two"))])))
        player.keys("Enter")
        player.opens("First here. And more.")
        player.keys("r")
        player.saved()
        player.keys(") q j Enter")
        #expect(player.asked == ["open 1"])
        player.opens("Second here.")
        player.keys("z q")
        #expect(player.state.library?.entries.map { $0.facts?.marks?.total } == [1, 0])
        #expect(player.state.library?.entries.map { $0.facts?.progress } == [60, 0])
        // Looking again keeps the one that was chosen, not its twin.
        player.keys("C-l")
        player.act(.library(.found(listing: 2, Self.twins)))
        #expect(player.state.library?.chosen.map { Array($0.path.utf8) } == Array(Self.twins[1].path.utf8))
    }

    @Test func whatCannotBeReadIsSaid() {
        var player = Player(library: ["a"])
        player.act(.library(.foundAll(listing: 1, unreadable: ["a/locked", "a/other"])))
        #expect(
            player.message
                == "a/locked: this directory could not be read (and 1 more); its articles are not listed")
    }

    @Test(arguments: ["tag risk", "row-down", "search-forward", "note", "mark-next", "file-next", "undo"])
    func whatIsForArticlesSaysSo(action: String) {
        var player = Player.library()
        player.run(action)
        #expect(player.message.hasSuffix(" is for an article; Enter opens the chosen one"))
        #expect(player.state.dialog == nil)
        #expect(player.asked == [])
    }

    @Test func helpShowsTheKeysOfTheLibrary() {
        var player = Player.library()
        player.keys("F1")
        #expect(player.state.helpLines().contains(.title("In the library")))
        player.keys("Esc")
        #expect(player.state.inView == .library)
        player.keys("Enter")
        player.opens("Text.")
        player.keys("F1")
        #expect(!player.state.helpLines().contains(.title("In the library")))
    }

    @Test(arguments: ["vim", "less", "emacs", "arrows"])
    func everyKeymapListsOpensAndComesBack(keymap: String) {
        var player = Player.library(keymap: keymap)
        player.keys("Down Enter")
        player.opens("Text.")
        player.keys("z q")
        #expect(player.names[1] == "<part 10.txt>")
        player.keys("s")
        #expect(player.state.library?.sort == .title)
    }

    @Test func actionsByNameSort() {
        var player = Player.library()
        player.keys(":")
        player.type("library-sort")
        player.keys("Enter")
        #expect(player.state.library?.sort == .title)
        player.press("library-reverse")
        #expect(player.state.library?.isReversed == true)
        var reader = Player("|Text.")
        reader.press("library-sort")
        #expect(reader.message == "this is for the library, which zq opens")
    }

    @Test func sizesAndAgesInWords() {
        let sizes = [0: "0 B", 999: "999 B", 1499: "1 KB", 70_000: "70 KB", 3_449_000: "3.4 MB", 250_000_000: "250 MB"]
        for (bytes, text) in sizes { #expect(LibraryText.size(bytes) == text) }
        let ages = [
            0: "now", 59: "now", 60: "1 min ago", 7199: "1 h ago", 86400: "1 day ago", 6 * 86400: "6 days ago",
            7 * 86400: "2023-11-07", -3600: "2023-11-14",
        ]
        let now = Timestamp(secondsSince1970: SampleLibrary.now)
        for (age, text) in ages {
            #expect(LibraryText.age(of: Timestamp(secondsSince1970: SampleLibrary.now - age), at: now) == text)
        }
    }
}

extension String {
    fileprivate func trimmingCharacters(_ dropped: String) -> String { filter { !dropped.contains($0) } }
}
