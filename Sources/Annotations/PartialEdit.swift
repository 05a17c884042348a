// A step of the history where others have changed the same mark since: only what the step itself changed is changed.

/// Annotations before and after a step, laid on what has become of them.
extension AnnotationSet {
    /// The edit that does to the annotations, as they are now, what `edit` did to what they were: tags are a set, the
    /// note and the place a field each. What others have changed of a mark stays; a mark that holds more than the step
    /// gave it stays with the rest.
    ///
    /// - Returns: nil where one of the parts that the step changed is not as the step knew it.
    public func fitted(_ edit: Edit) -> Edit? {
        var fitted = edit
        fitted.changes = []
        // Marks that were split or joined come and go together, so that none of them can stay in part.
        let isTogether = edit.changes.contains(where: \.isAboutPlace) || Set(edit.changes.map(\.kind)).count > 1
        for change in edit.changes {
            let now = self[change.id]
            if now?.isKnown(to: change) ?? (change.before == nil) {
                fitted.changes.append(change)
            } else if let now, change.kind == .changes || !isTogether, let part = change.part(of: now) {
                fitted.changes.append(part)
            } else {
                return nil
            }
        }
        return fitted
    }
}

extension Annotation {
    fileprivate func isKnown(to change: Edit.Change) -> Bool {
        change.before.map { saysTheSame(as: $0.described(as: self)) } ?? false
    }
}

extension Edit.Change {
    enum Kind { case comes, goes, changes }

    fileprivate var kind: Kind { before == nil ? .comes : after == nil ? .goes : .changes }

    /// This change of an annotation that others have changed since; nil where they have changed the same of it.
    fileprivate func part(of now: Annotation) -> Edit.Change? {
        var result = now
        let (old, new) = (before?.tags ?? [], after?.tags ?? [])
        let (gone, come) = (old.filter { !new.contains($0) }, new.filter { !old.contains($0) })
        guard gone.allSatisfy(now.tags.contains), !come.contains(where: now.tags.contains) else { return nil }
        result.tags = now.tags.filter { !gone.contains($0) } + come
        let (oldNote, newNote) = (before?.note ?? "", after?.note ?? "")
        if oldNote != newNote {
            guard now.note.utf8.elementsEqual(oldNote.utf8) else { return nil }
            result.note = newNote
        }
        // What others have moved is not taken away, nor moved.
        if let before, after == nil || isAboutPlace {
            let known = before.described(as: now)
            guard now.target == known.target, now.anchor == known.anchor, now.origin == known.origin else {
                return nil
            }
        }
        if let after, before != nil, isAboutPlace {
            (result.target, result.anchor, result.origin) = (after.target, after.anchor, after.origin)
        }
        guard !result.saysTheSame(as: now) else { return nil }
        // A mark that was there before the step stays, with nothing in it if others have taken the rest away.
        let isGone = after == nil && result.tags.isEmpty && result.note.isEmpty
        return Edit.Change(before: now, after: isGone ? nil : result)
    }
}
