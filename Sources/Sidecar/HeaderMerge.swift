// Three-way merge of what stands in a sidecar beside its marks: header keys one by one, the codebook tag by tag.

import Annotations

extension Page {
    /// - Parameter base: what both grew out of; nil where there is no common ancestor.
    static func merge(base: Page?, mine: Page, theirs: Page) -> Page {
        var merged = mine
        for name in theirs.names where name != "items" {
            guard let other = theirs.value(name) else { continue }
            let ours = mine.value(name)
            let before = base?.value(name)
            if name == "gloss:codebook", let ours, ours.members != nil, other.members != nil {
                merged.set(name, to: mergeMembers(base: before, mine: ours, theirs: other))
            } else if name == Page.carriedName, let ours, ours.elements != nil, other.elements != nil {
                if ours.text != other.text {
                    merged.set(name, to: Page.mergeCarried(base: before, mine: ours, theirs: other))
                }
            } else if let ours {
                if ours.text != other.text, ours.text == before?.text { merged.set(name, to: other.text) }
            } else if before?.text != other.text {
                merged.set(name, to: other.text)
            }
        }
        for name in mine.names where name != "items" && theirs.value(name) == nil {
            // They took it out, and we did not touch it.
            if let before = base?.value(name), before.text == mine.value(name)?.text {
                merged.header.removeAll { $0.name == name }
            }
        }
        merged.foreign = mergeForeign(base: base?.foreign ?? [], mine: mine.foreign, theirs: theirs.foreign)
        return merged
    }

    private var names: [String] { header.map(\.name) }

    private static func mergeMembers(base: JSON?, mine: JSON, theirs: JSON) -> String {
        var changes: [(name: String, text: String)] = []
        for member in theirs.members ?? [] {
            let before = base?[member.key]?.text
            let ours = mine[member.key]?.text
            if ours != member.value.text, before != member.value.text, ours == before {
                changes.append((member.key, member.value.text))
            }
        }
        let gone = (mine.members ?? []).map(\.key).filter { key in
            theirs[key] == nil && base?[key] != nil && base?[key]?.text == mine[key]?.text
        }
        if changes.isEmpty, gone.isEmpty { return mine.text }
        return mine.rewritten(setting: changes, removing: gone, spaced: true)
    }

    /// By id, and by their bytes where they have none; what both changed stays in both versions.
    private static func mergeForeign(base: [ForeignRecord], mine: [ForeignRecord], theirs: [ForeignRecord])
        -> [ForeignRecord]
    {
        func has(_ records: [ForeignRecord], _ record: ForeignRecord) -> Bool {
            records.contains { $0.text.utf8.elementsEqual(record.text.utf8) }
        }
        let kept = mine.filter { has(theirs, $0) || !has(base, $0) }
        return kept + theirs.filter { !has(mine, $0) && !has(base, $0) }
    }
}
