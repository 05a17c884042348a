// A style in one number: what frames keep of it for each of their cells, and compare.

import Synchronization

/// A style packed into 48 bits; the same style always gives the same look.
public struct Look: Hashable, Sendable {
    /// The colours, 20 bits each, then 8 bits of attributes. The 16 bits above are 0.
    @usableFromInline let bits: UInt64

    @inlinable init(bits: UInt64) { self.bits = bits }

    public init(_ style: Style) {
        bits =
            Look.bits(of: style.foreground) | Look.bits(of: style.background) << 20
            | UInt64(style.attributes.rawValue) << 40
    }

    public var style: Style {
        Style(
            Look.color(bits & 0xFFFFF), on: Look.color(bits >> 20 & 0xFFFFF),
            Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 40)))
    }

    /// 0 for the standard colour; else the kind above bit 18, the index in the lowest 8 bits, a fallback above it. Any
    /// other colour is known by a number of 16 bits, with bit 17 beside the kind of the basic ones.
    private static func bits(of color: Color) -> UInt64 {
        switch color {
        case .standard: 0
        case .basic(let number): 1 << 18 | UInt64(number)
        case .indexed(let number, fallback: nil): 2 << 18 | UInt64(number)
        case .indexed(let number, fallback: let basic?): 3 << 18 | UInt64(basic) << 8 | UInt64(number)
        case .rgb: 1 << 18 | 1 << 17 | UInt64(mixed.withLock { $0.number(of: color) })
        }
    }

    /// Colours that do not fit into 20 bits, by number. A theme has a few dozen of them.
    private static let mixed = Mutex(Mixed())

    private struct Mixed {
        var colors: [Color] = []
        var numbers: [Color: Int] = [:]

        mutating func number(of color: Color) -> Int {
            if let number = numbers[color] { return number }
            // More than anybody has: what follows looks like the last one.
            guard colors.count < 0xFFFF else { return colors.count - 1 }
            colors.append(color)
            numbers[color] = colors.count - 1
            return colors.count - 1
        }
    }

    private static func color(_ bits: UInt64) -> Color {
        let number = UInt8(truncatingIfNeeded: bits)
        switch bits >> 18 {
        case 1 where bits & 1 << 17 != 0: return mixed.withLock { $0.colors[Int(bits & 0xFFFF)] }
        case 1: return .basic(number)
        case 2: return .indexed(number, fallback: nil)
        case 3: return .indexed(number, fallback: UInt8(truncatingIfNeeded: bits >> 8))
        default: return .standard
        }
    }
}

/// A cell as a frame keeps it: two numbers, so that thousands of them are made, copied and compared in no time.
public struct PackedCell: Hashable, Sendable {
    /// A code point; `empty`; or, from `clusters` on, the number of one of the frame's clusters.
    public let code: UInt32
    @usableFromInline let bits: UInt64

    /// Nothing is drawn: the cell is covered by a wide grapheme to its left.
    static let empty: UInt32 = 0x10FFFF + 1
    @usableFromInline static let clusters: UInt32 = 0x10FFFF + 2

    @inlinable init(code: UInt32, width: UInt8, look: Look) {
        self.code = code
        bits = look.bits | UInt64(width) << 48
    }

    @inlinable public var look: Look { Look(bits: bits & 0xFFFF_FFFF_FFFF) }
    /// Cells that the grapheme takes; 0 where one to the left covers this cell.
    @inlinable public var width: UInt8 { UInt8(truncatingIfNeeded: bits >> 48) }
    /// Whether it is one cell of printable ASCII: then `code` is all there is to draw.
    @inlinable public var isPlain: Bool { bits >> 48 == 1 && code >= 0x20 && code < 0x7F }
    /// Whether what it shows is known to its frame only: cells of two frames are not compared by their codes then.
    @inlinable public var isCluster: Bool { code >= PackedCell.clusters }
    /// Whether it is a blank of a look.
    @inlinable public func isBlank(_ look: Look) -> Bool { code == 0x20 && bits == look.bits | 1 << 48 }
    @inlinable public static func == (left: PackedCell, right: PackedCell) -> Bool {
        left.bits == right.bits && left.code == right.code
    }
}
