// Colours as light: xterm's numbered colours in red, green and blue, and how well one is read on another.

/// A colour in sRGB, each part 0 to 255.
public struct RGB: Hashable, Sendable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    public static let black = RGB(0, 0, 0)
    public static let white = RGB(255, 255, 255)

    /// xterm's colours 0 to 255: sixteen basic ones, a cube of 6 × 6 × 6, and a ramp of 24 greys.
    public init(xterm index: UInt8) {
        switch index {
        case 0..<16:
            self = RGB.basic[Int(index)]
        case 16..<232:
            let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
            let place = Int(index) - 16
            self.init(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
        default:
            let grey = 8 + 10 * (index - 232)
            self.init(grey, grey, grey)
        }
    }

    /// xterm's own, which most terminals come near to.
    private static let basic = [
        RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205),
        RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
        RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]

    /// The parts as amounts of light, 0 to 1 (IEC 61966-2-1).
    public var linear: (red: Double, green: Double, blue: Double) {
        func light(_ part: UInt8) -> Double {
            let value = Double(part) / 255
            return value <= 0.04045 ? value / 12.92 : RGB.power((value + 0.055) / 1.055)
        }
        return (light(red), light(green), light(blue))
    }

    /// To the power of 2.4, for 0.08 to 1: the square times the fifth root of the square, found by Newton's method.
    private static func power(_ value: Double) -> Double {
        let square = value * value
        var root = 1.0
        for _ in 0..<12 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
        return square * root
    }

    /// The relative luminance of WCAG 2, 0 to 1.
    public var luminance: Double {
        let light = linear
        return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
    }

    /// The contrast ratio of WCAG 2, 1 to 21; text is read well from 4.5 on.
    public func contrast(to other: RGB) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// A share, 0 to 1, of the way to another colour.
    public func mixed(with other: RGB, _ share: Double) -> RGB {
        func mix(_ one: UInt8, _ two: UInt8) -> UInt8 {
            UInt8(max(0, min(255, Double(one) + (Double(two) - Double(one)) * share)))
        }
        return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
    }
}
