// Renaming and merging tags on all marks of the article, as one step that can be taken back.

import Annotations
import Screen

/// A tag's new name while it is typed.
public struct TagNamePrompt: Sendable {
    public let old: Tag
    public var field: TextField
    let back: Listing
}

extension State {
    mutating func openTagName(_ tag: Tag, _ listing: Listing) {
        guard mayRetag() else { return }
        dialog = .tagName(TagNamePrompt(old: tag, field: TextField(tag.name), back: listing))
    }

    mutating func openMerge(_ tag: Tag, _ listing: Listing) {
        guard mayRetag() else { return }
        let others = tagChoices().filter { $0.tag != tag }
        dialog = .tagPicker(TagPicker(.merge(tag), known: others, back: listing))
    }

    /// Whether marks can be changed now; says why not.
    private mutating func mayRetag() -> Bool {
        if let reason = file?.readOnly {
            message = .problem(reason)
            return false
        }
        if file?.arriving != nil {
            message = .information("the article is still being read; its marks can be changed in a moment")
            return false
        }
        return file != nil
    }

    mutating func tagNameDialog(_ key: Key, _ prompt: TagNamePrompt, _ now: Timestamp) -> [Effect] {
        var prompt = prompt
        if key == Key(.enter) {
            rename(prompt)
        } else if closes(key) {
            dialog = .list(prompt.back)
        } else if prompt.field.take(key) {
            dialog = .tagName(prompt)
        }
        return []
    }

    private mutating func rename(_ prompt: TagNamePrompt) {
        let typed = String(prompt.field.text.drop { $0.isWhitespace }).trimmingTrailingSpace()
        guard let new = Tag(typed), new.isPath else {
            message = .problem("“\(typed)” cannot be a tag: no ; or , and nothing empty on either side of /")
            return
        }
        guard new != prompt.old else {
            dialog = .list(prompt.back)
            return
        }
        askToRetag(prompt.old, to: new, back: prompt.back)
    }

    /// Asks before a tag is given another name, or becomes part of another: the codebook may be that of many articles.
    mutating func askToRetag(_ old: Tag, to new: Tag, back: Listing) {
        guard let file, let retagging = Retagging(old, to: new) else { return }
        let isMerge = retagging.met(in: file.codebook, file.marks(of: new)) != nil
        let concerned = file.marks(of: old).filter { retagging.applied(to: $0.tags) != nil }
        let own = concerned.count { $0.creator == options.coder }
        var lines = [
            isMerge
                ? "Merge “\(old)” into “\(new)”, which is there already?" : "Rename “\(old)” to “\(new)”?"
        ]
        lines.append(
            "\(State.marks(own)) in this article \(own == 1 ? "changes" : "change"); one undo takes it back.")
        let others = concerned.count - own
        if others > 0 {
            lines.append(
                "\(State.marks(others)) of other coders \(others == 1 ? "stays" : "stay") as \(others == 1 ? "it is" : "they are")."
            )
        }
        if !retagging.changes(of: file.codebook).isEmpty {
            if let path = file.codebookPath {
                lines.append(
                    "\(path) changes as well. Other articles and coders keep “\(old)” until you run this in a shell:")
                lines.append("gloss retag --merge \(State.typed(old)) \(State.typed(new)) DIRECTORY")
            } else {
                lines.append("It is one of the built-in tags: the change goes into \(file.codebookName).")
            }
        }
        dialog = .question(
            Question(
                lines: lines, yes: isMerge ? "merges" : "renames", no: "goes back",
                meaning: .retag(retagging, back: back)))
    }

    /// A tag as a shell takes it.
    private static func typed(_ tag: Tag) -> String {
        let isPlain = tag.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-/".contains($0)) }
        return isPlain ? tag.name : "'" + tag.name.replacing("'", with: "'\\''") + "'"
    }

    private static func marks(_ count: Int) -> String { "\(count) \(count == 1 ? "mark" : "marks")" }

    /// Changes the marks and the codebook at one step, and goes back to the list of tags.
    mutating func retag(_ retagging: Retagging, _ back: Listing, _ now: Timestamp) -> [Effect] {
        guard let file else { return [] }
        let own = file.marks(of: retagging.old).filter { $0.creator == options.coder }
        let changes = retagging.changes(of: own, at: now)
        let isMerge = retagging.met(in: file.codebook, file.marks(of: retagging.new)) != nil
        let verb = isMerge ? "merged into" : "renamed to"
        let last = retagging.applied(to: lastTags) ?? lastTags
        recentTags.rename(retagging.old, to: retagging.new)
        let effects = apply(
            Edit(
                changes, codebook: retagging.changes(of: file.codebook),
                summary: "\(retagging.old) \(verb) \(retagging.new) on \(State.marks(changes.count))"))
        lastTags = last
        if case .tags(let list) = back.meaning { refresh(back, list, chosen: retagging.new) }
        return effects
    }
}

extension FileState {
    /// The marks with a tag or a sub-tag of it: in document order, those without a place last.
    fileprivate func marks(of tag: Tag) -> [Annotation] {
        annotations.marks(under: tag) + annotations.orphans(under: tag)
    }
}
