// Cells that keep their place whatever the terminal makes of them: blanks first, and a jump to where the next one begins.

import CNcurses

/// Whether terminals may give a cluster another number of cells than it is drawn with: those that know of joiners,
/// selectors, tones and conjuncts, those that do not, and those with an older Unicode.
func isDisputed(_ scalars: String.UnicodeScalarView, width: Int) -> Bool {
    if scalars.allSatisfy(\.isASCII) { return false }
    var cells = 0
    var wide = 0
    for scalar in scalars {
        if isDisputed(scalar) { return true }
        let width = Int(screen_library_width(Int32(scalar.value)))
        wide += width == 0 ? 0 : 1
        cells += width
    }
    return wide > 1 || cells != width
}

/// The same for a cluster of one scalar.
func isDisputed(_ scalar: Unicode.Scalar, width: Int) -> Bool {
    isDisputed(scalar) || Int(screen_library_width(Int32(scalar.value))) != width
}

private func isDisputed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x0600: false
    case 0x200D, 0x20E3, 0xFE0E, 0xFE0F: true  // joiner, keycap, selectors
    case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD: true  // over digits
    case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF: true  // Hangul letters
    case 0x3248...0x324F, 0x4DC0...0x4DFF: true  // not wide in Unicode, but in most terminals
    case 0x1F000...0x1FAFF: true  // pictures, of which there are more every year
    case 0xE0020...0xE007F: true  // tags
    default: false
    }
}

/// A cluster with what holds it in its place. What is written is blanks over its cells, the cluster from the first of
/// them on, and a move to the cell after the last (CHA, ECMA-48 8.3.9): a terminal that takes fewer cells leaves a
/// blank, and none shifts the rest of the row.
///
/// - Parameters:
///   - column: where it begins, from 0.
///   - width: the cells that it is drawn with.
func steadied(_ cluster: [UInt8], column: Int, width: Int) -> [UInt8] {
    Array(repeating: 0x20, count: width) + "\u{1B}[\(column + 1)G".utf8 + cluster + "\u{1B}[\(column + width + 1)G".utf8
}
