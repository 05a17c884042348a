// A normalised chord: one key with its modifiers, whatever bytes the terminal sent for it.

/// One key press.
public struct Key: Hashable, Sendable {
    /// What was pressed, without its modifiers.
    public enum Code: Hashable, Sendable {
        /// A printable grapheme, as typed: Shift is in the character itself (`A`, `?`), never in the modifiers.
        /// Space is `.character(" ")`. With Control, a letter is in lower case.
        case character(Character)
        case named(Name)
        /// F1 to F12 (and beyond, where a terminal has them).
        case function(Int)
    }

    public enum Name: String, Hashable, Sendable, CaseIterable {
        case enter, tab, backspace, delete, escape
        case up, down, left, right, home, end, pageUp, pageDown, insert
    }

    public struct Modifiers: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let control = Modifiers(rawValue: 1)
        public static let alt = Modifiers(rawValue: 2)
        /// Only with named and function keys.
        public static let shift = Modifiers(rawValue: 4)
    }

    public var code: Code
    public var modifiers: Modifiers

    public init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    public init(_ character: Character, _ modifiers: Modifiers = []) {
        self.init(.character(character), modifiers)
    }

    public init(_ name: Name, _ modifiers: Modifiers = []) {
        self.init(.named(name), modifiers)
    }
}
