// Styles on terminals with fewer colours than they ask for.

import Screen
import Testing

@testable import Terminal

@Suite struct PaletteTests {
    private func resolve(_ style: Style, _ colors: Int, standard: Bool = true) -> ResolvedStyle {
        ColorDepth(colors: colors, hasStandard: standard).resolve(style)
    }

    @Test func aMonochromeTerminalKeepsAttributes() {
        let style = Style(.basic(1), on: .indexed(200, fallback: 3), [.bold, .reverse])
        #expect(resolve(style, 0) == ResolvedStyle(foreground: -1, background: -1, attributes: [.bold, .reverse]))
    }

    @Test func indexedColoursFallBack() {
        let style = Style(.indexed(208, fallback: 11), on: .indexed(236, fallback: nil))
        #expect(resolve(style, 256) == ResolvedStyle(foreground: 208, background: 236, attributes: []))
        #expect(resolve(style, 16) == ResolvedStyle(foreground: 11, background: -1, attributes: []))
        #expect(resolve(style, 8) == ResolvedStyle(foreground: 3, background: -1, attributes: .bold))
    }

    @Test func brightBecomesBoldOnlyInTheForeground() {
        #expect(resolve(Style(.basic(9)), 8) == ResolvedStyle(foreground: 1, background: -1, attributes: .bold))
        #expect(resolve(Style(on: .basic(9)), 8) == ResolvedStyle(foreground: -1, background: 1, attributes: []))
        #expect(resolve(Style(.basic(9)), 16) == ResolvedStyle(foreground: 9, background: -1, attributes: []))
    }

    @Test func withoutColoursOfItsOwnATerminalIsWhiteOnBlack() {
        #expect(
            resolve(Style(.basic(2)), 8, standard: false)
                == ResolvedStyle(foreground: 2, background: 0, attributes: []))
        #expect(resolve(.plain, 8, standard: false) == ResolvedStyle(foreground: -1, background: -1, attributes: []))
    }
}
