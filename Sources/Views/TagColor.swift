// The colours that tags have on screen, light enough on dark and dark enough on light to be read.

import Annotations
import Screen

enum TagColor {
    /// A colour on one kind of background: one of xterm's 256, and the basic one where there are only 8 or 16.
    private typealias Shade = (index: UInt8, basic: UInt8)

    /// The names a codebook may use. On dark they were chosen as far apart as the contrast allows, also for those who
    /// see no difference between red and green; the 256 colours have not as many dark ones, so that some are the same
    /// on light. Of the basic colours only those are taken that can be read: blue on black, or green on white, cannot.
    private static let palette: [String: (dark: Shade, light: Shade)] = [
        "red": ((210, 9), (124, 1)), "orange": ((208, 3), (94, 1)), "yellow": ((220, 11), (58, 0)),
        "olive": ((149, 3), (58, 0)), "lime": ((119, 10), (22, 0)), "green": ((35, 2), (22, 0)),
        "teal": ((36, 6), (23, 4)), "cyan": ((51, 14), (24, 4)), "blue": ((111, 6), (21, 4)),
        "navy": ((110, 14), (17, 4)), "purple": ((140, 13), (92, 5)), "magenta": ((213, 13), (127, 5)),
        "pink": ((218, 13), (125, 5)), "maroon": ((175, 9), (88, 1)), "brown": ((173, 3), (52, 1)),
        "gray": ((250, 7), (238, 0)),
    ]

    static var names: [String] { palette.keys.sorted() }

    /// The colour of a codebook's name or `#rrggbb`; nil when it is neither.
    static func named(_ name: String, on background: Theme.Background) -> Color? {
        if let shades = palette[name] {
            let shade = background == .dark ? shades.dark : shades.light
            return .indexed(shade.index, fallback: shade.basic)
        }
        guard Codebook.isColor(name), let value = UInt32(name.dropFirst(), radix: 16) else { return nil }
        return readable(RGB(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255)), on: background)
    }

    /// WCAG 2, level AA.
    private static let contrast = 4.5

    /// A colour made lighter or darker until it can be read on every background that a passage may have.
    private static func readable(_ color: RGB, on background: Theme.Background) -> Color {
        let behind = RGB(xterm: Theme.strongestShade(background))
        let end: RGB = background == .dark ? .white : .black
        var wanted = color
        var share = 0.0
        while wanted.contrast(to: behind) < contrast, share < 1 {
            share += 0.02
            wanted = color.mixed(with: end, share)
        }
        let index = nearest(to: wanted, of: 16...255) { $0.contrast(to: behind) >= contrast } ?? 16
        let plain: RGB = background == .dark ? .black : .white
        // In the foreground, bright ones are bold where there are only eight.
        let basic = nearest(to: wanted, of: 0...15) { $0.contrast(to: plain) >= contrast }
        return .rgb(wanted, index: index, fallback: background == .dark ? basic : basic.map { $0 > 7 ? 0 : $0 })
    }

    private static func nearest(to color: RGB, of indices: ClosedRange<UInt8>, where fits: (RGB) -> Bool) -> UInt8? {
        func distance(_ index: UInt8) -> Int {
            let other = RGB(xterm: index)
            let red = Int(other.red) - Int(color.red)
            let green = Int(other.green) - Int(color.green)
            let blue = Int(other.blue) - Int(color.blue)
            return 2 * red * red + 4 * green * green + 3 * blue * blue
        }
        return indices.filter { fits(RGB(xterm: $0)) }.min { distance($0) < distance($1) }
    }
}
