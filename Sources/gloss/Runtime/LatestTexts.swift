// Which text an article had last, where its sidecar does not say it yet: so it is known again after it is renamed.

import FoundationEssentials
import Glibc
import TextModel

extension StateFolder {
    /// The text that an annotated article had when it was shown last; nil where its sidecar says it.
    func latestText(of article: String) -> SourceHash? {
        read("texts", article)?.sha256.flatMap(SourceHash.init(hex:))
    }

    /// Remembers the text that an article has now.
    ///
    /// - Parameter hash: nil where its sidecar says it.
    func keep(latestText hash: SourceHash?, of article: String) {
        guard let hash else {
            if let name = name("texts", article) { unlink(name) }
            return
        }
        write(Kept(file: StateFolder.absolute(article), sha256: hash.hex), "texts", article)
    }
}
