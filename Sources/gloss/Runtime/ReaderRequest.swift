// What the command line asks of the reader.

import Annotations
import Reader
import Settings
import TextModel

/// A call of the reader, with all that was found before its first screen.
struct ReaderRequest {
    /// The articles' paths, in the order they are paged through; each is known to be a readable text.
    var articles: [String]
    /// What was piped in, which cannot be marked; nil when it was not asked for.
    var standardInput: Document?
    var keymap: Keymap
    /// With the options of the command line in place of what the file says.
    var configuration: Configuration
    /// Whose sidecar is written; nil for the plain one.
    var coder: String?
    var sidecarDirectory: String?

    /// Nothing can be marked: the text has no file.
    var isReadOnly: Bool { standardInput != nil }
    /// The name that new marks carry.
    var creator: String? { coder ?? Surroundings.variable("USER") }

    /// The codebook for an article, looked for when that is opened.
    func codebook(for article: String) throws(Failure) -> Codebook {
        try Surroundings.codebook(for: article).codebook
    }
}

/// Runs the reader until the user quits; returns what the shell is told.
func runReader(_ request: ReaderRequest) throws(Failure) -> Status {
    // The loop is connected here.
    throw Failure(request.articles.first, "the reader is not part of this build", .badInput)
}
