// The codebook changes with an edit: in every open file that has it, and on disk. What the disk says then holds.

import Annotations

/// A codebook as it stands on disk.
public struct CodebookOnDisk: Sendable {
    public let codebook: Codebook
    /// The path of its file; nil for the built-in one.
    public let path: String?

    public init(_ codebook: Codebook, path: String?) {
        self.codebook = codebook
        self.path = path
    }
}

extension State {
    /// Changes the codebook of the file in view, and has its file changed.
    mutating func changeCodebook(by changes: [Codebook.Change]) -> [Effect] {
        guard let file, !changes.isEmpty else { return [] }
        let others = files.indices.filter { index in
            index != current && files[index].file?.hasCodebook(of: file) == true
        }
        for index in [current] + others {
            files[index].file?.codebook.apply(changes)
            if let codebook = files[index].file?.codebook {
                let keymap = options.keymap.adding(codebook)
                files[index].file?.keymap = keymap
            }
        }
        for change in changes {
            guard let old = change.before?.tag, change.after?.tag != old else { continue }
            lastTags = lastTags.compactMap { $0 == old ? change.after?.tag : $0 }
            if let new = change.after?.tag { recentTags.rename(old, to: new) }
        }
        codebookChanges += 1
        return [.changeCodebook(indices: [current] + others, changes)]
    }

    mutating func codebookChanged(_ index: Int, _ result: Result<CodebookOnDisk, Message>) {
        codebookChanges = max(0, codebookChanges - 1)
        guard files.indices.contains(index), let changed = files[index].file else { return }
        switch result {
        case .failure(let problem): message = problem
        case .success(let found):
            let isMade = changed.codebookPath == nil && found.path != nil
            take(found, of: changed)
            if isMade {
                message = .information("codebook.toml was made beside the article, with the built-in tags in it")
            }
        }
    }

    /// Takes in what another program has made of a codebook. Changes that are on their way to the disk come back with
    /// all there is then.
    mutating func codebookRead(_ index: Int, _ found: CodebookOnDisk) {
        guard codebookChanges == 0, files.indices.contains(index), let old = files[index].file else { return }
        take(found, of: old)
        if index == current, message == nil { message = .information("another program has changed the codebook") }
    }

    private mutating func take(_ found: CodebookOnDisk, of changed: FileState) {
        for index in files.indices where files[index].file?.hasCodebook(of: changed) == true {
            files[index].file?.codebookPath = found.path
            guard codebookChanges == 0 else { continue }
            files[index].file?.codebook = found.codebook
            let keymap = options.keymap.adding(found.codebook)
            files[index].file?.keymap = keymap
        }
        refreshTagList()
    }
}

extension FileState {
    /// Whether both have the same codebook file, or would share the one that is made beside them.
    fileprivate func hasCodebook(of other: FileState) -> Bool {
        func folder(_ name: String) -> Substring { name.lastIndex(of: "/").map { name[..<$0] } ?? "" }
        return codebookPath == other.codebookPath && (codebookPath != nil || folder(name) == folder(other.name))
    }

    /// The codebook's file in words, for a question about it.
    var codebookName: String { codebookPath ?? "a new codebook.toml beside the article" }
}
