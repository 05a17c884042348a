// What the command line asks of the reader.

import Reader
import Sidecar
import TextModel

/// A reader to be run.
struct ReaderRequest {
    /// The articles by path, as they were typed; for what was piped in, its label.
    var articles: [String]
    /// Directories, and single articles among them, whose library is to be shown first; there are no `articles` then.
    var library: [String]?
    /// What was piped in, when that is to be read; it is the only article then.
    var standardInput: Document?
    /// Opens an article; the error is a sentence for the reader.
    var read: @Sendable (_ path: String) throws(Message) -> Document
    var keymap: Keymap
    /// Cells.
    var measure: Int
    /// Whether rows end flush where a few blanks are enough for that.
    var justify: Bool
    /// The coder whose sidecar is written; nil for the plain one.
    var coder: String?
    /// Where sidecars are kept instead of beside the article.
    var sidecarDirectory: String?
    /// Where annotated texts are kept.
    var snapshots = Snapshots.none
    /// The theme that was chosen; nil lets the terminal's background choose.
    var theme: ThemeName?
    /// Whether it was chosen for this call, and so overrules NO_COLOR.
    var isThemeForced = false
    /// Whether the mouse is read at first.
    var usesMouse = true
    var environment: [String: String]
}
