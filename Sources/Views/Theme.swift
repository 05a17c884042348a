// What every part of the screen looks like, with colour and without.

import Annotations
import Reader
import Screen

/// The looks of one kind of terminal. Every text is read on its background with a contrast of 4.5 : 1 or more.
public struct Theme: Equatable, Sendable {
    public enum Background: Sendable { case dark, light }

    /// Whether tags have colours; without, underline, bold and reverse tell things apart.
    public let hasColor: Bool
    public let background: Background
    /// White on black whatever the terminal has, and nothing faint.
    public let isHighContrast: Bool
    /// Whether there are greys between black and white; with 8 or 16 colours, attributes stand in for them.
    public let hasShades: Bool

    /// - Parameter colors: how many the terminal has.
    public init(_ name: ThemeName, colors: Int = 256) {
        hasColor = name != .monochrome && colors >= 8
        background = name == .light ? .light : .dark
        isHighContrast = name == .highContrast && colors >= 8
        hasShades = colors >= 256
    }

    public static let dark = Theme(.dark)
    public static let light = Theme(.light)
    public static let highContrast = Theme(.highContrast)
    public static let monochrome = Theme(.monochrome)

    private var isDark: Bool { background == .dark }

    private func shade(_ dark: UInt8, _ light: UInt8) -> Color { .indexed(isDark ? dark : light, fallback: nil) }
    private static let white = Color.indexed(231, fallback: 15)
    private static let black = Color.indexed(16, fallback: 0)

    /// The background that is hardest to read on, of those that a passage in its tag's colour may have.
    static func strongestShade(_ background: Background) -> UInt8 { background == .dark ? 236 : 254 }

    /// Frames, hints and whatever should stand back.
    var quiet: Style {
        if isHighContrast { return .plain }
        return hasColor ? Style(shade(245, 242)) : Style(.standard, on: .standard, .dim)
    }
    var status: Style {
        guard hasColor else { return Style(.standard, on: .standard, .reverse) }
        if isHighContrast { return Style(Theme.black, on: Theme.white) }
        return isDark
            ? Style(.indexed(252, fallback: 0), on: .indexed(238, fallback: 7))
            : Style(.indexed(236, fallback: 7), on: .indexed(252, fallback: 0))
    }
    var statusAlarm: Style {
        hasColor
            ? Style(.basic(15), on: .indexed(160, fallback: 1), .bold)
            : Style(.standard, on: .standard, [.reverse, .bold])
    }
    var problem: Style {
        hasColor
            ? Style(.indexed(isDark ? 210 : 124, fallback: isDark ? 9 : 1)) : Style(.standard, on: .standard, .bold)
    }
    var title: Style { Style(.standard, on: .standard, .bold) }
    var note: Style { hasColor ? Style(isHighContrast ? .standard : shade(180, 94)) : italic }
    private var italic: Style { Style(.standard, on: .standard, .italic) }
    var noteEditor: Style { hasColor && hasShades ? Style(.standard, on: shade(236, 254)) : .plain }
    /// What stands in for something that cannot be shown.
    var standIn: Style {
        hasColor
            ? Style(.indexed(isDark ? 209 : 94, fallback: isDark ? 9 : 1)) : Style(.standard, on: .standard, .reverse)
    }

    /// The current sentence, faintly.
    func current(_ style: Style) -> Style {
        var style = style
        if hasColor, hasShades, !isHighContrast {
            if style.background == .standard { style.background = shade(235, 255) }
        } else if style.foreground == .standard {
            // A basic colour that is made bold becomes another one on some terminals.
            style.attributes.insert(.bold)
        }
        return style
    }

    /// A passage under these colours (of each mark's first tag, the innermost mark first): underlined, in the first.
    /// Where marks overlap, colour and more than underline say so.
    func marked(_ style: Style, colors: [Color]) -> Style {
        var style = style
        style.attributes.insert(.underline)
        guard let first = colors.first else { return style }
        if hasColor { style.foreground = first }
        guard colors.count > 1 else { return style }
        if hasColor, hasShades {
            style.attributes.insert(.bold)
            style.background = .indexed(Theme.strongestShade(background), fallback: nil)
        } else {
            style.attributes.insert(.reverse)
        }
        return style
    }

    func selected(_ style: Style) -> Style {
        var style = style
        guard hasColor else {
            style.attributes = .reverse
            return style
        }
        style.attributes.remove(.reverse)
        if isHighContrast {
            style.foreground = Theme.black
            style.background = Theme.white
        } else {
            style.foreground = isDark ? .basic(15) : .indexed(16, fallback: 15)
            style.background = .indexed(isDark ? 25 : 153, fallback: 4)
        }
        return style
    }

    /// The settled selection: what further tag and note keys mean.
    func settled(_ style: Style) -> Style {
        var style = style
        if hasColor, !hasShades, style.foreground != .standard {
            style.attributes.formSymmetricDifference(.reverse)
        } else {
            style.attributes.insert(.bold)
        }
        return style
    }

    func hit(_ style: Style) -> Style {
        var style = style
        guard hasColor else {
            style.attributes.formUnion([.reverse])
            return style
        }
        style.attributes.remove(.reverse)
        style.foreground = isDark && !isHighContrast ? .indexed(231, fallback: 0) : Theme.black
        style.background = .indexed(isHighContrast ? 226 : isDark ? 58 : 229, fallback: 3)
        return style
    }

    /// The hit that the cursor is on: more than colour tells it from the others.
    func hitAtCursor(_ style: Style) -> Style {
        var style = style
        if hasColor {
            style.background = .indexed(background == .dark ? 94 : 221, fallback: 3)
        } else {
            style.attributes.insert(.reverse)
        }
        style.attributes.formUnion([.bold, .underline])
        return style
    }

    /// A passage that another coder has marked: no colour, and slanted.
    func othersMarked(_ style: Style) -> Style {
        var style = style
        style.attributes.formUnion([.underline, .italic])
        return style
    }

    /// The colour of a tag, as its codebook names it.
    public func color(of tag: Tag, in codebook: Codebook) -> Color {
        guard hasColor else { return .standard }
        if codebook[tag] == nil, let triage = Triage(tag) {
            return TagColor.named(triage.color, on: background) ?? quiet.foreground
        }
        return TagColor.named(codebook.color(of: tag), on: background) ?? quiet.foreground
    }

    /// Gives the whole frame the theme's own colours where the terminal's were meant.
    func finish(_ frame: inout Frame) {
        guard isHighContrast else { return }
        for row in 0..<frame.size.rows {
            for column in 0..<frame.size.columns {
                frame.restyle(column: column, row: row) { style in
                    if style.foreground == .standard { style.foreground = Theme.white }
                    if style.background == .standard { style.background = Theme.black }
                }
            }
        }
    }
}
