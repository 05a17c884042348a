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

    /// Who has drafts on an article, by name; nil for who writes into the plain sidecar.
    private func coders(withDraftsOn article: String) -> [String?] {
        guard let plain = name("drafts", article), let slash = plain.lastIndex(of: "/") else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: String(plain[..<slash]))) ?? []
        let stem = plain[plain.index(after: slash)...].dropLast(".json".count)
        return names.filter { $0.hasPrefix(stem) && $0.hasSuffix(".json") }.map { name in
            let coder = name.dropFirst(stem.count).dropLast(".json".count)
            return coder.hasPrefix(".") ? String(coder.dropFirst()) : nil
        }
    }

    /// Lets the drafts that other coders have on an article be on another one, as the article is that one from now on.
    func carryDrafts(from old: String, to new: String) {
        for coder in coders(withDraftsOn: old) where coder != self.coder {
            let carried = drafts(of: old, coder: coder)
            guard !carried.isEmpty else { continue }
            _ = keep(carried.merging(drafts(of: new, coder: coder)) { $1 }, of: new, coder: coder)
        }
    }
}
