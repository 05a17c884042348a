// Renaming and merging tags on all marks of the article, as one step that can be taken back.

import Annotations
import Screen

/// What the codebook is to say of a tag, while it is typed.
public struct TagNamePrompt: Sendable {
    public enum Field: Equatable, Sendable { case name, key, color, definition }

    public let old: Tag
    public let what: Field
    public var field: TextField
    let back: Listing
}

extension State {
    mutating func openTagName(_ tag: Tag, _ listing: Listing) {
        guard mayRetag() else { return }
        dialog = .tagName(TagNamePrompt(old: tag, what: .name, field: TextField(tag.name), back: listing))
    }

    mutating func openMerge(_ tag: Tag, _ listing: Listing) {
        guard mayRetag() else { return }
        let others = tagChoices().filter { $0.tag != tag }
        dialog = .tagPicker(TagPicker(.merge(tag), known: others, back: .list(listing)))
    }

    /// Whether marks can be changed now; says why not.
    mutating func mayRetag() -> Bool {
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
            guard prompt.what == .name else { return set(prompt, now) }
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
        let others = concerned.count { $0.creator != options.coder }
        var lines = [
            isMerge
                ? "Merge “\(old)” into “\(new)”, which is there already?" : "Rename “\(old)” to “\(new)”?"
        ]
        let count = concerned.count
        // A rename is one of the codebook: it holds for every mark in the sidecar, whoever made it.
        let whose = others == 0 ? "" : count == 1 ? ", made by another coder," : ", \(others) of them by other coders,"
        lines.append(
            "\(State.marks(count)) in this article\(whose) \(count == 1 ? "changes" : "change"); "
                + "one undo takes it back.")
        if !retagging.changes(of: file.codebook).isEmpty {
            if let path = file.codebookPath {
                lines.append(
                    "\(path) changes as well. Other articles and coders keep “\(old)” until you run this in a shell, "
                        + "for each coder with --coder:")
                lines.append("gloss retag \(State.typed(old)) \(State.typed(new)) DIRECTORY")
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
        let changes = retagging.changes(of: file.marks(of: retagging.old), at: now)
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
