// The colours that tags have on screen, light enough on dark and dark enough on light to be read.

import Annotations
import Screen

enum TagColor {
    /// xterm's 256 colours for the names a codebook may use, on dark and on light, and the nearest basic colour.
    private static let palette: [String: (dark: UInt8, light: UInt8, basic: UInt8)] = [
        "red": (203, 160, 1), "orange": (208, 130, 3), "yellow": (221, 94, 3), "olive": (143, 58, 3),
        "lime": (154, 64, 2), "green": (77, 28, 2), "teal": (43, 29, 6), "cyan": (80, 30, 6),
        "blue": (75, 26, 4), "navy": (69, 18, 4), "purple": (141, 91, 5), "magenta": (207, 127, 5),
        "pink": (218, 162, 5), "maroon": (168, 88, 1), "brown": (173, 94, 3), "gray": (248, 241, 7),
    ]

    /// For tags without a colour of their own, in the order of the codebook: neighbours are told apart easily, also
    /// by the colour-blind.
    private static let order = [
        "orange", "cyan", "magenta", "lime", "blue", "yellow", "purple", "green", "red", "pink",
    ]

    /// The colour of a codebook's name or `#rrggbb`; nil when it is neither.
    static func named(_ name: String, on background: Theme.Background) -> Color? {
        if let shades = palette[name] {
            return .indexed(background == .dark ? shades.dark : shades.light, fallback: shades.basic)
        }
        guard Codebook.isColor(name), let value = UInt32(name.dropFirst(), radix: 16) else { return nil }
        return nearest(to: (Int(value >> 16), Int(value >> 8 & 255), Int(value & 255)))
    }

    static func numbered(_ number: Int, on background: Theme.Background) -> Color {
        named(order[number % order.count], on: background) ?? .standard
    }

    /// The nearest of the 6 × 6 × 6 cube of xterm's 256 colours, and of the eight basic ones.
    private static func nearest(to color: (red: Int, green: Int, blue: Int)) -> Color {
        let levels = [0, 95, 135, 175, 215, 255]
        func step(_ value: Int) -> Int { levels.indices.min { abs(levels[$0] - value) < abs(levels[$1] - value) } ?? 0 }
        func bit(_ value: Int) -> UInt8 { value > 127 ? 1 : 0 }
        let index = 16 + 36 * step(color.red) + 6 * step(color.green) + step(color.blue)
        let basic = bit(color.red) | bit(color.green) << 1 | bit(color.blue) << 2
        return .indexed(UInt8(index), fallback: basic)
    }
}
