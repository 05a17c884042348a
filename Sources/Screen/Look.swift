// A style in one number: what frames keep of it for each of their cells, and compare.

import Synchronization

/// A style packed into 35 bits; the same style always gives the same look.
public struct Look: Hashable, Sendable {
    /// The colours, 14 bits each, then 7 bits of attributes. The bits above are 0.
    @usableFromInline let bits: UInt64

    @inlinable init(bits: UInt64) { self.bits = bits }

    public init(_ style: Style) {
        bits =
            Look.bits(of: style.foreground) | Look.bits(of: style.background) << 14
            | UInt64(style.attributes.rawValue & 0x7F) << 28
    }

    public var style: Style {
        Style(
            Look.color(bits & 0x3FFF), on: Look.color(bits >> 14 & 0x3FFF),
            Attributes(rawValue: UInt8(bits >> 28 & 0x7F)))
    }

    /// 0 for the standard colour; else the kind above bit 12, the index in the lowest 8 bits, a fallback above it. Any
    /// other colour is known by a number of 11 bits, with bit 11 beside the kind of the basic ones.
    private static func bits(of color: Color) -> UInt64 {
        switch color {
        case .standard: 0
        case .basic(let number) where number < 16: 1 << 12 | UInt64(number)
        case .indexed(let number, fallback: nil): 2 << 12 | UInt64(number)
        case .indexed(let number, fallback: let basic?) where basic < 16:
            3 << 12 | UInt64(basic) << 8 | UInt64(number)
        default: 1 << 12 | 1 << 11 | UInt64(mixed.withLock { $0.number(of: color) })
        }
    }

    /// Colours that do not fit into 14 bits, by number. A theme has a few dozen of them.
    private static let mixed = Mutex(Mixed())

    private struct Mixed {
        var colors: [Color] = []
        var numbers: [Color: Int] = [:]

        mutating func number(of color: Color) -> Int {
            if let number = numbers[color] { return number }
            // More than anybody has: what follows looks like the last one.
            guard colors.count < 1 << 11 else { return colors.count - 1 }
            colors.append(color)
            numbers[color] = colors.count - 1
            return colors.count - 1
        }
    }

    private static func color(_ bits: UInt64) -> Color {
        let number = UInt8(truncatingIfNeeded: bits)
        switch bits >> 12 {
        case 1 where bits & 1 << 11 != 0: return mixed.withLock { $0.colors[Int(bits & 0x7FF)] }
        case 1: return .basic(number)
        case 2: return .indexed(number, fallback: nil)
        case 3: return .indexed(number, fallback: UInt8(bits >> 8 & 0xF))
        default: return .standard
        }
    }
}

/// A cell as a frame keeps it: one number, so that thousands of them are made, copied and compared in no time. Screens
/// are what a key press moves most memory for.
public struct PackedCell: Hashable, Sendable {
    /// The look in 35 bits, the width in 8, the code in 21.
    @usableFromInline let bits: UInt64

    /// Nothing is drawn: the cell is covered by a wide grapheme to its left.
    static let empty: UInt32 = 0x10FFFF + 1
    @usableFromInline static let clusters: UInt32 = 0x10FFFF + 2
    /// How many clusters there are codes for.
    static let mostClusters = 1 << 21 - Int(clusters)

    /// A blank of a look.
    public static func blank(_ look: Look) -> PackedCell { PackedCell(code: 0x20, width: 1, look: look) }

    @inlinable init(bits: UInt64) { self.bits = bits }

    @inlinable init(code: UInt32, width: UInt8, look: Look) {
        bits = look.bits | UInt64(width) << 35 | UInt64(code) << 43
    }

    /// A code point; `empty`; or, from `clusters` on, the number of one of the frame's clusters.
    @inlinable public var code: UInt32 { UInt32(truncatingIfNeeded: bits >> 43) }
    @inlinable public var look: Look { Look(bits: bits & 0x7_FFFF_FFFF) }
    /// Cells that the grapheme takes; 0 where one to the left covers this cell.
    @inlinable public var width: UInt8 { UInt8(truncatingIfNeeded: bits >> 35) }
    /// Where the code begins.
    static let codeShift: UInt64 = 43
    /// Look and width, without what is drawn.
    var outside: UInt64 { bits & 0x7FF_FFFF_FFFF }
    /// Whether it is one cell of printable ASCII: then `code` is all there is to draw.
    @inlinable public var isPlain: Bool { width == 1 && code >= 0x20 && code < 0x7F }
    /// The same of a look.
    @inlinable public func isPlain(_ look: Look) -> Bool {
        // One comparison for all three: of what looks otherwise, something is left above the code.
        let other = bits ^ (look.bits | 1 << 35)
        return (other << 21 | other >> 43) &- 0x20 < 0x5F
    }
    /// Whether what it shows is known to its frame only: cells of two frames are not compared by their codes then.
    @inlinable public var isCluster: Bool { code >= PackedCell.clusters }
    /// Whether it is a blank of a look.
    @inlinable public func isBlank(_ look: Look) -> Bool { bits == look.bits | 1 << 35 | 0x20 << 43 }
}
