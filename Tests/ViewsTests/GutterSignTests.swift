// Golden screens of the gutter beside tags with keys, with letters of their own, and with neither.

import Annotations
import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct GutterSignTests {
    private static let codebook = Codebook(
        [("risk", "r"), ("regulation", nil), ("evidence", nil), ("費用", nil)].map {
            Codebook.Entry(Annotations.Tag($0)!, key: $1, color: nil, description: "")
        })
    private static let text = "|Risk.\n\nRegulation.\n\nEvidence.\n\n費用。\n\nA note.\n\nAll of them.\n"

    private func marked(_ columns: Int, _ rows: Int, keymap: String = "vim") -> Player {
        var player = Player(
            GutterSignTests.text, size: Size(columns: columns, rows: rows), keymap: keymap,
            codebook: GutterSignTests.codebook)
        for name in ["risk", "regulation", "evidence", "費用"] { player.press("tag \(name)", "sentence-next") }
        player.press("note")
        player.type("n")
        player.keys("Enter")
        player.press("sentence-next", "tag risk", "tag regulation", "tag evidence", "cancel", "document-start")
        player.saved()
        return player
    }

    @Test(arguments: [(80, 18), (40, 16)]) func gutter(_ columns: Int, _ rows: Int) {
        for theme in [Theme.dark, .monochrome] {
            let picture = frame(for: marked(columns, rows).state, theme: theme).picture { style in
                style.attributes.contains(.underline) ? "~" : style.attributes.contains(.bold) ? "*" : " "
            }
            let name = "gutter-signs-\(columns)x\(rows)" + (theme.hasColor ? "" : "-monochrome")
            if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
        }
    }

    /// Every tag with a key has its row's sign to itself, in every keymap.
    @Test(arguments: ["vim", "less", "emacs", "arrows"]) func noTagLooksLikeAnother(_ keymap: String) {
        let player = marked(80, 24, keymap: keymap)
        let shown = frame(for: player.state, theme: .monochrome)
        let column = player.state.textLeft - 2
        let signs = [0, 2, 4, 6].map { shown.row($0)[column].grapheme }
        #expect(signs == ["r", "◦", "e", "◦"])
    }
}
