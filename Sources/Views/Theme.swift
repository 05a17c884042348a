// What every part of the screen looks like, with colour and without.

import Annotations
import Screen

/// The looks of one kind of terminal.
public struct Theme: Equatable, Sendable {
    public enum Background: Sendable { case dark, light }

    /// Whether tags have colours; without, underline, bold and reverse tell things apart.
    public let hasColor: Bool
    public let background: Background

    public init(hasColor: Bool, background: Background = .dark) {
        self.hasColor = hasColor
        self.background = background
    }

    public static let dark = Theme(hasColor: true)
    public static let light = Theme(hasColor: true, background: .light)
    public static let monochrome = Theme(hasColor: false)

    private func shade(_ dark: UInt8, _ light: UInt8) -> Color {
        .indexed(background == .dark ? dark : light, fallback: nil)
    }

    /// Frames, hints and whatever should stand back.
    var quiet: Style { hasColor ? Style(shade(245, 242)) : Style(.standard, on: .standard, .dim) }
    var status: Style {
        hasColor ? Style(shade(252, 236), on: shade(238, 252)) : Style(.standard, on: .standard, .reverse)
    }
    var statusAlarm: Style {
        hasColor
            ? Style(.basic(15), on: .indexed(160, fallback: 1), .bold)
            : Style(.standard, on: .standard, [.reverse, .bold])
    }
    var problem: Style {
        hasColor
            ? Style(.indexed(background == .dark ? 210 : 124, fallback: 1)) : Style(.standard, on: .standard, .bold)
    }
    var title: Style { Style(.standard, on: .standard, .bold) }
    var note: Style { hasColor ? Style(shade(180, 94)) : Style(.standard, on: .standard, .italic) }
    var noteEditor: Style { hasColor ? Style(.standard, on: shade(236, 254)) : .plain }
    /// What stands in for something that cannot be shown.
    var standIn: Style {
        hasColor
            ? Style(.indexed(background == .dark ? 209 : 130, fallback: 1)) : Style(.standard, on: .standard, .reverse)
    }

    /// The current sentence, faintly.
    func current(_ style: Style) -> Style {
        var style = style
        if hasColor {
            if style.background == .standard { style.background = shade(236, 254) }
        } else {
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
        if hasColor {
            style.foreground = first
            if colors.count > 1 {
                style.attributes.insert(.bold)
                style.background = shade(238, 252)
            }
        } else if colors.count > 1 {
            style.attributes.insert(.reverse)
        }
        return style
    }

    func selected(_ style: Style) -> Style {
        var style = style
        if hasColor {
            style.background = .indexed(background == .dark ? 25 : 153, fallback: 4)
            if background == .dark { style.foreground = .basic(15) }
        } else {
            style.attributes = .reverse
        }
        return style
    }

    /// The settled selection: what further tag and note keys mean.
    func settled(_ style: Style) -> Style {
        var style = style
        style.attributes.insert(.bold)
        return style
    }

    func hit(_ style: Style) -> Style {
        var style = style
        if hasColor {
            style.background = .indexed(background == .dark ? 58 : 229, fallback: 3)
        } else {
            style.attributes.formUnion([.reverse])
        }
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

    /// The colour of a tag, as its codebook names it.
    func color(of tag: Tag, in codebook: Codebook) -> Color {
        guard hasColor else { return .standard }
        guard let entry = codebook[tag] else { return quiet.foreground }
        if let name = entry.color, let color = TagColor.named(name, on: background) { return color }
        return TagColor.numbered(codebook.rank(of: tag), on: background)
    }
}
