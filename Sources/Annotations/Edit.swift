// The one way an annotation changes: a change that knows how to take itself back.

/// An undoable change of a set of annotations.
public struct Edit: Equatable, Sendable {
    /// One annotation before and after; nil where it does not exist. Both have the same id.
    public struct Change: Equatable, Sendable {
        public var before: Annotation?
        public var after: Annotation?

        /// - Precondition: at least one of them is there, and both carry one id.
        public init(before: Annotation?, after: Annotation?) {
            precondition((before?.id ?? after?.id) == (after?.id ?? before?.id) && (before != nil || after != nil))
            self.before = before
            self.after = after
        }

        public var id: AnnotationID { (before ?? after)!.id }
    }

    public var changes: [Change]
    /// What becomes of the codebook at the same step; most edits leave it alone.
    public var codebook: [Codebook.Change]
    /// What was done, as the status line says it: "tagged risk", "note changed".
    public var summary: String

    public init(_ changes: [Change], codebook: [Codebook.Change] = [], summary: String) {
        self.changes = changes
        self.codebook = codebook
        self.summary = summary
    }

    /// The edit that takes this one back.
    public var inverse: Edit {
        Edit(
            changes.reversed().map { Change(before: $0.after, after: $0.before) },
            codebook: codebook.reversed().map(\.inverse), summary: summary)
    }
}

/// Why an edit could not be applied.
public enum EditError: Error, Equatable {
    /// The annotation is no longer as the edit knew it: another program has changed it since.
    case changedElsewhere(AnnotationID)
}

/// What was done and what was taken back, without limit.
public struct History: Equatable, Sendable {
    public private(set) var done: [Edit] = []
    public private(set) var undone: [Edit] = []

    public init() {}

    /// Notes a new edit; what had been taken back can no longer be redone.
    public mutating func record(_ edit: Edit) {
        done.append(edit)
        undone.removeAll()
    }

    /// Takes the last edit for another one: a batch that grew or shrank, and is one step all the while. With nil it
    /// is forgotten.
    public mutating func replaceLast(with edit: Edit?) {
        done.removeLast()
        if let edit { done.append(edit) }
    }

    /// The edit to apply to take the last one back; nil when there is nothing to undo.
    public mutating func undo() -> Edit? {
        guard let edit = done.popLast() else { return nil }
        undone.append(edit)
        return edit.inverse
    }

    /// The edit to apply to do again what was taken back last; nil when there is nothing.
    public mutating func redo() -> Edit? {
        guard let edit = undone.popLast() else { return nil }
        done.append(edit)
        return edit
    }
}
