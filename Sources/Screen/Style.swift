// How a cell looks: colours and attributes, named so that any terminal can come as near to them as it is able.

/// A colour as the views ask for it.
public enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// One of the terminal's eight basic colours, 0 black … 7 white, or 8–15 their bright forms (ECMA-48, aixterm).
    case basic(UInt8)
    /// One of xterm's 256 colours, with the basic colour (0–15) that stands in where there are only 8 or 16.
    case indexed(UInt8, fallback: UInt8?)
    /// Any colour, with that of xterm's 256 and the basic one that stand in where a terminal has no more than those.
    case rgb(RGB, index: UInt8, fallback: UInt8?)
}

/// Attributes of a cell, in the terms of ECMA-48 SGR.
public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let italic = Attributes(rawValue: 4)
    public static let underline = Attributes(rawValue: 8)
    public static let reverse = Attributes(rawValue: 16)
}

/// The look of one cell.
public struct Style: Hashable, Sendable {
    public var foreground: Color
    public var background: Color
    public var attributes: Attributes

    public init(_ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    public static let plain = Style()
}
