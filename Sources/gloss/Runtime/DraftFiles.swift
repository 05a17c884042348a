// Whose an unfinished note is: drafts are kept as sidecars are, a file a coder, so that nobody reads another's.

import FoundationEssentials
import Glibc
import Reader

extension StateFolder {
    /// The unfinished notes of an article by place. One in which nothing stands is none.
    func drafts(of article: String) -> [String: String] {
        drafts(of: article, coder: coder).filter { !$0.value.allSatisfy(\.isWhitespace) }
    }

    private func drafts(of article: String, coder: String?) -> [String: String] {
        read("drafts", article, coder: coder)?.drafts ?? [:]
    }

    /// Remembers an unfinished note, or forgets it.
    ///
    /// - Returns: whether that is on disk.
    func keepDraft(_ text: String?, at place: String, of article: String) -> Bool {
        var drafts = drafts(of: article, coder: coder)
        drafts[place] = text
        return keep(drafts, of: article, coder: coder)
    }

    private func keep(_ drafts: [String: String], of article: String, coder: String?) -> Bool {
        if drafts.isEmpty {
            if let name = name("drafts", article, coder: coder) { unlink(name) }
            return true
        }
        return write(Kept(file: StateFolder.absolute(article), drafts: drafts), "drafts", article, coder: coder)
    }

    /// Lets the drafts that other coders have on an article be on another one, whose marks theirs are from now on.
    ///
    /// - Parameter coders: by name; nil for who writes into the plain sidecar.
    func carryDrafts(of coders: [String?], from old: String, to new: String) {
        for coder in coders where coder != self.coder {
            let carried = drafts(of: old, coder: coder)
            guard !carried.isEmpty else { continue }
            _ = keep(carried.merging(drafts(of: new, coder: coder)) { $1 }, of: new, coder: coder)
        }
    }
}
