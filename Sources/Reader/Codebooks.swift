// The codebook changes with an edit: in every open file that has it, and on disk.

import Annotations

extension State {
    /// Changes the codebook of the file in view, and has its file changed.
    mutating func changeCodebook(by changes: [Codebook.Change]) -> [Effect] {
        guard let file, !changes.isEmpty else { return [] }
        let path = file.codebookPath
        let others = files.indices.filter { index in
            index != current && path != nil && files[index].file?.codebookPath == path
        }
        for index in [current] + others {
            files[index].file?.codebook.apply(changes)
            if let codebook = files[index].file?.codebook {
                files[index].file?.keymap = options.keymap.adding(codebook)
            }
        }
        for change in changes {
            guard let old = change.before?.tag, let new = change.after?.tag else { continue }
            lastTags = lastTags.map { $0 == old ? new : $0 }
            recentTags.rename(old, to: new)
        }
        return [.changeCodebook(indices: [current] + others, changes)]
    }

    mutating func codebookChanged(_ index: Int, _ path: String?, _ notice: Message?) {
        guard files.indices.contains(index) else { return }
        if let path { files[index].file?.codebookPath = path }
        if let notice { message = notice }
    }
}

extension FileState {
    /// The codebook's file in words, for a question about it.
    var codebookName: String { codebookPath ?? "a new codebook.toml beside the article" }
}
