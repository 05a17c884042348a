// The list of matches: what its filter finds, and what that costs.

import Reader
import Screen
import Synchronization
import TestSupport
import Testing
import TextModel

@Suite struct MatchesTests {
    /// What the open list shows of its rows.
    private func rows(_ player: Player) -> [String] {
        guard case .list(let listing) = player.state.dialog else { return [] }
        return (0..<listing.chooser.count).map { listing.chooser.rows.row(listing.chooser.number(at: $0)).text }
    }

    private func open(_ player: inout Player, _ pattern: String) {
        player.keys("/")
        player.type(pattern)
        player.keys("Enter z f")
    }

    @Test func theFilterFindsWhatTheRowsShow() {
        var player = Player(
            """
            Vu cet été, un risque, déjà.
            Das Risiko trägt niemand, meint sie.
            One risk is enough; another risk
            is too much.
            """)
        open(&player, "ris")
        #expect(rows(player).count == 4)
        for (filter, count) in [
            ("ete", 1), ("vu", 0), ("deja", 1), ("tragt niemand", 1), ("das", 1), ("enough", 1), ("one", 1),
            ("much", 0), ("sie RIS", 1), ("e", 4),
        ] {
            player.keys("/ C-u")
            player.type(filter)
            #expect(rows(player).count == count, "\(filter)")
            let words = Folding.words(filter)
            #expect(rows(player).allSatisfy { Folding.holds(words, Folding.folded($0)) }, "\(filter)")
        }
    }

    @Test func theFilterReadsALongTextOnce() {
        // More than is kept of a text that is read in windows.
        let line = String(repeating: "nothing here to speak of; ", count: 100)
        let source = CountingSource(Array(String(repeating: line + "needle\n", count: 8000).utf8))
        var player = Player(arriving: Document(windowsOf: source))
        open(&player, "needle")
        #expect(rows(player).count == 8000)
        player.keys("/ s")
        let first = source.reads
        player.keys("p Backspace Backspace k")
        #expect(rows(player).count == 8000 && source.reads - first < 50)
    }
}

/// Counts how often it is read.
private final class CountingSource: ByteSource {
    private let source: MemorySource
    private let count = Mutex(0)

    init(_ bytes: [UInt8]) { source = MemorySource(bytes) }

    var byteCount: Int { source.byteCount }
    var isIntact: Bool { true }
    var reads: Int { count.withLock { $0 } }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
        count.withLock { $0 += 1 }
        return source.read(into: buffer, at: offset)
    }
}
