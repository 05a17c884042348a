// Golden screens of the library: full, filtered, narrow, empty, and with something to be alarmed about.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextModel

@testable import Views

@Suite struct LibraryScreenTests {
    private static let now = 1_700_000_000
    private static let entries = [
        LibraryEntry(path: "study/bridge.txt", name: "bridge.txt", size: 9_401),
        LibraryEntry(path: "study/minutes/council-2019.txt", name: "minutes/council-2019.txt", size: 145_200),
        LibraryEntry(path: "study/minutes/council-2020.txt", name: "minutes/council-2020.txt", size: 3_400_000),
        LibraryEntry(path: "study/na\u{1B}[2Jme.txt", name: "na\u{1B}[2Jme.txt", size: 812),
        LibraryEntry(path: "study/電力網.md", name: "電力網.md", size: 52_000),
        LibraryEntry(path: "study/zoning.md", name: "zoning.md", size: 17_000),
    ]

    private static func tally(_ tags: [(String, Int)], untagged: Int = 0) -> MarkTally {
        let counts = Dictionary(uniqueKeysWithValues: tags.compactMap { name, count in Tag(name).map { ($0, count) } })
        return MarkTally(
            total: counts.values.reduce(untagged, +), tags: counts, untagged: untagged, codebook: .builtIn)
    }

    private static let facts: [(number: Int, facts: LibraryFacts?)] = [
        (
            0,
            LibraryFacts(
                title: "Who pays for the bridge?", progress: 40,
                lastRead: Timestamp(secondsSince1970: now - 2 * 86400), marks: tally([("risk", 3), ("policy", 1)]))
        ),
        (
            1,
            LibraryFacts(
                title: "Minutes of the council, a long title that says everything there is to say about its meetings",
                progress: 100, lastRead: Timestamp(secondsSince1970: now - 90 * 86400),
                marks: tally([("risk", 12), ("policy", 40), ("opinion", 7), ("data", 120)], untagged: 31))
        ),
        (2, LibraryFacts(title: "Minutes with a large sidecar", progress: 0, lastRead: nil, marks: nil)),
        (3, LibraryFacts(title: "An escape \u{1B}[2J in the title")),
        (4, LibraryFacts(title: "電力網の費用と負担", progress: 7, lastRead: Timestamp(secondsSince1970: now))),
        (5, LibraryFacts(title: nil, problem: "permission denied")),
    ]

    private func player(_ columns: Int, _ rows: Int) -> Player {
        var player = Player(library: ["study"], size: Size(columns: columns, rows: rows))
        player.act(.library(.found(listing: 1, LibraryScreenTests.entries)))
        player.act(.library(.foundAll(listing: 1, unreadable: [])))
        player.act(.library(.read(listing: 1, LibraryScreenTests.facts)))
        return player
    }

    /// `=` the chosen row, `*` what stands out, `.` what stands back, `!` an alarm.
    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture { style in
            if style == theme.statusAlarm || style == theme.problem { return "!" }
            if style == theme.status || style == theme.title { return " " }
            if style.attributes.contains(.underline) { return "*" }
            if style.background == theme.selected(.plain).background,
                theme.hasColor || style.attributes.contains(.reverse)
            {
                return "="
            }
            return style == theme.quiet ? "." : " "
        }
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    @Test(arguments: [(100, 30), (60, 15), (20, 5)]) func full(_ columns: Int, _ rows: Int) {
        var player = player(columns, rows)
        player.keys("j")
        check(player, "library-\(columns)x\(rows)")
    }

    @Test func monochrome() {
        var player = player(100, 30)
        player.keys("s s S")
        check(player, "library-monochrome-100x30", .monochrome)
    }

    @Test func filtered() {
        var player = player(60, 15)
        player.keys("/")
        player.type("minutes")
        check(player, "library-filter-60x15")
    }

    @Test func beforeAnythingIsKnownAndWhenThereIsNothing() {
        var player = Player(library: ["study"], size: Size(columns: 60, rows: 15))
        check(player, "library-looking-60x15")
        player.act(.library(.foundAll(listing: 1, unreadable: ["study/locked"])))
        player.keys("j")
        check(player, "library-empty-60x15")
    }

    @Test func whatIsNotSavedIsSaid() {
        var player = player(100, 30)
        player.keys("Enter")
        player.act(
            .opened(
                index: 0,
                .success(Article(document: Document("One here."), marks: ArticleMarks(), codebook: .builtIn))))
        player.keys("r")
        player.saveFails()
        player.keys("q")
        check(player, "library-not-saved-100x30")
    }

    @Test func whatIsInTheJournalIsSaid() {
        var player = player(100, 30)
        player.keys("Enter")
        player.act(
            .opened(
                index: 0,
                .success(Article(document: Document("One here."), marks: ArticleMarks(), codebook: .builtIn))))
        player.keys("r")
        player.act(.saved(index: 0, .journaled("it cannot be written")))
        player.keys("q")
        check(player, "library-in-journal-100x30")
    }

    @Test func tinySizesDoNotTrap() {
        for columns in 0...5 {
            for rows in 0...3 {
                var player = player(100, 30)
                player.resize(columns, rows)
                for keys in ["j", "G", "s", "/ x", "Esc", "C-l"] {
                    player.keys(keys)
                    #expect(frame(for: player.state, theme: .light).size == Size(columns: columns, rows: rows))
                }
            }
        }
    }
}
