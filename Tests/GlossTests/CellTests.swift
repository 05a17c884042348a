// What a terminal holds in its cells, measured: the built program under tmux, beside the frames that the model draws.

import Foundation
import Screen
import TestSupport
import Testing
import TextLayout
import Views

@Suite(.serialized, .enabled(if: Tmux.isInstalled, "tmux is not installed")) struct CellTests {
    /// Every width where `GLOSS_EVERY_WIDTH` is 1, which takes some minutes; else the narrow ones and some others.
    private static let widths =
        environment("GLOSS_EVERY_WIDTH") == "1"
        ? Array(1...200) : Array(1...40) + Array(stride(from: 47, through: 200, by: 17))

    /// A terminal that can do more (repeat a character, erase some) is drawn on in other ways: tmux knows those, too.
    @Test(arguments: [("screen-256color", widths), ("xterm-256color", [11, 29, 83])])
    func everyCellIsWhereTheFrameSays(_ kind: String, _ widths: [Int]) throws {
        let place = try Workplace()
        try place.write("article-1.txt", scriptSample)
        let terminal = try Tmux(place, columns: 100, rows: 24)
        let probed = try CellsOfTmux(ClusterWidths.probes, terminal, place).widths(of: ClusterWidths.probes)
        var pair = Pair(terminal: terminal, columns: 100, rows: 24, cells: probed)
        pair.held = try CellsOfTmux(graphemes(probed), terminal, place)
        try terminal.command("clear; TERM=\(kind) '\(Workplace.program)' article-1.txt")
        try pair.compare("the first screen")
        for width in widths {
            try pair.resize(columns: width, rows: width < 8 ? 40 : 24)
            if width % 6 == 5 { try everyKindOfChange(&pair) }
        }
        try terminal.type("q")
        try terminal.wait("the shell") { $0.lastRow == "ready>" }
    }

    /// Partial updates: of single cells, of whole rows, and of rows that the terminal moves.
    private func everyKindOfChange(_ pair: inout Pair) throws {
        try pair.type("gg")
        for _ in 0..<4 { try pair.type("lj") }
        try pair.type("wwwhb")
        try pair.type("v")
        try pair.type("jl")
        try pair.type("kh")
        try pair.press("Escape", "Esc")
        for _ in 0..<3 { try pair.press("C-e", "C-e") }
        try pair.press("C-y", "C-y")
        try pair.type("r", saves: true)
        try pair.type("a")
        try pair.typeIn("w👩🏽‍💻 ❤️ का\u{200D}! 漢")
        try pair.press("Enter", "Enter", saves: true)
        try pair.type("zz")
        try pair.type("u", saves: true)
        try pair.type("u", saves: true)
        try pair.type("/")
        try pair.typeIn("漢")
        try pair.press("Enter", "Enter")
        try pair.type("n")
        try pair.press("Escape", "Esc")
        try pair.press("C-d", "C-d")
        try pair.type("G")
        try pair.press("C-u", "C-u")
        try pair.press("C-l", "C-l")
    }

    /// All that a frame may hold of the sample beyond ASCII.
    private func graphemes(_ cells: [Int]) -> [String] {
        var found: Set<String> = []
        func add(_ glyph: Glyph) {
            if !glyph.text.utf8.allSatisfy({ $0 < 0x80 }) { found.insert(glyph.text) }
        }
        for widths in [ClusterWidths.unknown, ClusterWidths(cells: cells)] {
            for character in scriptSample + "¶…⏎│┃•w👩🏽‍💻❤️का\u{200D}漢👩🏽👩💻\u{FFFD}" { add(Glyph(character, clusters: widths)) }
            // In a narrow row a cluster may be its base.
            for scalar in scriptSample.unicodeScalars { add(Glyph(Character(scalar), clusters: widths)) }
        }
        return found.sorted()
    }
}

/// How many cells tmux gives to texts, and how much of them it keeps: each is drawn on a row of its own, with a bar
/// in a column far behind it.
private struct CellsOfTmux {
    private var cells: [String: Measured] = [:]
    private static let bar = 60

    private struct Measured: Equatable {
        let held: String
        /// In cells.
        let width: Int
    }

    /// Measured until it is twice the same: where tmux is late, it reads a cluster in two pieces and takes it for two.
    init(_ texts: [String], _ terminal: Tmux, _ place: Workplace) throws {
        for _ in 0..<8 {
            let before = cells
            try measure(texts, terminal, place)
            if cells == before { return }
        }
        throw Tmux.Trouble(description: "tmux measures something else each time")
    }

    private mutating func measure(_ texts: [String], _ terminal: Tmux, _ place: Workplace) throws {
        let rows = texts.map { "\($0)\u{1B}[\(CellsOfTmux.bar + 1)G|" }
        try place.write("cells", "\u{1B}[H\u{1B}[2J" + rows.joined(separator: "\r\n") + "\r\nmeasured")
        try terminal.resize(columns: 100, rows: texts.count + 3)
        try terminal.command("cat cells; read x")
        let screen = try terminal.wait("the texts") { $0.lastRow == "measured" }
        for (text, row) in zip(texts, screen.rows) {
            let drawn = String(row.unicodeScalars.prefix { $0 != "|" })
            let blanks = drawn.reversed().prefix { $0 == " " }.count
            cells[text] = Measured(held: String(drawn.dropLast(blanks)), width: CellsOfTmux.bar - blanks)
        }
        try terminal.press("Enter")
        try terminal.resize(columns: 100, rows: 24)
        try terminal.command("clear")
        try terminal.wait("the prompt") { $0.text.split(separator: "\n").first?.hasPrefix("ready>") == true }
    }

    func widths(of texts: [String]) -> [Int] { texts.map { cells[$0]?.width ?? 0 } }

    /// What tmux is to hold for a cell of a frame: where it gives a cluster fewer cells, blanks follow.
    func expected(_ cell: Cell) throws -> String {
        if cell.grapheme.utf8.allSatisfy({ $0 < 0x80 }) { return cell.grapheme }
        guard let measured = cells[cell.grapheme] else {
            throw Tmux.Trouble(description: "\(cell.grapheme.debugDescription) was not measured")
        }
        let missing = Int(cell.width) - measured.width
        guard missing >= 0 else {
            throw Tmux.Trouble(
                description: "\(cell.grapheme.debugDescription) takes \(measured.width) cells, not \(cell.width)")
        }
        return measured.held + String(repeating: " ", count: missing)
    }
}

/// The program in a terminal, and a reader without one that is given the same keys.
private struct Pair {
    let terminal: Tmux
    var player: Player
    var held: CellsOfTmux?
    private var steps: [String] = []

    init(terminal: Tmux, columns: Int, rows: Int, cells: [Int]) {
        self.terminal = terminal
        player = Player(scriptSample, size: Size(columns: columns, rows: rows))
        player.act(.event(.cells(cells)))
    }

    mutating func resize(columns: Int, rows: Int) throws {
        steps = []
        player.resize(columns, rows)
        try terminal.resize(columns: columns, rows: rows)
        try compare("\(columns) × \(rows)")
    }

    /// Types characters that are keys of their own.
    mutating func type(_ keys: String, saves: Bool = false) throws {
        for key in keys { player.act(.event(.key(Key(key)))) }
        if saves { player.saved() }
        try terminal.type(keys)
        try compare(keys)
        // On a narrow screen nothing says that a save is done.
        if saves { usleep(200_000) }
    }

    /// Types a text into what is open, as a terminal sends it: scalar by scalar.
    mutating func typeIn(_ text: String) throws {
        for scalar in text.unicodeScalars { player.act(.event(.key(Key(Character(scalar))))) }
        try terminal.type(text)
        try compare(text)
    }

    /// Presses a key that tmux and the key notation know by a name.
    mutating func press(_ name: String, _ notation: String, saves: Bool = false) throws {
        player.keys(notation)
        if saves { player.saved() }
        try terminal.press(name)
        // What follows an Escape at once is a key with Alt.
        if name == "Escape" { usleep(150_000) }
        try compare(notation)
        if saves { usleep(200_000) }
    }

    /// Waits until the terminal shows the frame, cell for cell, and its cursor.
    mutating func compare(_ step: String) throws {
        steps.append(step)
        let frame = frame(for: player.state, theme: .dark)
        let rows = try (0..<frame.size.rows).map { row in
            let shown = try frame.row(row).filter { $0.width > 0 }.map { try held?.expected($0) ?? $0.grapheme }
            return trimmed(shown.joined())
        }
        var last: TmuxScreen?
        for _ in 0..<150 {
            let screen = try terminal.screen
            last = screen
            let isThere = frame.cursor.map { $0.column == screen.cursor.column && $0.row == screen.cursor.row } ?? true
            if isThere, screen.rows.map({ Array(trimmed($0).utf8) }) == rows.map({ Array($0.utf8) }) { return }
            usleep(20_000)
        }
        throw Tmux.Trouble(description: difference(rows, frame.cursor, last))
    }

    private func trimmed(_ row: String) -> String {
        var scalars = row.unicodeScalars
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }

    private func difference(_ rows: [String], _ cursor: Position?, _ screen: TmuxScreen?) -> String {
        guard let screen else { return "no screen" }
        var lines = ["after \(steps.joined(separator: ", ")) at \(player.state.size):"]
        if let cursor { lines.append("cursor \(cursor.column),\(cursor.row), in tmux \(screen.cursor)") }
        for (index, row) in rows.enumerated() {
            let there = index < screen.rows.count ? trimmed(screen.rows[index]) : ""
            if !there.utf8.elementsEqual(row.utf8) {
                lines.append("row \(index) is to be\n|\(row)|\nand is\n|\(there)|")
            }
        }
        return lines.joined(separator: "\n")
    }
}
