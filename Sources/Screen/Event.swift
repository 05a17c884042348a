// What a terminal can tell the program.

/// Raw input, before any keymap has looked at it.
public enum Event: Equatable, Sendable {
    case key(Key)
    /// Text that was pasted (bracketed paste): never to be run as keys. Line breaks arrive as "\n".
    case paste(String)
    /// The paste before this one was longer than what is kept of one: the rest of it, in bytes, is lost.
    case pasteCut(kept: Int, lost: Int)
    case mouse(Mouse)
    /// The terminal's background, as it answered when it was asked.
    case background(Shade)
    case resize(Size)
    /// An escape sequence that no key of ours has; `bytes` names it for a message, in caret notation.
    case unknownKey(String)
    /// How many cells the terminal gave to each of the texts that it was asked about, in the order asked.
    case cells([Int])
    /// A signal or a closed terminal asks the program to save and leave.
    case hangUp(HangUp)
    /// A signal asks the program to stop (SIGTSTP); it is for whoever takes the event to do so.
    case stop
    /// The program runs again after having been stopped.
    case resumed

    /// How light a background is, of the two kinds that matter for reading on it.
    public enum Shade: Sendable { case dark, light }

    public enum HangUp: Equatable, Sendable {
        /// SIGTERM, SIGINT or SIGHUP, by its number.
        case signal(Int32)
        /// End of input, POLLHUP or EIO: there is no terminal any more.
        case terminalGone
    }
}
