// Cells that keep their place whatever the terminal makes of them: blanks first, and a jump to where the next one begins.

import CNcurses

/// Whether terminals may give a cluster another number of cells than it is drawn with: those that know of joiners,
/// selectors, tones and conjuncts, those that do not, and those with an older Unicode.
func isDisputed(_ scalars: String.UnicodeScalarView) -> Bool {
    var wide = 0
    if scalars.allSatisfy(\.isASCII) { return false }
    for scalar in scalars {
        switch scalar.value {
        case 0x20..<0x7F: wide += 1
        case 0x200D, 0x20E3, 0xFE0E, 0xFE0F: return true  // joiner, keycap, selectors
        case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD: return true  // over digits
        case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF: return true  // Hangul letters
        case 0x3248...0x324F, 0x4DC0...0x4DFF: return true  // not wide in Unicode, but in most terminals
        case 0x1F000...0x1FAFF: return true  // pictures, of which there are more every year
        case 0xE0020...0xE007F: return true  // tags
        default: wide += cluster_library_width(Int32(scalar.value)) == 0 ? 0 : 1
        }
    }
    return wide > 1
}

/// A cluster with what holds it in its place. What is written is blanks over its cells, the cluster from the first of
/// them on, and a move to the cell after the last (CHA, ECMA-48 8.3.9): a terminal that takes fewer cells leaves a
/// blank, and none shifts the rest of the row.
///
/// - Parameters:
///   - column: where it begins, from 0.
///   - width: the cells that it is drawn with.
func steadied(_ cluster: String, column: Int, width: Int) -> String {
    let blanks = String(repeating: " ", count: width)
    return blanks + "\u{1B}[\(column + 1)G" + cluster + "\u{1B}[\(column + width + 1)G"
}
