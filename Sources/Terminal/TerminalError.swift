// Why a terminal cannot be taken, as sentences for the person at it.

/// The terminal cannot be used for a screen: the program says so and exits with 2.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
    /// Standard output is no terminal.
    case outputIsNoTerminal
    /// Standard input is no terminal, and there is no controlling terminal to read keys from.
    case noKeyboard
    /// TERM is not set.
    case termUnset
    /// terminfo has no entry for TERM.
    case termUnknown(String)
    /// The terminal cannot place its cursor.
    case termDumb(String)
    /// Neither the locale nor C.UTF-8 encodes text as UTF-8.
    case localeNotUTF8
    /// A system call failed, with its errno where it has one.
    case failed

    /// One sentence: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .outputIsNoTerminal:
            "standard output is not a terminal; run gloss without a pipe or a redirection behind it"
        case .noKeyboard:
            "there is no terminal to read keys from; run gloss from a terminal"
        case .termUnset:
            "TERM is not set; set it to the name of your terminal, such as TERM=xterm-256color"
        case .termUnknown(let name):
            "the terminal “\(name)” is not known here; set TERM to one that is, such as TERM=xterm-256color, "
                + "or install its terminfo entry"
        case .termDumb(let name):
            "the terminal “\(name)” cannot place its cursor; run gloss in another terminal, or use gloss list"
        case .localeNotUTF8:
            "the locale is not a UTF-8 one and there is no C.UTF-8; set LC_ALL to a UTF-8 locale, see locale -a"
        case .failed:
            "the terminal could not be opened; close some programs or files and try again"
        }
    }
}
