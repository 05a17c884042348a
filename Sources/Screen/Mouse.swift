// What the mouse did, where, and when: the terminal's own numbers for it are gone by here.

/// One report of the mouse.
public struct Mouse: Hashable, Sendable {
    public enum Button: Hashable, Sendable { case left, middle, right }

    public enum Kind: Hashable, Sendable {
        case press(Button)
        /// Moved with a button held.
        case drag(Button)
        /// A button was let go; terminals with the old form do not say which.
        case release
        case wheelUp
        case wheelDown
    }

    public var kind: Kind
    /// The cell under the pointer; it may lie outside the screen for the moment of a resize.
    public var position: Position
    public var modifiers: Key.Modifiers
    /// Milliseconds of a clock that only goes forward: what makes two clicks a double click.
    public var time: Int

    public init(_ kind: Kind, at position: Position, _ modifiers: Key.Modifiers = [], time: Int = 0) {
        self.kind = kind
        self.position = position
        self.modifiers = modifiers
        self.time = time
    }
}
