// What five answers say about every other cluster, and rows of all scripts in terminals of all kinds.

import TestSupport
import Testing
import TextLayout
import TextModel

@Suite struct ClusterWidthsTests {
    /// Cells of the five probes, in terminals that were asked.
    private enum Kind: String, CaseIterable {
        case unknown, tmux, xterm, kitty, graphemes, strange

        var cells: [Int] {
            switch self {
            case .unknown: []
            case .tmux: [2, 4, 1, 1, 2]
            case .xterm: [6, 4, 1, 1, 2]  // and VTE
            case .kitty: [6, 2, 2, 2, 2]
            case .graphemes: [2, 2, 2, 1, 2]
            case .strange: [5, 3, 0, 7, 9]
            }
        }

        var widths: ClusterWidths { cells.isEmpty ? .unknown : ClusterWidths(cells: cells) }
    }

    /// Cells in tmux, xterm, kitty, and one that takes a grapheme for a picture; 0 means that the base stands alone.
    /// Those of tmux and xterm were measured: 3.3a and 379.
    @Test(arguments: [
        ("👨‍👩‍👧", [2, 6, 6, 2]), ("👍🏽", [4, 4, 2, 2]), ("❤️", [1, 1, 2, 2]), ("🇫", [1, 1, 2, 1]), ("🇫🇷", [2, 2, 2, 2]),
        ("1️⃣", [1, 1, 2, 2]), ("1⃣", [1, 1, 1, 1]), ("👩🏽‍💻", [4, 6, 4, 2]), ("🏳️‍🌈", [1, 3, 4, 2]), ("☝🏽", [3, 3, 2, 2]),
        ("🏴‍☠️", [2, 3, 4, 2]), ("👨‍👩‍👧‍👦", [0, 8, 8, 2]), ("👩‍❤️‍💋‍👨", [0, 7, 8, 2]), ("🧑🏻‍🤝‍🧑🏿", [0, 0, 6, 2]),
        ("🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", [0, 2, 2, 2]), ("👁️‍🗨️", [1, 2, 4, 2]),
        ("🤷🏽‍♂️", [4, 5, 4, 2]), ("⛹🏽‍♀️", [3, 4, 4, 2]), ("⌚︎", [2, 2, 2, 2]), ("👩‍", [0, 0, 0, 0]),
        ("❤️‍🔥", [1, 3, 4, 2]), ("👍🏽🏽", [6, 6, 2, 2]), ("㊗️", [2, 2, 2, 2]),
    ])
    func fiveAnswersTellTheRest(_ cluster: String, _ expected: [Int]) {
        for (kind, cells) in zip([Kind.tmux, .xterm, .kitty, .graphemes], expected) {
            let glyph = Glyph(Character(cluster), clusters: kind.widths)
            #expect(glyph.isDisputed)
            if cells == 0 {
                #expect(glyph.text.unicodeScalars.count == 1, "\(cluster) in \(kind)")
            } else {
                #expect(glyph.text == cluster && glyph.width == cells, "\(cluster) in \(kind)")
            }
        }
    }

    @Test func theBaseStandsAloneWhereNothingIsKnown() {
        for kind in [Kind.unknown, .strange] {
            for (cluster, base, cells) in [("👨‍👩‍👧", "👨", 2), ("👍🏽", "👍", 2), ("❤️", "❤", 1), ("1️⃣", "1", 1), ("🏳️‍🌈", "🏳", 1)] {
                let glyph = Glyph(Character(cluster), clusters: kind.widths)
                #expect(glyph.text == base && glyph.width == cells && glyph.isDisputed)
            }
            #expect(Glyph("🇫🇷", clusters: kind.widths).text == "🇫🇷")
        }
        #expect(ClusterWidths(cells: [2, 4]) == .unknown && ClusterWidths(cells: []) == .unknown)
        #expect(!Glyph("漢").isDisputed && !Glyph("é").isDisputed && !Glyph("का").isDisputed && !Glyph("1").isDisputed)
    }

    @Test func aClusterWiderThanTheRowIsItsBase() {
        let layout = Layout(Document("👨‍👩‍👧"), width: 5, clusters: Kind.xterm.widths)
        #expect(layout.glyphs(of: layout.row(at: .zero)).map(\.glyph.text) == ["👨"])
        let wider = Layout(Document("👨‍👩‍👧"), width: 6, clusters: Kind.xterm.widths)
        #expect(wider.glyphs(of: wider.row(at: .zero)).map(\.glyph.width) == [6])
    }

    @Test func rowsTileTheTextAtEveryWidth() {
        var random = Random(for: "cells")
        for width in 1...200 {
            let text = width % 10 == 0 ? scriptSample : random.scripts(graphemes: 120)
            let document = Document(text)
            let kind = random.pick(Kind.allCases)
            let layout = Layout(document, width: width, clusters: kind.widths)
            var row: Row? = layout.row(at: .zero)
            var end = ByteOffset.zero
            while let current = row {
                var column = current.indent
                var place = current.span.start
                for placed in layout.glyphs(of: current) {
                    if placed.column != column || placed.span.start != place {
                        Issue.record("\(placed) is not at \(column) and \(place), in \(kind) at \(width)")
                    }
                    column += placed.glyph.width
                    place = placed.span.end
                }
                let shown = document.text(current.span).debugDescription
                if current.span.start != end || place != current.visibleEnd || column > width {
                    Issue.record("\(shown) takes \(column) cells, in \(kind) at \(width)")
                }
                end = current.span.end
                row = layout.row(after: current)
            }
            #expect(end == document.end)
        }
    }
}
