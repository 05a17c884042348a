// The codebook changes with an edit: in every open file that has it, and on disk.

import Annotations

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
                files[index].file?.keymap = options.keymap.adding(codebook)
            }
        }
        for change in changes {
            guard let old = change.before?.tag else { continue }
            lastTags = lastTags.compactMap { $0 == old ? change.after?.tag : $0 }
            if let new = change.after?.tag { recentTags.rename(old, to: new) }
        }
        return [.changeCodebook(indices: [current] + others, changes)]
    }

    mutating func codebookChanged(_ index: Int, _ result: Result<String?, Message>) {
        guard files.indices.contains(index), let changed = files[index].file else { return }
        switch result {
        case .failure(let problem): message = problem
        case .success(let path):
            let isMade = changed.codebookPath == nil && path != nil
            for other in files.indices where files[other].file?.hasCodebook(of: changed) == true {
                files[other].file?.codebookPath = path
            }
            if isMade {
                message = .information("codebook.toml was made beside the article, with the built-in tags in it")
            }
        }
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
