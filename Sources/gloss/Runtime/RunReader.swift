// Starting the reader: the article first, then the terminal.

import Glibc
import Reader
import Sidecar
import Terminal

/// How a reader ended.
enum ReaderEnd: Equatable {
    case fine
    /// Nothing was shown; the sentence says why. The terminal is as it was.
    case couldNotStart(String)
    /// The last marks are on disk, but not in their sidecar; the sentence says why.
    case journaled(String)
    /// The last marks are not on disk; the sentence says why.
    case notSaved(String)
}

/// Runs a reader from its first screen to its last key.
func runReader(_ request: ReaderRequest) -> ReaderEnd {
    guard let mailbox = Mailbox() else {
        return .couldNotStart("too many files are open; close some and try again")
    }
    let session: TerminalSession
    do {
        // Somebody who asks for a theme here and now wants its colours; else NO_COLOR holds (no-color.org).
        let wantsColor = request.environment["NO_COLOR"]?.isEmpty ?? true || request.isThemeForced
        session = try TerminalSession(colors: wantsColor ? .automatic : .none)
    } catch {
        return .couldNotStart(error.description)
    }
    let runtime = Runtime(request, session: session, mailbox: mailbox)
    let end = runtime.run()
    session.restore()
    return end
}
